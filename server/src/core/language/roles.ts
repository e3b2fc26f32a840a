// What an amount is for, judged by the few words around it: the change, the start, the level to reach, or none of these.
import type { Context } from './context.js';
import { isDirectionVerb, isReach } from './direction.js';
import type { QuantityAt } from './quantity.js';
import { isArrow, isHyphen, type Token } from './tokens.js';

/** `ignored` amounts are understood and are not part of the goal: a share of traffic, a confidence level, a window. */
export type Role = 'magnitude' | 'baseline' | 'target' | 'labelled-baseline' | 'labelled-target' | 'ignored' | 'other';

const long = new Set(['d', 'bd', 'w', 'sprint', 'month', 'quarter', 'year', 'h', 'min', 's', 'ms']);
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

export function roleOf(context: Context, quantity: QuantityAt, inFrame: boolean): Role {
  const { tokens, clauses } = context;
  const part = clauses.partOf(quantity.from);
  if (context.inWindow(quantity.from) || context.inWindow(quantity.to - 1)) return 'ignored';
  if (part === 'aside' || part === 'condition') return part === 'aside' && saysBaseline(tokens, quantity) ? 'labelled-baseline' : 'ignored';
  if (isStatistic(tokens, quantity) || isName(context, quantity)) return 'ignored';
  if (part === 'guard') return 'ignored';
  const label = labelOf(tokens, quantity);
  if (label) return label === 'baseline' ? (inFrame ? 'baseline' : 'labelled-baseline') : inFrame ? 'target' : 'labelled-target';
  if (!inFrame) return 'other';
  return ofWords(context, quantity);
}

function ofWords(context: Context, quantity: QuantityAt): Role {
  const { tokens } = context;
  const { value, number } = quantity;
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
  if (number.fraction) return lead === 'by' ? 'magnitude' : 'ignored';
  if (number.factor) return isRate(tokens, quantity) || following === 'of' ? 'ignored' : 'magnitude';
  if (isArrow(next) && !isArrow(before)) return 'baseline';
  if (isArrow(before)) return 'target';
  if (lead === 'by' && !isBaselineWord(tokens[at - 1]?.lower ?? '')) return 'magnitude';
  if (lead === 'from' || (lead === 'of' && tokens[at - 1]?.lower === 'baseline'))
    return value.unit !== '' || hasTarget(tokens, quantity.end)
      ? isNoun(value.unit) && !hasTarget(tokens, quantity.end)
        ? 'ignored'
        : 'baseline'
      : 'other';
  if (isBaselineWord(lead)) return 'baseline';
  if (lead === 'to' || lead === 'towards' || lead === 'toward' || (lead === 'until' && value.unit === '%')) {
    if (/^(?:compared|relative|due|up|close|next|prior)$/.test(tokens[at - 1]?.lower ?? '')) return 'ignored';
    if (value.unit === '' && value.comparator === undefined && !baselineBefore(tokens, at))
      return plausibleLevel(context, quantity) ? 'target' : 'other';
    return long.has(value.unit) && value.basis === undefined && /^(?:access|limited)$/.test(tokens[at - 1]?.lower ?? '')
      ? 'ignored'
      : 'target';
  }
  if (number.sign && (measures.has(value.unit) || value.unit === ''))
    return value.unit === '' && !context.metricAt(at) ? 'other' : 'magnitude';
  if (isChangeNoun(following) || (isHyphen(next) && isChangeNoun(tokens[quantity.end + 1]?.lower ?? ''))) return 'magnitude';
  if (lead === 'of' && isChangeNoun(tokens[at - 1]?.lower ?? '')) return 'magnitude';
  if (/^(?:up|down)$/.test(lead) && value.unit !== '') return 'magnitude';
  // "recall at 1 % FPR" is an operating point.
  if (lead === 'at' && value.comparator === undefined && context.metricAt(quantity.to)?.from === quantity.to) return 'ignored';
  if (
    isPlace(lead) &&
    value.comparator === undefined &&
    (value.basis === 'share' || isNoun(value.unit) || value.unit === '' || long.has(value.unit))
  )
    return 'ignored';
  if (lead === 'for' || lead === 'every' || lead === 'per') return 'ignored';
  if (long.has(value.unit) && /^(?:in|over|after|last|past|next|within|first|during)$/.test(lead) && value.comparator === undefined)
    return 'ignored';
  if (value.comparator !== undefined) return value.unit === '' && !context.metrics.length ? 'other' : 'target';
  if (lead === 'of' || lead === 'at' || lead === '=' || lead === ':' || lead === 'is')
    return reachesBefore(context, at)
      ? 'target'
      : lead === 'of' || lead === 'at'
        ? context.metricAt(at - 1) && value.unit !== ''
          ? 'target'
          : 'other'
        : 'other';
  if (isReach(before) || reachesBefore(context, quantity.begin))
    return measures.has(value.unit) ||
      isNoun(value.unit) ||
      isRateUnit(value.unit) ||
      (value.unit === '' && context.metricAt(at) !== undefined)
      ? 'target'
      : 'other';
  // "raise CTR 8 %", "cut churn 5 points": the amount follows the metric or the verb with no word between.
  if ((context.metricAt(at) !== undefined || isPlainWord(before)) && (measures.has(value.unit) || (isRateUnit(value.unit) && isDirectionVerb(before))) && value.basis !== 'share')
    return 'magnitude';
  return 'other';
}

