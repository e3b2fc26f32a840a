// Everything that the extension offers without a document being open: commands, the view, the map. The same in every window.

import { Disposable, type ExtensionContext } from 'vscode';
import { registerExplainRule } from './commands/explainRule.js';
import { registerFromFiles } from './commands/fromFiles.js';
import { registerNewArtifact } from './commands/newArtifact.js';
import { registerNewInitiative } from './commands/newInitiative.js';
import { registerOpenExample } from './commands/openExample.js';
import { registerStandup } from './commands/standup.js';
import { registerWeighTradeoff } from './commands/weighTradeoff.js';
import { registerWhatChanged } from './commands/whatChanged.js';
import { registerMap } from './map/panels.js';
import { registerReadiness } from './readinessTree.js';
import type { Extension } from './sleep.js';

export function register(context: ExtensionContext, ours: Extension): Disposable {
  const readiness = registerReadiness(ours.ask, () => ours.state() !== 'asleep', context.workspaceState);
  const map = registerMap(context, ours.ask);
  ours.onReportChanged(() => {
    readiness.changed();
    map.changed();
  });
  return Disposable.from(
    readiness,
    map,
    registerExplainRule(context),
    registerFromFiles(context, ours.ask),
    registerNewArtifact(context, ours.ask),
    registerNewInitiative(context, ours.ask),
    registerStandup(ours.ask),
    registerWeighTradeoff(ours.ask),
    registerWhatChanged(ours.ask),
    registerOpenExample(context),
  );
}
