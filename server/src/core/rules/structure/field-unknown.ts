// A key or heading that is one slip away from a known field: `Mertics:`. Everything else unknown is the author's own business.
import { child } from '../../model/artifact.js';
import { closest } from '../../schema/closest.js';
import { headerKeys, matchNames, type Shape, shapeAt, shapeOf } from '../../schema/look.js';
import { squash } from '../../schema/names.js';
import { type Fix, markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'field-unknown',
  group: 'structure',
  kinds: ['prd', 'one-pager', 'data-readiness', 'experiment-plan', 'runbook', 'monitoring', 'retrospective'],
  level: 'warning',
  says: 'This field is not known, but one much like it is.',
  because: 'A slip in a name makes the whole field invisible: it is neither checked nor counted.',
  source: 'typing',
  bad: [
    yaml`
      kind: prd
      <|mertics|>:
        business: [CTR ≥ 4.3 %]
    `,
    markdown`
      # Fraud scoring

      ## <|Rolout plan|>

      Canary on 5 % of traffic for 1 week.
    `,
  ],
  good: [
    yaml`
      kind: prd
      x-notes: kept as it is
      weekly_sync: Tuesdays
    `,
    yaml`
      kind: retrospective
      incident_id: INC-2041
      launch_owner: "@ana"
    `,
    markdown`
      ## Marketing

      Press release in May.
    `,
  ],
  check({ artifact }, report) {
    for (const { words, key, from, under } of artifact.unclaimed) {
      const parent = under === '' ? shapeOf(artifact.kind) : shapeAt(artifact.kind, under);
      if (!parent || /^x[-_]/i.test(words)) continue;
      const near = nearest(parent, words, from === 'key' || from === 'front-matter');
      if (!near) continue;
      const replacement = from === 'key' || from === 'front-matter' ? near.key : near.title;
      const taken = artifact.places.has(child(under, near.key));
      const fix: Fix = { title: `Rename to ${replacement}`, sort: 'safe', edits: [{ rename: key, text: replacement }] };
      report({ span: key, pointer: under }, `"${words}" is no known field: did you mean ${replacement}?`, taken ? {} : { fix });
    }
  },
});

/** Headings are free text, so only a single slip in a long word counts there. */
function nearest(parent: Shape, words: string, isKey: boolean): Shape | undefined {
  const given = squash(words);
  if (given.length < (isKey ? 4 : 6)) return undefined;
  const names = namesOf(parent);
  const near = closest(given, isKey ? names.all : names.long);
  if (near === undefined || matchNames(parent, words).length > 0) return undefined;
  // `incident_id` is another word than `incidents`, and no slip of the hand.
  if (isKey && wordsIn(words) !== wordsIn(names.shapes.get(near)?.key ?? near)) return undefined;
  if (differences(given, near) > (isKey ? 2 : 1)) return undefined;
  // "Updates" is a section of its own; a header's field is no heading.
  if (!isKey && headerKeys.has(names.shapes.get(near)?.key ?? '')) return undefined;
  return names.shapes.get(near);
}

const wordsIn = (key: string): number => key.split(/[\s_-]+/).length;

interface Names {
  readonly shapes: ReadonlyMap<string, Shape>;
  readonly all: readonly string[];
  readonly long: readonly string[];
}

const namesByParent = new WeakMap<Shape, Names>();

function namesOf(parent: Shape): Names {
  let names = namesByParent.get(parent);
  if (!names) {
    const shapes = new Map(
      [...parent.properties.values()].flatMap((shape) => [shape.key, shape.title].map((name) => [squash(name), shape] as const)),
    );
    const all = [...shapes.keys()];
    names = { shapes, all, long: all.filter((name) => name.length >= 6) };
    namesByParent.set(parent, names);
  }
  return names;
}

/** How many letters one has that the other has not, at most. */
function differences(a: string, b: string): number {
  const rest = [...b];
  let missing = 0;
  for (const letter of a) {
    const at = rest.indexOf(letter);
    if (at === -1) missing++;
    else rest.splice(at, 1);
  }
  return Math.max(missing, rest.length);
}
