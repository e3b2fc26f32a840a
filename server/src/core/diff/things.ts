// What an artifact states, thing by thing and part by part, under keys that stay the same when the text is moved, re-wrapped,
// reordered or written in the other syntax. The schema says what a part holds; facts name what is written as a sentence.

import { guardedOf } from '../facts/guarded.js';
import { findMetric } from '../language/metrics.js';
import type { Better, Duration, Quantity } from '../language/types.js';
import { type Artifact, child, type Data, dataAt, leavesBelow, type Pointer, textAt } from '../model/artifact.js';
import type { Member } from '../project.js';
import type { Spot } from '../rules/rule.js';
import { type Shape, shapeOf } from '../schema/look.js';
import { plainWords, type Value, valueIn, wordsOf } from './value.js';

export interface Thing {
  /** The same for the same thing in every version: "goal", "slos/availability", "alerts/latencyhigh". */
  readonly key: string;
  /** Its list, or itself. */
  readonly field: string;
  /** In a sentence: `the goal`, `the alert "LatencyHigh"`. */
  readonly called: string;
  readonly pointer: Pointer;
  readonly parts: ReadonlyMap<string, Stated>;
  /** All that is written about it, for what no part holds; in an order of its own, so that rows and keys may change places. */
  readonly words: readonly Value[];
}

export interface Stated {
  /** In a sentence: "number", "owner", "worst acceptable". */
  readonly title: string;
  /** As it stands there, on one line. */
  readonly text: string;
  readonly value: Value;
  readonly at: Spot;
}

/** Read once an artifact. */
export function thingsOf(member: Pick<Member, 'artifact' | 'facts'>): readonly Thing[] {
  const known = read.get(member.artifact);
  if (known) return known;
  const collector = collect(member.artifact);
  for (const shape of shapeOf(member.artifact.kind).properties.values()) {
    const pointer = child('', shape.key);
    const data = dataAt(member.artifact, pointer);
    if (data === undefined || silent.has(shape.key)) continue;
    const special = Object.hasOwn(readers, shape.key) ? readers[shape.key] : undefined;
    if (special) special(member, collector, shape);
    else generic(collector, shape, pointer, data, nounOf(shape), namesOf(member));
  }
  const things = collector.things;
  read.set(member.artifact, things);
  return things;
}

const read = new WeakMap<Artifact, readonly Thing[]>();

/** What says nothing about the product: which file this is, and when somebody looked at it. */
const silent: ReadonlySet<string> = new Set(['kind', 'id', 'related', 'updated', 'review_every']);

interface Collector {
  readonly artifact: Artifact;
  readonly things: readonly Thing[];
  put(thing: Omit<Thing, 'words'> & { readonly words?: readonly Value[] }): void;
}

function collect(artifact: Artifact): Collector {
  const things: Thing[] = [];
  const keys = new Map<string, number>();
  return {
    artifact,
    things,
    put(thing) {
      // Two of one name are told apart by their order.
      const times = (keys.get(thing.key) ?? 0) + 1;
      keys.set(thing.key, times);
      const words = thing.words ?? wordsBelow(artifact, thing.pointer);
      things.push({ ...thing, words, ...(times > 1 ? { key: `${thing.key} ${times}` } : {}) });
    },
  };
}

const wordsBelow = (artifact: Artifact, pointer: Pointer): readonly Value[] =>
  inOwnOrder(leavesBelow(artifact, pointer).map(({ text }) => text.text));

const inOwnOrder = (texts: readonly string[]): readonly Value[] =>
  texts
    .map((text) => ({ frame: frameOf(text), value: wordsOf(text) }))
    .sort((a, b) => (a.frame < b.frame ? -1 : a.frame > b.frame ? 1 : 0))
    .map(({ value }) => value);

