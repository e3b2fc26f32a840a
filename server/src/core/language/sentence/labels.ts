// Amounts that say themselves what they are: "currently 4 %", "Target: 4.3 %", "95 % confidence", "7-day retention".

import type { QuantityAt } from '../quantity.js';
import { isArrow, isHyphen, type Token } from '../tokens.js';
import type { Context } from './context.js';
import { directionAt, isHold } from './direction.js';
import { conjunctions, persons, prepositions } from './grammar.js';

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

export const longUnits: ReadonlySet<string> = new Set(['d', 'bd', 'w', 'sprint', 'month', 'quarter', 'year', 'h', 'min', 's', 'ms']);

/** Words that say where it stands; the amount follows within a few words: "currently 4 %", "which stood at 19 %". */
const nowBefore = words('baseline been currently today now stands stood sits sat was were averaged averages previously formerly hitherto');
/** "(13.7 % in the last audit)", "31 last year", "38 % at the moment". */
const nowAfter =
  /^(?:today|currently|now|nowadays|at present|at the moment|as of (?:now|today)|right now|so far|to date|last (?:year|month|quarter|week|time|season|spring|summer|autumn|winter|term|audit|survey|release|half)|(?:a|one) (?:year|month|quarter) ago|in the (?:last|previous)|at the last)(?: |$)/;
const goalAfter = /^(?:is |are )?(?:required|needed|wanted|targeted|aimed for|as (?:a |the |our )?(?:target|goal))(?:$| (?!to\b|more\b))/;
/** Words that announce where it shall go: "target 3 %", "we would be happy with 45", "make it 9". */
const goalBefore = words(
  'calls target targets goal objective targeting aim ambition plan want wants wanted need happy settle going aiming hoping make',
);
/** Between such a word and its amount. */
const links = words('of is = a an : for at be about with to it that them would the only just roughly around * _');
/** "an 8 % uplift" is a change, and no level, whatever announces it. */
const changes = words('increase reduction decrease uplift lift gain improvement drop rise cut fewer more higher lower less');

