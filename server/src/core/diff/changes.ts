// Two states of one initiative → what changed between them, in plain words and with places. Only meaning counts: what was re-wrapped,
// reordered, reformatted or moved to another file says nothing here.
import { locate } from '../check.js';
import type { Relation } from '../language/compare.js';
import type { Pointer } from '../model/artifact.js';
import type { Initiative, Member } from '../project.js';
import type { Readiness } from '../readiness/readiness.js';
import type { Spot } from '../rules/rule.js';
import { type Kind, kinds } from '../schema/kinds.js';
import { phases, shapeOf } from '../schema/look.js';
import type { Span } from '../text.js';
import { inSentence, type Stated, short, type Thing, thingsOf } from './things.js';
import { compareValues, plainWords } from './value.js';

export interface Change {
  /** less and more: of what is promised, named or guarded; moved: neither; worded: the same things in other words. */
  readonly way: 'less' | 'more' | 'moved' | 'worded';
  readonly sentence: string;
  readonly kind?: Kind;
  /** Where it stands now; where it was lost, the nearest place that is left; absent where its artifact is gone. */
  readonly at?: { readonly member: Member; readonly pointer: Pointer; readonly span: Span };
}

export interface State {
  /** Absent: there was none. */
  readonly initiative?: Initiative;
  readonly readiness?: Readiness;
}

/** In the order: how ready it is, what became of whole artifacts, then artifact by artifact and field by field. */
export function changesBetween(before: State, after: State): readonly Change[] {
  const pairs = paired(before.initiative?.members ?? [], after.initiative?.members ?? []);
  const oncall = nobodyOnCall(before.initiative, after.initiative);
  return [
    ...ofReadiness(before.readiness, after.readiness),
    ...oncall,
    ...pairs.flatMap(({ old, now }) => (old && now ? [] : ofWhole(old, now))),
    ...pairs.flatMap(({ old, now }) => (old && now ? changesOf(old, now, oncall.length > 0) : [])),
  ];
}

/** One artifact against its earlier text. */
export function changesOf(old: Member, now: Member, oncallSaid = false): readonly Change[] {
  const before = thingsOf(old);
  const after = thingsOf(now);
  const { same, gone, came } = matched(before, after);
  const changes: { readonly field: string; readonly change: Change }[] = [];
  const say = (thing: Thing, way: Change['way'], sentence: string, at?: Spot): void => {
    if (oncallSaid && /^oncall(?:\/|$)/.test(thing.field)) return;
    changes.push({
      field: thing.field,
      change: { way, sentence: capital(sentence), kind: now.source.kind, at: { member: now, ...placeOf(now, at ?? thing.pointer) } },
    });
  };
  for (const [first, second] of same) ofThing(first, second, (way, sentence, at) => say(second, way, sentence, at));
  for (const [field, things] of byField(gone)) {
    // What stood in a field that is gone as a whole is gone with it.
    if (gone.some(({ key }) => key === field.split('/')[0] && key !== field)) continue;
    const left = after.some((thing) => thing.field === field);
    if (things.length > 1 && !left)
      say(things[0] as Thing, 'less', `nothing is left of the ${fieldTitle(now, field)}: ${listed(things)}`, `/${field.split('/')[0]}`);
    else if (field === 'oncall')
      say(
        things[0] as Thing,
        'less',
        `the ${inSentence(shapeOf(now.source.kind).title)} names nobody on call any more; it was ${peopleOf(old).join(', ') || 'a rota'}`,
        '/oncall',
      );
    else for (const thing of things) say(thing, 'less', `${thing.called} ${goneWords(thing)}`, `/${field.split('/')[0]}`);
  }
  for (const [field, things] of byField(came)) {
    const had = before.some((thing) => thing.field === field);
    if (things.length > 1 && !had) say(things[0] as Thing, 'more', `new in the ${fieldTitle(now, field)}: ${listed(things)}`);
    else for (const thing of things) say(thing, 'more', `${thing.called} ${cameWords(thing)}`);
  }
  const order = [...shapeOf(now.source.kind).properties.keys()];
  const rank = (field: string): number => {
    const at = order.indexOf(field.split('/')[0] as string);
    return at === -1 ? order.length : at;
  };
  return changes.sort((a, b) => rank(a.field) - rank(b.field)).map(({ change }) => change);
}

type Say = (way: Change['way'], sentence: string, at?: Spot) => void;

