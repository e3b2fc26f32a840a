// The change that somebody wants to see, as rates: today's, and the one to reach in each reading that the text allows.
// "8 %" of a rate is 4.32 % or 12 %; which of them is meant stays with the author, so both are here.
import { readGoal } from '../../language/goal.js';
import { readQuantities } from '../../language/quantity.js';
import type { Direction, Goal, MetricEntry, Quantity } from '../../language/types.js';
import { type Artifact, child, type Pointer, spanAt, textAt } from '../../model/artifact.js';
import type { Span } from '../../text.js';
import { type GoalFact, maskOf } from '../goal.js';
import { baselineInProse, baselinePlaces, baseRate, type Found, found, isPercent, numberAt, tidy } from './inputs.js';
import { percent, significant } from './sum.js';

export interface Change {
  /** Where the amount stands. */
  readonly pointer: Pointer;
  readonly span: Span;
  readonly entry: MetricEntry | undefined;
  readonly metric: string;
  readonly base: Found | undefined;
  /** In the order of how likely they are meant; empty while something is missing. */
  readonly readings: readonly Reading[];
  /** Standard deviation per unit, for what is no rate. */
  readonly sd: Found | undefined;
  /** The amount in the metric's unit, for what is no rate. */
  readonly difference: number | undefined;
  readonly missing: readonly string[];
}

export interface Reading {
  /** "8 % relative", "8 points", "to 4.32 %". */
  readonly words: string;
  readonly targetRate: number;
}

/** The goal's own change; undefined where the goal states no amount. */
export function goalChange(artifact: Artifact, goal: GoalFact | undefined): Change | undefined {
  if (!goal) return undefined;
  const { pointer, reading } = statement(artifact, goal);
  const amount = reading.magnitude ?? reading.target;
  const direction = reading.direction?.value ?? directionWord(textAt(artifact, child(goal.field, 'direction')));
  const entry = reading.metric?.value.entry ?? entryIn(artifact, textAt(artifact, child(goal.field, 'metric')));
  const metric = reading.metric?.value.name ?? textAt(artifact, child(goal.field, 'metric'));
  const stated = reading.baseline;
  const own =
    stated && isPercent(stated.value) && stated.value.high === undefined
      ? { value: tidy(stated.value.value / 100), ...found(artifact, pointer, stated.span) }
      : baseRate(artifact, entry, [child(goal.field, 'baseline')]);
  if (amount) {
    const quantity = amount.value;
    const level = amount === reading.target && reading.magnitude === undefined;
    return change(artifact, { pointer, span: spanAt(artifact, pointer, ...amount.span), quantity, level, direction, entry, metric, own });
  }
  for (const key of ['magnitude', 'target']) {
    const at = child(goal.field, key);
    const slot = readQuantities(textAt(artifact, at))[0];
    if (!slot) continue;
    const span = spanAt(artifact, at, ...slot.span);
    return change(artifact, { pointer: at, span, quantity: slot.value, level: key === 'target', direction, entry, metric, own });
  }
  return undefined;
}

/** The smallest effect that a test is planned for. */
export function plannedChange(artifact: Artifact, goal: Change | undefined): Change | undefined {
  const pointer = '/online_test/mde';
  const slots = readQuantities(textAt(artifact, pointer));
  const slot = slots[0];
  if (!slot || slots.length > 1) return undefined;
  const primary = textAt(artifact, '/primary_metric/name') || textAt(artifact, '/primary_metric');
  const entry = goal?.entry ?? entryIn(artifact, primary);
  const falls = goal?.base !== undefined && (goal.readings[0]?.targetRate ?? 1) < goal.base.value;
  return change(artifact, {
    pointer,
    span: spanAt(artifact, pointer, ...slot.span),
    quantity: slot.value,
    level: false,
    direction: falls || (!goal && entry?.better === 'down') ? 'decrease' : 'increase',
    entry,
    metric: goal?.metric ?? primary,
    own: goal?.base,
  });
}

interface Amount {
  readonly pointer: Pointer;
  readonly span: Span;
  readonly quantity: Quantity;
  /** The level to reach rather than the step towards it. */
  readonly level: boolean;
  readonly direction: Direction | undefined;
  readonly entry: MetricEntry | undefined;
  readonly metric: string;
  readonly own: Found | undefined;
}

