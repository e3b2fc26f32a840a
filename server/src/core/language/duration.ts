// Lengths of time: "2 weeks", "two-week", "90 days", "5 min", ISO 8601 (P90D, PT5M), OpenSLO shorthand (5m is minutes, 3M months).
// A month counts as 30 days, a quarter as 91, a year as 365, a sprint as 14 unless the team says otherwise; business days count 7/5.

import { type NumberAt, numbersIn } from './numbers.js';
import { rememberedReading } from './remembered.js';
import { isHyphen, type Reading, type Scan, scan, spanOf, type Token } from './tokens.js';
import type { Duration, Slot } from './types.js';

export interface DurationAt {
  readonly value: Duration;
  readonly from: number;
  readonly to: number;
  readonly confidence: number;
}

export function readDuration(text: string, reading: Reading): Slot<Duration> | undefined {
  return readDurations(text, reading)[0];
}

export const readDurations = rememberedReading((text: string, reading: Reading): Slot<Duration>[] => {
  const source = scan(text, reading);
  return durationsIn(source).map(({ value, from, to, confidence }) => ({ value, span: spanOf(source.tokens, from, to), confidence }));
});

type Unit = Duration['unit'];

const units: ReadonlyMap<string, Unit> = new Map(
  Object.entries({
    ms: 'ms milliseconds millisecond msec msecs millis',
    s: 's sec secs second seconds',
    min: 'min mins minute minutes',
    h: 'h hr hrs hour hours',
    d: 'd day days',
    w: 'w wk wks week weeks',
    sprint: 'sprint sprints',
    month: 'mo mos month months',
    quarter: 'quarter quarters',
    year: 'y yr yrs year years',
  } as const).flatMap(([unit, names]) => names.split(' ').map((name): [string, Unit] => [name, unit as Unit])),
);

const inDays: Readonly<Record<Unit, number>> = {
  ms: 1 / 86_400_000,
  s: 1 / 86_400,
  min: 1 / 1440,
  h: 1 / 24,
  d: 1,
  bd: 7 / 5,
  w: 7,
  sprint: 14,
  month: 30,
  quarter: 91,
  year: 365,
};

export const unitOfTime = (token: Token | undefined): Unit | undefined =>
  token?.kind === 'word' ? units.get(token.lower.endsWith("'") ? token.lower.slice(0, -1) : token.lower) : undefined;

export function durationOf(value: number, unit: Unit): Duration {
  return { value, unit, days: tidy(value * inDays[unit]), iso: isoOf(value, unit) };
}

function isoOf(value: number, unit: Unit): string {
  const whole = Number.isInteger(value);
  if (unit === 'ms') return `PT${tidy(value / 1000)}S`;
  if (unit === 's') return `PT${tidy(value)}S`;
  if (unit === 'min') return `PT${tidy(value)}M`;
  if (unit === 'h') return whole ? `PT${value}H` : `PT${tidy(value * 60)}M`;
  if (unit === 'month' && whole) return `P${value}M`;
  if (unit === 'quarter' && whole) return `P${value * 3}M`;
  if (unit === 'year' && whole) return `P${value}Y`;
  return `P${Math.round(value * inDays[unit])}D`;
}

export function durationsIn(source: Scan, numbers: readonly NumberAt[] = numbersIn(source)): DurationAt[] {
  const found = allIn(source, numbers);
  const { sprintDays } = source;
  return sprintDays === undefined ? found : found.map((duration) => inSprints(duration, sprintDays));
}

/** Two sprints of a team whose sprints last three weeks. */
function inSprints(duration: DurationAt, sprintDays: number): DurationAt {
  const { value } = duration;
  if (value.unit !== 'sprint') return duration;
  const days = tidy(value.value * sprintDays);
  return { ...duration, value: { ...value, days, iso: `P${Math.round(days)}D` } };
}

function allIn(source: Scan, numbers: readonly NumberAt[]): DurationAt[] {
  const { tokens } = source;
  const whole = wholeOf(source);
  if (whole) return [whole];
  const at = new Map(numbers.map((number) => [number.from, number]));
  const found: DurationAt[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const number = at.get(index);
    const read = (number && counted(tokens, number)) ?? isoAt(tokens, index) ?? compactAt(tokens, index) ?? single(tokens, index);
    if (!read) {
      if (number) index = Math.max(index, number.to - 1);
      continue;
    }
    const last = found[found.length - 1];
    // "1 h 30 min" is one duration.
    if (
      last &&
      number &&
      tokens[index]?.kind === 'number' &&
      (last.to === index || (last.to === index - 1 && tokens[last.to]?.lower === 'and')) &&
      read.value.days < inDays[last.value.unit] &&
      last.value.days < 2
    ) {
      const minutes = tidy((last.value.days + read.value.days) * 1440);
      found[found.length - 1] = { value: durationOf(minutes, 'min'), from: last.from, to: read.to, confidence: 0.9 };
    } else found.push(read);
    index = read.to - 1;
  }
  return found;
}

