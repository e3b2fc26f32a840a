#!/usr/bin/env node
// The command line, warm: as a language server it is the server and nothing else is read, and what would say the same as last time does
// so without being judged.
import { buildOf, warm } from '../warm.js';
import { keptRun, say } from './kept.js';

const bundle = 'cliMain.cjs';
const args = process.argv.slice(2);

if (args[0] === 'lsp') void import('../start.js').then(({ serve }) => serve());
else {
  const kept = args[0] === 'check' ? keptRun(args, buildOf(bundle)) : undefined;
  if (kept) {
    kept.parts.forEach(say);
    process.exitCode = kept.code;
  } else {
    const { exports, keep } = warm(bundle);
    void (exports as typeof import('./main.js')).run(args, buildOf(bundle));
    // What has judged has run most of what the next run will need.
    if (args[0] === 'check') process.once('exit', keep);
  }
}
