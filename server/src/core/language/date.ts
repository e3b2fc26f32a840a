// Calendar dates and named deadlines: 2026-05-03 · 3 May 2026 · May 3, 2026 · end of Q3 2026 · by June.
// Dates are checked against the calendar; there is no clock here, so "June" stays a name and gets no year.

import { rememberedReading } from './remembered.js';
import { calendar, lastDay } from './time/calendar.js';
import { bareMonthAt, bareYearAt, endPrefix, monthOf, periodAt, wholeYearAt, wordsOf, yearAt } from './time/period.js';
import { isHyphen, type Reading, type Scan, scan, spanOf, type Token } from './tokens.js';
import type { CalendarDate, Slot } from './types.js';

/** `date` is exact; a period such as "Q3 2026" has its last day in `end`; `words` is the author's own name for it. */
export interface DateRead {
  readonly date?: CalendarDate;
  readonly end?: CalendarDate;
  readonly words: string;
}

export interface DateAt extends DateRead {
  readonly from: number;
  readonly to: number;
  readonly confidence: number;
}

/** The first exact date. */
export const readDate = rememberedReading((text: string, reading: Reading): Slot<CalendarDate> | undefined => {
  const source = scan(text, reading);
  for (const found of datesIn(source))
    if (found.date) return { value: found.date, span: spanOf(source.tokens, found.from, found.to), confidence: found.confidence };
  return undefined;
});

/** The first date or named period: "3 May 2026", "end of Q3 2026", "May 2026". */
export const readDeadline = rememberedReading((text: string, reading: Reading): Slot<DateRead> | undefined => {
  const source = scan(text, reading);
  const found = datesIn(source)[0];
  if (!found) return undefined;
  const { from, to, confidence, ...value } = found;
  return { value, span: spanOf(source.tokens, from, to), confidence };
});

const yearFirst = /(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)(?:T\d{2}:\d{2}(?::\d{2})?(?:\.\d{1,9})?(?:Z|[+-]\d{2}:?\d{2})?)?/y;
const yearMonth = /(\d{4})-(\d{2})(?![\d-])/y;
const dayFirst = /(\d{1,2})([./])(\d{1,2})\2(\d{4})(?!\d)/y;
const yearQuarter = /(\d{4})[-/ ]?[Qq]([1-4])(?![\p{L}\p{N}])/uy;

export function datesIn({ tokens, text }: Scan): DateAt[] {
  const found: DateAt[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const date = dateAt(tokens, at, text);
    if (!date) continue;
    found.push(date);
    at = Math.max(at, date.to - 1);
  }
  return found;
}

function dateAt(tokens: readonly Token[], at: number, text: string): DateAt | undefined {
  const token = tokens[at] as Token;
  if (token.kind === 'number') return numericAt(tokens, at, text) ?? dayMonthAt(tokens, at, text) ?? bareYearAt(tokens, at, text);
  if (token.kind !== 'word') return undefined;
  const ended = endPrefix(tokens, at);
  if (ended > at) {
    const inner = periodAt(tokens, ended, text) ?? bareMonthAt(tokens, ended, text) ?? wholeYearAt(tokens, ended, text);
    return inner ? { ...inner, from: at, words: wordsOf(tokens, at, inner.to, text) } : undefined;
  }
  return periodAt(tokens, at, text) ?? monthAt(tokens, at, text);
}