/** What an amount says of itself by the words right beside it: "currently 4.0 %", "(baseline: 4 %)", "Target: 4.3 %". */
export function labelOf(context: Context, amount: QuantityAt): 'baseline' | 'target' | undefined {
  const { tokens, word } = context;
  const wanted = isAnnounced(context, amount);
  if (wanted) return 'target';
  // "0.91 now, 0.96 required"
  if (goalAfter.test(follow(tokens, amount.end))) return 'target';
  // "Today's 22 % should become 15 %"
  if (/^(?:today's|present|existing)$/.test(word(amount.begin - 1)) || (word(amount.begin - 1) === 'current' && amount.value.unit !== ''))
    return 'baseline';
  if (isLabelledNow(tokens, amount)) return 'baseline';
  // "From: 22 %. To: 35 %."
  if (word(amount.begin - 1) === ':' && /^(?:from|to)$/.test(word(amount.begin - 2)))
    return word(amount.begin - 2) === 'from' ? 'baseline' : 'target';
  const lead = `${word(amount.begin - 2)} ${word(amount.begin - 1)}`;
  if (lead === 'instead of' || lead === 'rather than') return 'baseline';
  // "(2025: 97.1 %)", "(last audit: 5.2 min)": when it was so stands before a colon.
  if (word(amount.begin - 1) === ':' && namesThePast(context, amount.begin - 1)) return 'baseline';
  if (
    word(amount.begin - 1) === '(' &&
    (isEarlier(tokens, amount.end) ||
      ((word(amount.end) === 'in' || word(amount.end + 1) === 'in') &&
        !amount.value.comparator &&
        !amount.number.sign &&
        tokens[amount.end]?.kind === 'word'))
  )
    return 'baseline';
  if (word(amount.end) === 'baseline' && word(amount.begin - 1) !== 'by') return 'baseline';
  return nowAfter.test(follow(tokens, amount.end)) && !/^(?:by|than)$/.test(word(amount.begin - 1)) ? 'baseline' : undefined;
}

const follow = (tokens: readonly Token[], from: number): string =>
  tokens
    .slice(from, from + 4)
    .map(({ lower }) => lower)
    .join(' ');

function isLabelledNow(tokens: readonly Token[], amount: QuantityAt): boolean {
  for (let at = amount.begin - 1, steps = 0; at >= 0 && steps < 6; at--, steps++) {
    const { lower, kind, text } = tokens[at] as Token;
    const before = tokens[at - 1]?.lower ?? '';
    if (
      kind === 'number' ||
      kind === 'break' ||
      /^[,;.]$/.test(text) ||
      (text === '(' && steps > 0) ||
      (/^(?:to|by|the)$/.test(lower) && steps > 1)
    )
      return false;
    if (lower === 'to' || lower === 'by' || isArrow(tokens[at])) return false;
    // "down from 8.2 % to 6.5 %" as well as "…, up from 80".
    if (lower === 'from' && /^(?:up|down)$/.test(before)) return true;
    // "at present 12 %", "at the moment 12 %"
    if ((lower === 'present' && before === 'at') || (lower === 'moment' && before === 'the')) return true;
    if (nowBefore.has(lower)) return !/^(?:by|than|over|vs|versus|above|below|beat)$/.test(before);
  }
  return false;
}

/** "Target: 4.3 %", "we want 7 percent", "the plan for Q3 2027 is 300": a word of will, links and times between, and the amount. */
function isAnnounced(context: Context, amount: QuantityAt): boolean {
  const { tokens, word } = context;
  if (amount.number.sign || changes.has(word(amount.end)) || isHyphen(tokens[amount.end])) return false;
  let at = amount.begin - 1;
  for (let steps = 0; at >= 0 && steps < 8 && (context.inWindow(at) || links.has(word(at))); steps++) at--;
  const lower = word(at);
  if (!goalBefore.has(lower)) return false;
  if (lower === 'make') return /^(?:it|that|them)$/.test(word(at + 1));
  if (lower === 'going' || lower === 'aiming' || lower === 'hoping' || lower === 'settle' || lower === 'calls')
    return word(at + 1) === 'for';
  // "The vendor drops 20 %. We plan for 8 %."
  if (lower === 'plan' && word(at + 1) === 'for' && at + 2 === amount.begin) return false;
  if (lower === 'happy') return word(at + 1) === 'with';
  // "we want 7 more people", "we need 3 labels", "plan 4 releases"
  if (/^(?:want|wants|wanted|need|plan)$/.test(lower) && at === amount.begin - 1)
    return lower !== 'plan' && (amount.value.unit !== '' || !/^[a-z]{3}/.test(word(amount.end)) || prepositions.has(word(amount.end)));
  return true;
}

const pastNouns =
  /^(?:audit|survey|cohort|measurement|count|census|release|pilot|season|year|quarter|month|week|term|spring|summer|autumn|winter|wave|round|inspection)$/;

/** "2025:", "last audit:", "2026 cohort:". */
function namesThePast({ tokens, word }: Context, colon: number): boolean {
  // "Our ambition for 2028: 25 %" is ahead.
  if (/^(?:for|by|in|until)$/.test(word(colon - 2))) return false;
  const year = (at: number) => tokens[at]?.kind === 'number' && /^(?:19|20)\d\d$/.test(tokens[at]?.text ?? '');
  if (year(colon - 1)) return true;
  return pastNouns.test(word(colon - 1)) && (/^(?:last|previous)$/.test(word(colon - 2)) || year(colon - 2));
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
  if (isTimeOfDay(tokens, quantity) || isAge(tokens, quantity) || isInterval(tokens, quantity)) return true;
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

/** "between 7 and 9 a.m.", "open between 7 and 19 h", "between 3 and 21 May". */
function isTimeOfDay(tokens: readonly Token[], { value, begin, to }: QuantityAt): boolean {
  const after = tokens[to]?.lower ?? '';
  const half =
    after === 'a' || after === 'p' ? tokens[to + 1]?.text === '.' && tokens[to + 2]?.lower === 'm' : /^(?:am|pm|o'clock)$/.test(after);
  if (half) return true;
  if (value.comparator !== 'between') return false;
  return (
    value.high === undefined ||
    (value.unit === 'h' &&
      value.high <= 24 &&
      /^(?:open|opened|opens|closed|staffed|available|served|is|works|runs)$/.test(tokens[begin - 1]?.lower ?? ''))
  );
}

/** "computed over 5 min windows": what is summed up, and no level. */
const isInterval = (tokens: readonly Token[], { value, end }: QuantityAt): boolean =>
  longUnits.has(value.unit) && /^(?:windows?|intervals?|buckets?|periods?|blocks?|slices?)$/.test(tokens[end]?.lower ?? '');

/** "subscribers under 30": how old they are. */
const isAge = (tokens: readonly Token[], { value, begin }: QuantityAt): boolean =>
  value.unit === '' && /^[<>]=?$/.test(value.comparator ?? '') && value.value < 100 && persons.test(tokens[begin - 1]?.lower ?? '');

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
