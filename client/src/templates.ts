// The templates as the extension carries them: the same files that VS Code reads its snippets from. No server is needed.

import { type ExtensionContext, type QuickPickItem, Uri, window, workspace } from 'vscode';
import { type NewSyntax, newKinds } from '../../server/src/newFiles.js';
import type { Kind } from '../../server/src/recognise.js';

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

interface Snippet {
  readonly prefix: string;
  readonly description: string;
  readonly body: readonly string[];
}

export async function pickKind(templates: Templates): Promise<Kind | undefined> {
  const items = newKinds.map((kind) => ({ artifact: kind, label: templates.title(kind), detail: templates.description(kind) }));
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
