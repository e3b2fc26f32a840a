// Compares what the readers say with labels written by hand. The labels have their own small notation, read here and
// nowhere else, so that no reader is measured by itself: ">= 90 %", "8 % relative", "300 ms p95", "ctr drop > 3 % for PT24H".
import { readConditions } from '../../../server/src/core/language/condition.js';
import { readDate, readDeadline } from '../../../server/src/core/language/date.js';
import { readDuration } from '../../../server/src/core/language/duration.js';
import { readGoal } from '../../../server/src/core/language/goal.js';
import { findMetric } from '../../../server/src/core/language/metrics.js';
import { readMoney } from '../../../server/src/core/language/money.js';
import { readOwners } from '../../../server/src/core/language/owner.js';
import { readQuantity } from '../../../server/src/core/language/quantity.js';
import { readRate } from '../../../server/src/core/language/rate.js';
import { readSchedule } from '../../../server/src/core/language/schedule.js';
import { readSlo } from '../../../server/src/core/language/slo.js';
import { readStage } from '../../../server/src/core/language/stage.js';
import type { Condition, MetricMention, Quantity } from '../../../server/src/core/language/types.js';
import { readWindow } from '../../../server/src/core/language/window.js';

export interface Labelled {
  readonly kind: string;
  readonly domain: string;
  readonly text: string;
  readonly expect: Readonly<Record<string, unknown>>;
}

export interface SlotResult {
  readonly text: string;
  readonly slot: string;
  readonly expected: string;
  readonly actual: string;
  readonly right: boolean;
}

export interface Score {
  readonly slots: readonly SlotResult[];
  /** Sentences in which a number was taken for the change or the level and is neither. */
  readonly wrongTargets: readonly string[];
}

export function scoreOf(sentences: readonly Labelled[]): Score {
  const slots: SlotResult[] = [];
  const wrongTargets: string[] = [];
  for (const { kind, text, expect } of sentences) {
    const before = slots.length;
    const add = (slot: string, expected: string, actual: string, right: boolean) => {
      if (expected !== '' || actual !== '') slots.push({ text, slot, expected, actual, right });
    };
    if (kind === 'goal') {
      if (!scoreGoal(text, expect as GoalLabels, add)) wrongTargets.push(text);
    } else if (kind === 'stage') scoreStage(text, expect, add);
    else if (kind === 'owner') scoreOwners(text, expect.owners as string[], add);
    else if (kind === 'trigger') scoreConditions(text, expect.conditions as string[], add);
    else if (kind in small) small[kind]?.(text, expect, add);
    else {
      const mention = findMetric(text, {})?.value;
      const expected = String(expect.metric ?? '');
      add('metric', expected, mention?.entry?.id ?? '', (mention?.entry?.id ?? '') === expected);
    }
    // Nothing to read and nothing read is one right answer, so that silence counts as much as speech.
    if (slots.length === before) slots.push({ text, slot: 'silence', expected: '', actual: '', right: true });
  }
  return { slots, wrongTargets };
}

type Add = (slot: string, expected: string, actual: string, right: boolean) => void;
type GoalLabels = Readonly<
  Partial<Record<'direction' | 'metric' | 'magnitude' | 'baseline' | 'target' | 'window' | 'anchor' | 'population', string>>
> & { readonly guardrails?: readonly string[]; readonly output?: boolean };