function change(artifact: Artifact, amount: Amount): Change | undefined {
  const { pointer, span, quantity, entry, metric, direction } = amount;
  if (direction === 'hold' || quantity.high !== undefined) return undefined;
  const sd = ['/primary_metric/sd', ...sdPlaces(artifact, entry)].flatMap((at) => numberAt(artifact, at) ?? [])[0];
  const prose = artifact.kind === 'experiment-plan' ? ['/primary_metric', '/primary_metric/name'] : [];
  const base =
    amount.own ??
    baseRate(artifact, entry, baselinePlaces(artifact, entry)) ??
    prose.flatMap((at) => baselineInProse(artifact, at) ?? [])[0];
  const common = { pointer, span, entry, metric, base };
  if (entry && entry.type !== 'proportion' && (!base || entry.type !== 'count')) {
    const difference = isPercent(quantity) || amount.level ? undefined : quantity.value;
    const missing = [
      ...(sd ? [] : ['the standard deviation per unit (sd)']),
      ...(difference ? [] : ['the amount in the unit of the metric']),
    ];
    return { ...common, readings: [], sd, difference, missing };
  }
  const missing = [
    ...(base ? [] : [`today’s rate${metric ? ` of “${metric}”` : ''} (baseline, in percent)`]),
    ...(direction || amount.level ? [] : ['the direction: increase or reduce']),
  ];
  const readings = base && missing.length === 0 ? readingsOf(quantity, base.value, amount) : [];
  return {
    ...common,
    readings,
    sd: undefined,
    difference: undefined,
    missing: base && missing.length === 0 && readings.length === 0 ? ['an amount that leaves the rate between 0 and 100 %'] : missing,
  };
}

function readingsOf(quantity: Quantity, base: number, { level, direction }: Amount): readonly Reading[] {
  const sign = direction === 'decrease' ? -1 : 1;
  const relative = { words: `${significant(quantity.value)} % relative`, targetRate: tidy(base * (1 + (sign * quantity.value) / 100)) };
  const points = { words: `${significant(quantity.value)} points`, targetRate: tidy(base + (sign * quantity.value) / 100) };
  const to = { words: `to ${significant(quantity.value)} %`, targetRate: tidy(quantity.value / 100) };
  const all =
    level && isPercent(quantity)
      ? [to]
      : quantity.basis === 'relative'
        ? [relative]
        : quantity.basis === 'points' || /^(?:pp|points?|percentage points?)$/.test(quantity.unit)
          ? [points]
          : isPercent(quantity)
            ? [relative, points]
            : [];
  return all.filter(({ targetRate }) => targetRate > 0 && targetRate < 1 && targetRate !== base);
}

/** The leaf that states the goal: an experiment's hypothesis says it in its "then". */
function statement(artifact: Artifact, goal: GoalFact): { readonly pointer: Pointer; readonly reading: Goal } {
  const then = child(goal.field, 'then');
  const node = artifact.places.get(then)?.text;
  if (node && !artifact.places.get(child(goal.field, 'statement'))?.text)
    return { pointer: then, reading: readGoal(node.text, { ...maskOf(node), ...artifact.vocabulary }) };
  return goal;
}

function sdPlaces(artifact: Artifact, entry: MetricEntry | undefined): readonly Pointer[] {
  return baselinePlaces(artifact, entry).flatMap((at) => (/^\/metrics\/.*\/baseline$/.test(at) ? [at.replace(/baseline$/, 'sd')] : []));
}

const entryIn = (artifact: Artifact, text: string): MetricEntry | undefined =>
  text === '' ? undefined : readGoal(`increase ${text} by 1 %`, artifact.vocabulary).metric?.value.entry;

function directionWord(text: string): Direction | undefined {
  if (/^\s*(?:increase|raise|up|grow|improve)\b/i.test(text)) return 'increase';
  return /^\s*(?:decrease|reduce|lower|down|cut)\b/i.test(text) ? 'decrease' : undefined;
}

/** "4 % → 4.32 %" */
export const fromTo = (base: number, target: number): string => `${percent(base, 3)} → ${percent(target, 3)}`;
