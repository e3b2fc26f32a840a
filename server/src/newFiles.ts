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

/** One artifact under a name of the author's; undefined where the name holds no letter or digit. */
export function newArtifact(kind: Kind, name: string, syntax: NewSyntax, templateOf: (kind: Kind) => string): NewFile | undefined {
  const id = slug(name);
  return id === '' ? undefined : { name: fileName(id, kind, syntax), text: filled(templateOf(kind), { id, title: titled(name) }) };
}

/** All seven of an initiative: one id, one title, each with links to the other six. */
export function newInitiative(name: string, syntax: NewSyntax, templateOf: (kind: Kind) => string): readonly NewFile[] {
  const id = slug(name);
  if (id === '') return [];
  return newKinds.map((kind) => {
    const related = newKinds.filter((other) => other !== kind).map((other) => `./${fileName(id, other, syntax)}`);
    return { name: fileName(id, kind, syntax), text: filled(templateOf(kind), { id, title: titled(name), related }) };
  });
}

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
function filled(text: string, values: { readonly id: string; readonly title: string; readonly related?: readonly string[] }): string {
  const { id, title, related = [] } = values;
  const quoted = (stop: string) => (stop === '4' && !text.startsWith('---') ? title.replace(/[\\"]/g, '\\$&') : title);
  return text.replace(/\$\{\d+\|([^,|]*)[^|]*\|\}|\$(\d+)|\\([$}\\])/g, (_all, choice?: string, stop?: string, escaped?: string) =>
    stop === '1' ? id : stop === '3' ? related.join(', ') : stop === '4' ? quoted(stop) : (escaped ?? choice ?? ''),
  );
}
