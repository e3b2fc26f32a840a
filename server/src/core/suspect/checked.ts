// "I checked it": who saw which value of another document, and when, written in the document that depends on it.
// `# shipworthy-checked prd/goal/number by @ana on 2026-11-25: 5 % relative`, in Markdown as an HTML comment.
import type { Artifact } from '../model/artifact.js';
import type { Span } from '../text.js';

export interface Checked {
  /** Which value of which document: "prd/slos/availability/objective". */
  readonly link: string;
  readonly by: string;
  /** YYYY-MM-DD */
  readonly on: string;
  /** The value as it was then, in words. */
  readonly seen: string;
  readonly at: Span;
}

/** What is not complete records nothing. */
export function readChecked(artifact: Artifact): ReadonlyMap<string, Checked> {
  const records = new Map<string, Checked>();
  if (!artifact.source.includes(keyword)) return records;
  for (const found of artifact.source.matchAll(artifact.syntax === 'yaml' ? inYaml : inMarkdown)) {
    const terms = /^[ \t]+(\S{1,200})[ \t]+by[ \t]+(\S[^\r\n]{0,80}?)[ \t]+on[ \t]+(\d{4}-\d{2}-\d{2}):[ \t]*(\S.{0,300})$/.exec(
      (found[1] ?? '').trimEnd(),
    );
    if (!terms) continue;
    const [, link = '', by = '', on = '', seen = ''] = terms;
    const start = found.index + found[0].indexOf(artifact.syntax === 'yaml' ? '#' : '<!--');
    // Of two records of one value the later one counts.
    const before = records.get(link);
    if (!before || before.on <= on)
      records.set(link, { link, by, on, seen: seen.trim(), at: [start, found.index + found[0].trimEnd().length] });
  }
  return records;
}

/** Without the signs of a comment; `by` may be a tab stop. */
export const checkedWords = ({ link, by, on, seen }: Omit<Checked, 'at'>): string =>
  `${keyword} ${link} by ${by} on ${on}: ${seen.replace(/--+>?/g, '–')}`;

const keyword = 'shipworthy-checked';
const inYaml = /^[ \t]*#[ \t]*shipworthy-checked\b([^\r\n]*)/gm;
const inMarkdown = /<!--[ \t]*shipworthy-checked\b((?:(?!-->)[^\r\n])*)(?:-->|$)/gm;
