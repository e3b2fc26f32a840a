// How often something happens: "daily 02:00", "every 6 hours", "hourly", "twice a week", "real time", "0 2 * * *".

import { durationOf, durationsIn, unitOfTime } from './duration.js';
import { numbersIn } from './numbers.js';
import { rememberedReading } from './remembered.js';
import { type Reading, scan, spanOf, type Token } from './tokens.js';
import type { Duration, Schedule, Slot } from './types.js';

const named: ReadonlyMap<string, Duration> = new Map([
  ['minutely', durationOf(1, 'min')],
  ['hourly', durationOf(1, 'h')],
  ...['daily', 'nightly', 'everyday'].map((name) => [name, durationOf(1, 'd')] as const),
  ['weekly', durationOf(1, 'w')],
  ...['biweekly', 'fortnightly'].map((name) => [name, durationOf(2, 'w')] as const),
  ['monthly', durationOf(1, 'month')],
  ['quarterly', durationOf(1, 'quarter')],
  ...['yearly', 'annually', 'annual'].map((name) => [name, durationOf(1, 'year')] as const),
  ...['streaming', 'streamed', 'continuous', 'continuously', 'live', 'realtime'].map((name) => [name, durationOf(0, 's')] as const),
]);
const weekdays = /^(?:mon|tues|wednes|thurs|fri|satur|sun)days?$|^(?:mon|tue|wed|thu|fri|sat|sun)$/;
const clock = /(?<!\d)([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?(?!\d)/;
const cron = /(?<![^\s"'`(])([\d*/,-]{1,20}) ([\d*/,-]{1,20}) ([\d*/,-]{1,20}) ([\d*/,-]{1,20}) ([\d*/,-]{1,20})(?![^\s"'`),.;])/;

/** Real time is every 0 s. `at` is HH:MM or a weekday. */
export const readSchedule = rememberedReading((text: string, reading: Reading): Slot<Schedule> | undefined => {
  const crontab = readCron(text);
  if (crontab) return crontab;
  const source = scan(text, reading);
  const { tokens } = source;
  const numbers = numbersIn(source);
  const durations = durationsIn(source, numbers);
  for (let at = 0; at < tokens.length; at++) {
    const found = scheduleAt(tokens, at, durations);
    if (!found) continue;
    const time = clock.exec(text.slice(0, 2000));
    const day = tokens.slice(at, found.to + 4).find((token) => weekdays.test(token.lower) && token.text !== 'sat' && token.text !== 'sun');
    const moment = time ? `${(time[1] as string).padStart(2, '0')}:${time[2]}` : day?.text;
    return {
      value: { ...found.value, ...(moment ? { at: moment } : {}) },
      span: spanOf(tokens, at, found.to),
      confidence: found.confidence,
    };
  }
  const only = durations[0];
  // "24h" as the whole answer.
  if (only && only.from === 0 && only.to === tokens.length)
    return { value: { every: only.value }, span: spanOf(tokens, 0, only.to), confidence: 0.7 };
  return undefined;
});

interface Found {
  readonly value: Schedule;
  readonly to: number;
  readonly confidence: number;
}

function scheduleAt(tokens: readonly Token[], at: number, durations: ReturnType<typeof durationsIn>): Found | undefined {
  const token = tokens[at] as Token;
  if (token.kind !== 'word') return undefined;
  const own = named.get(token.lower);
  const next = tokens[at + 1];
  if (own && !/^(?:active|users?|report|growth|recurring|revenue|churn)$/.test(next?.lower ?? ''))
    return { value: { every: own }, to: at + 1, confidence: 0.95 };
  if (
    (token.lower === 'real' || token.lower === 'near') &&
    tokens.slice(at + 1, at + 5).some((one) => one.lower === 'time') &&
    (token.lower === 'near' || next?.lower === 'time' || next?.glued)
  ) {
    const to = at + 1 + tokens.slice(at + 1, at + 5).findIndex((one) => one.lower === 'time') + 1;
    return { value: { every: durationOf(0, 's') }, to, confidence: 0.85 };
  }
  if (token.lower === 'every' || token.lower === 'each') {
    if (weekdays.test(next?.lower ?? '')) return { value: { every: durationOf(1, 'w') }, to: at + 2, confidence: 0.9 };
    if (next?.lower === 'night' || next?.lower === 'morning' || next?.lower === 'evening')
      return { value: { every: durationOf(1, 'd') }, to: at + 2, confidence: 0.9 };
    const other = next?.lower === 'other' ? 2 : 1;
    const unit = unitOfTime(tokens[at + other]);
    if (unit && (tokens[at + other]?.text.length ?? 0) > 2)
      return { value: { every: durationOf(other, unit) }, to: at + other + 1, confidence: 0.9 };
    const duration = durations.find((one) => one.from > at && one.from <= at + 2);
    return duration ? { value: { every: duration.value }, to: duration.to, confidence: 0.95 } : undefined;
  }
  const count = token.lower === 'once' ? 1 : token.lower === 'twice' ? 2 : undefined;
  if (count !== undefined && /^(?:a|an|per|every|each)$/.test(next?.lower ?? '')) {
    const unit = unitOfTime(tokens[at + 2]);
    if (unit) return { value: { every: divided(unit, count) }, to: at + 3, confidence: 0.9 };
  }
  if (token.lower === 'times' && /^(?:a|an|per)$/.test(next?.lower ?? '')) {
    const unit = unitOfTime(tokens[at + 2]);
    const number = tokens[at - 1];
    const times = number?.kind === 'number' ? number.value : undefined;
    if (unit && times && times > 0 && times < 1000) return { value: { every: divided(unit, times) }, to: at + 3, confidence: 0.85 };
  }
  if (token.lower === 'per' && unitOfTime(next) && at === 0)
    return { value: { every: durationOf(1, unitOfTime(next) as Duration['unit']) }, to: at + 2, confidence: 0.6 };
  return undefined;
}

/** Twice a day is every 12 hours. */
function divided(unit: Duration['unit'], times: number): Duration {
  if (times === 1) return durationOf(1, unit);
  const hours = (durationOf(1, unit).days * 24) / times;
  return Number.isInteger(hours) && hours < 48 ? durationOf(hours, 'h') : durationOf(Number((hours / 24).toPrecision(6)), 'd');
}

/** Five fields of cron: the finest field that repeats says how often. */
function readCron(text: string): Slot<Schedule> | undefined {
  const match = cron.exec(text.slice(0, 400));
  if (!match) return undefined;
  const fields = match.slice(1) as string[];
  if (!fields.every((field) => /^(?:\*|\d{1,2})(?:[-/,*\d]{0,16})$/.test(field)) || !fields.some((field) => field.includes('*')))
    return undefined;
  const [minute, hour, day, month, weekday] = fields as [string, string, string, string, string];
  const step = (field: string): number => Number(/^(?:\*|\d+-\d+)\/(\d+)$/.exec(field)?.[1] ?? (field === '*' ? 1 : 0));
  const every =
    step(minute) > 0
      ? durationOf(step(minute), 'min')
      : step(hour) > 0
        ? durationOf(step(hour), 'h')
        : weekday !== '*'
          ? durationOf(1, 'w')
          : day === '*' || step(day) > 0
            ? durationOf(Math.max(1, step(day)), 'd')
            : month === '*'
              ? durationOf(1, 'month')
              : durationOf(1, 'year');
  const fixed = /^\d{1,2}$/.test(minute) && /^\d{1,2}$/.test(hour) && Number(hour) < 24 && Number(minute) < 60;
  return {
    value: { every, ...(fixed ? { at: `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}` } : {}) },
    span: [match.index, match.index + match[0].length],
    confidence: 0.9,
  };
}
