// "Shipworthy: New AI Artifact…": an unsaved document with the template of one kind, the cursor at its first tab stop.

import { commands, type Disposable, type ExtensionContext, SnippetString, window, workspace } from 'vscode';
import type { NewSyntax } from '../../../server/src/newFiles.js';
import type { Kind } from '../../../server/src/recognise.js';
import { pickKind, pickSyntax, readTemplates } from '../templates.js';

/** Another extension, a keybinding or a test may answer the questions beforehand. */
interface Given {
  readonly kind?: Kind;
  readonly syntax?: NewSyntax;
}

export const registerNewArtifact = (context: ExtensionContext): Disposable =>
  commands.registerCommand('shipworthy.newArtifact', async (given?: Given) => {
    const kind = given?.kind ?? (await pickKind(await readTemplates(context, 'markdown')));
    const syntax = kind && (given?.syntax ?? (await pickSyntax('New AI Artifact')));
    if (!kind || !syntax) return;
    const templates = await readTemplates(context, syntax);
    const document = await workspace.openTextDocument({ language: syntax, content: '' });
    const editor = await window.showTextDocument(document);
    await editor.insertSnippet(new SnippetString(templates.of(kind)));
  });