function ofThing(before: Thing, after: Thing, say: Say): void {
  let said = false;
  const tell: Say = (...words) => {
    said = true;
    say(...words);
  };
  if (before.called !== after.called && !after.parts.has('text'))
    tell('worded', `${before.called} is now called ${after.called.replace(/^the /, '')}`);
  for (const [key, old] of before.parts) {
    const now = after.parts.get(key);
    if (!now) tell('less', lost(after, old));
    else {
      const relation = compareValues(old.value, now.value);
      if (relation !== 'equal') moved(after, old, now, acts(after, key) ? opposite[relation] : relation, tell);
    }
  }
  for (const [key, now] of after.parts) if (!before.parts.has(key)) tell('more', gained(after, now), now.at);
  if (!said && !sameWords(before, after)) say('worded', `${after.called} is worded differently; what it states is the same`);
}

/** A bound at which somebody acts: the later it is reached, the looser. */
const acts = ({ field }: Thing, part: string): boolean => /(?:^|\/)(?:triggers|alerts|kill_criteria)$/.test(field) || part === 'abort';
const opposite: Readonly<Record<Relation, Relation>> = {
  equal: 'equal',
  looser: 'stricter',
  stricter: 'looser',
  incomparable: 'incomparable',
};

const sameWords = ({ words }: Thing, after: Thing): boolean =>
  words.length === after.words.length &&
  words.every((value, at) => compareValues(value, after.words[at] as (typeof words)[number]) === 'equal');

function moved(thing: Thing, old: Stated, now: Stated, relation: Relation, say: Say): void {
  if (now.value.sort === 'names' && now.title === 'owner') {
    const verb = thing.field === 'owners' ? 'answers for' : 'owns';
    say('moved', `${now.text} ${verb} ${thing.called} now, no longer ${old.text}`, now.at);
    return;
  }
  if (now.title === 'wording' && old.value.sort === 'words' && now.value.sort === 'words') {
    const numbers = old.value.frame === now.value.frame && old.value.numbers.length === now.value.numbers.length;
    const subject = thing.called.replace(/ ".*"$/, '');
    const [from, to] = [old.text, now.text].map((text) => (thing.key === thing.field ? text : `"${text}"`));
    const longest = Math.max(old.text.length, now.text.length);
    if (longest > 80)
      say(
        numbers ? wayOf(relation) : 'worded',
        numbers ? numbersMoved(subject, old.text, now.text, relation) : `${thing.called} was reworded`,
        now.at,
      );
    else if (numbers || (longest <= 32 && thing.key === thing.field))
      say(wayOf(relation), `${subject} ${verb(relation)} from ${from} to ${to}`, now.at);
    else say('worded', `${subject} now reads "${now.text}", no longer "${old.text}"`, now.at);
    return;
  }
  const subject = isWhole(thing, now) ? thing.called : partOf(thing, now);
  if (relation === 'incomparable' && now.value.sort === 'words') {
    const brief = old.text.length <= 40 && now.text.length <= 40;
    say(
      brief ? 'moved' : 'worded',
      brief ? `${subject} went from ${old.text} to ${now.text}` : `${subject} now reads "${short(now.text)}"`,
      now.at,
    );
  } else say(wayOf(relation), `${subject} ${verb(relation)} from ${old.text} to ${now.text}`, now.at);
}

/** "The availability SLO loosened", not "the objective of the availability SLO". */
const isWhole = (thing: Thing, part: Stated): boolean =>
  (thing.field === 'slos' && part.title !== 'window') ||
  (thing.field === 'guardrails' && part.title === 'limit') ||
  part.title === 'wording';

/** Of a long sentence only the words around the number that moved. */
function numbersMoved(subject: string, old: string, now: string, relation: Relation): string {
  let same = 0;
  while (same < Math.min(old.length, now.length) && old[same] === now[same]) same++;
  const from = Math.max(0, now.lastIndexOf(' ', Math.max(0, same - 20)));
  return `${subject} ${verb(relation)}: "${from > 0 ? '…' : ''}${now.slice(from, from + 60).trim()}…", no longer "${from > 0 ? '…' : ''}${old.slice(from, from + 60).trim()}…"`;
}

/** "the goal's number", "the threshold of the alert "LatencyHigh"". */
const partOf = ({ called }: Thing, { title }: Stated): string =>
  /^[\w ]{1,30}[^s]$/.test(called) && /^[\w ]{1,30}$/.test(title) ? `${called}'s ${title}` : `the ${title} of ${called}`;

