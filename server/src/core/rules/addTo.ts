// A part that a row lacks: a key of its own where the row is a structure, words at its end where it is a sentence.
import { child, type Pointer } from '../model/artifact.js';
import { behind } from './behind.js';
import type { ModelEdit } from './rule.js';

export const addTo = (
  row: { readonly pointer: Pointer; readonly text: string; readonly prose: boolean; readonly lead?: string },
  key: string,
  value: string,
  words: string,
): ModelEdit => {
  const lead = row.lead ?? '';
  return row.prose
    ? behind(row.pointer, lead + row.text, lead.length + row.text.replace(/(?<![.\s])[.\s]+$/, '').length, words)
    : { add: child(row.pointer, key), value };
};
