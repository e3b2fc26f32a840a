// How far a metric may move before somebody acts: guardrails, exit criteria and triggers read in one form, so that they compare.
import { readConditions } from '../language/condition.js';
import { findMetric } from '../language/metrics.js';
import type { Vocabulary } from '../language/tokens.js';
import type { Condition, MetricEntry } from '../language/types.js';
import { type Artifact, child, type Pointer } from '../model/artifact.js';
import type { Member } from '../project.js';
import { goalOf } from './goal.js';
import { partOf, rowsAt } from './rows.js';
import { baselinePlaces, baseRate } from './sums/inputs.js';

export interface Limit {
  readonly name: string;
  readonly entry: MetricEntry | undefined;
  /** A step from today's value in percent of it or in points, or a level in `unit`. */
  readonly kind: 'relative' | 'points' | 'level';
  /** The way in which it is bad. */
  readonly bad: 'rise' | 'drop';
  readonly value: number;
  readonly unit: string;
}

export interface GuardrailFact extends Limit {
  readonly pointer: Pointer;
  readonly text: string;
}

/** What must not get worse, of which a number says how much: the field's rows, and those in the goal's sentence. */
export function guardrailsOf(artifact: Artifact): readonly GuardrailFact[] {
  const rows = rowsAt(artifact, '/guardrails').flatMap((row): GuardrailFact[] => {
    const said = (key: string): string => partOf(artifact, row, key);
    const text = row.prose ? row.text : [said('metric') || said('name'), said('worst_acceptable')].join(' ');
    const least = findMetric(said('metric') || said('name'), artifact.vocabulary)?.value.entry?.better === 'up' ? '≥' : '≤';
    const level = row.prose
      ? undefined
      : limitsIn(`${said('metric') || said('name')} ${least} ${said('worst_acceptable')}`, 'allowed', artifact.vocabulary)[0];
    const found = limitsIn(text, 'allowed', artifact.vocabulary)[0] ?? level;
    const pointer = !row.prose && said('worst_acceptable') !== '' ? child(row.pointer, 'worst_acceptable') : row.pointer;
    return found ? [{ ...found, pointer, text: row.text }] : [];
  });
  const goal = goalOf(artifact);
  const own = (goal?.reading.guardrails ?? []).flatMap(({ value: { metric, margin } }): GuardrailFact[] => {
    if (!goal || !margin || rows.some(({ entry, name }) => (entry ? entry.id === metric.entry?.id : name === metric.name))) return [];
    const limit = limitsIn(
      `${metric.name} ${goal.text.slice(goal.text.indexOf(metric.name) + metric.name.length)}`,
      'allowed',
      artifact.vocabulary,
    )[0];
    return limit ? [{ ...limit, pointer: goal.pointer, text: goal.text }] : [];
  });
  return [...rows, ...own];
}

/** `allowed` is a bound that holds while all is well ("≤ 0.6 %"), `passed` one whose crossing means action ("> 1.4 %"). */
export function limitsIn(text: string, sense: 'allowed' | 'passed', vocabulary: Vocabulary): readonly Limit[] {
  const read = readConditions(text, vocabulary).map(({ value }) => limitOf(value, sense));
  return read.length > 0 ? read : signed(text, vocabulary);
}

function limitOf({ metric, comparator, threshold, change }: Condition, sense: 'allowed' | 'passed'): Limit {
  const points = threshold.basis === 'points' || /^(?:pp|points?|percentage points?|pts?)$/.test(threshold.unit);
  const up = comparator === '>' || comparator === '>=';
  const moved = change !== undefined || threshold.value < 0 || threshold.basis === 'relative';
  const beyond = (sense === 'passed') === up ? 'rise' : 'drop';
  return {
    name: metric.name,
    entry: metric.entry,
    kind: moved ? (points ? 'points' : 'relative') : 'level',
    bad: change ?? (threshold.value < 0 ? 'drop' : beyond),
    value: Math.abs(threshold.value),
    unit: threshold.unit,
  };
}

/** "CTR −5 %", "error rate margin +10 %": a sign says which way. */
function signed(text: string, vocabulary: Vocabulary): readonly Limit[] {
  const found = /(?:^|[\s(:])([+−–-])\s?(\d{1,4}(?:\.\d{1,3})?)\s?(%|pp\b|points?\b)/.exec(text);
  const metric = findMetric(text.replace(/\bmargin\b(?: on| of| for)?/i, ''), vocabulary)?.value;
  if (!found || !metric) return [];
  const [, sign, digits, unit = ''] = found;
  return [
    {
      name: metric.name,
      entry: metric.entry,
      kind: unit === '%' ? 'relative' : 'points',
      bad: sign === '+' ? 'rise' : 'drop',
      value: Number(digits),
      unit,
    },
  ];
}

/** "click-through −5 %", "error rate +20 %", "error rate 0.6 %". */
export const limitWords = ({ name, kind, bad, value, unit }: Limit): string =>
  `${name} ${kind === 'level' ? '' : bad === 'rise' ? '+' : '−'}${value} ${kind === 'relative' ? '%' : kind === 'points' && unit === '%' ? 'points' : unit}`.trim();

/** Today's rate and the one at the limit; undefined where there is no step on the bad side. */
export function ratesAt(
  members: readonly Pick<Member, 'artifact' | 'facts'>[],
  limit: Limit,
  stage: string,
): { readonly baseRate: number; readonly targetRate: number } | undefined {
  const known = members.flatMap(({ artifact, facts: { goal } }) => {
    const stated = baseRate(artifact, limit.entry, baselinePlaces(artifact, limit.entry))?.value;
    const own = goal?.reading.metric?.value.entry?.id === limit.entry?.id ? goal?.reading.baseline?.value : undefined;
    return stated ?? (own?.unit === '%' ? own.value / 100 : []);
  });
  // "CTR ≥ 3.8 % (baseline 4.0 %)"
  const inStage = /\bbaseline\b[^\d.;\n]{0,12}(\d{1,2}(?:\.\d{1,3})?)\s?%/i.exec(stage)?.[1];
  const base = inStage === undefined ? known[0] : Number(inStage) / 100;
  if (base === undefined) return undefined;
  const sign = limit.bad === 'rise' ? 1 : -1;
  const target =
    limit.kind === 'relative'
      ? base * (1 + (sign * limit.value) / 100)
      : limit.kind === 'points'
        ? base + (sign * limit.value) / 100
        : limit.unit === '%'
          ? limit.value / 100
          : base;
  return target > 0 && target < 1 && (target - base) * sign > 1e-9 ? { baseRate: base, targetRate: target } : undefined;
}
