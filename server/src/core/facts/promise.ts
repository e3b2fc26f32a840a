// What success is, as numbers that other artifacts can be held against: the metric, the amount, the window, today's level.
// From the sentence, and for what it leaves open from the fields beside it.
import { compareBounds, type Relation } from '../language/compare.js';
import { findMetric } from '../language/metrics.js';
import { readQuantity } from '../language/quantity.js';
import type { MetricMention, Quantity, Slot, Window } from '../language/types.js';
import { type Artifact, leaves, type Pointer, textAt } from '../model/artifact.js';
import type { Words } from './alerts.js';
import type { Facts } from './facts.js';

export interface Promised<T> {
  readonly value: T;
  readonly at: Words;
}

export interface PromiseFact {
  readonly metric: Promised<MetricMention> | undefined;
  /** The change or the level to reach. */
  readonly amount: Promised<Quantity> | undefined;
  readonly baseline: Promised<Quantity> | undefined;
  readonly window: Promised<Window> | undefined;
  readonly rises: boolean | undefined;
}

export function promiseOf(artifact: Artifact, facts: Facts): PromiseFact | undefined {
  const { goal } = facts;
  const { pointer = '', text = '', reading } = goal ?? {};
  const said = <T>(slot: Slot<T> | undefined): Promised<T> | undefined =>
    slot && slot.confidence >= 0.6
      ? { value: slot.value, at: { pointer, from: slot.span[0], to: slot.span[1], text: text.slice(...slot.span) } }
      : undefined;
  const metric = said(reading?.metric) ?? metricAt(artifact, '/primary_metric/name') ?? metricAt(artifact, '/primary_metric');
  const amount =
    said(reading?.target) ??
    said(reading?.magnitude) ??
    quantityAt(artifact, `${goal?.field ?? ''}/target`) ??
    quantityAt(artifact, '/primary_metric/target');
  if (!metric && !amount) return undefined;
  return {
    metric,
    amount,
    baseline:
      said(reading?.baseline) ??
      ['/baseline/value', '/baseline', '/primary_metric/baseline/value', '/primary_metric/baseline']
        .map((at) => quantityAt(artifact, at))
        .find((found) => found !== undefined) ??
      inMetrics(artifact, metric?.value),
    window: said(reading?.window),
    rises: reading?.direction === undefined || reading.direction.value === 'hold' ? undefined : reading.direction.value === 'increase',
  };
}

/** The first one's amount, seen from the second's. */
export function compareAmounts(a: PromiseFact, b: PromiseFact): Relation {
  if (!a.amount || !b.amount) return 'incomparable';
  const bound = (own: PromiseFact) => ({
    quantity: (own.amount as Promised<Quantity>).value,
    ...(own.baseline ? { from: own.baseline.value } : {}),
    ...(own.rises === undefined ? {} : { rises: own.rises }),
  });
  const relation = compareBounds(bound(a), bound(b), a.metric?.value.entry?.better ?? b.metric?.value.entry?.better);
  // "8 %" and "5 %" of the same thing, whatever they are percent of.
  return relation === 'incomparable' && sameKind(a.amount.value, b.amount.value)
    ? a.amount.value.value === b.amount.value.value
      ? 'equal'
      : 'looser'
    : relation;
}

const sameKind = (a: Quantity, b: Quantity): boolean =>
  a.unit === b.unit && a.basis === b.basis && a.percentile === b.percentile && a.high === b.high;

/** Both name one metric of the lexicon, or the same words. */
export function sameMetric(a: MetricMention | undefined, b: MetricMention | undefined): boolean | undefined {
  if (!a || !b) return undefined;
  if (a.entry && b.entry) return a.entry.id === b.entry.id;
  return plain(a.name) === plain(b.name) ? true : undefined;
}

const plain = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

function quantityAt(artifact: Artifact, pointer: Pointer): Promised<Quantity> | undefined {
  const text = textAt(artifact, pointer);
  const slot = text === '' || text.length > 200 ? undefined : readQuantity(text);
  if (!slot || (slot.value.unit === '' && !/^\s*[\d.,]+\s*$/.test(text))) return undefined;
  return { value: slot.value, at: { pointer, from: slot.span[0], to: slot.span[1], text: text.slice(...slot.span) } };
}

function metricAt(artifact: Artifact, pointer: Pointer): Promised<MetricMention> | undefined {
  const text = textAt(artifact, pointer);
  const slot = text === '' ? undefined : findMetric(text, artifact.vocabulary);
  return slot ? { value: slot.value, at: { pointer, from: slot.span[0], to: slot.span[1], text: text.slice(...slot.span) } } : undefined;
}

/** Today's level of the goal's metric in the list of metrics. */
function inMetrics(artifact: Artifact, metric: MetricMention | undefined): Promised<Quantity> | undefined {
  if (!metric?.entry) return undefined;
  for (const { pointer, text } of leaves(artifact)) {
    if (!/^\/(?:metrics\/(?:technical|business)|success_metrics)\/\d+\/name$/.test(pointer)) continue;
    if (findMetric(text.text, artifact.vocabulary)?.value.entry?.id !== metric.entry.id) continue;
    const row = pointer.replace(/\/name$/, '');
    const found = quantityAt(artifact, `${row}/baseline/value`) ?? quantityAt(artifact, `${row}/baseline`);
    if (found) return found;
  }
  return undefined;
}
