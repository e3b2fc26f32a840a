// "Shipworthy: Open an Example PRD": a document that looks fine and is not, unsaved, so that trying things out leaves nothing behind.

import { commands, type Disposable, type ExtensionContext, Uri, window, workspace } from 'vscode';

export const registerOpenExample = ({ extensionUri }: ExtensionContext): Disposable =>
  commands.registerCommand('shipworthy.openExample', async () => {
    const bytes = await workspace.fs.readFile(Uri.joinPath(extensionUri, 'media', 'walkthrough', 'example.prd.md'));
    const document = await workspace.openTextDocument({ language: 'markdown', content: new TextDecoder().decode(bytes) });
    await window.showTextDocument(document);
  });
