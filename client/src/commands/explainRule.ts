// "Shipworthy: Explain Rule…": the page of a rule, beside the text. The pages come with the extension; no server is asked.

import {
  commands,
  Disposable,
  type ExtensionContext,
  languages,
  type QuickPickItem,
  QuickPickItemKind,
  Uri,
  ViewColumn,
  window,
  workspace,
} from 'vscode';

interface Page {
  readonly says: string;
  readonly page: string;
}

const scheme = 'shipworthy';

/** What the pages' addresses begin with; the server makes links of it. */
export const rulePages = `${scheme}:/rules`;

export function registerExplainRule(context: ExtensionContext): Disposable {
  let pages: Promise<ReadonlyMap<string, Page>> | undefined;
  const read = () => {
    pages ??= readPages(context);
    return pages;
  };
  return Disposable.from(
    workspace.registerTextDocumentContentProvider(scheme, {
      provideTextDocumentContent: async ({ path }) => (await read()).get(/([a-z0-9-]+)\.md$/.exec(path)?.[1] ?? '')?.page ?? '',
    }),
    commands.registerCommand('shipworthy.explainRule', async (given?: unknown) => {
      const rules = await read();
      const id = typeof given === 'string' ? given : await pick(rules);
      if (id === undefined || !rules.has(id)) return;
      const page = Uri.parse(`${rulePages}/${id}.md`);
      try {
        await commands.executeCommand('markdown.showPreviewToSide', page);
      } catch {
        // Without the built-in Markdown extension the page is text.
        await window.showTextDocument(page, { viewColumn: ViewColumn.Beside, preview: true });
      }
    }),
  );
}

/** By the rules' ids; one file, made with the extension. */
async function readPages({ extensionUri }: ExtensionContext): Promise<ReadonlyMap<string, Page>> {
  const text = new TextDecoder().decode(await workspace.fs.readFile(Uri.joinPath(extensionUri, 'dist', 'rules.json')));
  return new Map(Object.entries(JSON.parse(text) as Record<string, Page>));
}

/** What is found at the cursor stands first. */
async function pick(rules: ReadonlyMap<string, Page>): Promise<string | undefined> {
  const here = new Set(findingsAtCursor().filter((id) => rules.has(id)));
  const item = (id: string): QuickPickItem => ({ label: id, detail: rules.get(id)?.says ?? '' });
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
