// The server as a process: over stdio for any editor, over the client's own channel in VS Code. The engine comes from outside, because
// it is a file of its own that the browser reads too; `library` is what it asks for by name.
import * as library from 'vscode-languageserver/node';
import { gitRepositories } from './git.js';
import { nodeFiles } from './nodeFiles.js';
import type { startServer } from './server.js';
import { today } from './today.js';
import { version } from './version.js';

export { library };

export function serve(start: typeof startServer): void {
  const connection = library.createConnection(library.ProposedFeatures.all);
  // One broken timer or promise must not end somebody's session; nothing of its message is logged, it may quote a document.
  process.on('unhandledRejection', () => connection.console.error('An unexpected failure was caught; the server goes on.'));
  process.on('uncaughtException', () => connection.console.error('An unexpected failure was caught; the server goes on.'));
  start(connection, { files: nodeFiles, version, today, repositories: gitRepositories });
}
