// Runs the server in a web worker, for windows in a browser.

import { type ExtensionContext, Uri } from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { type Running, startClient } from './client.js';

export function start(context: ExtensionContext): Running {
  const file = (name: string) => Uri.joinPath(context.extensionUri, 'dist', name).toString(true);
  return startClient(context, (options) => {
    const worker = new Worker(file('serverBrowser.js'));
    worker.postMessage(file('engine.js'));
    return { client: new LanguageClient('shipworthy', 'Shipworthy', worker, options), kill: () => worker.terminate() };
  });
}
