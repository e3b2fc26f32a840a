// How a template becomes files: their names, their id, what is filled in. Shared by the client and the command line,
// so that both write the same text; it reads no schema and writes no file.

import type { Kind } from './recognise.js';

/** In the order in which an initiative writes them. */
export const newKinds: readonly Kind[] = [
  'one-pager',
  'data-readiness',
  'experiment-plan',
  'prd',
  'runbook',
  'monitoring',
  'retrospective',
];

export type NewSyntax = 'yaml' | 'markdown';

export interface NewFile {
  readonly name: string;
  readonly text: string;
}

/** The initiative that a new document joins: what stands beside it already. */
export interface Joined {
  /** '' where its documents have none and belong together by their folder. */
  readonly id: string;
  readonly title?: string;
  /** File names of its documents, by kind. */
  readonly files: Readonly<Partial<Record<Kind, string>>>;
}

/** One artifact under a name of the author's, with `also` among what it is related to; undefined where the name holds no letter or digit. */
export function newArtifact(
  kind: Kind,
  name: string,
  syntax: NewSyntax,
  templateOf: (kind: Kind) => string,
  joined?: Joined,
  also: readonly string[] = [],
): NewFile | undefined {
  const id = slug(name);
  if (id === '') return undefined;
  const title = joined?.title !== undefined && id === joined.id ? joined.title : titled(name);
  const text = filled(templateOf(kind), { id: joined?.id ?? id, title, related: [...links(joined, kind), ...also] });
  return { name: fileName(id, kind, syntax), text };
}

/** All that an initiative does not have yet, seven where it has none: one id, one title, each with links to the others. */
export function newInitiative(name: string, syntax: NewSyntax, templateOf: (kind: Kind) => string, joined?: Joined): readonly NewFile[] {
  const id = joined?.id || slug(name);
  if (id === '') return [];
  const title = joined?.title ?? titled(name);
  const files = Object.fromEntries(newKinds.map((kind) => [kind, joined?.files[kind] ?? fileName(id, kind, syntax)]));
  return newKinds
    .filter((kind) => joined?.files[kind] === undefined)
    .map((kind) => ({
      name: fileName(id, kind, syntax),
      text: filled(templateOf(kind), { id: joined?.id ?? id, title, related: links({ id, files }, kind) }),
    }));
}

/** The template of an unsaved document: its tab stops stay, but for what the initiative says already. */
export function joining(text: string, kind: Kind, joined: Joined, also: readonly string[] = []): string {
  const safe = (words: string) => words.replace(/[\\$}]/g, '\\$&');
  const values: Readonly<Record<string, string>> = {
    '1': joined.id,
    '3': [...links(joined, kind), ...also].join(', '),
    '4': quotedTitle(text, joined.title ?? ''),
  };
  return text.replace(/\$([134])(?!\d)/g, (stop, number: string) => (values[number] ? safe(values[number]) : stop));
}

const links = (joined: Joined | undefined, kind: Kind): readonly string[] =>
  newKinds.flatMap((other) => (other !== kind && joined?.files[other] ? [`./${joined.files[other]}`] : []));

/** "Recommendations, home page" → "recommendations-home-page". */
export const slug = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '');

const fileName = (id: string, kind: Kind, syntax: NewSyntax): string => `${id}.${kind}.${syntax === 'yaml' ? 'yaml' : 'md'}`;

/** A name that is an id already reads better with spaces. */
const titled = (name: string): string => {
  const words = name.replace(/\s+/g, ' ').trim();
  return /^[a-z0-9_-]+$/.test(words) ? words.replace(/[_-]+/g, ' ').replace(/^./, (letter) => letter.toUpperCase()) : words;
};

/** A template without its tab stops; the first, third and fourth are the id, the links and the title. */
function filled(text: string, values: { readonly id: string; readonly title: string; readonly related: readonly string[] }): string {
  const { id, title, related } = values;
  return text.replace(/\$\{\d+\|([^,|]*)[^|]*\|\}|\$(\d+)|\\([$}\\])/g, (_all, choice?: string, stop?: string, escaped?: string) =>
    stop === '1' ? id : stop === '3' ? related.join(', ') : stop === '4' ? quotedTitle(text, title) : (escaped ?? choice ?? ''),
  );
}

/** In YAML the title stands in quotes, in Markdown it is a heading. */
const quotedTitle = (text: string, title: string): string => (text.startsWith('---') ? title : title.replace(/[\\"]/g, '\\$&'));
