// "Shipworthy: New AI Artifact…": an unsaved document with the template of one kind, the cursor at its first tab stop. Where
// documents of the initiative stand in the folder of the active editor, it carries their id, links and answers.

import { commands, type Disposable, type ExtensionContext, SnippetString, Uri, type ViewColumn, window, workspace } from 'vscode';
import { joining, type NewSyntax } from '../../../server/src/newFiles.js';
import type { Kind } from '../../../server/src/recognise.js';
import { type Ask, pickKind, pickSyntax, readTemplates, templatesFor } from '../templates.js';

/** Another extension, a keybinding or a test may answer the questions beforehand. */
interface Given {
  readonly kind?: Kind;
  readonly syntax?: NewSyntax;
  /** Where it belongs, and the initiative that it joins; else the place of the active editor. */
  readonly folder?: Uri;
  readonly name?: string;
  readonly column?: ViewColumn;
}

export const registerNewArtifact = (context: ExtensionContext, ask: Ask): Disposable =>
  commands.registerCommand('shipworthy.newArtifact', async (given?: Given) => {
    const kind = given?.kind ?? (await pickKind(await readTemplates(context, 'markdown')));
    const syntax = kind && (given?.syntax ?? (await pickSyntax('New AI Artifact')));
    if (!kind || !syntax) return;
    const { folder, name } = given?.folder ? { folder: given.folder, name: given.name } : activePlace();
    const filled = await templatesFor(ask, folder, { syntax, kind, ...(name === undefined ? {} : { name }) });
    const text = filled?.of(kind) || (await readTemplates(context, syntax)).of(kind);
    const document = await workspace.openTextDocument({ language: syntax, content: '' });
    const editor = await window.showTextDocument(document, given?.column);
    await editor.insertSnippet(new SnippetString(filled?.joined ? joining(text, kind, filled.joined) : text));
  });

/** The folder of the document that somebody looks at, and that document's name up to its first dot; else the only folder there is. */
function activePlace(): { readonly folder: Uri | undefined; readonly name?: string } {
  const uri = window.activeTextEditor?.document.uri;
  if (uri && uri.scheme !== 'untitled')
    return { folder: Uri.joinPath(uri, '..'), name: uri.path.slice(uri.path.lastIndexOf('/') + 1).replace(/\..*$/, '') };
  const folders = workspace.workspaceFolders ?? [];
  return { folder: folders.length === 1 ? folders[0]?.uri : undefined };
}
