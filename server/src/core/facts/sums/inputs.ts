// The numbers that sums are made of: where each may be written, and what it means there. Nothing is guessed here:
// a number that is ambiguous or stands nowhere is undefined, and the sum says what it misses.

import { readDuration } from '../../language/duration.js';
import { findMetrics } from '../../language/metrics.js';
import { readMoneys } from '../../language/money.js';
import { readQuantities } from '../../language/quantity.js';
import { readRates } from '../../language/rate.js';
import { readSlo } from '../../language/slo.js';
import type { Vocabulary } from '../../language/tokens.js';
import type { MetricEntry, Money, Quantity, Slot } from '../../language/types.js';
import { type Artifact, child, dataAt, type Pointer, spanAt, textAt } from '../../model/artifact.js';
import type { Span } from '../../text.js';
import { rowsAt } from '../rows.js';

/** A number and the words it was read from, in the source. */
export interface Found {
  readonly value: number;
  readonly pointer: Pointer;
  readonly span: Span;
}

/** A plain number, "20,000", "1.2 M", "about 40 items": the only one in its leaf, and not a range. */
export function numberAt(artifact: Artifact, pointer: Pointer): Found | undefined {
  const text = textAt(artifact, pointer);
  if (text === '') return undefined;
  const whole = found(artifact, pointer, [0, text.length]);
  if (/^[+-]?\d{1,15}(?:\.\d{1,15})?$/.test(text.trim())) return { value: Number(text), ...whole };
  const numbers = readQuantities(text).filter(({ value }) => value.high === undefined && !isPercent(value));
  const only = numbers[0];
  return only && numbers.length === 1 && only.value.high === undefined
    ? { value: only.value.value, ...found(artifact, pointer, only.span) }
    : undefined;
}

/** A share between 0 and 1 from "5 %" or from a number, percent unless `shares`. */
export function shareAt(artifact: Artifact, pointer: Pointer, shares: 'percent' | 'share' = 'percent'): Found | undefined {
  const text = textAt(artifact, pointer);
  const percents = percentsIn(text);
  const only = percents[0];
  if (only && percents.length === 1) return { value: only.value.value / 100, ...found(artifact, pointer, only.span) };
  if (percents.length > 0) return undefined;
  const number = numberAt(artifact, pointer);
  return number && { ...number, value: shares === 'percent' ? number.value / 100 : number.value };
}

/** Days of "14 days", "2 weeks", "PT1H". */
export function daysAt(artifact: Artifact, pointer: Pointer): Found | undefined {
  const slot = readDuration(textAt(artifact, pointer), artifact.vocabulary);
  return slot && { value: slot.value.days, ...found(artifact, pointer, slot.span) };
}

/** Minutes of "15 min", or of a plain number in a field that counts minutes. */
export function minutesAt(artifact: Artifact, pointer: Pointer): Found | undefined {
  const days = daysAt(artifact, pointer);
  return days ? { ...days, value: days.value * 1440 } : numberAt(artifact, pointer);
}

/** The only amount in its leaf. */
export function moneyAt(artifact: Artifact, pointer: Pointer): (Found & { readonly money: Money }) | undefined {
  const moneys = readMoneys(textAt(artifact, pointer));
  const only = moneys[0];
  return only && moneys.length === 1 ? { value: only.value.amount, money: only.value, ...found(artifact, pointer, only.span) } : undefined;
}

export const percentsIn = (text: string): readonly Slot<Quantity>[] =>
  readQuantities(text).filter(({ value }) => isPercent(value) && value.high === undefined);

export const isPercent = ({ unit }: Quantity): boolean => unit === '%';

/** Eligible units a day: said for the test, else for all traffic, else in the sentence about the users. */
export function unitsPerDay(artifact: Artifact): Found | undefined {
  for (const pointer of ['/online_test/eligible_units_per_day', '/traffic/users_per_day']) {
    const number = numberAt(artifact, pointer);
    if (number && number.value > 0) return number;
  }
  for (const pointer of ['/online_test', '/online_test/design', '/target_users/size', '/target_users/segment', '/target_users']) {
    const text = textAt(artifact, pointer);
    // A month's users are not thirty times a day's: only what is counted by the day counts.
    const rates = readRates(text).filter(({ value }) => value.per.days === 1 && value.count > 0 && !/request|call|order/i.test(value.of));
    const only = rates[0];
    if (only && rates.length === 1) return { value: only.value.count, ...found(artifact, pointer, only.span) };
  }
  return undefined;
}

/** Requests a day: said for the cost, else for all traffic. */
export function requestsPerDay(artifact: Artifact): Found | undefined {
  for (const pointer of ['/cost/requests_per_day', '/traffic/requests_per_day']) {
    const number = numberAt(artifact, pointer);
    // "1.2 M per month" in a field that counts days.
    const monthly = /(?:\bper|\ba|\beach|\/) ?month/i.test(textAt(artifact, pointer));
    if (number && number.value > 0) return monthly ? { ...number, value: number.value / 30 } : number;
  }
  return undefined;
}

export interface Objective extends Found {
  /** 0.999 for 99.9 %. */
  readonly value: number;
  readonly windowDays: number | undefined;
}