function scoreGoal(text: string, expect: GoalLabels, add: Add): boolean {
  const goal = readGoal(text);
  add(
    'direction',
    expect.direction ?? '',
    goal.direction?.value.valueOf() ?? '',
    (expect.direction ?? '') === (goal.direction?.value ?? ''),
  );
  add('metric', expect.metric ?? '', nameOf(goal.metric?.value), isMetric(expect.metric, goal.metric?.value));
  for (const slot of ['magnitude', 'baseline', 'target'] as const)
    add(slot, expect[slot] ?? '', spell(goal[slot]?.value), isQuantity(expect[slot], goal[slot]?.value, slot));
  const window = goal.window?.value;
  const due = window?.length?.iso ?? window?.by ?? window?.deadline ?? '';
  const label = expect.window ?? '';
  const named = [window?.length?.iso, window?.by, window?.deadline?.toLowerCase()];
  add(
    'window',
    label,
    due,
    label === ''
      ? due === ''
      : label.startsWith('~')
        ? (window?.deadline ?? '').toLowerCase().includes(label.slice(1).toLowerCase())
        : named.includes(label) || named.includes(label.toLowerCase()),
  );
  const anchor = window?.anchor ?? '';
  add('anchor', expect.anchor ?? '', anchor, expect.anchor !== undefined && anchor.toLowerCase().includes(expect.anchor.toLowerCase()));
  const population = goal.population?.value ?? '';
  const whom = expect.population ?? '';
  add('population', whom, population, whom !== '' && population !== '' && (population.includes(whom) || whom.includes(population)));
  const guardrails = [...goal.guardrails];
  for (const guardrail of expect.guardrails ?? []) {
    const [metric, ...margin] = guardrail.split(/ (?=[<>=\d])/) as [string, ...string[]];
    const index = guardrails.findIndex(({ value }) => isMetric(metric, value.metric));
    const found = index < 0 ? undefined : guardrails.splice(index, 1)[0];
    add(
      'guardrail',
      guardrail,
      found ? `${nameOf(found.value.metric)} ${spell(found.value.margin)}` : '',
      found !== undefined && (margin.length === 0 || isQuantity(margin.join(' '), found.value.margin, 'target')),
    );
  }
  for (const extra of guardrails) add('guardrail', '', nameOf(extra.value.metric), false);
  add('output', expect.output ? 'yes' : '', goal.output ? 'yes' : '', Boolean(expect.output) === (goal.output !== undefined));
  const meant = [expect.magnitude, expect.target].flatMap((one) => (one === undefined ? [] : [Math.abs(parse(one).value)]));
  return [goal.magnitude?.value, goal.target?.value].every((one) => one === undefined || meant.includes(Math.abs(one.value)));
}

type Small = (text: string, expect: Readonly<Record<string, unknown>>, add: Add) => void;
const one =
  (slot: string, read: (text: string) => string, same = (a: string, b: string) => a === b): Small =>
  (text, expect, add) => {
    const expected = String(expect[slot] ?? '');
    const actual = read(text);
    add(slot, expected, actual, expected === '' ? actual === '' : same(actual, expected));
  };

/** Same length, differently written: P2W and P14D. */
const isoDays = (iso: string): number => {
  const [, y, mo, w, d, h, mi, sec] =
    /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/.exec(iso) ?? [];
  const n = (part: string | undefined) => Number(part ?? 0);
  return n(y) * 365 + n(mo) * 30 + n(w) * 7 + n(d) + n(h) / 24 + n(mi) / 1440 + n(sec) / 86400;
};
const sameIso = (a: string, b: string): boolean =>
  a === b || (a.startsWith('P') && b.startsWith('P') && Math.abs(isoDays(a) - isoDays(b)) < 1e-9);
const deadlineIs = (actual: string, expected: string): boolean =>
  expected.startsWith('~')
    ? actual.toLowerCase().includes(expected.slice(1).toLowerCase())
    : actual.split(' | ').some((part) => sameIso(part, expected));

