// What an amount is for, judged by the few words around it: the change, the start, the level to reach, or none of these.

import { isMoved, judged } from '../amount/comparator.js';
import type { QuantityAt } from '../quantity.js';
import { isArrow, isHyphen, type Token } from '../tokens.js';
import type { Better } from '../types.js';
import type { Context } from './context.js';
import { type DirectionAt, isDirectionVerb, isReach, isTrend } from './direction.js';
import { intents } from './grammar.js';
import { isName, isStatistic, labelOf, longUnits } from './labels.js';
import { type Found, isMeasured } from './noun.js';

/** `ignored` amounts are understood and are not part of the goal: a share of traffic, a confidence level, a window. */
export type Role = 'magnitude' | 'baseline' | 'target' | 'ignored' | 'other';

/** The amounts of one clause by what they are for. */
export interface Roles {
  readonly magnitude?: QuantityAt;
  readonly baseline?: QuantityAt;
  readonly target?: QuantityAt;
  /** Those with a unit or comparator that are for nothing that is known. */
  readonly unread: readonly QuantityAt[];
}

export function rolesOf(context: Context, amounts: readonly QuantityAt[], metric: Found | undefined, verb?: DirectionAt): Roles {
  const roles = new Map<string, QuantityAt>();
  const unread: QuantityAt[] = [];
  let last: QuantityAt | undefined;
  let taken: QuantityAt | undefined;
  for (const amount of amounts) {
    // "a reduction in false alarms of at least 25 %"
    const ofNoun =
      verb?.sort === 'noun' &&
      amount.begin > verb.at &&
      /^(?:of|:)$/.test(context.word(amount.begin - 1)) &&
      amount.value.unit !== '' &&
      !isArrow(context.tokens[amount.end]);
    // "80 % within 24 hours": the time says what counts as a hit.
    if (last && context.word(amount.begin) === 'within' && amount.begin <= last.end + 1 && last.value.unit === '%') continue;
    last = amount;
    const saved = verb !== undefined && /^(?:sav|avoid|prevent)/.test(context.word(verb.at)) && amount.begin === verb.to;
    // "get 1,500 active nurses": a count right after the verb, and what is counted.
    const counts =
      verb?.sort === 'reach' &&
      amount.begin === verb.to &&
      metric !== undefined &&
      (amount.value.unit === '' ? metric.from === amount.end : isNoun(amount.value.unit));
    // "Hold the bad rate flat at 2.1 %"
    const held = verb?.value === 'hold' && amount.begin > verb.at && context.word(amount.begin - 1) === 'at' && amount.value.unit !== '';
    const extra = verb?.to === amount.begin && /^(?:extra|additional)$/.test(context.word(verb.at));
    const role = counts || held ? 'target' : ofNoun || saved || extra ? 'magnitude' : roleOf(context, amount, metric);
    if (role === 'ignored') continue;
    // "8 % more visitors …, measured as a fall in returns from 18 % to 15 %": once another metric is named, its numbers are its own.
    const foreign = taken !== undefined && namesAnother(context, taken.end, amount.begin, metric);
    if (role !== 'other' && !roles.has(role) && !foreign) {
      roles.set(role, amount);
      taken = amount;
    } else if (role === 'target' && isBetterFit(roles, amount)) {
      // "on tenders above $1M from 22 % to 27 %": the level is in the unit of the start.
      unread.push(roles.get('target') as QuantityAt);
      roles.set('target', amount);
      taken = amount;
    } else if (amount.value.unit !== '' || amount.value.comparator !== undefined) unread.push(amount);
  }
  // A row of a table: "Handle time | 7.4 min | 6 min".
  const [first, second] = unread;
  if (
    roles.size === 0 &&
    first &&
    second &&
    [first, second].every(({ begin }) => context.word(begin - 1) === '|') &&
    first.value.unit === second.value.unit &&
    context.word(second.end + 1) !== '|' &&
    !context.beginsAt(second.end + 1)
  )
    roles.set('baseline', first);
  const start = roles.get('baseline');
  // "2.0 % today, 2.3 % by the end of Q3": a second level in the same unit is where it shall go.
  if (start && !roles.has('target') && !roles.has('magnitude')) {
    const next =
      unread.find((amount) => amount.from >= start.to && amount.value.unit === start.value.unit && amount.value.unit !== '') ??
      // "4 minutes instead of 11"
      (/^(?:of|than)$/.test(context.word(start.begin - 1))
        ? unread.find((amount) => amount.to <= start.begin && (start.value.unit === '' || amount.value.unit === start.value.unit))
        : undefined);
    if (next) roles.set('target', next);
  }
  const used = new Set(roles.values());
  const part = (name: 'magnitude' | 'baseline' | 'target') => {
    const amount = roles.get(name);
    return amount ? { [name]: asJudged(amount, metric?.slot.value.entry?.better) } : {};
  };
  return { ...part('magnitude'), ...part('baseline'), ...part('target'), unread: unread.filter((amount) => !used.has(amount)) };
}

function isBetterFit(roles: ReadonlyMap<string, QuantityAt>, amount: QuantityAt): boolean {
  const unit = roles.get('baseline')?.value.unit;
  return unit !== undefined && unit === amount.value.unit && roles.get('target')?.value.unit !== unit;
}

/** "Specificity no worse than 88 %": worse is lower where up is good. */
export function asJudged(amount: QuantityAt, better: Better | undefined): QuantityAt {
  const { comparator } = amount.value;
  if (!amount.judges || !comparator || (better !== 'up' && better !== 'down')) return amount;
  return { ...amount, value: { ...amount.value, comparator: judged(comparator, amount.judges, better) } };
}

function namesAnother(context: Context, from: number, to: number, metric: Found | undefined): boolean {
  for (let at = from; at < to && at < from + 40; at++) {
    const other = context.metricAt(at);
    if (other && !(metric && at >= metric.from && at < metric.to) && other.mention.entry?.id !== metric?.slot.value.entry?.id) return true;
  }
  return false;
}

const measures = new Set([
  '%',
  'pp',
  'bps',
  'points',
  'ms',
  's',
  'min',
  'h',
  'd',
  'bd',
  'w',
  'month',
  '$',
  '€',
  '£',
  '¥',
  'cents',
  'tokens',
  'rps',
  'qps',
  'tps',
  'x',
  'stars',
  'kWh',
  'MWh',
  'km',
  'kg',
  'GB',
  'MB',
  'sd',
]);

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

const isNoun = (unit: string): boolean => unit !== '' && !measures.has(unit) && !longUnits.has(unit) && !unit.includes('/');
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
