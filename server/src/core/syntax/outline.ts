// How much of a text is read, and what is left of one that is too large: its first names, so that it can still be found and walked.
// Nothing in it is judged; whoever reads half of a document would accuse its author of what stands in the other half.
import type { Entry, Node, Problem, ScalarNode, Syntax, Tree } from '../tree.js';

/** In UTF-16 units, but `lines`. What is larger than `whole` nobody wrote by hand. */
const most = { whole: 1_000_000, structure: 5_000_000, lines: 100_000, line: 100_000, aLine: 200 } as const;

/** Undefined: the text is small enough to be read as a whole. */
export function outlineOf(text: string, syntax: Syntax): Tree | undefined {
  const endless = text.length <= most.line ? undefined : endlessness(text);
  if (text.length <= most.whole && !endless) return undefined;
  const size = `${(text.length / 1_000_000).toFixed(1)} MB`;
  if (text.length > most.structure || endless)
    return tree(
      text,
      syntax,
      [],
      `This file is not checked: ${endless ?? `${size} is more than the ${most.structure / 1_000_000} MB that are read`}.`,
    );
  return tree(
    text,
    syntax,
    namesIn(text, syntax),
    `Only the headings of this file are read: ${size} is more than the ${most.whole / 1_000_000} MB that are checked.`,
  );
}

/** In words, why the lines of a text are too many or too long. */
function endlessness(text: string): string | undefined {
  let lines = 0;
  for (let start = 0; start <= text.length; lines++) {
    const end = text.indexOf('\n', start);
    if ((end === -1 ? text.length : end) - start > most.line) return `a line of it is longer than ${most.line / 1_000} kB`;
    if (end === -1) break;
    start = end + 1;
  }
  return lines > most.lines ? `it has more than ${most.lines} lines` : undefined;
}

function namesIn(text: string, syntax: Syntax): readonly Entry[] {
  const pattern = syntax === 'yaml' ? /^["']?([\p{L}_][^\n:"']{0,80})["']?:(?=[ \t\r\n]|$)/gmu : /^#{1,6}[ \t]+([^\n\r]{1,120})/gm;
  const found = [...text.matchAll(pattern)];
  return found.map((match, at): Entry => {
    const from = match.index + match[0].indexOf(match[1] as string);
    const keySpan = [from, from + (match[1] as string).length] as const;
    const start = match.index + match[0].length;
    const end = found[at + 1]?.index ?? text.length;
    const level = syntax === 'yaml' ? {} : { level: match[0].search(/[^#]/) };
    return {
      key: match[1] as string,
      keySpan,
      span: [match.index, end],
      value: firstWords(text, start, end),
      from: syntax === 'yaml' ? 'key' : 'heading',
      ...level,
    };
  });
}

function firstWords(text: string, from: number, to: number): ScalarNode {
  const part = text.slice(from, Math.min(to, from + most.aLine));
  const [line = ''] = part.trimStart().split(/[\r\n]/, 1);
  const words = line.trimEnd();
  const start = from + part.length - part.trimStart().length;
  const pieces = words === '' ? [] : [{ at: 0, length: words.length, start, size: words.length }];
  return { type: 'scalar', span: [start, start + words.length], text: words, pieces };
}

function tree(text: string, syntax: Syntax, entries: readonly Entry[], message: string): Tree {
  const map: Node = { type: 'map', span: [0, text.length], entries };
  const root: Node = syntax === 'yaml' ? map : { type: 'body', span: [0, text.length], blocks: [map] };
  const problem: Problem = { code: 'too-large', message, at: [0, 0] };
  return { syntax, text, root, problems: [problem], outline: true };
}
