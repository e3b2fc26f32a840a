// Entry for the browser: as on the desktop, but one file, and the server runs in a worker.

import type { ExtensionContext } from 'vscode';
import { registerExplainRule } from './commands/explainRule.js';
import { registerNewArtifact } from './commands/newArtifact.js';
import { registerNewInitiative } from './commands/newInitiative.js';
import { registerReadiness } from './readinessTree.js';
import { type Extension, sleepUntilOurs } from './sleep.js';

let extension: Extension | undefined;

export function activate(context: ExtensionContext): Extension {
  const ours = sleepUntilOurs(context, async () => (await import('./languageClientBrowser.js')).start(context));
  const readiness = registerReadiness(ours.ask, () => ours.state() !== 'asleep');
  ours.onReportChanged(() => readiness.changed());
  context.subscriptions.push(
    readiness,
    registerExplainRule(context),
    registerNewArtifact(context, ours.ask),
    registerNewInitiative(context, ours.ask),
  );
  extension = ours;
  return ours;
}

export const deactivate = (): Promise<void> | undefined => extension?.stop();
