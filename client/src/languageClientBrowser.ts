// Runs the server in a web worker, for windows in a browser.

import { type ExtensionContext, Uri } from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { type Running, startClient } from './client.js';

export function start(context: ExtensionContext): Running {
  const module = Uri.joinPath(context.extensionUri, 'dist', 'serverBrowser.js').toString(true);
  return startClient(context, (options) => {
    const worker = new Worker(module);
    return { client: new LanguageClient('shipworthy', 'Shipworthy', worker, options), kill: () => worker.terminate() };
  });
}
