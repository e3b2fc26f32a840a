// Where an artifact, or any of its initiative, speaks of something. It finds words; what they mean is for those who ask.
import { type Artifact, leaves, type Pointer } from '../model/artifact.js';
import type { Initiative } from '../project.js';

export interface Mention {
  readonly pointer: Pointer;
  /** Offsets of the word in the leaf's text. */
  readonly from: number;
  readonly to: number;
  readonly word: string;
  /** The sentence or line around it. */
  readonly sentence: string;
}

/** Every place of a word in the author's own text, code left out; `fields` are names of the first level. */
export function* mentions(artifact: Artifact, word: RegExp, fields?: ReadonlySet<string>): Generator<Mention> {
  const pattern = new RegExp(word.source, word.flags.includes('g') ? word.flags : `${word.flags}g`);
  for (const { pointer, text } of leaves(artifact)) {
    if (text.verbatim === 'code' || (fields && !fields.has(pointer.split('/')[1] as string))) continue;
    // Looked for with the one pattern: matchAll would copy it for every leaf.
    if (text.text.search(pattern) === -1) continue;
    for (const match of text.text.matchAll(pattern)) {
      const [from, to] = [match.index, match.index + match[0].length];
      if (to > from) yield { pointer, from, to, word: match[0], sentence: sentenceAt(text.text, from, to) };
    }
  }
}

export function firstMention(artifact: Artifact, word: RegExp, fields?: ReadonlySet<string>): Mention | undefined {
  for (const mention of mentions(artifact, word, fields)) return mention;
  return undefined;
}

/** Whether any document of the initiative has the words, wherever they stand. */
export const saysAnywhere = (initiative: Initiative, words: RegExp): boolean =>
  initiative.members.some(({ source }) => words.test(source.text));

/** At most this many characters on either side: a sentence, and no walk through a long text for each of its words. */
const reach = 400;

function sentenceAt(text: string, from: number, to: number): string {
  const before = text.slice(Math.max(0, from - reach), from);
  const after = text.slice(to, to + reach);
  const start = Math.max(before.lastIndexOf('. '), before.lastIndexOf('\n'), before.lastIndexOf('; ')) + 1;
  const end = after.search(/\.\s|\n|;\s/);
  return `${before.slice(start)}${text.slice(from, to)}${end === -1 ? after : after.slice(0, end)}`.trim();
}
