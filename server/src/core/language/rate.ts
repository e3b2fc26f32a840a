// Counts per time: "20k users/day", "400 labels per day", "50 rps", "3 restarts in 10 min".

import { durationOf, durationsIn, unitOfTime } from './duration.js';
import { numbersIn } from './numbers.js';
import { quantitiesIn } from './quantity.js';
import { rememberedReading } from './remembered.js';
import { type Reading, scan, spanOf, type Token } from './tokens.js';
import type { Rate, Slot } from './types.js';

const perSecond: Readonly<Record<string, string>> = { rps: 'requests', qps: 'queries', tps: 'transactions' };

export function readRate(text: string, reading: Reading = {}): Slot<Rate> | undefined {
  return readRates(text, reading)[0];
}

export const readRates = rememberedReading((text: string, reading: Reading): Slot<Rate>[] => {
  const source = scan(text, reading);
  const { tokens } = source;
  const numbers = numbersIn(source);
  const durations = durationsIn(source, numbers);
  const found: Slot<Rate>[] = [];
  let next = 0;
  for (const { value, from, to, confidence } of quantitiesIn(source, numbers)) {
    const make = (of: string, per: Rate['per'], end: number, sure = confidence) =>
      found.push({ value: { count: value.value, of, per }, span: spanOf(tokens, from, end), confidence: sure });
    if (Object.hasOwn(perSecond, value.unit)) {
      make(perSecond[value.unit] as string, durationOf(1, 's'), to);
      continue;
    }
    const slash = value.unit.indexOf('/');
    const unit = slash < 0 ? undefined : timeOf(value.unit.slice(slash + 1));
    if (unit && !/^[$€£¥%]/.test(value.unit)) {
      const of = value.unit.slice(0, slash);
      make(of === 'req' ? 'requests' : of, durationOf(1, unit), to);
      continue;
    }
    // "65 pallets every day": whatever is counted, in the plural.
    const thing = tokens[to];
    const every = /^(?:per|a|an|each|every)$/.test(tokens[to + 1]?.lower ?? '') ? unitOfTime(tokens[to + 2]) : undefined;
    if (value.unit === '' && every && thing?.kind === 'word' && thing.stem !== thing.lower) {
      make(thing.lower, durationOf(1, every), to + 3, 0.8);
      continue;
    }
    // "3 restarts in 10 min"
    if (
      slash >= 0 ||
      value.unit.length < 4 ||
      unitOfTime(tokens[to - 1]) ||
      !/^(?:in|per|within|over|every|each)$/.test(tokens[to]?.lower ?? '')
    )
      continue;
    while (next < durations.length && (durations[next]?.from ?? 0) <= to) next++;
    const duration = durations[next];
    if (duration && duration.from <= to + 2) make(value.unit, duration.value, duration.to, 0.75);
  }
  return found;
});

function timeOf(name: string): ReturnType<typeof unitOfTime> {
  return unitOfTime({ kind: 'word', lower: name } as Token);
}
