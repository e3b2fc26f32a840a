// What an experiment plan says in numbers: today's rate, the rate it wants to see, traffic, days, looks.
// A number that is not there is undefined; nothing is guessed here but the usual reading of "8 %", and that is said.
import { readDuration } from '../language/duration.js';
import { readQuantities, readQuantity } from '../language/quantity.js';
import type { Duration, Quantity } from '../language/types.js';
import { type Artifact, dataAt, type Pointer } from '../model/artifact.js';
import { goalOf } from './goal.js';
import { textBelow } from './rows.js';

export interface ExperimentFact {
  /** Today's rate, 0 to 1. */
  readonly baseRate: number | undefined;
  /** The rate the test has to tell from it, 0 to 1, and where it was said. */
  readonly targetRate: number | undefined;
  /** The wanted change as a share of today's value; `assumed` where "8 %" did not say of what. */
  readonly effect: { readonly relative: number; readonly assumed: boolean } | undefined;
  readonly unitsPerDay: number | undefined;
  /** 0 to 1; 1 where nothing is said. */
  readonly exposure: number;
  /** The treatment's share of the units in the test; 0.5 where nothing is said, undefined for more than two arms. */
  readonly treatmentShare: number | undefined;
  readonly duration: Duration | undefined;
  readonly unitsPerArm: number | undefined;
  readonly alpha: number | undefined;
  readonly sides: 1 | 2 | undefined;
  readonly mde: Quantity | undefined;
  readonly looks: number | undefined;
  /** Everything said about stopping, correction and looks. */
  readonly stopping: string;
  /** Users are randomised and something else is counted: the formula for proportions does not hold. */
  readonly ratio: boolean;
}

const test = '/online_test';

export function experimentOf(artifact: Artifact): ExperimentFact | undefined {
  if (artifact.kind !== 'experiment-plan') return undefined;
  const baseRate = rateOf(baselineOf(artifact));
  const effect = effectOf(artifact, baseRate);
  const exposure = percentAt(artifact, `${test}/exposure`);
  const sides = numberAt(artifact, `${test}/sides`);
  const alpha = numberAt(artifact, `${test}/alpha`);
  return {
    baseRate,
    targetRate: baseRate === undefined || effect === undefined ? undefined : baseRate * (1 + effect.relative),
    effect,
    unitsPerDay: numberAt(artifact, `${test}/eligible_units_per_day`) ?? numberAt(artifact, '/traffic/users_per_day'),
    exposure: exposure === undefined ? 1 : exposure / 100,
    treatmentShare: treatmentShareOf(textBelow(artifact, `${test}/split`)),
    duration: readDuration(textBelow(artifact, `${test}/duration`))?.value,
    unitsPerArm: perArmOf(artifact),
    alpha: alpha !== undefined && alpha >= 1 ? alpha / 100 : alpha,
    sides: sides === 1 || sides === 2 ? sides : undefined,
    mde: readQuantity(textBelow(artifact, `${test}/mde`))?.value,
    looks: numberAt(artifact, `${test}/looks`),
    stopping: ['correction', 'stopping', 'looks'].map((part) => textBelow(artifact, `${test}/${part}`)).join('\n'),
    ratio: differ(textBelow(artifact, `${test}/randomization_unit`), textBelow(artifact, `${test}/analysis_unit`)),
  };
}

/** A number, or the one quantity of a text. */
export function numberAt(artifact: Artifact, pointer: Pointer): number | undefined {
  const data = dataAt(artifact, pointer);
  if (typeof data === 'number') return data;
  const text = textBelow(artifact, pointer);
  const plain = /^\s*~?\s*(\d{1,3}(?:[, ]\d{3})+|\d+(?:\.\d+)?)\b/.exec(text)?.[1];
  return text === ''
    ? undefined
    : (readQuantity(text)?.value.value ?? (plain === undefined ? undefined : Number(plain.replace(/[, ]/g, ''))));
}

export function percentAt(artifact: Artifact, pointer: Pointer): number | undefined {
  const data = dataAt(artifact, pointer);
  if (typeof data === 'number') return data;
  const value = readQuantity(textBelow(artifact, pointer))?.value;
  return value && (value.unit === '%' || value.unit === '') ? value.value : undefined;
}

const rateOf = (quantity: Quantity | undefined): number | undefined =>
  quantity?.unit === '%' && quantity.high === undefined && quantity.value > 0 && quantity.value < 100 ? quantity.value / 100 : undefined;

function baselineOf(artifact: Artifact): Quantity | undefined {
  for (const pointer of [
    '/primary_metric/baseline/value',
    '/primary_metric/baseline',
    '/baseline/value',
    '/baseline/metric',
    '/baseline',
  ]) {
    const rates = readQuantities(textBelow(artifact, pointer)).filter(({ value }) => value.unit === '%');
    if (rates.length === 1) return rates[0]?.value;
  }
  return goalOf(artifact)?.reading.baseline?.value;
}

function effectOf(artifact: Artifact, baseRate: number | undefined): ExperimentFact['effect'] {
  const goal = goalOf(artifact)?.reading;
  const target = rateOf(readQuantity(textBelow(artifact, '/primary_metric/target'))?.value) ?? rateOf(goal?.target?.value);
  const amount = goal?.magnitude?.value;
  if (amount?.unit === '%' && amount.high === undefined && (goal?.magnitude?.confidence ?? 0) >= 0.6) {
    const sign = goal?.direction?.value === 'decrease' ? -1 : 1;
    if (amount.basis === 'points')
      return baseRate === undefined ? undefined : { relative: (sign * amount.value) / 100 / baseRate, assumed: false };
    return { relative: (sign * amount.value) / 100, assumed: amount.basis === undefined };
  }
  if (target === undefined || baseRate === undefined || target === baseRate) return undefined;
  return { relative: target / baseRate - 1, assumed: false };
}

/** "50/50", "90 % / 10 %", "1:1" (control first); undefined for three arms or more. */
function treatmentShareOf(text: string): number | undefined {
  if (text.trim() === '') return 0.5;
  const numbers = [...text.matchAll(/\d+(?:\.\d+)?/g)].map(([number]) => Number(number));
  const [control, treatment] = numbers;
  if (numbers.length !== 2 || control === undefined || treatment === undefined || control + treatment === 0) return undefined;
  return treatment / (control + treatment);
}

function perArmOf(artifact: Artifact): number | undefined {
  const text = textBelow(artifact, `${test}/sample_size`);
  return /\b(?:per|each|\/)\s*(?:arm|variant|group)\b|\/arm/i.test(text) ? numberAt(artifact, `${test}/sample_size`) : undefined;
}

const differ = (randomised: string, counted: string): boolean => randomised !== '' && counted !== '' && stem(randomised) !== stem(counted);
const stem = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/s$/, '')
    .replace(/^(?:unique|per|logged-in)\s+/, '');
