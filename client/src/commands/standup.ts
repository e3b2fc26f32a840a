// "Shipworthy: Show the Stand-up": the paragraph of each initiative, or which of the three answers is not crisp yet, as a page to read
// and to copy from. The words are the server's.

import { commands, Disposable, EventEmitter, Uri, window, workspace } from 'vscode';
import { type StandupResult, standupRequest } from '../../../server/src/protocol.js';
import type { Ask } from '../templates.js';

const address = Uri.parse('shipworthy-standup:/Stand-up.md');

export function registerStandup(ask: Ask): Disposable {
  const changes = new EventEmitter<Uri>();
  let page = '';
  return Disposable.from(
    changes,
    workspace.registerTextDocumentContentProvider(address.scheme, { onDidChange: changes.event, provideTextDocumentContent: () => page }),
    commands.registerCommand('shipworthy.standup', async () => {
      ({ page } = (await ask(standupRequest, undefined)) as StandupResult);
      changes.fire(address);
      try {
        await commands.executeCommand('markdown.showPreview', address);
      } catch {
        // Without the built-in Markdown extension the page is text.
        await window.showTextDocument(address, { preview: true });
      }
    }),
  );
}
