// The templates as the extension carries them: the same files that VS Code reads its snippets from. No server is needed,
// unless documents of the initiative stand beside the new one: then the engine fills in what they say.

import { type ExtensionContext, FileType, type QuickPickItem, Uri, window, workspace } from 'vscode';
import { type Joined, type NewSyntax, newKinds } from '../../server/src/newFiles.js';
import { type TemplatesParams, type TemplatesResult, templatesRequest } from '../../server/src/protocol.js';
import { type Kind, recognise } from '../../server/src/recognise.js';

export interface Templates {
  /** With tab stops. */
  of(kind: Kind): string;
  title(kind: Kind): string;
  description(kind: Kind): string;
}

export async function readTemplates({ extensionUri }: ExtensionContext, syntax: NewSyntax): Promise<Templates> {
  const bytes = await workspace.fs.readFile(Uri.joinPath(extensionUri, 'snippets', `${syntax}.json`));
  const snippets = JSON.parse(new TextDecoder().decode(bytes)) as Record<string, Snippet>;
  const byKind = new Map(Object.entries(snippets).map(([title, snippet]) => [snippet.prefix, { title, ...snippet }]));
  const entry = (kind: Kind) => byKind.get(`ai-${kind}`) as Snippet & { readonly title: string };
  return {
    of: (kind) => entry(kind).body.join('\n'),
    title: (kind) => entry(kind).title,
    description: (kind) => entry(kind).description,
  };
}

/** The sleeping extension's way to the engine. */
export type Ask = (method: string, params: unknown) => Promise<unknown>;

export interface Filled {
  /** With tab stops, and with what the initiative has said. */
  of(kind: Kind): string;
  readonly joined?: Joined;
  /** Kinds that can begin with what a file of another format says. */
  readonly begins: readonly Kind[];
}

/** Templates for a folder; undefined where nothing of ours stands there, or where the engine does not answer. */
export async function templatesFor(
  ask: Ask,
  folder: Uri | undefined,
  wanted: Omit<TemplatesParams, 'beside'>,
): Promise<Filled | undefined> {
  const beside = folder ? await neighboursIn(folder) : [];
  if (beside.length === 0 && !wanted.goal && !wanted.from) return undefined;
  try {
    const { templates, joined, begins } = (await ask(templatesRequest, { ...wanted, beside } satisfies TemplatesParams)) as TemplatesResult;
    return {
      of: (kind) => templates[kind] ?? '',
      begins: newKinds.filter((kind) => begins?.includes(kind)),
      ...(joined ? { joined } : {}),
    };
  } catch {
    return undefined;
  }
}

/** Documents of ours in the folder itself, as they are in the editor where they are open. */
async function neighboursIn(folder: Uri): Promise<TemplatesParams['beside']> {
  const entries = await Promise.resolve(workspace.fs.readDirectory(folder)).catch(() => []);
  const files = entries.filter(([name, type]) => (type & FileType.File) !== 0 && /\.(?:ya?ml|md|markdown)$/i.test(name)).slice(0, 200);
  const texts = files.map(async ([name]) => {
    const text = await textOf(Uri.joinPath(folder, name)).catch(() => '');
    return recognise(name, text) ? [{ name, text }] : [];
  });
  return (await Promise.all(texts)).flat();
}

/** As it is in the editor where it is open; '' for what is too large to be written by hand. */
export async function textOf(uri: Uri): Promise<string> {
  const open = workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open) return open.getText();
  const { size } = await workspace.fs.stat(uri);
  return size > 1_000_000 ? '' : new TextDecoder().decode(await workspace.fs.readFile(uri));
}

interface Snippet {
  readonly prefix: string;
  readonly description: string;
  readonly body: readonly string[];
}

export async function pickKind(templates: Templates, among: readonly Kind[] = newKinds): Promise<Kind | undefined> {
  const items = among.map((kind) => ({ artifact: kind, label: templates.title(kind), detail: templates.description(kind) }));
  const picked = await window.showQuickPick(items, { title: 'New AI Artifact', placeHolder: 'Which document?', matchOnDetail: true });
  return picked?.artifact;
}

export async function pickSyntax(title: string): Promise<NewSyntax | undefined> {
  const items: (QuickPickItem & { readonly syntax: NewSyntax })[] = [
    { syntax: 'markdown', label: 'Markdown', detail: 'Headings, paragraphs and tables; reads well everywhere.' },
    { syntax: 'yaml', label: 'YAML', detail: 'Fields and values; easy for scripts to read.' },
  ];
  return (await window.showQuickPick(items, { title, placeHolder: 'Written as …' }))?.syntax;
}