/** A field by what its schema says: parts of a structure, rows of a list, or one text. */
function generic(
  collector: Collector,
  shape: Shape,
  pointer: Pointer,
  data: Data,
  noun: string,
  names: ReadonlyMap<Pointer, string>,
  field = pointer.slice(1),
): void {
  const { artifact } = collector;
  if (Array.isArray(data)) {
    (data as readonly Data[]).forEach((row, at) => {
      const place = child(pointer, at);
      const items = shape.items;
      const name = names.get(place) ?? nameIn(artifact, place, row, items);
      const parts = new Map<string, Stated>();
      if (items && typeof row === 'object')
        partsOf(artifact, items, place, '', parts, items.name, measured.has(shape.key) ? betterOf(name, artifact) : undefined);
      else {
        const text = oneLine(textAt(artifact, place));
        parts.set('text', { title: 'wording', text, value: wordsOf(text), at: place });
      }
      // A sentence is known by its words without their numbers, so that a number in it may move.
      const key = names.has(place) || typeof row === 'object' ? plainWords(name) : frameOf(name);
      collector.put({ key: `${field}/${key}`, field, called: `the ${noun} "${short(name)}"`, pointer: place, parts });
    });
    return;
  }
  const parts = new Map<string, Stated>();
  if (typeof data === 'object' && data !== null) {
    partsOf(artifact, shape, pointer, '', parts, undefined, undefined);
    for (const property of shape.properties.values()) {
      const inner = dataAt(artifact, child(pointer, property.key));
      if (Array.isArray(inner))
        generic(collector, property, child(pointer, property.key), inner, nounOf(property, shape), names, `${field}/${property.key}`);
    }
  } else {
    const text = oneLine(textAt(artifact, pointer) || String(data));
    parts.set('text', {
      title: 'wording',
      text,
      value: shape.choices.length > 0 ? wordsOf(text) : valueIn(text, shape.reads, artifact.vocabulary),
      at: pointer,
    });
  }
  if (parts.size > 0)
    collector.put({
      key: field,
      field,
      called: `the ${inSentence(shape.title)}`,
      pointer,
      parts,
      words: inOwnOrder([...parts.values()].map(({ text }) => text)),
    });
}

/** Texts of a structure, those of structures inside it too; lists inside are things of their own. */
function partsOf(
  artifact: Artifact,
  shape: Shape,
  pointer: Pointer,
  above: string,
  parts: Map<string, Stated>,
  skip: string | undefined,
  better: Better | undefined,
): void {
  for (const property of shape.properties.values()) {
    const at = child(pointer, property.key);
    const data = dataAt(artifact, at);
    if (data === undefined || property.key === skip || (Array.isArray(data) && above === '' && skip === undefined)) continue;
    const own = inSentence(property.title).replace(/^\S+ (?=owner$)/, '');
    const title = above === '' ? own : `${above}: ${own}`;
    if (typeof data === 'object' && !Array.isArray(data)) partsOf(artifact, property, at, title, parts, undefined, better);
    else {
      const text = Array.isArray(data)
        ? leavesBelow(artifact, at)
            .map((leaf) => oneLine(leaf.text.text))
            .join(', ')
        : oneLine(textAt(artifact, at) || String(data));
      const reads = property.choices.length > 0 ? undefined : property.reads;
      const value = Array.isArray(data)
        ? wordsOf([...text.split(', ')].sort().join(', '))
        : valueIn(text, reads, artifact.vocabulary, better);
      parts.set(title, { title, text, value, at });
    }
  }
}

