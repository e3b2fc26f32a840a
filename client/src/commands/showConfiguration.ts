// "Shipworthy: Show Configuration in Force…": every decision of the active document's configuration and the file that takes it.
// What is decided the server says with the status; nothing is read here.

import { commands, type Disposable, type QuickPickItem, Uri, window, workspace } from 'vscode';
import type { DecisionData, StatusParams } from '../../../server/src/protocol.js';

/** `current`: what the server said of the active document. */
export const registerShowConfiguration = (current: () => StatusParams | undefined): Disposable =>
  commands.registerCommand('shipworthy.showConfiguration', async () => {
    const { config, decisions = [] } = current() ?? {};
    const items = decisions.map((decision): QuickPickItem & { readonly uri: string } => ({
      label: `${decision.key}: ${decision.value}`,
      description: reasonOf(decision),
      uri: decision.uri,
    }));
    const picked =
      items.length === 0 && config === undefined
        ? void window.showQuickPick([{ label: 'Built-in settings', detail: 'No shipworthy.yaml is in force for this document.' }])
        : await window.showQuickPick(items.length === 0 ? [{ label: name(config as string), uri: config as string }] : items, {
            title: 'Configuration in force: which file decides what',
            placeHolder: 'Opens the file that decides',
            matchOnDescription: true,
          });
    if (picked) await window.showTextDocument(Uri.parse(picked.uri), { preview: true });
  });

/** "override: docs/shipworthy.yaml over company.yaml" */
const reasonOf = ({ by, uri, over }: DecisionData): string =>
  `${by}: ${name(uri)}${over.length > 0 ? ` over ${over.map(name).join(', ')}` : ''}`;

const name = (uri: string): string => workspace.asRelativePath(Uri.parse(uri));
