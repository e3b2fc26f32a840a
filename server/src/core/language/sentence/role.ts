// What one amount is for, judged by the few words before and behind it: the change, the start, the level to reach, or none of these.
// How the amounts of a clause share these roles is for `roles.ts` to say.

import { isMoved } from '../amount/comparator.js';
import type { QuantityAt } from '../quantity.js';
import { isArrow, isHyphen, type Token } from '../tokens.js';
import type { Context } from './context.js';
import { isDirectionVerb, isReach, isTrend } from './direction.js';
import { intents } from './grammar.js';
import { isName, isStatistic, labelOf, longUnits } from './labels.js';
import { type Found, isMeasured } from './noun.js';

/** `ignored` amounts are understood and are not part of the goal: a share of traffic, a confidence level, a window. */
export type Role = 'magnitude' | 'baseline' | 'target' | 'ignored' | 'other';

const measures = new Set(
  '% pp bps points ms s min h d bd w month $ € £ ¥ cents tokens rps qps tps x stars kWh MWh km kg GB MB sd'.split(' '),
);

export function roleOf(context: Context, quantity: QuantityAt, metric: Found | undefined): Role {
  const { tokens } = context;
  if (context.inWindow(quantity.from) || context.inWindow(quantity.to - 1)) return 'ignored';
  if (isStatistic(tokens, quantity) || isName(context, quantity)) return 'ignored';
  return labelOf(tokens, quantity) ?? ofWords(context, quantity, metric);
}