const readers: Readonly<Record<string, (member: Pick<Member, 'artifact' | 'facts'>, collector: Collector, shape: Shape) => void>> = {
  goal: sentence,
  success_statement: sentence,
  hypothesis: sentence,
  slos: ({ artifact, facts }, { put }) => {
    for (const { pointer, text, objective, latency } of facts.slos) {
      const about = latency
        ? `${latency.percentile === undefined ? '' : `p${latency.percentile} `}latency`
        : /\b(?:availab|uptime)|\b(?:answered|served|success\w*) (?:without|requests)|\bwithout an? error\b/i.test(text)
          ? 'availability'
          : short(frameOf(text).replaceAll('#', '').replace(/\s+/g, ' ').trim(), 32);
      const parts = new Map<string, Stated>();
      if (latency)
        parts.set('limit', {
          title: 'limit',
          text: `${tidy(latency.ms)} ms`,
          value: bound({ value: latency.ms, unit: 'ms', comparator: '<=' }),
          at: pointer,
        });
      if (objective && !(latency && latency.percentile === tidy(objective.value * 100)))
        parts.set('objective', {
          title: 'objective',
          text: `${tidy(objective.value * 100)} %`,
          value: bound({ value: objective.value * 100, unit: '%', comparator: '>=' }),
          at: { pointer: objective.pointer, span: objective.span },
        });
      if (objective?.windowDays !== undefined)
        parts.set('window', {
          title: 'window',
          text: `${tidy(objective.windowDays)} days`,
          value: { sort: 'measure', of: 'days', number: objective.windowDays },
          at: pointer,
        });
      const row = latency ? plainWords(about + surface(text)) : plainWords(about);
      put({ key: `slos/${row}`, field: 'slos', called: `the ${about} SLO`, pointer, parts, words: wordsBelow(artifact, pointer) });
    }
  },
  stages,
  rollout_plan: (member, collector, shape) => {
    stages(member, collector);
    const data = dataAt(member.artifact, '/rollout_plan');
    if (typeof data !== 'object' || Array.isArray(data)) return;
    const parts = new Map<string, Stated>();
    partsOf(member.artifact, shape, '/rollout_plan', '', parts, undefined, undefined);
    if (parts.size > 0)
      collector.put({
        key: 'rollout_plan',
        field: 'rollout_plan',
        called: 'the rollout plan',
        pointer: '/rollout_plan',
        parts,
        words: inOwnOrder([...parts.values()].map(({ text }) => text)),
      });
  },
  guardrails: ({ artifact, facts }, { put }) => {
    for (const { metric, at, margin, change } of guardedOf(artifact, facts)) {
      if (!at.pointer.startsWith('/guardrails')) continue;
      const row = at.pointer.replace(/^(\/guardrails\/\d+).*$/, '$1');
      const limit = guardrailPart(margin, change, textAt(artifact, `${row}/worst_acceptable`), row, metric.entry?.better);
      const action = textAt(artifact, `${row}/action`);
      put({
        key: `guardrails/${metric.entry?.id ?? plainWords(metric.name)}`,
        field: 'guardrails',
        called: `the guardrail on ${metric.name}`,
        pointer: row,
        parts: new Map([
          ...(limit ? [['limit', limit] as const] : []),
          ...(action ? [['action', { title: 'action', text: oneLine(action), value: wordsOf(action), at: `${row}/action` }] as const] : []),
        ]),
      });
    }
  },
  owners: ({ artifact, facts }, { put }) => {
    const rows = new Map<Pointer, string[]>();
    for (const { pointer, owner } of facts.owners)
      if (/^\/owners\/\d+/.test(pointer) && owner.sort !== 'nobody') {
        const row = pointer.replace(/^(\/owners\/\d+).*$/, '$1');
        rows.set(row, [...(rows.get(row) ?? []), owner.name]);
      }
    for (const [row, names] of rows) {
      const data = dataAt(artifact, row);
      const part = (key: string) => oneLine(textAt(artifact, child(row, key)));
      const whole = oneLine(textAt(artifact, row));
      const role = typeof data === 'object' ? part('role') || part('responsibility') : (/^([^:@]{2,40}):/.exec(whole)?.[1] ?? '');
      const raci = typeof data === 'object' ? part('raci') : '';
      put({
        key: `owners/${plainWords(role)} ${raci.toLowerCase()}`.trim(),
        field: 'owners',
        called: role === '' ? 'the document' : role,
        pointer: row,
        parts: new Map([
          [
            'who',
            {
              title: 'owner',
              text: names.join(', '),
              value: { sort: 'names', names: names.map((name) => name.toLowerCase()).sort() },
              at: row,
            },
          ],
        ]),
        words: [],
      });
    }
  },
};

