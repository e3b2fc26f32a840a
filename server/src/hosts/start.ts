// The server as a program, warm; and for who wants to start it from a program of their own, `serve`.
import { warm } from './warm.js';

const { exports: host, keep: keepHost } = warm('serverMain.cjs');
const { library, serve: serveWith } = host as typeof import('./node.js');
const { exports: engine, keep: keepEngine } = warm('engine.js', { 'vscode-languageserver': library });
// By then the first documents have been judged, and nobody waits.
setTimeout(() => {
  keepHost();
  keepEngine();
}, 5_000).unref();

export const serve = (): void => serveWith((engine as typeof import('./server.js')).startServer);

// Started by itself rather than through the command line.
if (process.argv.some((argument) => /^--(?:stdio|node-ipc|socket|pipe)/.test(argument)) && !process.argv.includes('lsp')) serve();
