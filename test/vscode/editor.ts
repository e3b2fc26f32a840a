// What the tests do in the editor: open, wait, ask. No sleeps: everything that takes time is asked for again until it is there.

import * as vscode from 'vscode';

export function folder(): vscode.Uri {
  const [first] = vscode.workspace.workspaceFolders ?? [];
  if (!first) throw new Error('The tests need a window with a folder.');
  return first.uri;
}

/** Opened in a tab: findings are asked for visible documents only. */
export async function show(name: string): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder(), name));
  return vscode.window.showTextDocument(document);
}

/** The first answer that is not undefined; an answer that never comes fails the test with `what`. */
export async function until<T>(what: string, ask: () => T | undefined | PromiseLike<T | undefined>, patience = 20_000): Promise<T> {
  const end = Date.now() + patience;
  let trouble: unknown;
  while (Date.now() < end) {
    try {
      const answer = await ask();
      if (answer !== undefined) return answer;
    } catch (error) {
      // While extensions still start, VS Code cancels requests at its own will.
      trouble = error;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`Waited ${patience / 1000} s for ${what}.${trouble ? ` Last error: ${trouble}` : ''}`);
}

export const findings = (uri: vscode.Uri): vscode.Diagnostic[] =>
  vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'shipworthy');

export const rule = ({ code }: vscode.Diagnostic): string => String(typeof code === 'object' ? code.value : code);

export const finding = (document: vscode.TextDocument, id: string): Promise<vscode.Diagnostic> =>
  until(`${id} in ${document.uri.path}`, () => findings(document.uri).find((found) => rule(found) === id));

export const gone = (document: vscode.TextDocument, id: string): Promise<true> =>
  until(`${id} to go from ${document.uri.path}`, () => findings(document.uri).every((found) => rule(found) !== id) || undefined);

export async function quickFixes({ uri }: vscode.TextDocument, range: vscode.Range): Promise<vscode.CodeAction[]> {
  const kind = vscode.CodeActionKind.QuickFix.value;
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', uri, range, kind);
  return actions.filter(({ edit }) => edit !== undefined);
}

export async function replace(editor: vscode.TextEditor, range: vscode.Range, text: string): Promise<void> {
  if (!(await editor.edit((edit) => edit.replace(range, text)))) throw new Error('The editor refused the edit.');
}

export const everything = (document: vscode.TextDocument): vscode.Range =>
  new vscode.Range(document.positionAt(0), document.positionAt(document.getText().length));

/** Discards what a test typed and closes all tabs. */
export async function closeAll(): Promise<void> {
  while (vscode.window.activeTextEditor?.document.isDirty) {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

/** The extension itself, activated by the editor, never by the test: a wrong activation event would stay hidden. */
export const extension = (): vscode.Extension<{ state(): string }> =>
  vscode.extensions.getExtension('shipworthy.shipworthy') as vscode.Extension<{ state(): string }>;
