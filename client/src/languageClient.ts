// Runs the server as a process of its own, for desktop and remote windows.

import { type ExtensionContext, Uri } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { type Running, startClient } from './client.js';

export function start(context: ExtensionContext): Running {
  const module = Uri.joinPath(context.extensionUri, 'dist', 'server.cjs').fsPath;
  // Nothing in the server builds code from text; the engine may as well refuse it.
  const server = { module, transport: TransportKind.ipc, options: { execArgv: ['--disallow-code-generation-from-strings'] } };
  return startClient(context, (options) => {
    const client = new LanguageClient('shipworthy', 'Shipworthy', server, options);
    return { client, kill: () => client.serverProcess?.kill('SIGKILL') };
  });
}