function ofWords(context: Context, quantity: QuantityAt, metric: Found | undefined): Role {
  const { tokens } = context;
  const { value, number } = quantity;
  const named = (token: number): boolean =>
    context.metricAt(token) !== undefined || (metric !== undefined && token >= metric.from && token < metric.to);
  let at = quantity.begin - 1;
  while (
    at >= 0 &&
    at > quantity.begin - 4 &&
    /^(?:a|an|the|about|around|roughly|approximately|current|average|today's|our|relative|further|another|additional|baseline|absolute|some|least|level|mean|median|p\d+|only|just|its|nearly|almost)$/.test(
      (tokens[at] as Token).lower,
    )
  )
    at--;
  const before = tokens[at];
  const lead = before?.lower ?? '';
  const next = tokens[quantity.end];
  const following = next?.lower ?? '';
  if (value.comparator === 'between' && inLevel(context, quantity)) return 'target';
  if (number.fraction) {
    if (/^(?:by|up|down)$/.test(lead) || isChangeNoun(following)) return 'magnitude';
    // "from one in five to one in eight", "from a third to half of all tickets"
    if (lead === 'from') return 'baseline';
    if (!number.among && !(lead === 'to' && following === 'of')) return 'ignored';
  }
  if (number.factor) return isRate(tokens, quantity) || following === 'of' ? 'ignored' : 'magnitude';
  const arrow = (index: number) =>
    isArrow(tokens[index]) ||
    (isTrend(tokens[index]) && context.quantityAt(index - 1) !== undefined && context.beginsAt(index + 1) !== undefined);
  if (arrow(quantity.end) && !arrow(at)) return 'baseline';
  if (arrow(at)) return 'target';
  // "400 ppm → 250 ppm", "to kappa 0.75"
  if (value.unit === '' && next?.kind === 'word' && isArrow(tokens[quantity.end + 1])) return 'baseline';
  const other = context.metricAt(at);
  if (other && tokens[other.from - 1]?.lower === 'to' && lead !== 'to') return 'target';
  if (/^(?:top|bottom|first|last)$/.test(lead) && value.comparator === undefined) return 'ignored';
  if (lead === 'by' && !isBaselineWord(tokens[at - 1]?.lower ?? '')) return 'magnitude';
  if (lead === 'from' || (lead === 'of' && tokens[at - 1]?.lower === 'baseline'))
    // "to 40 seconds from 75", "to 21 (from 34)"
    return value.unit !== '' || hasTarget(tokens, quantity.end) || tokens[at - 1]?.text === '(' || context.quantityAt(at - 1) !== undefined
      ? isNoun(value.unit) && !hasTarget(tokens, quantity.end)
        ? 'ignored'
        : 'baseline'
      : 'other';
  if (isBaselineWord(lead)) return 'baseline';
  if (lead === 'to' || lead === 'towards' || lead === 'toward' || (lead === 'until' && value.unit === '%')) {
    const aside = /^(?:compared|relative|due|up|close|next|prior)$/.test(tokens[at - 1]?.lower ?? '') && !isHyphen(tokens[at - 2]);
    // "should be up to at least 68 %" is no upper bound.
    const least = tokens[at - 1]?.lower === 'up' && (value.comparator === '>=' || value.comparator === '>');
    if (aside && !least && !(tokens[at - 1]?.lower === 'up' && (baselineBefore(tokens, at) || isMoved(tokens, at - 1)))) return 'ignored';
    if (value.unit === '' && countsSomething(tokens, quantity.end) && !baselineBefore(tokens, at)) return 'other';
    if (value.unit === '' && value.comparator === undefined && !baselineBefore(tokens, at))
      return plausibleLevel(context, quantity) || (metric !== undefined && metric.to <= quantity.begin) ? 'target' : 'other';
    return longUnits.has(value.unit) && value.basis === undefined && /^(?:access|limited)$/.test(tokens[at - 1]?.lower ?? '')
      ? 'ignored'
      : 'target';
  }
  if (number.sign && (measures.has(value.unit) || value.unit === '' || isRateUnit(value.unit)))
    return value.unit === '' && !named(at) && !(metric !== undefined && metric.to <= quantity.begin && quantity.begin - metric.to < 3)
      ? 'other'
      : 'magnitude';
  if (changeNounNear(tokens, quantity.end) && before?.lower !== 'of' && value.unit !== '') return 'magnitude';
  // "lift CTR ≥ 5 %" is a level, "lift ≥ 5 %" an amount.
  if (value.comparator !== undefined && value.unit === '%' && isChangeNoun(lead) && !context.metricAt(at)) return 'magnitude';
  if (isChangeNoun(following) || (isHyphen(next) && isChangeNoun(tokens[quantity.end + 1]?.lower ?? ''))) return 'magnitude';
  // "12 % below today's level"
  if (/^(?:below|under|over|ahead)$/.test(following) && value.unit !== '' && comparesWithNow(tokens, quantity.end + 1)) return 'magnitude';
  if (lead === 'of' && isChangeNoun(tokens[at - 1]?.lower ?? '')) return 'magnitude';
  if (/^(?:up|down)$/.test(lead) && value.unit !== '') return 'magnitude';
  if (isTrend(before)) return 'magnitude';
  // "we want 50 %": a level that is willed.
  if (intents.has(lead) && value.unit !== '' && value.comparator === undefined) return 'target';
  // "recall at 1 % FPR" is an operating point.
  if (lead === 'at' && value.comparator === undefined && context.metricAt(quantity.to)?.from === quantity.to) return 'ignored';
  if (lead === 'of' && named(at - 1) && value.comparator === undefined) return 'target';
  if (lead === 'for' && /^(?:aim|plan|go)/.test(tokens[at - 1]?.lower ?? '')) return 'target';
  if (
    isPlace(lead) &&
    value.comparator === undefined &&
    (value.basis === 'share' || isNoun(value.unit) || value.unit === '' || longUnits.has(value.unit))
  )
    return 'ignored';
  if (lead === 'for' || lead === 'every' || lead === 'per') return 'ignored';
  if (longUnits.has(value.unit) && /^(?:in|over|after|last|past|next|within|first|during)$/.test(lead) && value.comparator === undefined)
    return 'ignored';
  // A bare number is a level only right beside what it measures: not "sessions with at least one purchase".
  if (value.comparator !== undefined)
    return value.unit !== '' ||
      (metric !== undefined &&
        (named(at) ||
          isCopula(lead) ||
          (metric.from >= quantity.end && metric.from <= quantity.end + 3) ||
          !countsSomething(tokens, quantity.end) ||
          context.metricAt(quantity.end) !== undefined ||
          tokens[quantity.end + 1]?.text === '/'))
      ? 'target'
      : 'other';
  // "F1 floor: 0.84"
  if (lead === ':' && limits.test(tokens[at - 1]?.lower ?? '')) return 'target';
  // "The wait is 11 min" says how it is; "our goal is 5 min" where it shall go.
  if (
    /^(?:is|are)$/.test(lead) &&
    metric &&
    (metric.slot.value.entry || isMeasured(context, metric) || context.windows.length === 0) &&
    !goalBefore(context, at)
  )
    return 'baseline';
  if (lead === 'of' || lead === 'at' || lead === '=' || lead === ':' || lead === 'is')
    return reachesBefore(context, at)
      ? 'target'
      : lead === 'of' || lead === 'at'
        ? named(at - 1) && value.unit !== ''
          ? 'target'
          : 'other'
        : 'other';
  if (isReach(before) || reachesBefore(context, quantity.begin))
    return measures.has(value.unit) ||
      isNoun(value.unit) ||
      isRateUnit(value.unit) ||
      (value.unit === '' && (named(at) || (ofSubject(metric, at) && isReach(before) && !countsSomething(tokens, quantity.end))))
      ? 'target'
      : 'other';
  // "raise CTR 8 %", "cut churn 5 points": the amount follows the metric or the verb with no word between.
  if (following === 'to' && nextAmount(context, quantity.end + 1)?.value.unit === value.unit) return 'baseline';
  if (
    longUnits.has(value.unit) &&
    !isDirectionVerb(before) &&
    context.metricAt(at)?.mention.entry?.type !== 'duration' &&
    context.metricAt(at)?.mention.entry?.type !== 'percentile'
  )
    return 'other';
  if (
    (named(at) || isPlainWord(before)) &&
    (measures.has(value.unit) || (isRateUnit(value.unit) && isDirectionVerb(before))) &&
    value.basis !== 'share'
  )
    return 'magnitude';
  return 'other';
}