const small: Readonly<Record<string, Small>> = {
  duration: one('duration', (text) => readDuration(text, {})?.value.iso ?? '', sameIso),
  date: one('date', (text) => readDate(text)?.value ?? ''),
  deadline: one(
    'deadline',
    (text) => {
      const read = readDeadline(text)?.value;
      return read ? [read.date ?? read.end, read.words].filter((part) => part !== undefined).join(' | ') : '';
    },
    deadlineIs,
  ),
  window: (text, expect, add) => {
    const read = readWindow(text, {})?.value;
    const actual = [read?.length?.iso, read?.by, read?.deadline].filter((part) => part !== undefined).join(' | ');
    const expected = String(expect.window ?? '');
    add('window', expected, actual, expected === '' ? actual === '' : deadlineIs(actual, expected));
    const anchor = String(expect.anchor ?? '');
    if (anchor !== '') add('anchor', anchor, read?.anchor ?? '', (read?.anchor ?? '').toLowerCase().includes(anchor.toLowerCase()));
  },
  money: one('money', (text) => {
    const read = readMoney(text)?.value;
    return read ? `${read.amount} ${read.currency}${read.per ? ` per ${read.per}` : ''}` : '';
  }),
  rate: one('rate', (text) => {
    const read = readRate(text)?.value;
    return read ? `${read.count} ${read.of} per ${read.per.iso}` : '';
  }),
  schedule: one(
    'schedule',
    (text) => {
      const read = readSchedule(text)?.value;
      return read?.every ? `${read.every.iso}${read.at ? ` at ${read.at}` : ''}` : (read?.at ?? '');
    },
    (a, b) => a === b || (sameIso(a.split(' at ')[0] as string, b.split(' at ')[0] as string) && a.split(' at ')[1] === b.split(' at ')[1]),
  ),
  quantity: one('quantity', (text) => {
    const read = readQuantity(text)?.value;
    if (!read) return '';
    const number = read.high === undefined ? String(read.value) : `${read.value}..${read.high}`;
    return [
      read.percentile === undefined ? undefined : `p${read.percentile}`,
      read.comparator,
      `${read.approximate ? '~' : ''}${number}`,
      read.unit,
      read.basis,
    ]
      .filter((part) => part !== undefined && part !== '')
      .join(' ');
  }),
  percentile: one('percentile', (text) => String(readQuantity(text)?.value.percentile ?? '')),
  slo: (text, expect, add) => {
    const slo = readSlo(text, {});
    const sure = slo.confidence >= 0.5;
    const sli = sure ? (slo.sli?.value ?? '') : '';
    const label = String(expect.sli ?? '');
    const near = (a: string, b: string) => a.toLowerCase().includes(b.toLowerCase()) || b.toLowerCase().includes(a.toLowerCase());
    add('sli', label, sli, label === '' ? sli === '' : sli !== '' && near(sli, label));
    const objective = sure && slo.objective ? String(slo.objective.value) : '';
    add('objective', String(expect.objective ?? ''), objective, String(expect.objective ?? '') === objective);
    const threshold = sure ? slo.threshold?.value : undefined;
    add('threshold', String(expect.threshold ?? ''), spell(threshold), isLevel(expect.threshold as string | undefined, threshold));
    const window = sure ? (slo.window?.value.iso ?? '') : '';
    const expected = String(expect.window ?? '');
    add('window', expected, window, expected === '' ? window === '' : sameIso(window, expected));
  },
};

/** Of an objective's threshold the comparator may be left out. */
const isLevel = (label: string | undefined, quantity: Quantity | undefined): boolean =>
  label === undefined || label === ''
    ? quantity === undefined
    : quantity !== undefined && parse(label).value === quantity.value && sameUnit(quantity.unit, parse(label).unit);

function scoreStage(text: string, expect: Readonly<Record<string, unknown>>, add: Add): void {
  const stage = readStage(text, {});
  const sure = stage.confidence >= 0.5;
  const type = sure ? (stage.type?.value ?? '') : '';
  add('type', String(expect.type ?? ''), type, type === (expect.type ?? ''));
  const traffic =
    sure && expect.traffic !== undefined
      ? String(stage.traffic?.value.value ?? '')
      : type === 'full' || !stage.traffic
        ? ''
        : String(stage.traffic.value.value);
  add('traffic', String(expect.traffic ?? ''), traffic, String(expect.traffic ?? '') === traffic);
  const duration = stage.duration?.value.iso ?? '';
  add(
    'duration',
    String(expect.duration ?? ''),
    duration,
    duration === (expect.duration ?? '') || (expect.duration === 'P7D' && duration === 'P7D'),
  );
  add('exit', expect.exit ? 'yes' : '', stage.exit ? 'yes' : '', Boolean(expect.exit) === (stage.exit !== undefined));
  add(
    'conditions',
    String(expect.conditions ?? ''),
    String(stage.conditions.length || ''),
    (expect.conditions ?? 0) === stage.conditions.length,
  );
}

function scoreOwners(text: string, expected: readonly string[], add: Add): void {
  const owners = readOwners(text).map(({ value }) => (value.sort === 'nobody' ? 'nobody' : `${value.sort} ${value.name}`));
  for (const one of expected) add('owner', one, owners.join('; '), owners.includes(one));
  if (owners.length > expected.length) add('owner', '', owners.join('; '), false);
}

