// Values of other documents that moved after somebody last looked at what is built on them: by the record in the document, else by
// history. A document that states the same value itself has followed, and is no suspect.
import { type Stated, type Thing, thingsOf } from '../diff/things.js';
import { compareValues, plainWords, type Value, wordsOf } from '../diff/value.js';
import { readDuration } from '../language/duration.js';
import { readQuantity } from '../language/quantity.js';
import { dataAt, type Pointer } from '../model/artifact.js';
import { type Initiative, type Member, membersOf } from '../project.js';
import type { Spot } from '../rules/rule.js';
import { type Checked, readChecked } from './checked.js';
import { type Dependency, dependencies } from './dependencies.js';
import { lookedAt, type Past, type Revision, versionAt } from './past.js';

export interface Suspect {
  readonly link: string;
  readonly source: Member;
  readonly sourceAt: Spot;
  /** "availability SLO", "goal's number". */
  readonly what: string;
  readonly from: string;
  readonly to: string;
  /** What is built on it. */
  readonly at: Pointer;
  /** Who saw the old value, where the document says so. */
  readonly record?: Checked;
  /** Since when it has the new value; absent: in text that is not committed. */
  readonly moved?: Revision;
  /** When the dependant was last looked at, as far as history tells. */
  readonly looked?: Revision;
}

/** Once a link: of several dependencies on one value the first that finds a place. */
export function suspectsOf(self: Member, initiative: Initiative): readonly Suspect[] {
  const records = readChecked(self.artifact);
  const past = self.past?.();
  if (records.size === 0 && !past) return [];
  const own = new Map(thingsOf(self).map((thing) => [thing.key, thing]));
  const found = new Map<string, Suspect>();
  for (const dependency of dependencies) {
    if (dependency.in !== self.source.kind) continue;
    const sources = dependency.of.map((kind) => membersOf(initiative, kind)).find((members) => members.length > 0) ?? [];
    for (const source of sources) {
      if (source === self) continue;
      for (const thing of thingsOf(source)) {
        if (thing.field !== dependency.field || (dependency.key ?? thing.key) !== thing.key) continue;
        const same = own.get(thing.key);
        const at = placeIn(self, dependency, same);
        if (at === undefined) continue;
        for (const [key, part] of thing.parts) {
          if (dependency.parts && !dependency.parts.includes(key)) continue;
          const restated = same?.parts.get(key);
          if (restated && compareValues(restated.value, part.value) === 'equal') continue;
          const link = linkOf(source, thing, key);
          if (found.has(link)) continue;
          const suspect = moved(source, thing, key, part, { at, link, record: records.get(link), self, past });
          if (suspect) found.set(link, suspect);
        }
      }
    }
  }
  return [...found.values()];
}

function placeIn({ artifact }: Member, { where }: Dependency, same: Thing | undefined): Pointer | undefined {
  return same?.pointer ?? where.find((field) => dataAt(artifact, field) !== undefined);
}

/** Without spaces, so that it stands as one word in a record. */
const linkOf = ({ source }: Member, { key }: Thing, part: string): string => `${source.kind}/${key}/${part}`.replace(/\s+/g, '-');

interface Dependant {
  readonly self: Member;
  readonly at: Pointer;
  readonly link: string;
  readonly record: Checked | undefined;
  readonly past: Past | undefined;
}

function moved(source: Member, thing: Thing, key: string, part: Stated, { self, at, link, record, past }: Dependant): Suspect | undefined {
  const theirs = source.past?.();
  const base = { link, source, sourceAt: part.at, what: whatOf(thing, part), to: part.text, at };
  const since = (): { readonly moved?: Revision } => {
    const revision = theirs && sinceWhen(source, theirs, thing.key, key, part);
    return revision ? { moved: revision } : {};
  };
  if (record)
    return plainWords(record.seen) === plainWords(part.text) || compareValues(seenAs(record.seen, part.value), part.value) === 'equal'
      ? undefined
      : { ...base, from: record.seen, record, ...since() };
  // Two repositories have no common order.
  if (!past || !theirs || past.revisions !== theirs.revisions) return undefined;
  const look = lookedAt(self, past, at, theirs);
  const then = look === undefined ? undefined : versionAt(theirs, look)?.reading;
  const old =
    then &&
    thingsOf(then)
      .find((other) => other.key === thing.key)
      ?.parts.get(key);
  if (look === undefined || !old || compareValues(old.value, part.value) === 'equal') return undefined;
  const looked = past.revisions[look];
  return { ...base, from: old.text, ...since(), ...(looked ? { looked } : {}) };
}

const whatOf = (thing: Thing, part: Stated): string => {
  const name = thing.called.replace(/^the /, '');
  return thing.field === 'slos' && part.title !== 'window'
    ? name
    : thing.field === 'guardrails'
      ? name
      : thing.field === 'goal'
        ? part.title.replace('number', 'target')
        : `${name} ${part.title}`;
};

/** The commit from which on it has had its value of now. */
function sinceWhen(now: Member, past: Past, thing: string, key: string, part: Stated): Revision | undefined {
  let since: number | undefined;
  for (const { at, reading } of past.versions) {
    const then =
      reading &&
      thingsOf(reading)
        .find((other) => other.key === thing)
        ?.parts.get(key);
    if (!then || compareValues(then.value, part.value) !== 'equal') break;
    since = at;
  }
  return since === undefined || now.artifact.source === '' ? undefined : past.revisions[since];
}

/** A record's words as the sort of value that it is compared with. */
function seenAs(seen: string, like: Value): Value {
  if (like.sort === 'bound') {
    const quantity = readQuantity(seen)?.value;
    const { comparator } = like.bound.quantity;
    return quantity
      ? { ...like, bound: { ...like.bound, quantity: { ...(comparator ? { comparator } : {}), ...quantity } } }
      : wordsOf(seen);
  }
  if (like.sort === 'names')
    return {
      sort: 'names',
      names: seen
        .split(', ')
        .map((name) => name.toLowerCase())
        .sort(),
    };
  if (like.sort === 'measure') {
    const number = like.of === 'days' ? readDuration(seen, {})?.value.days : readQuantity(seen)?.value.value;
    return number === undefined ? wordsOf(seen) : { sort: 'measure', of: like.of, number };
  }
  return wordsOf(seen);
}
