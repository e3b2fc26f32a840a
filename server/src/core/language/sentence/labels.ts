// Amounts that say themselves what they are: "currently 4 %", "Target: 4.3 %", "95 % confidence", "7-day retention".

import type { QuantityAt } from '../quantity.js';
import { isArrow, isHyphen, type Token } from '../tokens.js';
import type { Context } from './context.js';
import { directionAt, isHold } from './direction.js';
import { conjunctions, prepositions } from './grammar.js';

export const longUnits: ReadonlySet<string> = new Set(['d', 'bd', 'w', 'sprint', 'month', 'quarter', 'year', 'h', 'min', 's', 'ms']);

/** "currently 4.0 %", "(baseline: 4 %)", "today it is 62 %", "Target: 4.3 %". */
export function labelOf(tokens: readonly Token[], quantity: QuantityAt): 'baseline' | 'target' | undefined {
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
      break;
    if (lower === 'baseline' && tokens[at - 1]?.lower !== 'the' && lower !== tokens[quantity.begin - 1]?.lower)
      return /^(?:over|vs|versus|above|below|than|beat)$/.test(tokens[at - 1]?.lower ?? '') ? undefined : 'baseline';
    if (/^(?:baseline|currently|today|now|stands)$/.test(lower))
      return /^(?:by|than|over|above|below)$/.test(tokens[at - 1]?.lower ?? '') ? undefined : 'baseline';
    if (lower === 'from' && /^(?:up|down)$/.test(tokens[at - 1]?.lower ?? '')) {
      // "down from 8.2 % to 6.5 %" as well as "…, up from 80".
      return 'baseline';
    }
    if (lower === 'target' || lower === 'goal' || lower === 'objective' || lower === 'targeting')
      return steps < 5 &&
        (tokens[at + 1]?.text === ':' ||
          tokens[at + 1] === tokens[quantity.begin] ||
          /^(?:of|is|=|≥|≤|a|an|:)$/.test(tokens[at + 1]?.lower ?? '')) &&
        !quantity.number.sign &&
        !/^(?:increase|reduction|decrease|uplift|lift|gain|improvement|drop|rise|fewer|more|higher|lower|less)$/.test(
          tokens[quantity.end]?.lower ?? '',
        )
        ? 'target'
        : undefined;
  }
  const lead = `${tokens[quantity.begin - 2]?.lower} ${tokens[quantity.begin - 1]?.lower}`;
  if (lead === 'instead of' || lead === 'rather than') return 'baseline';
  // "(2025: 97.1 %)": a year before a colon says when it was so.
  const year = tokens[quantity.begin - 2];
  if (tokens[quantity.begin - 1]?.text === ':' && year?.kind === 'number' && /^(?:19|20)\d\d$/.test(year.text)) return 'baseline';
  const next = tokens[quantity.end];
  // "(13.7 % in the last audit)", "(8 % last year)"
  if (tokens[quantity.begin - 1]?.text === '(' && isEarlier(tokens, quantity.end)) return 'baseline';
  if (next && (/^(?:today|currently|now)$/.test(next.lower) || (next.lower === 'baseline' && tokens[quantity.begin - 1]?.lower !== 'by')))
    return 'baseline';
  const follow = tokens
    .slice(quantity.end, quantity.end + 3)
    .map(({ lower }) => lower)
    .join(' ');
  if (/^(?:at present|at the moment|as of (?:now|today)|right now|so far|to date)/.test(follow)) return 'baseline';
  return undefined;
}

function isEarlier(tokens: readonly Token[], from: number): boolean {
  for (let at = from; at < from + 3; at++) {
    const word = tokens[at]?.lower ?? '';
    if (/^(?:last|previous|prior|earlier|before|previously|spring|summer|autumn|winter|pilot|beta|trial)$/.test(word)) return true;
    if (/^(?:19|20)\d\d$/.test(word) && at > from) return true;
    if (!/^(?:in|at|during|on|the|our)$/.test(word)) return false;
  }
  return false;
}

/** "95 % confidence", "80 % power", "alpha 5 %", "n = 1000", "± 0.2 %", "95 % CI". */
export function isStatistic(tokens: readonly Token[], quantity: QuantityAt): boolean {
  // "to detect a 2 % lift" is what a test can see; "detect 80 % of faults" an aim.
  if (/^an?$/.test(tokens[quantity.begin - 1]?.lower ?? '') && /^detect/.test(tokens[quantity.begin - 2]?.lower ?? '')) return true;
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
export function isName(context: Context, quantity: QuantityAt): boolean {
  const { tokens } = context;
  // "ETA accuracy (within 2 h): 74 %" says what counts as a hit.
  if (tokens[quantity.begin]?.lower === 'within' && tokens[quantity.begin - 1]?.text === '(' && tokens[quantity.end]?.text === ')')
    return true;
  if (isTolerance(context, quantity) || tokens[quantity.begin - 1]?.lower === 'per') return true;
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
  if (own && hyphen?.kind === 'word' && longUnits.has(quantity.value.unit)) return true;
  return isHyphen(tokens[quantity.to]) && quantity.value.unit === '' && tokens[quantity.to + 1]?.kind === 'word';
}

/** "Valuations within 5 % of sale price: 71 % → 80 %": what stands before the colon says what counts as a hit. */
export function isTolerance(context: Context, { value, begin, end }: QuantityAt): boolean {
  const { tokens, word } = context;
  const within = word(begin) === 'within';
  const bounds = within || value.comparator !== undefined || (prepositions.has(word(begin - 1)) && word(begin - 1) !== 'per');
  if (!bounds || tokens[begin - 1]?.kind !== 'word' || isHold(tokens, begin - 1)) return false;
  for (let at = end; at < end + 8; at++) {
    if (word(at) === ':') return context.beginsAt(at + 1) !== undefined;
    if (conjunctions.has(word(at))) return false;
    if (word(at) === 'from' && context.beginsAt(at + 1)) return within;
    if (tokens[at]?.kind !== 'word' || directionAt(tokens, at)) return within && directionAt(tokens, at)?.sort === 'verb';
  }
  return false;
}