/** "2 weeks", "two-week", "90-day", "5 business days"; of a range the longer end. */
function counted(tokens: readonly Token[], number: NumberAt): DurationAt | undefined {
  let to = number.to;
  if (number.factor && number.value !== 0.5) return undefined;
  if (isHyphen(tokens[to])) to++;
  if (number.factor && (tokens[to]?.lower === 'a' || tokens[to]?.lower === 'an')) to++;
  let business = false;
  if (/^(?:business|working|work)$/.test(tokens[to]?.lower ?? '')) {
    business = true;
    to++;
    if (isHyphen(tokens[to])) to++;
  } else if (/^(?:calendar|consecutive|full|whole|more|additional|straight)$/.test(tokens[to]?.lower ?? '')) to++;
  const token = tokens[to];
  let unit = unitOfTime(token);
  // A lone "m" glued to digits is minutes; "M" is months only where the whole text says so.
  if (unit === undefined && token?.text === 'm' && token.glued) unit = 'min';
  if (unit === undefined) return undefined;
  // "5 s" needs care: "the 5 S model"; capital letters are not units here.
  if (token && token.text.length === 1 && token.text !== token.lower) return undefined;
  if (business) {
    if (unit === 'd') unit = 'bd';
    else if (unit !== 'h') return undefined;
  }
  const value = number.high ?? Math.abs(number.value);
  return { value: durationOf(value, unit), from: number.from, to: to + 1, confidence: number.high === undefined ? number.confidence : 0.7 };
}

/** "a week", "one quarter" is read as a number elsewhere; "a fortnight", "a couple of weeks". */
function single(tokens: readonly Token[], at: number): DurationAt | undefined {
  const token = tokens[at] as Token;
  if (token.lower === 'fortnight') return { value: durationOf(2, 'w'), from: at, to: at + 1, confidence: 0.9 };
  if (token.lower !== 'a' && token.lower !== 'an') return undefined;
  if (tokens[at - 1] && /^(?:twice|once|times|per|half)$/.test(tokens[at - 1]?.lower ?? '')) return undefined;
  if (tokens[at + 1]?.lower === 'couple' && tokens[at + 2]?.lower === 'of') {
    const unit = unitOfTime(tokens[at + 3]);
    return unit ? { value: durationOf(2, unit), from: at, to: at + 4, confidence: 0.5 } : undefined;
  }
  // "a quarter of an hour"
  const part = ({ half: 30, third: 20, quarter: 15 } as Readonly<Record<string, number>>)[tokens[at + 1]?.lower ?? ''];
  if (part !== undefined && tokens[at + 2]?.lower === 'of' && tokens[at + 3]?.lower === 'an' && unitOfTime(tokens[at + 4]) === 'h')
    return { value: durationOf(part, 'min'), from: at, to: at + 5, confidence: 0.8 };
  const next = tokens[at + 1]?.lower === 'full' || tokens[at + 1]?.lower === 'single' ? at + 2 : at + 1;
  const unit = unitOfTime(tokens[next]);
  if (
    !unit ||
    (tokens[next]?.text.length ?? 0) < 3 ||
    tokens[next]?.lower === 'second' ||
    (unit === 'quarter' && tokens[next + 1]?.lower === 'of' && tokens[at - 1]?.lower !== 'within')
  )
    return undefined;
  // "a day" after a count is a rate: "3 times a day", "500 requests a day".
  if (
    tokens[at - 1] &&
    !/^(?:in|within|for|over|after|during|take|takes|than|lasts?|every|to|about|least|most|under|up|,|\(|–|-|:)$/.test(
      tokens[at - 1]?.lower ?? '',
    )
  )
    return undefined;
  if (tokens[at - 1]?.lower === 'to' && tokens[at - 2]?.lower !== 'up') return undefined;
  return { value: durationOf(1, unit), from: at, to: next + 1, confidence: 0.8 };
}

const iso = /^P(?:(\d{1,6})Y)?(?:(\d{1,6})M)?(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6})S)?)?$/;

function isoAt(tokens: readonly Token[], at: number): DurationAt | undefined {
  const token = tokens[at] as Token;
  if (token.kind !== 'word' || token.text[0] !== 'P' || token.text.length < 3) return undefined;
  const match = iso.exec(token.text);
  if (!match || token.text.endsWith('T')) return undefined;
  const parts = match.slice(1).map((part) => (part === undefined ? 0 : Number(part)));
  const kinds: readonly Unit[] = ['year', 'month', 'w', 'd', 'h', 'min', 's'];
  const used = kinds.filter((_, index) => match[index + 1] !== undefined);
  const days = parts.reduce((sum, part, index) => sum + part * inDays[kinds[index] as Unit], 0);
  const only = used.length === 1 ? (used[0] as Unit) : undefined;
  const value: Duration = only
    ? { ...durationOf(parts[kinds.indexOf(only)] as number, only), iso: token.text }
    : { value: tidy(days), unit: 'd', days: tidy(days), iso: token.text };
  return { value, from: at, to: at + 1, confidence: 0.98 };
}

/** "1h30m". */
function compactAt(tokens: readonly Token[], at: number): DurationAt | undefined {
  const match = /^(\d{1,3})h(\d{1,2})m(?:in)?$/.exec(tokens[at]?.lower ?? '');
  return match ? { value: durationOf(Number(match[1]) * 60 + Number(match[2]), 'min'), from: at, to: at + 1, confidence: 0.9 } : undefined;
}

const shorthand = /^(\d{1,6})([smhdwMQY])$/;
const shortUnits: Readonly<Record<string, Unit>> = { s: 's', m: 'min', h: 'h', d: 'd', w: 'w', M: 'month', Q: 'quarter', Y: 'year' };

/** The whole text is OpenSLO shorthand; the case of the letter matters. */
function wholeOf({ text, tokens }: Scan): DurationAt | undefined {
  if (tokens.length !== 2) return undefined;
  const match = shorthand.exec(text.trim());
  if (!match) return undefined;
  return { value: durationOf(Number(match[1]), shortUnits[match[2] as string] as Unit), from: 0, to: 2, confidence: 0.95 };
}

const tidy = (value: number): number => Number(value.toPrecision(12));
