// Entry for desktop and remote windows. It stays tiny: the language client is a second file, read when a document is ours.

import type { ExtensionContext } from 'vscode';
import { register } from './register.js';
import { type Extension, sleepUntilOurs } from './sleep.js';

let extension: Extension | undefined;

export function activate(context: ExtensionContext): Extension {
  extension = sleepUntilOurs(context, async () => (await import('./languageClient.js')).start(context));
  context.subscriptions.push(register(context, extension));
  return extension;
}

export const deactivate = (): Promise<void> | undefined => extension?.stop();
