// What a document said at earlier commits, as the host read it; and when somebody last looked at one of its fields. Only meaning
// counts: a commit that wrapped, indented or moved it is no look.
import type { Reading } from '../check.js';
import { compareValues, type Value, wordsOf } from '../diff/value.js';
import { readDate } from '../language/date.js';
import { leavesBelow, type Pointer, textAt } from '../model/artifact.js';

export interface Revision {
  readonly id: string;
  /** YYYY-MM-DD */
  readonly day: string;
}

/** One document's versions; those of the same list of revisions can be told older from newer. */
export interface Past {
  /** Of the repository, the newest first. */
  readonly revisions: readonly Revision[];
  /** The newest first. `at` counts in `revisions`: the commit that wrote this version; no reading: it was no artifact, or is gone. */
  readonly versions: readonly Version[];
  /** Who commits here, as git is configured. */
  readonly author?: { readonly name: string; readonly email: string };
}

export interface Version {
  readonly at: number;
  readonly reading: Reading | undefined;
}

/** Where in the history a field was last looked at; undefined: just now, in text that is not committed, or nobody knows. */
export function lookedAt(now: Reading, past: Past, field: Pointer, other: Past): number | undefined {
  const [newest] = past.versions;
  if (!newest?.reading) return undefined;
  if (!same(now, newest.reading, field) || updated(now) !== updated(newest.reading)) return undefined;
  const touched = new Set(other.versions.map(({ at }) => at));
  for (const [at, version] of past.versions.entries()) {
    const before = past.versions[at + 1]?.reading;
    if (!version.reading || !before) return version.at;
    if (!same(version.reading, before, field) || updated(version.reading) !== updated(before)) return version.at;
    // Who writes on both in one commit has both in view.
    if (touched.has(version.at) && !same(version.reading, before, '')) return version.at;
  }
  return undefined;
}

/** What was written at that commit or before it. */
export const versionAt = ({ versions }: Past, at: number): Version | undefined => versions.find((version) => version.at >= at);

const updated = ({ artifact }: Reading): string => readDate(textAt(artifact, '/updated'))?.value ?? '';

function same(a: Reading, b: Reading, field: Pointer): boolean {
  if (a === b) return true;
  const [first, second] = [meaningOf(a, field), meaningOf(b, field)];
  return first.length === second.length && first.every((value, at) => compareValues(value, second[at] as Value) === 'equal');
}

function meaningOf(reading: Reading, field: Pointer): readonly Value[] {
  const known = meanings.get(reading) ?? new Map<Pointer, readonly Value[]>();
  meanings.set(reading, known);
  let values = known.get(field);
  if (!values) {
    values = leavesBelow(reading.artifact, field)
      .filter(({ pointer }) => pointer !== '/updated')
      .map(({ text }) => wordsOf(text.text) as Extract<Value, { readonly sort: 'words' }>)
      .sort((a, b) => (a.frame < b.frame ? -1 : a.frame > b.frame ? 1 : a.words < b.words ? -1 : a.words > b.words ? 1 : 0));
    known.set(field, values);
  }
  return values;
}

const meanings = new WeakMap<Reading, Map<Pointer, readonly Value[]>>();
