// A day or a month as people write it in plans, with or without its year: "2026-05-03", "3 May", "June 2026", "June".
// It compares two of them and says nothing where their years leave it open.

import type { Span } from '../text.js';
import { datesIn } from './date.js';
import { rememberedReading } from './remembered.js';
import { months } from './time/period.js';
import { type Reading, scan, spanOf } from './tokens.js';

export interface Moment {
  readonly year?: number;
  /** 1 to 12. */
  readonly month: number;
  /** Absent where only the month is named. */
  readonly day?: number;
  /** YYYY-MM-DD, where the text says all three. */
  readonly date?: string;
  readonly words: string;
  readonly span: Span;
}

// A capital letter, because "may" and "march" are verbs as well.
const named =
  /(?<![\p{L}\p{N}])(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)(?![\p{L}\p{N}])/gu;

/** All of them, left to right. */
export const readMoments = rememberedReading((text: string, reading: Reading): readonly Moment[] => {
  const source = scan(text, reading);
  const found: Moment[] = [];
  for (const each of datesIn(source)) {
    const span = spanOf(source.tokens, each.from, each.to);
    const words = text.slice(...span);
    const iso = each.date ?? each.end;
    const month = monthIn(words);
    // A quarter or a year is no day: Q3 2026.
    if (iso && (each.date !== undefined || month !== undefined || /^\d{4}-\d{2}$/.test(words))) {
      const [year, at, day] = iso.split('-').map(Number) as [number, number, number];
      found.push({ year, month: at, ...(each.date ? { day, date: each.date } : {}), words, span });
    } else if (month !== undefined) {
      const day = /\d{1,2}/.exec(words)?.[0];
      found.push({ month, ...(day ? { day: Number(day) } : {}), words, span });
    }
  }
  // Both go from left to right, so that one look ahead tells whether a month was read already.
  const dated = [...found];
  let next = 0;
  for (const match of text.matchAll(named)) {
    const span: Span = [match.index, match.index + match[0].length];
    while (next < dated.length && (dated[next] as Moment).span[1] <= span[0]) next++;
    if (next < dated.length && (dated[next] as Moment).span[0] < span[1]) continue;
    found.push({ month: monthIn(match[0]) as number, words: match[0], span });
  }
  return found.sort((a, b) => a.span[0] - b.span[0]);
});

/**
 * Days from `a` to `b`, a month as 31; 0 for the same day. undefined where it cannot be told: only one has a year, a month is compared
 * with itself, or they are more than half a year apart without years.
 */
export function daysFrom(a: Moment, b: Moment): number | undefined {
  if ((a.year === undefined) !== (b.year === undefined)) return undefined;
  const apart = ((b.year ?? 0) - (a.year ?? 0)) * 12 + b.month - a.month;
  if (a.year === undefined && Math.abs(apart) > 6) return undefined;
  if (apart === 0 && (a.day === undefined || b.day === undefined)) return undefined;
  return apart * 31 + (b.day ?? 15) - (a.day ?? 15);
}

function monthIn(words: string): number | undefined {
  for (const word of words.toLowerCase().match(/[a-z]{3,9}/g) ?? []) {
    const month = months.get(word);
    if (month !== undefined) return month;
  }
  return undefined;
}
