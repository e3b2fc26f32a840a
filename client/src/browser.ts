// Entry for the browser: as on the desktop, but one file, and the server runs in a worker.

import type { ExtensionContext } from 'vscode';
import { registerExplainRule } from './commands/explainRule.js';
import { registerNewArtifact } from './commands/newArtifact.js';
import { registerNewInitiative } from './commands/newInitiative.js';
import { type Extension, sleepUntilOurs } from './sleep.js';

let extension: Extension | undefined;

export function activate(context: ExtensionContext): Extension {
  const ours = sleepUntilOurs(context, async () => (await import('./languageClientBrowser.js')).start(context));
  context.subscriptions.push(
    registerExplainRule(context),
    registerNewArtifact(context, ours.ask),
    registerNewInitiative(context, ours.ask),
  );
  extension = ours;
  return ours;
}

export const deactivate = (): Promise<void> | undefined => extension?.stop();