/** The objectives of an artifact, one an SLO that has one. */
export function objectivesOf(artifact: Artifact): readonly Objective[] {
  const data = dataAt(artifact, '/slos');
  const single: readonly Pointer[] = typeof data === 'string' ? ['/slos'] : [];
  return [...rowsAt(artifact, '/slos').map(({ pointer }) => pointer), ...single].flatMap((row): Objective[] => {
    const own = child(row, 'objective');
    const sli = textAt(artifact, row) === '' ? child(row, 'sli') : row;
    const structured = textAt(artifact, own) === '' ? undefined : objectiveNumber(artifact, own);
    const objective = structured ?? objectiveIn(artifact, sli);
    if (!objective) return [];
    const days = daysAt(artifact, child(row, 'window'))?.value ?? readSlo(textAt(artifact, sli), artifact.vocabulary).window?.value.days;
    return [{ ...objective, windowDays: days !== undefined && days > 0 ? days : undefined }];
  });
}

/** `99.9 %`, `99.9` and `0.999` all mean the same in a field that holds nothing else. */
function objectiveNumber(artifact: Artifact, pointer: Pointer): Found | undefined {
  const share = shareAt(artifact, pointer);
  if (!share) return undefined;
  const value = share.value <= 0.01 ? share.value * 100 : share.value;
  return value >= 0.5 && value <= 1 ? { ...share, value: tidy(value) } : undefined;
}

function objectiveIn(artifact: Artifact, pointer: Pointer): Found | undefined {
  const text = textAt(artifact, pointer);
  const slot = readSlo(text, artifact.vocabulary).objective ?? onlyHigh(text);
  const value = slot && tidy(slot.value / 100);
  return slot && value !== undefined && value >= 0.5 && value <= 1 ? { value, ...found(artifact, pointer, slot.span) } : undefined;
}

/** "Availability 99.9 % per month": the only percentage of a promise is its objective. */
function onlyHigh(text: string): Slot<number> | undefined {
  const percents = percentsIn(text);
  const only = percents[0];
  return only && percents.length === 1 && only.value.value >= 90 ? { ...only, value: only.value.value } : undefined;
}

/** Today's rate of a metric, 0 to 1, and what it was read from. */
export function baseRate(artifact: Artifact, entry: MetricEntry | undefined, places: readonly Pointer[]): Found | undefined {
  for (const pointer of places) {
    const text = textAt(artifact, pointer);
    const slot = text === '' ? undefined : rateOf(text, entry, artifact.vocabulary);
    if (slot && slot.value > 0 && slot.value < 1) return { value: slot.value, ...found(artifact, pointer, slot.span) };
  }
  return undefined;
}

/** The one percentage of a text, or the first behind the metric's name; never that of another metric. */
function rateOf(text: string, entry: MetricEntry | undefined, vocabulary: Vocabulary): Slot<number> | undefined {
  const percents = percentsIn(text).filter(
    ({ value, span }) =>
      value.basis !== 'relative' && value.comparator === undefined && !isAim(text.slice(Math.max(0, span[0] - 40), span[0])),
  );
  const named = findMetrics(text, vocabulary).filter(({ value }) => value.entry !== undefined);
  const own = entry && named.find(({ value }) => value.entry?.id === entry.id);
  if (named.length > 0 && !own) return undefined;
  const chosen = percents.length === 1 && named.length <= 1 ? percents[0] : own && percents.find(({ span }) => span[0] >= own.span[1]);
  if (chosen) return { ...chosen, value: tidy(chosen.value.value / 100) };
  if (percents.length > 0 || entry?.type !== 'proportion') return undefined;
  const plain = /^\s*0\.\d{1,9}\s*$/.exec(text);
  return plain ? { value: Number(text), span: [0, text.length], confidence: 0.8 } : undefined;
}

/** "target CTR 4.32 %", "to 4.32 %": not where it stands today. */
const isAim = (before: string): boolean => /\b(?:target|goal|aim|reach|to)\b\W{0,3}(?:\w{1,20}\W{1,3}){0,2}$/i.test(before);

/** Today's rate in a sentence that may hold the target as well: only behind "baseline", "today", "now" or in front of them. */
export function baselineInProse(artifact: Artifact, pointer: Pointer): Found | undefined {
  const text = textAt(artifact, pointer);
  const slots = percentsIn(text).filter(
    ({ span }) =>
      /\b(?:baseline|today|now|currently|from)\b\W{0,3}(?:of |is )?$/i.test(text.slice(Math.max(0, span[0] - 24), span[0])) ||
      /^\s?(?:\(?baseline|today|now|currently)\b/i.test(text.slice(span[1], span[1] + 14)),
  );
  const only = slots[0];
  const value = only && tidy(only.value.value / 100);
  return only && value && slots.length === 1 && value < 1 ? { value, ...found(artifact, pointer, only.span) } : undefined;
}

/** Where the baseline of a metric may stand: its own row, then the artifact's baseline. */
export function baselinePlaces(artifact: Artifact, entry: MetricEntry | undefined): readonly Pointer[] {
  const own = ['/metrics/business', '/metrics/technical'].flatMap((group) =>
    rowsAt(artifact, group).flatMap((row): Pointer[] => {
      const name = textAt(artifact, child(row.pointer, 'name')) || row.text;
      const same = entry !== undefined && findMetrics(name, artifact.vocabulary)[0]?.value.entry?.id === entry.id;
      return same ? [child(row.pointer, 'baseline'), child(child(row.pointer, 'baseline'), 'value')] : [];
    }),
  );
  const primary = artifact.kind === 'experiment-plan' ? ['/primary_metric/baseline', '/primary_metric/baseline/value'] : [];
  return [...own, ...primary, '/baseline', '/baseline/value'];
}

/** 99.9 / 100 is 0.9990000000000001 in floating point. */
export const tidy = (value: number): number => Number(value.toPrecision(12));

export const found = (artifact: Artifact, pointer: Pointer, [from, to]: Span): { readonly pointer: Pointer; readonly span: Span } => ({
  pointer,
  span: spanAt(artifact, pointer, from, to),
});
