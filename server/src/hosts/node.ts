// The server as a process: over stdio for any editor, over the client's own channel in VS Code.
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { gitRepositories } from './git.js';
import { nodeFiles } from './nodeFiles.js';
import { startServer } from './server.js';
import { today } from './today.js';
import { version } from './version.js';

export function serve(): void {
  const connection = createConnection(ProposedFeatures.all);
  // One broken timer or promise must not end somebody's session; nothing of its message is logged, it may quote a document.
  process.on('unhandledRejection', () => connection.console.error('An unexpected failure was caught; the server goes on.'));
  process.on('uncaughtException', () => connection.console.error('An unexpected failure was caught; the server goes on.'));
  startServer(connection, { files: nodeFiles, version, today, repositories: gitRepositories });
}

// Started by itself rather than through the command line.
if (
  process.argv.some(
    (argument) => argument === '--stdio' || argument === '--node-ipc' || argument.startsWith('--socket') || argument.startsWith('--pipe'),
  ) &&
  !process.argv.includes('lsp')
)
  serve();
