// What is open: names, texts, and what a name says of its document. The name is how a text without `kind:` is recognised.
import { type Kind, recognise } from '../server/src/recognise.js';

export type Syntax = 'markdown' | 'yaml';

export interface Doc {
  readonly name: string;
  readonly text: string;
}

const folder = 'file:///playground/';
export const root = folder.slice(0, -1);
export const uriOf = ({ name }: Doc): string => folder + encodeURIComponent(name);

export const syntaxOf = ({ name }: Doc): Syntax => (/\.ya?ml$/i.test(name) ? 'yaml' : 'markdown');
export const kindOf = ({ name, text }: Doc): Kind | undefined => recognise(name, text)?.kind;
export const declares = ({ name, text }: Doc): boolean => recognise(name, text)?.kindFrom === 'declared';

export const nameFor = (stem: string, kind: Kind, syntax: Syntax): string => `${stem}.${kind}.${syntax === 'yaml' ? 'yaml' : 'md'}`;
export const stemOf = ({ name }: Doc): string => name.replace(/\..*$/, '');

/** A name that no other document has. */
export function free(name: string, taken: readonly Doc[]): string {
  const stem = stemOf({ name, text: '' });
  for (let times = 1; ; times++) {
    const tried = times === 1 ? name : `${stem}-${times}${name.slice(stem.length)}`;
    if (taken.every((doc) => doc.name !== tried)) return tried;
  }
}

/** How a pasted text is written: as YAML where its first words are a key and nothing closes them as front matter. */
export function guessSyntax(text: string): Syntax {
  if (/^\s*---\r?\n[\s\S]*?\n(?:---|\.\.\.)\s*(?:\r?\n|$)/.test(text)) return 'markdown';
  const first = text.split(/\r?\n/).find((line) => line.trim() !== '' && !/^\s*#/.test(line) && line.trim() !== '---') ?? '';
  return /^[\w-]+\s*:(?:\s|$)/.test(first) && !/^#{2,6}\s/m.test(text) ? 'yaml' : 'markdown';
}
