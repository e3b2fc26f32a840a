#!/usr/bin/env node
// The command line, warm. As a language server it is the server and nothing of the command line is read.
import { warm } from '../warm.js';

if (process.argv[2] === 'lsp') void import('../start.js').then(({ serve }) => serve());
else {
  const { keep } = warm('cliMain.cjs');
  // What has judged has run most of what the next run will need.
  if (process.argv[2] === 'check') process.once('exit', keep);
}