function scoreConditions(text: string, expected: readonly string[], add: Add): void {
  const conditions = readConditions(text, {}).map(({ value }) => value);
  expected.forEach((label, index) => {
    const match = /^(.*?)( drop| rise)? (<=|>=|<|>|=) (\S+)(?: (?!for )(\S+))?(?: for (\S+))?$/.exec(label);
    if (!match) throw new Error(`cannot read the label: ${label}`);
    const [, metric, change, comparator, value, unit, duration] = match;
    const found = conditions[index];
    const right =
      found !== undefined &&
      isConditionMetric(metric as string, found.metric) &&
      (found.change ?? '') === (change ?? '').trim() &&
      found.comparator === comparator &&
      found.threshold.value === Number(value) &&
      (unit === undefined || sameUnit(found.threshold.unit, unit)) &&
      (duration ?? '') === (found.duration?.iso ?? '');
    add('condition', label, found ? spellCondition(found) : '', right);
  });
  for (const extra of conditions.slice(expected.length)) add('condition', '', spellCondition(extra), false);
}

const isConditionMetric = (label: string, mention: MetricMention): boolean => isMetric(label.replace(/^p\d+ /, ''), mention);

function isMetric(label: string | undefined, mention: MetricMention | undefined): boolean {
  if (label === undefined || label === '') return mention === undefined;
  if (!mention) return false;
  return label.startsWith('~') ? mention.name.toLowerCase().includes(label.slice(1).toLowerCase()) : mention.entry?.id === label;
}

interface Parsed {
  readonly comparator: string;
  readonly value: number;
  readonly unit: string;
  readonly basis: string;
  readonly percentile: string;
}

function parse(label: string): Parsed {
  const parts = label.split(' ');
  const comparator = /^(?:<=|>=|<|>|=|between)$/.test(parts[0] as string) ? (parts.shift() as string) : '';
  const value = Number(parts.shift());
  let [unit, basis, percentile] = ['', '', ''];
  for (const part of parts) {
    if (/^p\d+$/.test(part)) percentile = part.slice(1);
    else if (part === 'relative' || part === 'share' || (part === 'points' && unit !== '')) basis = part;
    else unit = part;
  }
  return { comparator, value, unit, basis, percentile };
}

function isQuantity(label: string | undefined, quantity: Quantity | undefined, slot: string): boolean {
  if (label === undefined || label === '') return quantity === undefined;
  if (!quantity) return false;
  const { comparator, value, unit, basis, percentile } = parse(label);
  const own = quantity.basis ?? '';
  return (
    quantity.value === value &&
    sameUnit(quantity.unit, unit) &&
    (comparator === '' || comparator === quantity.comparator) &&
    (percentile === '' || Number(percentile) === quantity.percentile) &&
    (slot !== 'magnitude' || own === basis || (basis === '' && own === 'share'))
  );
}

/**
 * What is measured in (%, $, ms, points) must be labelled. What is merely counted ("18,000 calls a month", "4 passengers per flight") is
 * the metric and may be left out; so may what it is per. Requests per second are rps.
 */
function sameUnit(actual: string, expected: string): boolean {
  if (/^(?:req|requests?)\/s$/.test(expected)) return sameUnit(actual, 'rps');
  if (expected === '' && isCount(actual.split('/')[0] as string)) return true;
  return actual === expected || actual.startsWith(`${expected}/`);
}

const isCount = (unit: string): boolean =>
  /^[a-z][a-z-]{3,}$/.test(unit) && !/^(?:points|cents|tokens|stars|month|quarter|year|sprint)$/.test(unit);
const nameOf = (mention: MetricMention | undefined): string =>
  mention ? `${mention.name}${mention.entry ? ` [${mention.entry.id}]` : ''}` : '';
const spell = (quantity: Quantity | undefined): string =>
  quantity
    ? `${quantity.comparator ?? ''}${quantity.value}${quantity.unit}${quantity.basis ? ` ${quantity.basis}` : ''}${quantity.percentile ? ` p${quantity.percentile}` : ''}`
    : '';
const spellCondition = (condition: Condition): string =>
  `${nameOf(condition.metric)} ${condition.change ?? ''} ${condition.comparator} ${condition.threshold.value}${condition.threshold.unit}${condition.duration ? ` for ${condition.duration.iso}` : ''}`;

/** "goal.metric 151/160 0.944" a line. */
export function tableOf(score: Score): string {
  const groups = new Map<string, [right: number, all: number]>();
  for (const { slot, right } of score.slots) {
    const [good, all] = groups.get(slot) ?? [0, 0];
    groups.set(slot, [good + (right ? 1 : 0), all + 1]);
  }
  return [...groups].map(([slot, [right, all]]) => `${slot} ${right}/${all}`).join(' · ');
}

export const shareOf = (score: Score): number => score.slots.filter(({ right }) => right).length / score.slots.length;