function sentence({ artifact, facts }: Pick<Member, 'artifact' | 'facts'>, { put }: Collector, shape: Shape): void {
  const { goal } = facts;
  const field = child('', shape.key);
  if (!goal || goal.field !== field) return;
  const { reading, text, pointer } = goal;
  const { entry } = reading.metric?.value ?? {};
  const parts = new Map<string, Stated>();
  const put1 = (key: string, title: string, value: Value, at: Spot, said: string): void =>
    void parts.set(key, { title, text: oneLine(said), value, at });
  if (typeof dataAt(artifact, field) === 'object') {
    const own = new Map<string, Stated>();
    partsOf(artifact, shape, field, '', own, 'statement', entry?.better);
    for (const [key, stated] of own) {
      const title = aliases.get(key) ?? key;
      parts.set(title === 'starting level' ? 'baseline' : title, { ...stated, title });
    }
  }
  const rises = reading.direction?.value === 'increase' ? true : reading.direction?.value === 'decrease' ? false : undefined;
  const from = reading.baseline?.value;
  const amount = reading.target ?? reading.magnitude;
  const in1 = ([from1, to]: readonly [number, number]) => ({ spot: { pointer, from: from1, to }, said: text.slice(from1, to) });
  if (reading.metric)
    put1(
      'metric',
      'metric',
      entry ? { sort: 'names', names: [entry.id] } : wordsOf(reading.metric.value.name),
      in1(reading.metric.span).spot,
      reading.metric.value.name,
    );
  if (reading.direction)
    put1(
      'direction',
      'direction',
      { sort: 'names', names: [reading.direction.value] },
      in1(reading.direction.span).spot,
      reading.direction.value,
    );
  if (amount) {
    const better: Better | undefined = rises === undefined ? entry?.better : rises ? 'up' : 'down';
    const quantity = amount.value;
    put1(
      'number',
      'number',
      {
        sort: 'bound',
        bound: {
          quantity,
          ...(from ? { from } : {}),
          ...(rises === undefined ? {} : { rises }),
          change: amount === reading.magnitude && reading.target === undefined,
        },
        ...(better ? { better } : {}),
      },
      in1(amount.span).spot,
      in1(amount.span).said,
    );
  }
  if (reading.baseline)
    put1('baseline', 'starting level', bound(reading.baseline.value), in1(reading.baseline.span).spot, in1(reading.baseline.span).said);
  if (reading.window) {
    const { length, by, deadline } = reading.window.value;
    const value: Value = length
      ? { sort: 'measure', of: 'days', number: length.days }
      : wordsOf(by ?? deadline ?? in1(reading.window.span).said);
    put1('deadline', 'deadline', value, in1(reading.window.span).spot, in1(reading.window.span).said);
  }
  for (const { value, span } of reading.guardrails) {
    const { metric, margin } = value;
    const limit = guardrailPart(
      margin,
      margin?.basis === 'relative' || margin?.basis === 'points',
      in1(span).said,
      in1(span).spot,
      metric.entry?.better,
    );
    const key = `guardrail ${metric.entry?.id ?? plainWords(metric.name)}`;
    parts.set(key, {
      title: `guardrail on ${metric.name}`,
      text: limit?.text ?? in1(span).said,
      value: limit?.value ?? { sort: 'names', names: [key] },
      at: in1(span).spot,
    });
  }
  put({
    key: 'goal',
    field: 'goal',
    called: shape.key === 'hypothesis' ? 'the hypothesis' : shape.key === 'goal' ? 'the goal' : 'the success statement',
    pointer: field,
    parts,
  });
}

/** Parts of a goal that a sentence says in its own way. */
const aliases: ReadonlyMap<string, string> = new Map([
  ['magnitude', 'number'],
  ['target', 'number'],
  ['window', 'deadline'],
  ['baseline', 'starting level'],
]);

function guardrailPart(
  margin: Quantity | undefined,
  change: boolean | undefined,
  said: string,
  at: Spot,
  better: Better | undefined,
): Stated | undefined {
  if (!margin) return undefined;
  // How far it may move: the further, the looser, whichever way is good for the metric.
  const value: Value =
    change || margin.basis === 'relative' || margin.basis === 'points'
      ? { sort: 'bound', bound: { quantity: { ...margin, value: Math.abs(margin.value), comparator: '<=' }, change: true } }
      : { sort: 'bound', bound: { quantity: margin }, ...(better ? { better } : {}) };
  return { title: 'limit', text: said === '' ? `${tidy(margin.value)} ${margin.unit}`.trim() : oneLine(said), value, at };
}

function stages({ artifact, facts }: Pick<Member, 'artifact' | 'facts'>, { put }: Collector): void {
  for (const stage of facts.stages) {
    const same = facts.stages.filter(({ type }) => type !== undefined && type === stage.type);
    const name =
      stage.type !== undefined && same.length === 1
        ? stage.type
        : stage.prose && stage.type !== undefined
          ? `${stage.type} ${same.indexOf(stage) + 1}`
          : stage.name;
    const parts = new Map<string, Stated>();
    if (stage.traffic !== undefined)
      parts.set('traffic', {
        title: 'traffic',
        text: `${stage.traffic} %`,
        value: { sort: 'measure', of: '%', number: stage.traffic },
        at: stage.at,
      });
    if (stage.duration)
      parts.set('duration', {
        title: 'duration',
        text: oneLine(textAt(artifact, child(stage.pointer, 'duration'))) || lengthWords(stage.duration),
        value: { sort: 'measure', of: 'days', number: stage.duration.days },
        at: stage.at,
      });
    if (stage.exit !== '')
      parts.set('exit', { title: 'exit criterion', text: oneLine(stage.exit), value: wordsOf(stage.exit), at: stage.at });
    for (const key of ['abort', 'approver', 'control', 'start', 'end', 'auto_abort', 'min_sample'])
      if (textAt(artifact, child(stage.pointer, key)) !== '') {
        const text = oneLine(textAt(artifact, child(stage.pointer, key)));
        parts.set(key, {
          title: inSentence(key.replaceAll('_', ' ')),
          text,
          value: valueIn(text, key === 'start' || key === 'end' ? 'date' : key === 'approver' ? 'owner' : undefined, artifact.vocabulary),
          at: child(stage.pointer, key),
        });
      }
    put({
      key: `stages/${plainWords(name)}`,
      field: 'stages',
      called: /^[\w/& -]{1,24}$/.test(name) ? `the ${name} stage` : `the stage "${short(name)}"`,
      pointer: stage.pointer,
      parts,
      words: inOwnOrder([stage.text]),
    });
  }
}