const comparesWithNow = (tokens: readonly Token[], from: number): boolean =>
  tokens
    .slice(from, from + 3)
    .some(({ lower }) =>
      /^(?:today|today's|current|currently|now|last|previous|baseline|control|existing|forecast|plan|budget)$/.test(lower),
    );

/** Nouns of a level that must hold. */
export const limits = /^(?:floor|ceiling|cap|limit|minimum|maximum|min|max|bar)$/;

/** "Accuracy reaches 0.92": a known metric right before its verb. */
const ofSubject = (metric: Found | undefined, at: number): boolean =>
  metric?.slot.value.entry !== undefined && metric.to <= at && at - metric.to < 9;

/** "≥ 8 % relative CTR lift": the change is named a few words later. */
function changeNounNear(tokens: readonly Token[], from: number): boolean {
  for (let at = from; at < from + 5 && at < tokens.length; at++) {
    const token = tokens[at] as Token;
    if (token.kind !== 'word' && !isHyphen(token)) return false;
    if (/^(?:lift|uplift|increase|reduction|improvement|gain|decrease|growth|bump|jump|dip)$/.test(token.lower)) return true;
    if (/^(?:by|in|on|of|for|from|to|with|while|without|and|or|within|over|at|is|are|the)$/.test(token.lower)) return false;
  }
  return false;
}

/** "to two radiologists": a bare number before a noun counts things and is no level. */
export const countsSomething = (tokens: readonly Token[], at: number): boolean =>
  tokens[at]?.kind === 'word' &&
  !/^(?:within|by|in|while|whilst|without|and|or|for|on|over|per|at|until|from|after|with|during|before|if|when|as|so|across|among|of|provided|but|because|keeping|maintaining|preserving|this|next|subject|compared|than|out|to|vs|is|are)$/.test(
    tokens[at]?.lower ?? '',
  );

const nextAmount = (context: Context, at: number): QuantityAt | undefined => context.quantityAt(at);

export const isNoun = (unit: string): boolean => unit !== '' && !measures.has(unit) && !longUnits.has(unit) && !unit.includes('/');
const isRateUnit = (unit: string): boolean => unit.includes('/');
const isPlainWord = (token: Token | undefined): boolean =>
  token?.kind === 'word' && !/^(?:and|or|with|while|the|of|in|on|for|per|than|that|which|is|are|was|were|be|as|about)$/.test(token.lower);
const isCopula = (word: string): boolean =>
  /^(?:is|are|be|stays?|remains?|of|at|to|:|=|,|\(|must|should|score|scores|reaches|well|goes|falls|rises|drops)$/.test(word);
const isPlace = (lead: string): boolean =>
  /^(?:in|on|for|across|among|amongst|with|using|over|at|of|between|through|behind|serving|covering|onto|affecting|exposing|within)$/.test(
    lead,
  );
const isBaselineWord = (word: string): boolean =>
  /^(?:currently|today|now|was|were|baseline|baselines|versus|vs|current|existing|against|previously)$/.test(word);
const isChangeNoun = (word: string): boolean =>
  /^(?:increase|increases|lift|uplift|gain|gains|improvement|improvements|growth|rise|boost|reduction|reductions|decrease|drop|decline|cut|saving|savings|fewer|more|higher|lower|less|better|faster|cheaper|shorter|quicker|earlier|sooner|greater|increment|jump|bump|dip|fall|relative|conversion-lift|worse|above)$/.test(
    word,
  );

/** Is there "to N" or an arrow right after this amount? */
function hasTarget(tokens: readonly Token[], at: number): boolean {
  for (let next = at; next < at + 5 && next < tokens.length; next++) {
    const token = tokens[next] as Token;
    if (token.lower === 'to' || isArrow(token) || token.lower === 'down' || token.lower === 'up') return true;
    if (token.kind === 'break' || token.text === ',' || token.text === '.') return false;
  }
  return false;
}

function baselineBefore(tokens: readonly Token[], at: number): boolean {
  for (let next = at - 1; next >= 0 && next > at - 8; next--) {
    const token = tokens[next] as Token;
    if (token.lower === 'from') return true;
    if (token.kind === 'break') return false;
  }
  return false;
}

/** "raise NPS to 45", "F1 to 0.82": a bare number after "to" is a level if a metric was named before it. */
function plausibleLevel(context: Context, quantity: QuantityAt): boolean {
  for (let at = quantity.begin - 1; at >= 0 && at > quantity.begin - 10; at--) {
    if (context.metricAt(at)) return true;
    if (context.tokens[at]?.kind === 'break') return false;
  }
  return false;
}

function reachesBefore(context: Context, at: number): boolean {
  for (let index = at; index >= 0 && index > at - 9; index--) {
    const token = context.tokens[index] as Token;
    if (isReach(token)) return true;
    if (
      token.kind === 'break' ||
      token.kind === 'number' ||
      token.text === ';' ||
      token.text === '.' ||
      token.text === ',' ||
      token.text === '('
    )
      return false;
  }
  return false;
}

function goalBefore(context: Context, at: number): boolean {
  for (let back = at; back >= 0 && back > at - 12; back--) {
    const token = context.tokens[back] as Token;
    if (token.kind === 'break' || token.text === ';' || token.text === '.') return false;
    if (/^(?:goal|target|objective|aim|success|ambition|should|must|will)$/.test(token.lower)) return true;
  }
  return false;
}

/** A range is a level unless it says by how much. */
const inLevel = (context: Context, quantity: QuantityAt): boolean => !/^(?:by|of)$/.test(context.tokens[quantity.begin - 1]?.lower ?? '');

const isRate = (tokens: readonly Token[], quantity: QuantityAt): boolean =>
  /^(?:a|an|per|each|every)$/.test(tokens[quantity.end]?.lower ?? '');
