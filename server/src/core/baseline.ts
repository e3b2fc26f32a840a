// What was there before anybody looked: findings of an old repository that fail nothing, so that only new ones do.
// A finding is known again by its rule, its field and its words, counted; never by its line. Reads and writes text, opens no file.
import type { Finding } from './check.js';
import type { Pointer } from './model/artifact.js';

export interface Baseline {
  /** What the paths in it are relative to: absolute, with a slash at its end. */
  readonly folder: string;
  readonly entries: readonly BaselineEntry[];
}

export interface BaselineEntry {
  readonly path: string;
  readonly rule: string;
  /** Without the numbers of rows: `/metrics/technical/*`. */
  readonly pointer: Pointer;
  /** The marked words in lower case, without markup, cut to a length; '' where the field alone says it. */
  readonly words: string;
  /** How many there are of it. */
  readonly count: number;
}

/** Entries of a file; undefined: it is none. */
export function readBaseline(text: string): readonly BaselineEntry[] | undefined {
  try {
    const data = JSON.parse(text) as { readonly schemaVersion?: unknown; readonly findings?: unknown };
    if (data.schemaVersion !== 1 || !Array.isArray(data.findings)) return undefined;
    return data.findings.filter(isEntry);
  } catch {
    return undefined;
  }
}

/** One entry a line, sorted: the same findings give the same bytes, and two branches merge. */
export function writeBaseline(entries: readonly BaselineEntry[]): string {
  const rows = [...entries]
    .sort((a, b) => order(keyOf(a), keyOf(b)))
    .map(({ path, rule, pointer, words, count }) => `    ${JSON.stringify({ path, rule, pointer, words, count })}`);
  return `{\n  "schemaVersion": 1,\n  "findings": [${rows.length > 0 ? `\n${rows.join(',\n')}\n  ` : ''}]\n}\n`;
}

/** What of a file would have to be in a baseline: what fails a build, is not waived, and counts at its own level. */
export function entriesOf(path: string, text: string, findings: readonly Finding[]): readonly BaselineEntry[] {
  const counted = new Map<string, BaselineEntry>();
  for (const finding of findings) {
    if (!fails(finding)) continue;
    for (const print of printsOf(path, text, finding)) {
      const before = counted.get(keyOf(print));
      counted.set(keyOf(print), { ...print, count: (before?.count ?? 0) + 1 });
    }
  }
  return [...counted.values()];
}

/** The same findings; those that the baseline knows are hints. The first of several alike are the old ones. */
export function withBaseline(path: string, text: string, findings: readonly Finding[], baseline: Baseline): readonly Finding[] {
  if (!path.startsWith(baseline.folder)) return findings;
  const own = path.slice(baseline.folder.length);
  const left = new Map(baseline.entries.filter((entry) => entry.path === own).map((entry) => [keyOf(entry), entry.count]));
  if (left.size === 0) return findings;
  return findings.map((finding): Finding => {
    if (!fails(finding)) return finding;
    const keys = printsOf(own, text, finding).map(keyOf);
    if (!keys.every((key) => (left.get(key) ?? 0) > 0)) return finding;
    for (const key of keys) left.set(key, (left.get(key) ?? 0) - 1);
    return { ...finding, level: 'hint', baselined: finding.level };
  });
}

/** Entries of the given paths that nothing answers to any more, with how many too many they count. */
export function staleIn(baseline: readonly BaselineEntry[], now: readonly BaselineEntry[]): readonly BaselineEntry[] {
  const counts = new Map(now.map((entry) => [keyOf(entry), entry.count]));
  return baseline.flatMap((entry) => {
    const over = entry.count - (counts.get(keyOf(entry)) ?? 0);
    return over > 0 ? [{ ...entry, count: over }] : [];
  });
}

/** By what a finding is known again, whichever line it stands in. */
export const knownBy = (path: string, text: string, finding: Finding): string => printsOf(path, text, finding).map(keyOf).join('\n');

const fails = ({ level, waiver, baselined }: Finding): boolean =>
  waiver === undefined && (baselined !== undefined || level === 'error' || level === 'warning');

/** A finding that names several fields is known by each of them, so that mending one leaves the others known. */
function printsOf(path: string, text: string, { rule, pointer, span, parts }: Finding): readonly Omit<BaselineEntry, 'count'>[] {
  if (parts) return parts.map((part) => ({ path, rule, pointer: rowless(part), words: '' }));
  return [{ path, rule, pointer: rowless(pointer), words: normalised(text.slice(...span)) }];
}

const rowless = (pointer: Pointer): Pointer => pointer.replace(/\/\d+(?=\/|$)/g, '/*');

const normalised = (words: string): string =>
  words
    .slice(0, 400)
    .normalize('NFKC')
    .replace(/[*_`#>|"']/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
    .slice(0, 120);

const keyOf = ({ path, rule, pointer, words }: Omit<BaselineEntry, 'count'>): string => [path, rule, pointer, words].join('\u0000');
const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function isEntry(data: unknown): data is BaselineEntry {
  if (data === null || typeof data !== 'object') return false;
  const entry = data as Record<string, unknown>;
  return (
    ['path', 'rule', 'pointer', 'words'].every((key) => typeof entry[key] === 'string') &&
    Number.isInteger(entry.count) &&
    (entry.count as number) > 0
  );
}