const lengthWords = ({ value, unit }: Duration): string => {
  const word = units.get(unit) ?? unit;
  return `${value} ${word}${value === 1 ? '' : 's'}`;
};
const units: ReadonlyMap<string, string> = new Map([
  ['w', 'week'],
  ['d', 'day'],
  ['h', 'hour'],
  ['min', 'minute'],
  ['bd', 'business day'],
  ['s', 'second'],
]);

const bound = (quantity: Quantity, better?: Better): Value => ({ sort: 'bound', bound: { quantity }, ...(better ? { better } : {}) });

/** What sentences and structures call their rows. */
function namesOf({ artifact, facts }: Pick<Member, 'artifact' | 'facts'>): ReadonlyMap<Pointer, string> {
  const names = new Map<Pointer, string>();
  for (const { pointer, name } of facts.sources) names.set(pointer, name);
  for (const { pointer, name } of facts.alerts) names.set(pointer, name);
  for (const { pointer, risk, prose } of facts.risks) if (prose && risk !== '') names.set(pointer, risk);
  for (const { pointer, name } of facts.metrics) if (textAt(artifact, pointer) === '') names.set(pointer, name);
  return names;
}

function nameIn(artifact: Artifact, pointer: Pointer, row: Data, shape: Shape | undefined): string {
  if (typeof row !== 'object') return oneLine(textAt(artifact, pointer) || String(row));
  const own = shape?.name === undefined ? '' : textAt(artifact, child(pointer, shape.name));
  return oneLine(own || (leavesBelow(artifact, pointer)[0]?.text.text ?? ''));
}

const nouns: Readonly<Record<string, string>> = {
  sources: 'source',
  data_sources: 'source',
  data_owners: 'source',
  alerts: 'alert',
  risks_and_mitigations: 'risk',
  top_risks: 'risk',
  technical: 'metric',
  business: 'metric',
  success_metrics: 'metric',
  candidates: 'candidate',
  fields: 'field',
  checks: 'check',
  action_items: 'action item',
  incidents: 'incident',
  goal_vs_actual: 'result',
  milestones: 'milestone',
  dashboards: 'dashboard',
  preflight: 'preflight check',
  triggers: 'rollback trigger',
  escalation: 'escalation to',
  drift: 'drift check',
  drift_detection: 'drift check',
  dependencies: 'dependency',
  options: 'option',
  non_goals: 'non-goal',
  kill_criteria: 'kill criterion',
  privacy_concerns: 'privacy concern',
  slices: 'slice',
  segments: 'segment',
  constraints: 'constraint',
  error_budget_policy: 'error budget rule',
  not_applicable: 'exception for',
};

const nounOf = (shape: Shape, above?: Shape): string =>
  Object.hasOwn(nouns, shape.key)
    ? above?.key === 'signals'
      ? 'signal'
      : (nouns[shape.key] as string)
    : shape.key === 'steps'
      ? above
        ? `${inSentence(above.title)} step`
        : 'step'
      : `${inSentence(shape.title)} entry`;

/** Rows that are a metric each: which way is good for it says which of two numbers asks for more. */
const measured: ReadonlySet<string> = new Set(['technical', 'business', 'success_metrics', 'goal_vs_actual']);
const betterOf = (name: string, { vocabulary }: Artifact): Better | undefined => findMetric(name, vocabulary)?.value.entry?.better;

/** "SLOs" stays, "Rollout plan" becomes "rollout plan". */
export const inSentence = (title: string): string =>
  /^\p{Lu}\p{Ll}/u.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
export const short = (text: string, length = 60): string => (text.length > length ? `${text.slice(0, length - 1).trimEnd()}…` : text);
const frameOf = (text: string): string => {
  const value = wordsOf(text);
  return value.sort === 'words' ? value.frame : '';
};
const tidy = (number: number): number => Number(number.toPrecision(6));
/** "p95 of search" and "p95 of scoring" are two promises. */
const surface = (text: string): string =>
  ` ${(text.toLowerCase().match(/\b(?:search|scor|rank|suggest|answer|first token|checkout|inference|embed|retriev|train|batch|page|api)/g) ?? []).sort().join(' ')}`;