const verb = (relation: Relation): string => (relation === 'looser' ? 'loosened' : relation === 'stricter' ? 'tightened' : 'went');
const wayOf = (relation: Relation): Change['way'] => (relation === 'looser' ? 'less' : relation === 'stricter' ? 'more' : 'moved');

const lost = (thing: Thing, part: Stated): string =>
  thing.field === 'owners'
    ? `nobody answers for ${thing.called} any more; it was ${part.text}`
    : `${thing.called} lost its ${part.title} (${short(part.text)})`;
const gained = (thing: Thing, part: Stated): string =>
  thing.field === 'owners'
    ? `${part.text} answers for ${thing.called} now`
    : `${thing.called} now has a ${part.title}: ${short(part.text)}`;

const goneWords = (thing: Thing): string => {
  const who = thing.parts.get('who');
  return thing.field === 'owners' && who ? `has no owner any more; it was ${who.text}` : 'is gone';
};
const cameWords = (thing: Thing): string => {
  const who = thing.parts.get('who');
  if (thing.field === 'owners' && who) return `has an owner now: ${who.text}`;
  const main = thing.parts.get('objective') ?? thing.parts.get('limit') ?? thing.parts.get('number');
  const text = thing.key === thing.field ? thing.parts.get('text') : undefined;
  return `was added${main ? `: ${short(main.text)}` : text ? `: "${short(text.text)}"` : ''}`;
};

const peopleOf = ({ facts }: Member): readonly string[] => [...new Set(facts.oncall?.people.map(({ name }) => name) ?? [])];

const listed = (things: readonly Thing[]): string => {
  const names = things.map(({ called }) => /"(.+)"$/.exec(called)?.[1] ?? called.replace(/^the /, ''));
  return `${names.slice(0, 4).join(', ')}${names.length > 4 ? ` and ${names.length - 4} more` : ''}`;
};

/** By key; then, in one list, what shares most of its words: a row that was renamed or reworded is no new one. */
function matched(before: readonly Thing[], after: readonly Thing[]) {
  const byKey = new Map(after.map((thing) => [thing.key, thing]));
  const same: (readonly [Thing, Thing])[] = [];
  const taken = new Set<Thing>();
  const left: Thing[] = [];
  for (const thing of before) {
    const now = byKey.get(thing.key);
    if (now) {
      same.push([thing, now]);
      taken.add(now);
    } else left.push(thing);
  }
  const gone: Thing[] = [];
  for (const thing of left) {
    const rest = after.filter(
      (other) => !taken.has(other) && other.field === thing.field && thing.key !== thing.field && thing.field !== 'owners',
    );
    const best = rest.map((other) => ({ other, share: alike(thing, other) })).sort((a, b) => b.share - a.share)[0];
    if (best && best.share >= 0.5) {
      same.push([thing, best.other]);
      taken.add(best.other);
    } else gone.push(thing);
  }
  return { same, gone, came: after.filter((thing) => !taken.has(thing)) };
}

/** Share of words that two things have in common, 0 to 1. */
function alike(a: Thing, b: Thing): number {
  const [first, second] = [a, b].map(
    ({ called, words }) =>
      new Set(
        `${plainWords(called)} ${words.map((value) => (value.sort === 'words' ? value.words : '')).join(' ')}`.match(
          /[\p{L}\p{N}]{2,}/gu,
        ) ?? [],
      ),
  );
  if (!first || !second) return 0;
  const [own, theirs] = [first, second].map((words) => [...words].filter((word) => !common.has(word)));
  const shared = (own ?? []).filter((word) => second.has(word)).length;
  return (2 * shared) / Math.max(1, (own ?? []).length + (theirs ?? []).length);
}

const common: ReadonlySet<string> = new Set([
  'the',
  'alert',
  'risk',
  'source',
  'metric',
  'stage',
  'entry',
  'of',
  'and',
  'to',
  'is',
  'for',
  'in',
  'on',
  'check',
  'slo',
  'guardrail',
]);

function byField(things: readonly Thing[]): ReadonlyMap<string, readonly Thing[]> {
  const fields = new Map<string, Thing[]>();
  for (const thing of things) fields.set(thing.field, [...(fields.get(thing.field) ?? []), thing]);
  return fields;
}

function fieldTitle({ source }: Member, field: string): string {
  let shape = shapeOf(source.kind);
  for (const key of field.split('/')) shape = shape.properties.get(key) ?? shape;
  return inSentence(shape.title);
}