const isNoun = (unit: string): boolean => unit !== '' && !measures.has(unit) && !long.has(unit) && !unit.includes('/');
const isRateUnit = (unit: string): boolean => unit.includes('/');
const isPlainWord = (token: Token | undefined): boolean =>
  token?.kind === 'word' && !/^(?:and|or|with|while|the|of|in|on|for|per|than|that|which|is|are|was|were|be|as|about)$/.test(token.lower);
const isPlace = (lead: string): boolean =>
  /^(?:in|on|for|across|among|amongst|with|using|over|at|of|between|through|behind|serving|covering|onto|affecting|exposing|within)$/.test(
    lead,
  );
const isBaselineWord = (word: string): boolean =>
  /^(?:currently|today|now|was|were|baseline|baselines|versus|vs|current|existing|against|previously)$/.test(word);
const isChangeNoun = (word: string): boolean =>
  /^(?:increase|increases|lift|uplift|gain|gains|improvement|improvements|growth|rise|boost|reduction|reductions|decrease|drop|decline|cut|saving|savings|fewer|more|higher|lower|less|better|faster|cheaper|shorter|quicker|greater|increment|jump|fall|relative|conversion-lift|worse|above)$/.test(
    word,
  );

/** "currently 4.0 %", "(baseline: 4 %)", "today it is 62 %", "Target: 4.3 %". */
function labelOf(tokens: readonly Token[], quantity: QuantityAt): 'baseline' | 'target' | undefined {
  for (let at = quantity.begin - 1, steps = 0; at >= 0 && steps < 6; at--, steps++) {
    const { lower, kind, text } = tokens[at] as Token;
    if (
      kind === 'number' ||
      kind === 'break' ||
      text === ',' ||
      text === ';' ||
      text === '.' ||
      (text === '(' && steps > 0) ||
      lower === 'to' ||
      lower === 'by' ||
      isArrow(tokens[at])
    )
      return undefined;
    if (lower === 'baseline' && tokens[at - 1]?.lower !== 'the' && lower !== tokens[quantity.begin - 1]?.lower)
      return /^(?:over|vs|versus|above|below|than|beat)$/.test(tokens[at - 1]?.lower ?? '') ? undefined : 'baseline';
    if (/^(?:baseline|currently|today|now|stands)$/.test(lower))
      return /^(?:by|than|over|above|below)$/.test(tokens[at - 1]?.lower ?? '') ? undefined : 'baseline';
    if (lower === 'from' && tokens[at - 1]?.lower === 'up') return 'baseline';
    if (lower === 'target' || lower === 'goal' || lower === 'objective' || lower === 'targeting')
      return steps < 5 &&
        (tokens[at + 1]?.text === ':' ||
          tokens[at + 1] === tokens[quantity.begin] ||
          /^(?:of|is|=|≥|≤|a|an|:)$/.test(tokens[at + 1]?.lower ?? '')) &&
        !quantity.number.sign
        ? 'target'
        : undefined;
  }
  const next = tokens[quantity.end];
  if (next && (/^(?:today|currently|now)$/.test(next.lower) || (next.lower === 'baseline' && tokens[quantity.begin - 1]?.lower !== 'by')))
    return 'baseline';
  if (next && next.lower === 'at' && tokens[quantity.end + 1]?.lower === 'present') return 'baseline';
  return undefined;
}

function saysBaseline(tokens: readonly Token[], quantity: QuantityAt): boolean {
  return labelOf(tokens, quantity) === 'baseline';
}

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

/** A range is a level unless it says by how much. */
const inLevel = (context: Context, quantity: QuantityAt): boolean => !/^(?:by|of)$/.test(context.tokens[quantity.begin - 1]?.lower ?? '');

const isRate = (tokens: readonly Token[], quantity: QuantityAt): boolean =>
  /^(?:a|an|per|each|every)$/.test(tokens[quantity.end]?.lower ?? '');

/** "95 % confidence", "80 % power", "alpha 5 %", "n = 1000", "± 0.2 %", "95 % CI". */
function isStatistic(tokens: readonly Token[], quantity: QuantityAt): boolean {
  for (let at = quantity.end; at < quantity.end + 3; at++) {
    const word = tokens[at]?.lower ?? '';
    if (/^(?:confidence|ci|cis|power|significance|credible|confident|probability)$/.test(word)) return true;
    if (word !== '-' && word !== 'statistical') break;
  }
  for (let at = quantity.begin - 1; at > quantity.begin - 4 && at >= 0; at--) {
    const token = tokens[at] as Token;
    if (/^(?:confidence|alpha|α|power|significance|n|p|k|seed|budget|budgets|±|ci)$/.test(token.lower)) return true;
    if (!/^(?:=|<|>|≤|≥|<=|>=|:|of|level|at|the|a|is|size)$/.test(token.lower)) break;
  }
  return /^budgets?$/.test(tokens[quantity.end]?.lower ?? '');
}

/** "7-day retention", "NDCG@10", "5-star rating": the number is part of a name. */
function isName(context: Context, quantity: QuantityAt): boolean {
  const { tokens } = context;
  const metric = context.metricAt(quantity.number.from);
  if (
    metric &&
    quantity.number.from < metric.to &&
    quantity.number.to <= metric.to &&
    metric.to - metric.from > 1 &&
    !(quantity.to >= metric.to && quantity.from <= metric.from)
  )
    return true;
  const hyphen = tokens[quantity.to - 1];
  const own = tokens.slice(quantity.number.to, quantity.to).some((token) => isHyphen(token));
  if (own && hyphen?.kind === 'word' && long.has(quantity.value.unit)) return true;
  return isHyphen(tokens[quantity.to]) && quantity.value.unit === '' && tokens[quantity.to + 1]?.kind === 'word';
}
