// What an experiment plan says in numbers: today's rate, the rate it wants to see, traffic, days, looks.
// A number that is not there is undefined; nothing is guessed here but the usual reading of "8 %", and that is said.
import { readDuration, readDurations } from '../language/duration.js';
import { readQuantities, readQuantity } from '../language/quantity.js';
import type { Duration, Quantity } from '../language/types.js';
import { type Artifact, dataAt, type Pointer, textAt } from '../model/artifact.js';
import type { Span } from '../text.js';
import { goalOf } from './goal.js';
import { textBelow } from './rows.js';
import { unitsPerDay } from './sums/inputs.js';
import { unitsOf } from './units.js';

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
  /** The words that say the duration, the smallest effect, the units per arm; in a field of their own or in a sentence. */
  readonly said: { readonly duration: Said | undefined; readonly mde: Said | undefined; readonly unitsPerArm: Said | undefined };
  /** The leaf that describes the test in a sentence. */
  readonly prose: Pointer | undefined;
}

/** Words of a leaf's text. */
export interface Said {
  readonly pointer: Pointer;
  readonly words: Span;
}

const test = '/online_test';

export function experimentOf(artifact: Artifact): ExperimentFact | undefined {
  if (artifact.kind !== 'experiment-plan') return undefined;
  const baseRate = rateOf(baselineOf(artifact));
  const effect = effectOf(artifact, baseRate);
  const prose = proseOf(artifact);
  const exposure = percentAt(artifact, `${test}/exposure`) ?? (prose === undefined ? undefined : proseExposure(textAt(artifact, prose)));
  const duration = durationSaid(artifact);
  const units = unitsSaid(artifact, prose);
  const mde = mdeSaid(artifact, prose);
  const sides = numberAt(artifact, `${test}/sides`);
  const alpha = numberAt(artifact, `${test}/alpha`);
  return {
    baseRate,
    targetRate: baseRate === undefined || effect === undefined ? undefined : baseRate * (1 + effect.relative),
    effect,
    unitsPerDay:
      numberAt(artifact, `${test}/eligible_units_per_day`) ?? numberAt(artifact, '/traffic/users_per_day') ?? unitsPerDay(artifact)?.value,
    exposure: exposure === undefined ? 1 : exposure / 100,
    treatmentShare: treatmentShareOf(textBelow(artifact, `${test}/split`)),
    duration: duration?.value,
    unitsPerArm: units?.value,
    alpha: alpha !== undefined && alpha >= 1 ? alpha / 100 : alpha,
    sides: sides === 1 || sides === 2 ? sides : undefined,
    mde: mde?.value,
    looks: numberAt(artifact, `${test}/looks`),
    stopping: [
      ...['correction', 'stopping', 'looks'].map((part) => textBelow(artifact, `${test}/${part}`)),
      ...(prose ? [textAt(artifact, prose)] : []),
    ].join('\n'),
    ratio:
      differ(textBelow(artifact, `${test}/randomization_unit`), textBelow(artifact, `${test}/analysis_unit`)) ||
      unitsOf(artifact)?.nested === true,
    said: { duration: duration?.said, mde: mde?.said, unitsPerArm: units?.said },
    prose,
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

/** The test as a sentence: the whole field, or what stands beside its other parts. */
const proseOf = (artifact: Artifact): Pointer | undefined =>
  [test, `${test}/design`].find((pointer) => /\d/.test(textAt(artifact, pointer).replace(/a\/b/gi, '')));

/** How long the test runs: its own field, else "for 14 days", "a 10-day test", or the only duration of its sentence. */
export function durationSaid(artifact: Artifact): { readonly value: Duration; readonly said: Said } | undefined {
  const own =
    readDuration(textAt(artifact, `${test}/duration`), artifact.vocabulary) ??
    readDuration(textBelow(artifact, `${test}/duration`), artifact.vocabulary);
  if (own) return { value: own.value, said: { pointer: `${test}/duration`, words: own.span } };
  const prose = proseOf(artifact);
  if (prose === undefined) return undefined;
  const text = textAt(artifact, prose);
  const days = readDurations(text, artifact.vocabulary).filter(
    ({ value, span }) =>
      value.days >= 0.5 && !/\bcounts?(?:ed)? (?:for|within|over) $/i.test(text.slice(Math.max(0, span[0] - 16), span[0])),
  );
  const slot =
    days.find(
      ({ span }) =>
        /\b(?:for|run(?:s|ning)?|lasts?|over|takes?)\s+(?:the\s+)?$/i.test(text.slice(Math.max(0, span[0] - 14), span[0])) ||
        /^[- ](?:test|experiment|a\/b|run|read-?out)\b/i.test(text.slice(span[1], span[1] + 12)),
    ) ??
    (days[0] && (days.length === 1 || days[0].span[0] === 0) && !outcome.test(text.slice(days[0].span[1], days[0].span[1] + 24))
      ? days[0]
      : undefined);
  return slot && { value: slot.value, said: { pointer: prose, words: slot.span } };
}

/** What an outcome waits for; such days are not the test's. */
const outcome =
  /^[- ](?:day )?(?:purchase|conversion|attribution|retention|return|repayment|maturation|outcome|renewal|refund|churn|window)\b/i;

/** "on 20 % of 20,000 visitors", "20 % exposure". */
function proseExposure(text: string): number | undefined {
  const shares = readQuantities(text).filter(
    ({ value, span }) =>
      value.unit === '%' && /^\s*(?:of\s+(?!the effect)|exposure|traffic|each|per arm)/i.test(text.slice(span[1], span[1] + 24)),
  );
  return shares.length === 1 ? shares[0]?.value.value : undefined;
}

/** "28,000 per arm" in its own field or in the sentence. */
function unitsSaid(artifact: Artifact, prose: Pointer | undefined): { readonly value: number; readonly said: Said } | undefined {
  for (const pointer of [`${test}/sample_size`, ...(prose ? [prose] : [])]) {
    const text = textAt(artifact, pointer);
    const found =
      /(?<![\d.,])(\d{1,3}(?:[, ]\d{3})+|\d+(?:\.\d+)? ?k\b|\d{2,9})(?= (?:[a-z]+ ){0,2}(?:per|each|in each|in every) ?(?:arm|variant|group)\b| ?\/ ?arm\b| per arm\b)/i.exec(
        text,
      ) ??
      (pointer === prose || !/\b(?:per|each|\/)\s*(?:arm|variant|group)\b|\/arm/i.test(text)
        ? null
        : /(\d{1,3}(?:[, ]\d{3})+|\d{2,9})/.exec(text));
    if (!found) continue;
    const value = Number.parseFloat((found[1] as string).replace(/[, ](?=\d{3})/g, '')) * (/k/i.test(found[1] as string) ? 1000 : 1);
    return { value, said: { pointer, words: [found.index, found.index + (found[1] as string).length] } };
  }
  return undefined;
}

/** The smallest effect in its own field, or behind "MDE" in the sentence. */
function mdeSaid(artifact: Artifact, prose: Pointer | undefined): { readonly value: Quantity; readonly said: Said } | undefined {
  const own = readQuantity(textBelow(artifact, `${test}/mde`));
  if (own) return { value: own.value, said: { pointer: `${test}/mde`, words: [0, textAt(artifact, `${test}/mde`).length] } };
  const text = prose ? textAt(artifact, prose) : '';
  const name = /\b(?:mde|minimum detectable effect)(?: of|:| is|=)?\s/i.exec(text);
  const slot =
    name &&
    readQuantities(text).find(({ span }) => span[0] >= name.index + name[0].length - 1 && span[0] - name.index - name[0].length < 4);
  return prose && slot ? { value: slot.value, said: { pointer: prose, words: slot.span } } : undefined;
}

const differ = (randomised: string, counted: string): boolean => randomised !== '' && counted !== '' && stem(randomised) !== stem(counted);
const stem = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/s$/, '')
    .replace(/^(?:unique|per|logged-in)\s+/, '');
