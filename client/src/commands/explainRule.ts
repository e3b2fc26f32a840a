// "Shipworthy: Explain Rule…": the page of a rule, beside the text. The pages come with the extension; no server is asked.

import {
  commands,
  type Disposable,
  type ExtensionContext,
  languages,
  type QuickPickItem,
  QuickPickItemKind,
  Uri,
  ViewColumn,
  window,
  workspace,
} from 'vscode';

/** Where the pages are: `<id>.md`, and an index that names each with what it says. */
export const rulePages = ({ extensionUri }: ExtensionContext): Uri => Uri.joinPath(extensionUri, 'docs', 'rules');

export const registerExplainRule = (context: ExtensionContext): Disposable =>
  commands.registerCommand('shipworthy.explainRule', async (given?: unknown) => {
    const pages = rulePages(context);
    const rules = await readIndex(pages);
    const id = typeof given === 'string' ? given : await pick(rules);
    if (id === undefined || !rules.has(id)) return;
    const page = Uri.joinPath(pages, `${id}.md`);
    try {
      await commands.executeCommand('markdown.showPreviewToSide', page);
    } catch {
      // Without the built-in Markdown extension the page is text.
      await window.showTextDocument(page, { viewColumn: ViewColumn.Beside, preview: true });
    }
  });

/** What each rule says, by id. */
async function readIndex(pages: Uri): Promise<ReadonlyMap<string, string>> {
  const text = new TextDecoder().decode(await workspace.fs.readFile(Uri.joinPath(pages, 'README.md')));
  return new Map(
    [...text.matchAll(/^\| \[([a-z0-9-]+)\]\([a-z0-9-]+\.md\) \| ((?:[^|\\]|\\.)*) \|/gm)].map(([, id, says]) => [
      id as string,
      says as string,
    ]),
  );
}

/** What is found at the cursor stands first. */
async function pick(rules: ReadonlyMap<string, string>): Promise<string | undefined> {
  const here = new Set(findingsAtCursor().filter((id) => rules.has(id)));
  const item = (id: string): QuickPickItem => ({ label: id, detail: rules.get(id) ?? '' });
  const items: QuickPickItem[] = [
    ...(here.size > 0
      ? [
          { label: 'At the cursor', kind: QuickPickItemKind.Separator },
          ...[...here].map(item),
          { label: 'All rules', kind: QuickPickItemKind.Separator },
        ]
      : []),
    ...[...rules.keys()].filter((id) => !here.has(id)).map(item),
  ];
  const chosen = await window.showQuickPick(items, {
    title: 'Explain Rule',
    matchOnDetail: true,
    placeHolder: 'Why is this a finding, and what is the way out?',
  });
  return chosen?.label;
}

function findingsAtCursor(): readonly string[] {
  const editor = window.activeTextEditor;
  if (!editor) return [];
  return languages
    .getDiagnostics(editor.document.uri)
    .filter(({ source, range }) => source === 'shipworthy' && range.intersection(editor.selection) !== undefined)
    .map(({ code }) => String(typeof code === 'object' ? code.value : code));
}
