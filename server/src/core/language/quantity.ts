// Amounts: a number with its unit, comparator, percentile and basis. "p95 ≤ 300 ms", "8 % relative", "at most 0.5 %", "$0.02".
// It reads amounts wherever they stand; what an amount is for (target, baseline, margin) is for the goal reader to say.

import { comparatorAt } from './amount/comparator.js';
import { basisAt, type PercentileAt, percentilesIn } from './amount/surroundings.js';
import { unitAfter, unitBefore } from './amount/units.js';
import { type NumberAt, numbersIn } from './numbers.js';
import { rememberedReading } from './remembered.js';
import { isDash, type Reading, type Scan, scan, spanOf, type Token } from './tokens.js';
import type { Quantity, Slot } from './types.js';

/** `from`..`to` are the tokens of number and unit; `begin` includes the comparator before it. */
export interface QuantityAt {
  readonly value: Quantity;
  readonly from: number;
  readonly to: number;
  readonly begin: number;
  /** After trailing words that belong to it: "relative", "or less". */
  readonly end: number;
  readonly confidence: number;
  readonly number: NumberAt;
  /** "no worse than": the comparator turns with the metric. */
  readonly judges?: 'better' | 'worse';
}

export function readQuantity(text: string, reading: Reading = {}): Slot<Quantity> | undefined {
  const all = readQuantities(text, reading);
  return all.find(({ value }) => value.unit !== '' || value.comparator !== undefined) ?? all[0];
}

/** The span covers number and unit, not the comparator. */
export const readQuantities = rememberedReading((text: string, reading: Reading): Slot<Quantity>[] => {
  const source = scan(text, reading);
  return quantitiesIn(source).map(({ value, from, to, confidence }) => ({ value, span: spanOf(source.tokens, from, to), confidence }));
});

export function quantitiesIn(source: Scan, numbers: readonly NumberAt[] = numbersIn(source)): QuantityAt[] {
  const { tokens } = source;
  const percentiles = percentilesIn(tokens);
  let seen = 0;
  let consumed = 0;
  const found: QuantityAt[] = [];
  for (let index = 0; index < numbers.length; index++) {
    const number = numbers[index] as NumberAt;
    if (number.from < consumed) continue;
    while (seen < percentiles.length && (percentiles[seen] as PercentileAt).to <= number.from) seen++;
    if (number.from >= (percentiles[seen]?.from ?? tokens.length)) continue;
    const currency = unitBefore(tokens, number.from);
    const after = unitAfter(tokens, number.to, number);
    let unit = currency?.unit ?? (number.fraction ? '%' : after?.unit) ?? (number.factor ? 'x' : '');
    if (currency && after?.unit.startsWith('/')) unit = `${currency.unit}${after.unit}`;
    else if (after?.unit.startsWith('/')) unit = after.unit;
    let to = number.fraction ? number.to : (after?.to ?? number.to);
    // "92 %+"
    const plus = tokens[to]?.text === '+' && tokens[to]?.glued === true && tokens[to + 1]?.glued !== true;
    if (plus) to++;
    let from = currency?.from ?? number.from;
    // "+$0.40": the sign stands before the currency.
    const mark = currency && !number.sign && tokens[from]?.glued ? tokens[from - 1]?.text : undefined;
    const sign = mark === '+' ? '+' : mark === '-' || mark === '−' ? '-' : number.sign;
    if (sign && sign !== number.sign) from--;
    const own = comparatorAt(tokens, from, to, unit);
    let value = sign === '-' && !number.sign ? -number.value : number.fraction ? Number((number.value * 100).toPrecision(3)) : number.value;
    let high = number.high;
    let comparator = own.comparator ?? (number.plus || plus ? '>=' : undefined);
    let end = own.end;
    // "between 5 and 10 %", "5 % to 10 %" after between, "5 %–10 %".
    const next = numbers[index + 1];
    const joint = tokens[to];
    // "by 5 % to 8 %" is a range, "by 8 % to 4.3 %" an amount and a level.
    const byTo =
      joint?.lower === 'to' &&
      tokens[own.begin - 1]?.lower === 'by' &&
      next !== undefined &&
      next.value > value &&
      next.value < 2.5 * value;
    if (
      next &&
      high === undefined &&
      ((own.between && (joint?.lower === 'and' || joint?.lower === 'to' || isDash(joint))) ||
        byTo ||
        (isDash(joint) && joint?.glued && tokens[to + 1]?.glued)) &&
      next.from <= to + 2
    ) {
      const other = unitAfter(tokens, next.to, next);
      const second = unitBefore(tokens, next.from);
      high = next.value;
      to = other?.to ?? next.to;
      end = to;
      if (unit === '' && other) unit = other.unit;
      if (unit === '' && second) unit = second.unit;
      index++;
    }
    if (own.between) comparator = 'between';
    const basis = unit === '%' || unit === 'pp' || unit === 'bps' ? basisAt(tokens, own.begin, to, unit) : undefined;
    if (basis) end = Math.max(end, basis.end);
    const percentile =
      percentiles.length === 0 ? undefined : percentileNear(percentiles.slice(Math.max(0, seen - 1), seen + 3), tokens, from, to, unit);
    value = round(value);
    consumed = to;
    found.push({
      value: {
        value,
        unit,
        ...(high === undefined ? {} : { high: round(high) }),
        ...(comparator ? { comparator } : {}),
        ...(basis ? { basis: basis.basis } : {}),
        ...(percentile === undefined ? {} : { percentile }),
        ...(number.approximate ? { approximate: true } : {}),
      },
      from,
      to,
      begin: own.begin,
      end,
      confidence: unit === '' ? Math.min(0.6, number.confidence) : number.confidence,
      number: sign && !number.sign ? { ...number, sign } : number,
      ...(own.judges ? { judges: own.judges } : {}),
    });
  }
  return found;
}

const timeUnits = new Set(['ms', 's', 'min', 'h', 'd', '']);

/** The last percentile before it in the clause, or one right after ("300 ms at p95"). */
function percentileNear(
  percentiles: readonly PercentileAt[],
  tokens: readonly Token[],
  from: number,
  to: number,
  unit: string,
): number | undefined {
  if (!timeUnits.has(unit)) return undefined;
  const after = percentiles.find((percentile) => percentile.from >= to && percentile.from <= to + 4);
  const clear = (start: number, stop: number) => {
    for (let at = start; at < stop; at++) {
      const token = tokens[at] as Token;
      if (token.kind === 'break' || token.text === ';' || token.text === '.') return false;
    }
    return true;
  };
  let before: { readonly value: number; readonly to: number } | undefined;
  for (const percentile of percentiles) if (percentile.to <= from && percentile.to > from - 14) before = percentile;
  const noNumber = (start: number, stop: number) => !tokens.slice(start, stop).some((token) => token.kind === 'number');
  if (before && clear(before.to, from) && (noNumber(before.to, from) || !after)) return before.value;
  return after && clear(to, after.from) && noNumber(to, after.from) && /^(?:at|,|\(|p\d+|@|for|in|the|\d+)$/.test(tokens[to]?.lower ?? '')
    ? after.value
    : undefined;
}

const round = (value: number): number => (Number.isFinite(value) ? Number(value.toPrecision(12)) : value);
