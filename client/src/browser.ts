// Entry for the browser: as on the desktop, but one file, and the server runs in a worker.

import type { ExtensionContext } from 'vscode';
import { register } from './register.js';
import { type Extension, sleepUntilOurs } from './sleep.js';

let extension: Extension | undefined;

export function activate(context: ExtensionContext): Extension {
  extension = sleepUntilOurs(context, async () => (await import('./languageClientBrowser.js')).start(context));
  context.subscriptions.push(register(context, extension));
  return extension;
}

export const deactivate = (): Promise<void> | undefined => extension?.stop();
