// Sums and products that an author wrote out: "$0.01 × 1 M = $1,000", "2 w + 1 w + 2 w = 4 weeks", "4 weeks in total (…)".
// Only plain ones are read; units that change on the way, parentheses and roots are left alone.

import { readDurations } from './duration.js';
import type { Vocabulary } from './tokens.js';
import type { Duration } from './types.js';

/** A total that differs from its parts, or undefined: where it stands, its parts as written, and what they come to. */
export interface WrongTotal {
  readonly from: number;
  readonly to: number;
  readonly parts: string;
  readonly wanted: string;
}

/** Of one line of text. */
export const wrongTotal = (line: string, vocabulary: Vocabulary): WrongTotal | undefined =>
  product(line) ?? sum(line, vocabulary) ?? listed(line, vocabulary);

interface Operand {
  readonly value: number;
  readonly currency: string;
  readonly unit: string;
  readonly from: number;
  readonly to: number;
  readonly rough: boolean;
}

const figure =
  /([~≈])?\s?([$€£¥])?\s?(\d{1,3}(?:[ ,]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s?(k\b|K\b|M\b|million\b|thousand\b|bn\b|billion\b|%|×10)?/;

/** The only number of a few words. */
function operand(text: string, at: number, first: boolean, last: boolean): Operand | undefined {
  const found = figure.exec(text);
  if (!found) return undefined;
  const lead = text.slice(0, found.index);
  const rest = text.slice(found.index + found[0].length);
  const unit = last ? (/^[^\d(,.]{0,40}/.exec(rest)?.[0] ?? '') : rest;
  const thousand = /\b(?:per|\/) ?(?:1k|1,?000|thousand)\b/i.test(rest);
  const million = /\b(?:per|\/) ?(?:1 ?m|million|1,000,000)\b/i.test(rest);
  if (
    (!first && lead.trim() !== '' && !/^\W{0,3}(?:about |around |roughly )?$/.test(lead)) ||
    (/\d/.test(unit) && !thousand && !million) ||
    /[()÷/]\s*\d|[÷^]|-$/.test(unit)
  )
    return undefined;
  const scale = { k: 1e3, K: 1e3, thousand: 1e3, M: 1e6, million: 1e6, bn: 1e9, billion: 1e9, '%': 0.01 }[found[4] ?? ''] ?? 1;
  const start = found.index + (found[0].length - found[0].trimStart().length) + (found[1] ? found[1].length : 0);
  return {
    value: (Number((found[3] as string).replace(/[ ,]/g, '')) * scale) / (thousand ? 1e3 : million ? 1e6 : 1),
    currency: found[2] ?? '',
    unit: `${found[4] === '%' ? '%' : ''}${unit}`.trim().toLowerCase(),
    from: at + start + (text.slice(start).length - text.slice(start).trimStart().length),
    to: at + found.index + found[0].trimEnd().length,
    rough: found[1] !== undefined || /\b(?:about|around|roughly|some|~)\s*$/i.test(lead),
  };
}

/** "40,000/day × 30 × $0.0105 = $12,600". */
function product(line: string): WrongTotal | undefined {
  const sides = equation(line, /\s?[×✕*]\s?|\sx\s/);
  if (!sides) return undefined;
  const { parts, result } = sides;
  const computed = parts.reduce((all, { value }) => all * value, 1);
  const ratio = computed / result.value;
  if (near(ratio, result.rough) || result.unit.startsWith('%')) return undefined;
  // A day's figure times a price is a month's when the author says month; other units may have been changed as well.
  const times = (unit: string) =>
    ['second', 'sec', 'min', 'hour', '/h', 'day', '/d', 'week', 'month', 'quarter', 'year', '/y'].filter((word) => unit.includes(word));
  const before = new Set(parts.flatMap(({ unit }) => times(unit)));
  const changed = times(result.unit).some((word) => !before.has(word));
  if (changed && conversions.some((factor) => near(ratio * factor, true) || near(ratio / factor, true))) return undefined;
  if (!parts.some(({ currency }) => currency !== '') && result.currency !== '') return undefined;
  return {
    from: result.from,
    to: result.to,
    parts: line.slice(parts[0]?.from, sides.equals).trim(),
    wanted: figureLike(computed, result, line),
  };
}

const conversions = [7, 12, 24, 28, 30, 30.4, 31, 52, 60, 90, 365, 1440, 3600, 86_400, 720];

/** "10 + 20 = 40", "2 weeks + 1 week = 4 weeks". */
function sum(line: string, vocabulary: Vocabulary): WrongTotal | undefined {
  const times = readDurations(line, vocabulary);
  const equals = line.indexOf('=');
  const right = times.find(({ span }) => span[0] > equals && /^[\s"'“„~≈]{0,4}(?:about )?$/.test(line.slice(equals + 1, span[0])));
  const left = times.filter(({ span }) => span[1] <= equals);
  if (equals > 0 && right && left.length >= 2) {
    const plus = left.every(
      ({ span }, nth) =>
        nth === 0 || /^\s*(?:\([^)]{0,30}\)\s*|[a-z]{2,14}\s*){0,2}\+/i.test(line.slice(left[nth - 1]?.span[1], span[0] + 1)),
    );
    const days = left.reduce((all, { value }) => all + value.days, 0);
    if (!plus || near(days / right.value.days, /[~≈]|about/.test(line.slice(equals, right.span[0])))) return undefined;
    return {
      from: right.span[0],
      to: right.span[1],
      parts: line.slice(left[0]?.span[0], equals).trim(),
      wanted: durationWords(days, right.value),
    };
  }
  const sides = equation(line, /\s?\+\s?/);
  if (!sides) return undefined;
  const { parts, result } = sides;
  const stem = (unit: string) => unit.replace(/s$/, '');
  const units = new Set([...parts, result].map(({ unit }) => stem(unit)).filter((unit) => unit !== ''));
  const currencies = new Set([...parts, result].map(({ currency }) => currency));
  const computed = parts.reduce((all, { value }) => all + value, 0);
  if (
    units.size > 1 ||
    currencies.size > 1 ||
    Math.abs(computed / result.value - 1) < 0.015 ||
    (result.rough && near(computed / result.value, true))
  )
    return undefined;
  return {
    from: result.from,
    to: result.to,
    parts: line.slice(parts[0]?.from, sides.equals).trim(),
    wanted: figureLike(computed, result, line),
  };
}

/** "4 weeks in total (2 weeks shadow, 1 week canary, 2 weeks ramp)", "2 weeks, then 1 week: 4 weeks in all". */
function listed(line: string, vocabulary: Vocabulary): WrongTotal | undefined {
  const times = readDurations(line, vocabulary);
  const whole = times.filter(
    ({ span }) =>
      /^\s?(?:in total|in all|altogether|overall|total)\b/i.test(line.slice(span[1], span[1] + 12)) ||
      /\btotal(?: of|:| is| duration[: ])\s?$/i.test(line.slice(Math.max(0, span[0] - 18), span[0])),
  );
  const [result] = whole;
  const parts = times.filter((one) => one !== result);
  if (whole.length !== 1 || !result || parts.length < 2 || parts.some(({ value }) => value.days < 0.5)) return undefined;
  const all = [...times].sort((a, b) => a.span[0] - b.span[0]);
  // Only a plain list in one breath: whatever runs beside, within or until something is not added.
  const plain = all.every(({ span }, nth) => nth === 0 || span[0] - (all[nth - 1]?.span[1] ?? 0) < 40);
  if (
    !plain ||
    /\b(?:within|parallel|of which|including|until|after day|from day|by day|overlap\w*|at most|up to|between|per|every|before|window|each)\b|≤|%\s?(?:of|for)\b.*%.*≥/i.test(
      line,
    )
  )
    return undefined;
  const days = parts.reduce((sum, { value }) => sum + value.days, 0);
  if (near(days / result.value.days, false)) return undefined;
  return {
    from: result.span[0],
    to: result.span[1],
    parts: parts.map(({ span }) => line.slice(...span)).join(' + '),
    wanted: durationWords(days, result.value),
  };
}

/** The parts left of "=" and the number right of it; undefined unless all are plain. */
function equation(
  line: string,
  between: RegExp,
): { readonly parts: readonly Operand[]; readonly result: Operand; readonly equals: number } | undefined {
  const equals = line.indexOf('=');
  if (equals < 3 || line.indexOf('=', equals + 1) >= 0 || /[<>!≤≥:]$/.test(line.slice(0, equals).trimEnd())) return undefined;
  const left = line.slice(0, equals);
  const begin = Math.max(left.lastIndexOf(': ') + 1, left.lastIndexOf('. ') + 1, left.lastIndexOf('(') + 1, 0);
  // A parenthesis or a quotient is another computation.
  if (/[)÷]/.test(left.slice(begin)) || left.includes('÷')) return undefined;
  const parts: Operand[] = [];
  let at = begin;
  for (const piece of left.slice(begin).split(new RegExp(`(${between.source})`))) {
    if (!new RegExp(`^(?:${between.source})$`).test(piece)) {
      const part = operand(piece, at, parts.length === 0, false);
      if (!part) return undefined;
      parts.push(part);
    }
    at += piece.length;
  }
  const result = operand(line.slice(equals + 1), equals + 1, false, true);
  return parts.length >= 2 && result && result.value > 0 && parts.every(({ value }) => value > 0) ? { parts, result, equals } : undefined;
}

const near = (ratio: number, rough: boolean): boolean => Math.abs(ratio - 1) <= (rough ? 0.15 : 0.06);

/** In the unit that the author used. */
export function durationWords(days: number, { value, days: of, unit }: Duration): string {
  const amount = Number(((days * value) / of).toFixed(1));
  const name: Partial<Record<Duration['unit'], string>> = {
    min: 'minute',
    h: 'hour',
    d: 'day',
    bd: 'business day',
    w: 'week',
    month: 'month',
    quarter: 'quarter',
    year: 'year',
    sprint: 'sprint',
  };
  return `${amount} ${name[unit] ?? unit}${amount === 1 || name[unit] === undefined ? '' : 's'}`;
}

function figureLike(value: number, result: Operand, line: string): string {
  const written = line.slice(result.from, result.to);
  const scale = /M$|million$/.test(written) ? 1e6 : /k$|K$|thousand$/.test(written) ? 1e3 : 1;
  const shown = value / scale;
  const digits = shown >= 100 ? 0 : shown >= 1 ? 2 : 4;
  return `${result.currency}${Number(shown.toFixed(digits)).toLocaleString('en', { maximumFractionDigits: digits })}${scale === 1 ? '' : /\s/.test(written.slice(-9)) ? ` ${/[A-Za-z]+$/.exec(written)?.[0]}` : /[A-Za-z]+$/.exec(written)?.[0]}`;
}