/** The same file, else the only one of its kind: a document that moved, or is written in the other syntax, is still the same. */
function paired(before: readonly Member[], after: readonly Member[]): readonly { readonly old?: Member; readonly now?: Member }[] {
  const pairs: { old?: Member; now?: Member }[] = [];
  for (const kind of kinds) {
    const olds = before.filter(({ source }) => source.kind === kind);
    const nows = after.filter(({ source }) => source.kind === kind);
    const used = new Set<Member>();
    for (const now of nows) {
      const old = olds.find(({ path }) => path === now.path);
      if (old) used.add(old);
      pairs.push(old ? { old, now } : { now });
    }
    const rest = olds.filter((old) => !used.has(old));
    for (const pair of pairs) {
      if (pair.old || pair.now?.source.kind !== kind) continue;
      const old =
        rest.find((one) => fileOf(one) === fileOf(pair.now as Member)) ?? (nows.length === 1 && olds.length === 1 ? rest[0] : undefined);
      if (!old) continue;
      pair.old = old;
      rest.splice(rest.indexOf(old), 1);
    }
    for (const old of rest) pairs.push({ old });
  }
  return pairs;
}

const fileOf = ({ path }: Member): string => path.slice(path.lastIndexOf('/') + 1);

function ofWhole(old: Member | undefined, now: Member | undefined): readonly Change[] {
  const member = (now ?? old) as Member;
  const { kind } = member.source;
  const title = shapeOf(kind).title;
  return now
    ? [{ way: 'more', sentence: `A ${inSentence(title)} was added: ${fileOf(now)}.`, kind, at: { member: now, ...placeOf(now, '') } }]
    : [{ way: 'less', sentence: `The ${inSentence(title)} is gone: ${fileOf(member)}.`, kind }];
}

/** Of all artifacts together: a runbook that leaves it to the monitoring plan wakes somebody all the same. */
function nobodyOnCall(before: Initiative | undefined, after: Initiative | undefined): readonly Change[] {
  const people = (initiative: Initiative | undefined) => [
    ...new Set(
      (initiative?.members ?? []).flatMap(({ facts }) =>
        facts.oncall
          ? [...facts.oncall.people.map(({ name }) => name), ...(facts.oncall.rota && facts.oncall.people.length === 0 ? ['a rota'] : [])]
          : [],
      ),
    ),
  ];
  const old = people(before);
  if (!after || old.length === 0 || people(after).length > 0) return [];
  const member =
    after.members.find(({ facts }) => facts.oncall) ??
    after.members.find(({ source }) => source.kind === 'monitoring' || source.kind === 'runbook');
  return [
    {
      way: 'less',
      sentence: `Nobody is on call any more; it was ${old.join(', ')}.`,
      ...(member ? { kind: member.source.kind, at: { member, ...placeOf(member, '/oncall') } } : {}),
    },
  ];
}

/** In whole percent, as every surface shows it. */
function ofReadiness(before: Readiness | undefined, after: Readiness | undefined): readonly Change[] {
  if (!before || !after) return [];
  const changes: Change[] = [];
  if (before.phase !== after.phase) changes.push({ way: 'moved', sentence: `The initiative went from ${before.phase} to ${after.phase}.` });
  for (const phase of phases) {
    const [old, now] = [before, after].map((readiness) => readiness.phases.find((one) => one.phase === phase));
    if (!old || !now) continue;
    const name = capital(phase);
    if (percent(old.score) !== percent(now.score))
      changes.push({
        way: now.score < old.score ? 'less' : 'more',
        sentence: `${name} went from ${percent(old.score)} to ${percent(now.score)}${now.boundBy ? `, bound by ${now.boundBy}` : ''}.`,
      });
    if (old.gate !== now.gate)
      changes.push({ way: now.gate ? 'more' : 'less', sentence: `The gate of ${phase} ${now.gate ? 'opened' : 'closed'}.` });
  }
  return changes;
}

const percent = (score: number): string => `${score >= 1 ? 100 : Math.min(99, Math.round(score * 100))} %`;

function placeOf(member: Member, at: Spot): { readonly pointer: Pointer; readonly span: Span } {
  return locate(member.artifact, at);
}

/** A sentence begins with a capital and ends with a full stop; a handle stays as it is. */
function capital(sentence: string): string {
  const text = sentence.charAt(0).toUpperCase() + sentence.slice(1);
  return /[.?!]$/.test(text) || !text.includes(' ') ? text : `${text}.`;
}
