// "Shipworthy: New AI Initiative…": the seven documents of an initiative in one folder, linked to each other and filled from
// each other. Where some are there already, the others are written beside them. It overwrites nothing.

import { commands, type Disposable, type ExtensionContext, ThemeIcon, Uri, WorkspaceEdit, window, workspace } from 'vscode';
import { type NewSyntax, newInitiative, slug } from '../../../server/src/newFiles.js';
import { type Ask, readTemplates, templatesFor } from '../templates.js';

/** Another extension, a keybinding or a test may answer the questions beforehand. */
interface Given {
  readonly name?: string;
  readonly syntax?: NewSyntax;
  readonly folder?: Uri;
  /** What success looks like, in one sentence; '' for not yet. */
  readonly goal?: string;
}

const title = 'New AI Initiative';

export const registerNewInitiative = (context: ExtensionContext, ask: Ask): Disposable =>
  commands.registerCommand('shipworthy.newInitiative', async (given?: Given) => {
    const named = given?.name ? { name: given.name, syntax: given.syntax ?? 'markdown' } : await askName();
    if (!named) return;
    const { name, syntax } = named;
    const goal = given?.name ? (given.goal ?? '') : await askGoal();
    const folder = goal === undefined ? undefined : (given?.folder ?? (await onlyEmptyFolder()) ?? (await pickFolder()));
    if (goal === undefined || !folder) return;
    const filled = await templatesFor(ask, folder, { syntax, name, goal });
    const templates = filled ?? (await readTemplates(context, syntax));
    const files = newInitiative(name, syntax, templates.of, filled?.joined).map(({ name: file, text }) => ({
      uri: Uri.joinPath(folder, file),
      text,
    }));

    if (files.length === 0) {
      void window.showInformationMessage(`${name} has all of its documents in ${lastPart(folder)} already.`);
      return;
    }
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
    await window.showTextDocument((files[0] as { uri: Uri }).uri);
  });

interface Named {
  readonly name: string;
  readonly syntax: NewSyntax;
}

/** Markdown unless the button beside the title says otherwise, so that a name is all that has to be answered. */
function askName(): Promise<Named | undefined> {
  const input = window.createInputBox();
  let syntax: NewSyntax = 'markdown';
  const show = () => {
    const [now, other] = syntax === 'markdown' ? ['Markdown', 'YAML'] : ['YAML', 'Markdown'];
    input.buttons = [
      { iconPath: new ThemeIcon(syntax === 'markdown' ? 'markdown' : 'json'), tooltip: `Written as ${now}. Write ${other} instead` },
    ];
    input.prompt = `What is it called? The seven documents carry this name and are written as ${now}.`;
  };
  const mistake = () => (slug(input.value) === '' ? 'At least one letter or digit, to make file names of.' : '');
  input.title = title;
  input.placeholder = 'Personalised recommendations';
  show();
  return new Promise((resolve) => {
    input.onDidTriggerButton(() => {
      syntax = syntax === 'markdown' ? 'yaml' : 'markdown';
      show();
    });
    input.onDidChangeValue(() => {
      if (input.validationMessage) input.validationMessage = mistake();
    });
    input.onDidAccept(() => {
      input.validationMessage = mistake();
      if (input.validationMessage) return;
      resolve({ name: input.value, syntax });
      input.hide();
    });
    input.onDidHide(() => {
      resolve(undefined);
      input.dispose();
    });
    input.show();
  });
}

const askGoal = (): Thenable<string | undefined> =>
  window.showInputBox({
    title,
    prompt: 'What does success look like in the hands of the customer, in one sentence? Leave it empty if you cannot say it yet.',
    placeHolder: 'Increase click-through on recommended items by 8 % relative within 90 days of full rollout while …',
  });

/** Where there is one folder and nothing in it, there is nothing to ask. */
async function onlyEmptyFolder(): Promise<Uri | undefined> {
  const [folder, ...others] = workspace.workspaceFolders ?? [];
  if (!folder || others.length > 0) return undefined;
  const entries = await Promise.resolve(workspace.fs.readDirectory(folder.uri)).catch(() => [['?', 0]] as const);
  return entries.every(([name]) => name.startsWith('.')) ? folder.uri : undefined;
}

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
