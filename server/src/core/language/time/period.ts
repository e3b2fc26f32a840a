// Named stretches of the calendar: Q3 2026, H1, FY27, end of the year, June, "by 2028".

import type { DateAt } from '../date.js';
import { isHyphen, spanOf, type Token } from '../tokens.js';
import { lastDay } from './calendar.js';

export const months: ReadonlyMap<string, number> = new Map(
  'january february march april may june july august september october november december'
    .split(' ')
    .flatMap((name, index): [string, number][] => [
      [name, index + 1],
      [name.slice(0, 3), index + 1],
      ...(name === 'september' ? ([['sept', 9]] as [string, number][]) : []),
    ]),
);

export function bareMonthAt(tokens: readonly Token[], at: number, text: string): DateAt | undefined {
  const month = monthOf(tokens[at]);
  if (month === undefined || !/^[A-Z]/.test(tokens[at]?.text ?? '')) return undefined;
  const [year, to] = yearAt(tokens, at + 1);
  return {
    from: at,
    to,
    words: wordsOf(tokens, at, to, text),
    confidence: 0.8,
    ...(year === undefined ? {} : { end: lastDay(year, month) }),
  };
}

/** "Q3 2026", "H1 FY27", "FY26", "the quarter", "year". */
export function periodAt(tokens: readonly Token[], at: number, text: string): DateAt | undefined {
  const token = tokens[at];
  if (!token || token.kind !== 'word') return undefined;
  const part = /^([qh])([1-4])$/.exec(token.lower);
  if (part && !(part[1] === 'h' && Number(part[2]) > 2)) {
    const [year, to] = yearAt(tokens, at + 1);
    const month = Number(part[2]) * (part[1] === 'q' ? 3 : 6);
    return {
      from: at,
      to,
      words: wordsOf(tokens, at, to, text),
      confidence: 0.85,
      ...(year === undefined ? {} : { end: lastDay(year, month) }),
    };
  }
  // "the first half of 2028"
  if (/^(?:first|second)$/.test(token.lower) && tokens[at + 1]?.lower === 'half' && tokens[at + 2]?.lower === 'of') {
    const [year, to] = yearAt(tokens, at + 3);
    if (year !== undefined)
      return { from: at, to, words: wordsOf(tokens, at, to, text), confidence: 0.85, end: lastDay(year, token.lower === 'first' ? 6 : 12) };
  }
  if (/^fy(?:\d{2}|\d{4})$/.test(token.lower)) return { from: at, to: at + 1, words: token.text, confidence: 0.8 };
  if (/^(?:eoy|eoq|eom|yearend)$/.test(token.lower)) return { from: at, to: at + 1, words: token.text, confidence: 0.8 };
  if (token.lower === 'year' && (tokens[at + 1]?.lower === 'end' || (isHyphen(tokens[at + 1]) && tokens[at + 2]?.lower === 'end'))) {
    const [year, to] = yearAt(tokens, at + (tokens[at + 1]?.lower === 'end' ? 2 : 3));
    return {
      from: at,
      to,
      words: wordsOf(tokens, at, to, text),
      confidence: 0.8,
      ...(year === undefined ? {} : { end: lastDay(year, 12) }),
    };
  }
  return undefined;
}

/** Skips "end of", "the end of the"; returns `at` where there is none. */
export function endPrefix(tokens: readonly Token[], at: number): number {
  let next = at;
  if (tokens[next]?.lower === 'the') next++;
  if (!/^(?:end|start|beginning|middle|mid|early|late)$/.test(tokens[next]?.lower ?? '')) return at;
  next++;
  if (isHyphen(tokens[next])) next++;
  if (tokens[next]?.lower === 'of') next++;
  if (tokens[next]?.lower === 'the') next++;
  return next;
}

/** "by 2028", "in 2027": a year alone is a date only after such a word. */
export function bareYearAt(tokens: readonly Token[], at: number, text: string): DateAt | undefined {
  const lead = tokens[at - 1]?.lower ?? '';
  if (
    (!/^(?:by|before|until|till|in|during|through|throughout)$/.test(lead) &&
      !(lead === 'for' && /^(?:goal|target|ambition|plan|objective|aim)$/.test(tokens[at - 2]?.lower ?? ''))) ||
    (tokens[at + 1]?.kind === 'word' &&
      !/^(?:while|without|with|and|for|compared|versus|vs|by|on|in|across|among|as|to|than|against|relative|keeping|or|but|we|our|the|this|it|despite|even|at|though|from|if|so)$/.test(
        tokens[at + 1]?.lower ?? '',
      ))
  )
    return undefined;
  const year = wholeYearAt(tokens, at, text);
  return year && { ...year, from: at, confidence: 0.8 };
}

export function wholeYearAt(tokens: readonly Token[], at: number, text: string): DateAt | undefined {
  const [year, to] = yearAt(tokens, at);
  // "the start of the 2028 intake" is no day of January.
  const next = tokens[to];
  if (
    next?.kind === 'word' &&
    tokens[at - 1]?.lower === 'the' &&
    !/^(?:while|without|with|and|for|by|on|in|to|than|or|but|we|if|as|at)$/.test(next.lower)
  )
    return undefined;
  return year === undefined ? undefined : { from: at, to, words: wordsOf(tokens, at, to, text), end: lastDay(year, 12), confidence: 0.9 };
}

export function yearAt(tokens: readonly Token[], at: number): [year: number | undefined, to: number] {
  let next = at;
  if (tokens[next]?.text === ',' || isHyphen(tokens[next]) || tokens[next]?.text === '/') next++;
  if (tokens[next]?.lower === 'of') next++;
  const token = tokens[next];
  if (token?.kind === 'number' && /^\d{4}$/.test(token.text) && token.value >= 1900 && token.value < 2200) return [token.value, next + 1];
  // "Q4'26", "Q4 ’26"
  const short = tokens[next + 1];
  if ((token?.text === "'" || token?.text === '’') && short?.kind === 'number' && short.glued && /^\d{2}$/.test(short.text))
    return [2000 + short.value, next + 2];
  const fiscal = /^fy(\d{2}|\d{4})$/.exec(token?.lower ?? '');
  // A fiscal year is a name, not a calendar year.
  if (fiscal) return [undefined, next + 1];
  return [undefined, at];
}

export const monthOf = (token: Token | undefined): number | undefined => (token?.kind === 'word' ? months.get(token.lower) : undefined);

export function wordsOf(tokens: readonly Token[], from: number, to: number, text: string): string {
  const [start, end] = spanOf(tokens, from, to);
  return text.slice(start, end);
}
