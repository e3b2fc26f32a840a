// Noun phrases, and the metric that one names: an entry of the lexicon within it, or the author's own words.

import { unitOfTime } from '../duration.js';
import type { MetricAt } from '../metrics.js';
import { looksMeasured } from '../metrics.js';
import { isHyphen, spanOf } from '../tokens.js';
import type { MetricMention, Slot } from '../types.js';
import type { Context } from './context.js';
import { directionAt, isHold } from './direction.js';
import { comparing, conjunctions, determiners, intents, isFunctionWord, isLabel, modals, prepositions, pronouns } from './grammar.js';

export interface Found {
  readonly slot: Slot<MetricMention>;
  readonly from: number;
  readonly to: number;
}

/** The subject of a verb: the first noun phrase of the clause where only its own complements stand between, else the nearest. */
export function subjectBefore(context: Context, at: number, begin: number): Noun | undefined {
  const { word } = context;
  let from = begin;
  // "Lead quality: share of leads accepted": what stands after the colon is the name.
  for (let colon = at - 2; colon > begin && colon > at - 16; colon--)
    if (word(colon) === ':' && nounAt(context, colon + 1, at)?.from === colon + 1) {
      from = colon + 1;
      break;
    }
  while (
    from < at &&
    (context.inWindow(from) ||
      /^(?:[-*•–+:,=]|and|but|that|then|so|we|means?|it|to|let|let's|us|have|see|get|make|is|be|intended|can)$/.test(word(from)) ||
      (intents.has(word(from)) && !context.metricAt(from)) ||
      (isLabel(word(from)) && !context.metricAt(from) && word(from + 1) !== '@') ||
      determiners.has(word(from)))
  )
    from++;
  // "The board expects gross margin on phones to reach …": what is expected is the subject.
  for (let will = from; will < at - 1; will++)
    if (intents.has(word(will)) && !context.metricAt(will) && word(will + 1) !== 'to') from = will + 1;
  const first = nounAt(context, from, at);
  const near = nounBefore(context, at, begin);
  if (
    !first ||
    first.from >= (near?.from ?? at) ||
    !(prepositions.has(word(first.to)) || /^(?:that|which|who|whose|where)$/.test(word(first.to)) || isMeasuring(word(first.from)))
  )
    return near;
  // In a title, "Claims paid within 10 days: …", an amount after a preposition says what counts.
  const title = word(at) === ':';
  let pair = false;
  for (let between = first.to; between < (near?.from ?? at); between++) {
    // "the gap between men and women"
    if (word(between) === 'between') pair = true;
    if (pair && word(between) === 'and') continue;
    if (
      /^(?:,|;|and|or|\)|\(|:)$/.test(word(between)) ||
      (context.beginsAt(between) &&
        !(title && (prepositions.has(word(between)) || prepositions.has(word(between - 1)))) &&
        word(between - 1) !== 'at') ||
      (directionAt(context.tokens, between) && !context.metricAt(between))
    )
      return near;
  }
  return first;
}

/** A stretch of tokens that names something. */
export interface Noun {
  readonly from: number;
  readonly to: number;
}

const longest = 10;

/** The noun phrase that begins at `at`, after articles. */
export function nounAt(context: Context, at: number, end: number): Noun | undefined {
  let from = at;
  while (from < end && determiners.has(context.word(from)) && !isHyphen(context.tokens[from + 1])) from++;
  let to = from;
  while (to < end && to < from + longest && continues(context, to, from)) to++;
  while (
    to > from &&
    (isHyphen(context.tokens[to - 1]) ||
      (isFunctionWord(context.word(to - 1)) && !context.metricAt(to - 1) && !isHyphen(context.tokens[to - 2])) ||
      context.word(to - 1) === '/')
  )
    to--;
  return named(context, from, to);
}

/** The noun phrase that ends right before `at`, after "is", "must" and the like are passed over. */
export function nounBefore(context: Context, at: number, begin: number): Noun | undefined {
  const { tokens, word } = context;
  let to = at;
  while (
    to > begin &&
    !context.metricAt(to - 1) &&
    (passed.test(word(to - 1)) || modals.has(word(to - 1))) &&
    // "swaps per shift": after "per" it is a noun.
    word(to - 2) !== 'per'
  )
    to--;
  // Brackets after the name: "Answer quality score (1–5) from 3.6".
  if (word(to - 1) === ')') {
    let open = to - 1;
    while (open > begin && open > to - 12 && word(open) !== '(') open--;
    if (word(open) === '(') to = open;
  }
  let from = to;
  while (from > begin && from > to - longest) {
    const token = tokens[from - 1];
    const metric = context.metricAt(from - 1);
    if (metric && metric.from >= begin) {
      from = metric.from;
      continue;
    }
    const lower = word(from - 1);
    if (context.inWindow(from - 1)) break;
    const quantity = context.quantityAt(from - 1);
    // "reports per 10k views"
    if (quantity && word(quantity.begin - 1) === 'per' && quantity.begin - 1 > begin) {
      from = quantity.begin - 1;
      continue;
    }
    if (quantity && !isHyphen(tokens[from])) break;
    if (isHyphen(token) || isHyphen(tokens[from])) {
      if (token?.kind === 'word' || token?.kind === 'number' || isHyphen(token)) {
        from--;
        continue;
      }
      break;
    }
    if (token?.kind === 'number' && !quantity) {
      from--;
      continue;
    }
    // "Success@3"
    if (token?.text === '/' || token?.text === '&' || (token?.text === '@' && token.glued)) {
      from--;
      continue;
    }
    if (token?.kind !== 'word') break;
    // "share of sessions", "orders per rider", "use of the wizard".
    if ((/^(?:of|per|the)$/.test(lower) || (lower === 'to' && word(from - 2) === 'time')) && from - 1 > begin) {
      from--;
      continue;
    }
    // After "should" or "to" comes a verb, not a name.
    if (modals.has(lower) || lower === 'to' || causing.test(lower)) {
      if (!causing.test(lower)) from = Math.min(to, from + 1);
      break;
    }
    if (
      isFunctionWord(lower) ||
      (directionAt(tokens, from - 1) && directionAt(tokens, from - 1)?.sort !== 'reach') ||
      isHold(tokens, from - 1)
    )
      break;
    from--;
  }
  while (
    from < to &&
    (isHyphen(tokens[from]) ||
      /^(?:of|per|the|\/|&)$/.test(word(from)) ||
      determiners.has(word(from)) ||
      isLabel(word(from)) ||
      isHyphen(tokens[from]))
  )
    from++;
  return named(context, from, to);
}

/** "make onboarding 2 days shorter", "help nurses spend": verbs that let something happen to a noun. */
const causing = /^(?:make|makes|making|let|lets|get|gets|help|helps|see|sees|bring|drive|have|give)$/;
const passed =
  /^(?:is|are|be|been|being|was|were|to|has|have|had|go|goes|going|moves?|comes?|gets?|shifts?|:|=|of|at|a|an|–|-|—|,|\(|expected|currently|now|today|stands?|sits?|only|still|should|at|not|back|down|up|means|takes?|lasts?)$/;

function named(context: Context, from: number, to: number): Noun | undefined {
  let start = from;
  while (start < to && isLabel(context.word(start)) && !isHyphen(context.tokens[start + 1]) && context.word(start + 1) !== '@') start++;
  for (let at = start; at < to; at++) {
    const token = context.tokens[at];
    if ((token?.kind === 'word' && !(isFunctionWord(token.lower) && !context.metricAt(at))) || token?.kind === 'masked')
      return { from: start, to };
  }
  return undefined;
}

function continues(context: Context, at: number, from: number): boolean {
  const { tokens, word } = context;
  const token = tokens[at];
  if (!token || context.inWindow(at)) return false;
  const metric = context.metricAt(at);
  if (metric && metric.from < at) return true;
  const lower = word(at);
  const quantity = context.quantityAt(at);
  if (quantity && !isInName(context, at)) return at > from && word(quantity.begin - 1) === 'per' && at >= quantity.begin;
  if (isHyphen(token) || (at > from && isHyphen(tokens[at - 1]) && token.kind !== 'sign')) return true;
  if (token.kind === 'number') return true;
  if (token.text === '/' || token.text === '&' || token.text === "'" || token.text === '’' || (token.text === '@' && token.glued))
    return at > from;
  if (token.kind === 'masked') return true;
  if (token.kind !== 'word') return false;
  if (metric) return true;
  if (lower === 'of') return at > from && !context.beginsAt(at + 1) && word(at + 1) !== 'at';
  if (lower === 'per') return at > from;
  if (lower === 'in' || lower === 'between') return at > from && /^(?:gap|difference|disparity)$/.test(word(at - 1));
  if (lower === 'on') return at > from && /^(?:time|effort|spend|hours|minutes)$/.test(word(at - 1)) && !context.beginsAt(at + 1);
  if (lower === 'to') return at > from && /^(?:time|days|lead)$/.test(word(at - 1)) && !context.beginsAt(at + 1);
  if (lower === 'the' || lower === 'a' || lower === 'an' || determiners.has(lower)) return at > from && word(at - 1) === 'of';
  if (isHyphen(tokens[at + 1]) && tokens[at + 2]?.kind === 'word') return true;
  if (isFunctionWord(lower)) return false;
  if (at > from && (isHold(tokens, at) || (directionAt(tokens, at) !== undefined && directionAt(tokens, at)?.sort !== 'reach')))
    return false;
  return true;
}

/** "top-5 accuracy", "7-day retention": the digits belong to the name. */
const isInName = (context: Context, at: number): boolean => {
  const quantity = context.quantityAt(at);
  return quantity !== undefined && isHyphen(context.tokens[quantity.number.to]) && context.tokens[quantity.number.to + 1]?.kind === 'word';
};

export function known(context: Context, metric: MetricAt, from = metric.from): Found {
  const span = spanOf(context.tokens, from, metric.to);
  return {
    slot: { value: { ...metric.mention, name: context.text.slice(...span) }, span, confidence: metric.confidence },
    from,
    to: metric.to,
  };
}

export function guess(context: Context, { from, to }: Noun, confidence: number): Found {
  const span = spanOf(context.tokens, from, to);
  return { slot: { value: { name: context.text.slice(...span) }, span, confidence }, from, to };
}

/** The metric that a noun phrase names; of one that the lexicon does not know all words are the name. */
export function metricOf(context: Context, noun: Noun | undefined, confidence = 0.55): Found | undefined {
  if (!noun) return undefined;
  const short = inBracket(context, noun.to);
  if (short)
    return {
      ...guess(context, noun, short.confidence),
      slot: {
        value: { ...short.mention, name: context.text.slice(...spanOf(context.tokens, noun.from, noun.to)) },
        span: spanOf(context.tokens, noun.from, noun.to),
        confidence: short.confidence,
      },
      from: noun.from,
      to: noun.to,
    };
  for (let at = noun.from; at < noun.to; at++) {
    const metric = context.metricAt(at);
    if (!metric || metric.from < noun.from) continue;
    // "share of missed fractures" is a share; the words before the metric are part of its name.
    const cut = headStart(context, noun.from, metric.from);
    return known(context, metric, cut);
  }
  return guess(
    context,
    noun,
    looksMeasured(context.word(noun.to - 1)) || isMeasuring(context.word(noun.from)) ? Math.max(confidence, 0.7) : confidence,
  );
}

/** "valuation error (MAPE)": the short form in brackets says which metric it is. */
function inBracket(context: Context, at: number): MetricAt | undefined {
  if (context.word(at) !== '(') return undefined;
  const metric = context.metricAt(at + 1);
  return metric && metric.from === at + 1 && context.word(metric.to) === ')' ? metric : undefined;
}

/** At most four words before the known name, none of them a preposition. */
function headStart(context: Context, from: number, metric: number): number {
  let start = metric;
  while (
    start > from &&
    start > metric - 4 &&
    !(prepositions.has(context.word(start - 1)) && context.word(start - 1) !== 'per' && !isHyphen(context.tokens[start])) &&
    !conjunctions.has(context.word(start - 1)) &&
    !comparing.has(context.word(start - 1)) &&
    !determiners.has(context.word(start - 1)) &&
    // "We'd like translation cost"
    !pronouns.has(context.word(start - 1).split("'")[0] as string) &&
    context.word(start - 1) !== 'like'
  )
    start--;
  // "signal-to-outcome latency" is one word up to its hyphens.
  while (start > from && (isHyphen(context.tokens[start]) || isHyphen(context.tokens[start - 1]))) start--;
  return start;
}

const measuring =
  /^(?:number|share|percentage|proportion|rate|volume|amount|cost|time|frequency|count|ratio|level|fraction|average|incidence|speed|minutes|hours|days|prevalence|occurrence|probability|likelihood|rates|value|length|quality|size|duration|total|mean|median|portion|part|backlog|gap|difference)$/;

export const isMeasuring = (word: string): boolean => measuring.test(word);

/** Does this phrase name something measured even where no amount stands beside it? */
export const isMeasured = (context: Context, { from, to }: Found): boolean =>
  isMeasuring(context.word(from)) ||
  looksMeasured(context.word(to - 1)) ||
  (to - from <= 2 && /^(?:engagement|productivity|usage|loyalty|awareness|traffic)$/.test(context.word(to - 1)));

export const isVague = (context: Context, { from, to }: Found): boolean =>
  /^(?:what|where|how|which|following|let|let's)$/.test(context.word(from)) ||
  // "14 min on average last year"
  (/^(?:last|previous)$/.test(context.word(to - 2)) && unitOfTime(context.tokens[to - 1]) !== undefined) ||
  (to - from === 1 &&
    (pronouns.has(context.word(from).split("'")[0] as string) ||
      /^(?:people|users?|customers?|product|service|model|system|team|teams|business|experience|ours|more|ones?|moment|present|figure|number|that)$/.test(
        context.word(from),
      )));
