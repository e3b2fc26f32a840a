// A number in the author's words gives way to another; none where it does not stand there as it was read.
import { type Artifact, type Pointer, textAt } from '../model/artifact.js';
import type { Fix } from './rule.js';

/** `by.text` replaces the number alone, or number and unit where it has a unit itself. */
export function replaceNumber(
  artifact: Artifact,
  at: Pointer,
  number: number | undefined,
  by: { readonly title: string; readonly text: string },
): { readonly fix?: Fix } {
  const pattern = /[a-z%]/i.test(by.text) ? /\d+(?:\.\d+)?\s?(?:ms|milliseconds|seconds|sec|s|%)(?![a-z])/gi : /\d+(?:\.\d+)?/g;
  const found = [...textAt(artifact, at).matchAll(pattern)].find(({ 0: words }) => Number.parseFloat(words) === number);
  if (!found) return {};
  const [from, to] = [found.index, found.index + found[0].length];
  return { fix: { title: by.title, sort: 'choice', edits: [{ within: at, from, to, text: by.text }] } };
}
