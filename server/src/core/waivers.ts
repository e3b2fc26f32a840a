// Waivers: a finding silenced in the file where it is, with rule, person, reason and a last day.
// `# shipworthy-ignore goal-no-window until 2027-03-01 by @ana: OKR still open`, in Markdown as an HTML comment.
import type { Artifact, Pointer } from './model/artifact.js';
import type { Span } from './text.js';

export interface Waiver {
  readonly rule: string;
  /** YYYY-MM-DD; '' where none was given or it is no date. */
  readonly until: string;
  readonly by: string;
  readonly reason: string;
  readonly at: Span;
  /** The field it speaks of; '' is the whole file. */
  readonly scope: Pointer;
}

export function readWaivers(artifact: Artifact): readonly Waiver[] {
  if (!artifact.source.includes(keyword)) return [];
  const comment = artifact.syntax === 'yaml' ? inYaml : inMarkdown;
  const fields = topLevel(artifact);
  return [...artifact.source.matchAll(comment)].map((found): Waiver => {
    const start = found.index + found[0].indexOf(artifact.syntax === 'yaml' ? '#' : '<!--');
    const at: Span = [start, found.index + found[0].trimEnd().length];
    return { ...readTerms(found[1] ?? ''), at, scope: scopeOf(fields, at[0]) };
  });
}

/** In force: complete and not past its last day. */
export const inForce = (waiver: Waiver, today: string): boolean => faultOf(waiver) === undefined && waiver.until >= today;

/** What is missing from it, in words; undefined where nothing is. */
export function faultOf(waiver: Waiver): string | undefined {
  const missing = [
    ...(waiver.rule === '' ? ['which rule'] : []),
    ...(waiver.until === '' ? ['until when'] : []),
    ...(waiver.by === '' ? ['by whom'] : []),
    ...(waiver.reason === '' ? ['why'] : []),
  ];
  return missing.length > 0 ? missing.join(', ') : undefined;
}

export function waiverFor(waivers: readonly Waiver[], rule: string, pointer: Pointer, today: string): Waiver | undefined {
  return waivers.find(
    (waiver) =>
      waiver.rule === rule &&
      inForce(waiver, today) &&
      (waiver.scope === '' || pointer === waiver.scope || pointer.startsWith(`${waiver.scope}/`)),
  );
}

/** The comment to write above a field, with tab stops for what only the author knows. */
export const waiverText = (rule: string, today: string): string =>
  `${keyword} ${rule} until \${1:${later(today)}} by \${2:@name}: \${3:<reason>}`;

/** Whole days from one calendar date to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.UTC(...parts(to)) - Date.UTC(...parts(from))) / 86_400_000);
}

const keyword = 'shipworthy-ignore';
const inYaml = /^[ \t]*#[ \t]*shipworthy-ignore\b([^\r\n]*)/gm;
const inMarkdown = /<!--[ \t]*shipworthy-ignore\b((?:(?!-->)[^\r\n])*)(?:-->|$)/gm;

function readTerms(text: string): Pick<Waiver, 'rule' | 'until' | 'by' | 'reason'> {
  const colon = text.indexOf(':');
  const terms = (colon === -1 ? text : text.slice(0, colon)).trim();
  const reason = colon === -1 ? '' : text.slice(colon + 1).trim();
  const rule = /^[a-z0-9][a-z0-9-]*/.exec(terms)?.[0] ?? '';
  const until = /\buntil\s+(\d{4}-\d{2}-\d{2})\b/.exec(terms)?.[1] ?? '';
  const by = /\bby\s+(@?[\p{L}\p{N}][\p{L}\p{N}._-]*)/u.exec(terms)?.[1] ?? '';
  return {
    rule: rule === 'until' || rule === 'by' ? '' : rule,
    until: isDate(until) ? until : '',
    by,
    reason: /^<[^>]*>$/.test(reason) ? '' : reason,
  };
}

interface Field {
  readonly pointer: Pointer;
  readonly whole: Span;
}

const header: ReadonlySet<string> = new Set(['/kind', '/id', '/status', '/phase', '/updated', '/review_every', '/title']);

function topLevel(artifact: Artifact): readonly Field[] {
  return [...artifact.places]
    .filter(([pointer]) => /^\/[^/]+$/.test(pointer) && !header.has(pointer))
    .map(([pointer, place]) => ({ pointer, whole: place.whole }))
    .sort((a, b) => a.whole[0] - b.whole[0]);
}

/** Inside a field or right before one it speaks of that field; before all of them, of the whole file. */
function scopeOf(fields: readonly Field[], at: number): Pointer {
  const first = fields[0];
  if (!first || at < first.whole[0]) return '';
  const next = fields.find((field) => field.whole[0] > at);
  const around = fields.filter((field) => field.whole[0] <= at && at < field.whole[1]).at(-1);
  return (around ?? next)?.pointer ?? '';
}

const parts = (date: string): [number, number, number] => [
  Number(date.slice(0, 4)),
  Number(date.slice(5, 7)) - 1,
  Number(date.slice(8, 10)),
];

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const [year, month, day] = parts(text);
  const date = new Date(Date.UTC(year, month, day));
  return date.getUTCMonth() === month && date.getUTCDate() === day;
}

/** Ninety days on. */
function later(today: string): string {
  return new Date(Date.UTC(...parts(today)) + 90 * 86_400_000).toISOString().slice(0, 10);
}
