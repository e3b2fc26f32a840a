// An insertion behind a place in a text, said as a replacement of the character before it: a place at the very end of a text
// has no piece of the source of its own.
import type { Pointer } from '../model/artifact.js';
import type { ModelEdit } from './rule.js';

export const behind = (pointer: Pointer, text: string, at: number, words: string): ModelEdit => ({
  within: pointer,
  from: Math.max(0, at - 1),
  to: at,
  text: `${text.slice(Math.max(0, at - 1), at).replace(/[\\$}]/g, '\\$&')}${words}`,
});