function numericAt(tokens: readonly Token[], at: number, text: string): DateAt | undefined {
  const { start, glued } = tokens[at] as Token;
  const before = tokens[at - 1];
  if (/^(?:version|build|tag|v)$/.test(before?.lower ?? '')) return undefined;
  if (glued && before && (isHyphen(before) || before.text === '.' || before.text === '/' || before.text === '@' || before.text === '#'))
    return undefined;
  const build = (
    pattern: RegExp,
    make: (match: RegExpExecArray) => { date?: CalendarDate | undefined; end?: CalendarDate | undefined } | undefined,
  ): DateAt | undefined => {
    pattern.lastIndex = start;
    const match = pattern.exec(text);
    if (!match) return undefined;
    const read = make(match);
    const to = indexAfter(tokens, at, pattern.lastIndex);
    if (/^[.-]\d/.test(text.slice(pattern.lastIndex, pattern.lastIndex + 2))) return undefined;
    if (!read || to < 0) return undefined;
    return {
      from: at,
      to,
      words: match[0],
      confidence: 0.95,
      ...(read.date ? { date: read.date } : {}),
      ...(read.end ? { end: read.end } : {}),
    };
  };
  return (
    // "2027.03.2" is a version: with full stops both parts have two digits.
    build(yearFirst, ([, year, sign, month, day]) =>
      sign === '.' && (month?.length !== 2 || day?.length !== 2) ? undefined : { date: calendar(Number(year), Number(month), Number(day)) },
    ) ??
    build(yearQuarter, ([, year, quarter]) => ({ end: lastDay(Number(year), Number(quarter) * 3) })) ??
    build(yearMonth, ([, year, month]) =>
      Number(month) >= 1 && Number(month) <= 12 && Number(year) >= 1900 && Number(year) < 2200
        ? { end: lastDay(Number(year), Number(month)) }
        : undefined,
    ) ??
    // "31.12.2026" is day first everywhere; "03/04/2026" could be either and gives no date.
    build(dayFirst, ([, a, sign, b, year]) => {
      const [first, second] = [Number(a), Number(b)];
      if (sign === '.' || first > 12) return { date: calendar(Number(year), second, first) };
      return second > 12 ? { date: calendar(Number(year), first, second) } : {};
    })
  );
}

/** "3 May 2026", "3rd of May". */
function dayMonthAt(tokens: readonly Token[], at: number, text: string): DateAt | undefined {
  const day = (tokens[at] as Token).value;
  if (!Number.isInteger(day) || day < 1 || day > 31 || (tokens[at] as Token).text.length > 2) return undefined;
  let next = at + 1;
  if (/^(?:st|nd|rd|th)$/.test(tokens[next]?.lower ?? '')) next++;
  if (tokens[next]?.lower === 'of') next++;
  if (isHyphen(tokens[next])) next++;
  const month = monthOf(tokens[next]);
  if (month === undefined) return undefined;
  const [year, to] = yearAt(tokens, next + 1);
  // "5 may" without a year is more often a verb: "5 may fail".
  if (year === undefined && tokens[next]?.text === 'may') return undefined;
  return finish(tokens, at, to, text, year, month, day);
}

/** "May 3, 2026", "May 2026". */
function monthAt(tokens: readonly Token[], at: number, text: string): DateAt | undefined {
  const month = monthOf(tokens[at]);
  if (month === undefined) return undefined;
  const next = tokens[at + 1];
  if (
    next?.kind === 'number' &&
    next.value >= 1 &&
    next.value <= 31 &&
    /^\d{1,2}$/.test(next.text) &&
    !/^(?:%|percent)$/.test(tokens[at + 2]?.lower ?? '')
  ) {
    const suffix = /^(?:st|nd|rd|th)$/.test(tokens[at + 2]?.lower ?? '') ? 1 : 0;
    if (suffix === 0 && tokens[at + 2]?.kind === 'word' && tokens[at + 2]?.glued) return undefined;
    const [year, to] = yearAt(tokens, at + 2 + suffix);
    if (year !== undefined || tokens[at]?.text !== 'may') return finish(tokens, at, to, text, year, month, next.value);
  }
  const [year, to] = yearAt(tokens, at + 1);
  if (year !== undefined) return { from: at, to, words: wordsOf(tokens, at, to, text), end: lastDay(year, month), confidence: 0.9 };
  return /^(?:by|before|until|till|in|during|mid|end|early|late|since)$/.test(tokens[at - 1]?.lower ?? '')
    ? bareMonthAt(tokens, at, text)
    : undefined;
}

function finish(
  tokens: readonly Token[],
  from: number,
  to: number,
  text: string,
  year: number | undefined,
  month: number,
  day: number,
): DateAt {
  const date = year === undefined ? undefined : calendar(year, month, day);
  return { from, to, words: wordsOf(tokens, from, to, text), confidence: date ? 0.95 : 0.7, ...(date ? { date } : {}) };
}

function indexAfter(tokens: readonly Token[], from: number, offset: number): number {
  for (let at = from; at < tokens.length && at < from + 24; at++) {
    const { end } = tokens[at] as Token;
    if (end === offset) return at + 1;
    if (end > offset) return at + 1;
  }
  return -1;
}
