// "Shipworthy: New AI Initiative…": the seven documents of an initiative in one folder, linked to each other. It overwrites nothing.

import { commands, type Disposable, type ExtensionContext, Uri, WorkspaceEdit, window, workspace } from 'vscode';
import { type NewSyntax, newInitiative, slug } from '../../../server/src/newFiles.js';
import { pickSyntax, readTemplates } from '../templates.js';

/** Another extension, a keybinding or a test may answer the questions beforehand. */
interface Given {
  readonly name?: string;
  readonly syntax?: NewSyntax;
  readonly folder?: Uri;
}

const title = 'New AI Initiative';

export const registerNewInitiative = (context: ExtensionContext): Disposable =>
  commands.registerCommand('shipworthy.newInitiative', async (given?: Given) => {
    const name = given?.name ?? (await askName());
    const syntax = name && (given?.syntax ?? (await pickSyntax(title)));
    const folder = syntax && (given?.folder ?? (await pickFolder()));
    if (!name || !syntax || !folder) return;
    const templates = await readTemplates(context, syntax);
    const files = newInitiative(name, syntax, templates.of).map(({ name: file, text }) => ({ uri: Uri.joinPath(folder, file), text }));

    const taken = (await Promise.all(files.map(async ({ uri }) => ((await exists(uri)) ? [lastPart(uri)] : [])))).flat();
    if (taken.length > 0) {
      void window.showErrorMessage(`Nothing was written, because ${taken.join(', ')} ${taken.length > 1 ? 'are' : 'is'} there already.`);
      return;
    }
    const edit = new WorkspaceEdit();
    const encoder = new TextEncoder();
    for (const { uri, text } of files) edit.createFile(uri, { overwrite: false, contents: encoder.encode(text) });
    if (!(await workspace.applyEdit(edit))) {
      void window.showErrorMessage(`The files could not be written to ${lastPart(folder)}.`);
      return;
    }
    await window.showTextDocument((files.find(({ uri }) => /\.one-pager\.\w+$/.test(uri.path)) as { uri: Uri }).uri);
  });

const askName = (): Thenable<string | undefined> =>
  window.showInputBox({
    title,
    prompt: 'What is it called? The seven documents carry this name.',
    placeHolder: 'Personalised recommendations',
    validateInput: (name) => (slug(name) === '' ? 'At least one letter or digit, to make file names of.' : undefined),
  });

async function pickFolder(): Promise<Uri | undefined> {
  const defaultUri = workspace.workspaceFolders?.[0]?.uri;
  const picked = await window.showOpenDialog({
    title: `${title}: which folder?`,
    openLabel: 'Write Here',
    canSelectFiles: false,
    canSelectFolders: true,
    ...(defaultUri ? { defaultUri } : {}),
  });
  return picked?.[0];
}

const exists = (uri: Uri): Promise<boolean> =>
  Promise.resolve(workspace.fs.stat(uri)).then(
    () => true,
    () => false,
  );

const lastPart = (uri: Uri): string => uri.path.slice(uri.path.lastIndexOf('/') + 1);
