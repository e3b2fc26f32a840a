// The noun phrase that a word of direction governs, and the metric in it: one of the lexicon, or one that is measured
// though the lexicon does not know it ("number of escalated parcels", "widgets returned by 8 %").
import type { Context } from './context.js';
import type { DirectionAt } from './direction.js';
import { before, determiners, type FoundMetric, guess, known, lexiconAfter, phraseBefore } from './mention.js';
import { looksMeasured } from './metrics.js';
import { isArrow, isHyphen, type Token } from './tokens.js';

const stops =
  /^(?:by|from|to|within|while|without|for|on|among|across|in|of|with|and|or|over|at|during|so|that|which|through|via|until|before|as|if|when|because|per|is|are|was|were|will|should|must|can|may|stays?|remains?|after|using|below|above|under|than|between|up|down|increases?|decreases?|rises?|falls?|drops?|compared|versus|vs|relative|against|not|we)$/;
const ofHeads =
  /^(?:number|share|percentage|proportion|rate|volume|amount|cost|time|frequency|count|ratio|level|fraction|average|incidence|speed|accuracy|precision|recall|percent|minutes|hours|prevalence|occurrence|probability|likelihood|rates|value|length|quality|size|length)$/;
/** Named often, defined never: taken as the author's metric, without an entry. */
const abstract = /^(?:engagement|productivity|usage|loyalty|awareness|traffic)$/;
const pronouns = /^(?:ours|it|this|that|them|these|those|us|theirs|everything|things|more|people|users|customers)$/;

export function metricFor(context: Context, direction: DirectionAt, begin: number, end: number): FoundMetric | undefined {
  const { tokens } = context;
  if (direction.sort === 'noun') {
    const own = context.metricAt(direction.at);
    const object = objectStart(context, direction.to, end, true);
    return (
      (object === undefined ? undefined : phraseMetric(context, object, end, true)) ??
      before(context, direction.at, begin) ??
      (own ? known(context, own) : undefined)
    );
  }
  if (direction.sort === 'adverb') {
    const start = skip(tokens, direction.to, end);
    // "12 % more playlist saves": the noun follows; "CTR is 8 % higher than": it stands before.
    const attached =
      start < end &&
      context.quantityAt(direction.at - 1) !== undefined &&
      !stops.test((tokens[start] as Token).lower) &&
      (tokens[start] as Token).kind === 'word';
    const after = attached ? phraseMetric(context, start, end, true, true) : undefined;
    return (
      (after?.slot.value.entry ? after : undefined) ??
      before(context, direction.at, begin) ??
      after ??
      nounsBefore(context, direction.at, begin) ??
      lexiconAfter(context, direction.to, end)
    );
  }
  const object = objectStart(context, direction.to, end, false);
  const direct =
    object === undefined
      ? undefined
      : (quotedMetric(context, object, end) ?? phraseMetric(context, object, end, direction.sort !== 'reach'));
  if (direct?.slot.value.entry) return direct;
  return (
    subject(context, direction, begin) ??
    counted(context, direction.to) ??
    direct ??
    lexiconAfter(context, direction.to, end) ??
    before(context, direction.at, begin)
  );
}

/** "CTR on home increases by", "NPS must reach": the metric stands before a verb that no "to" or "and" introduces. */
function subject(context: Context, direction: DirectionAt, begin: number): FoundMetric | undefined {
  const lead = context.tokens[direction.at - 1];
  if (!lead || /^(?:to|and|,|-|•|\*|:|we|then)$/.test(lead.lower)) return undefined;
  return before(context, direction.at, begin) ?? nounsBefore(context, direction.at, begin);
}

/** "Report defects per batch fall by": plain nouns that end in something that is measured. */
function nounsBefore(context: Context, at: number, begin: number): FoundMetric | undefined {
  if (/^sav/.test((context.tokens[at] as Token).lower)) return undefined;
  let to = at;
  while (
    to > begin &&
    /^(?:should|must|will|shall|to|is|are|be|need|needs|can|has|have|goes?|moves?|comes?|need)$/.test(
      (context.tokens[to - 1] as Token).lower,
    )
  )
    to--;
  const last = context.tokens[to - 1];
  if (last?.kind !== 'word' || stops.test(last.lower) || pronouns.test(last.lower)) return undefined;
  // The verb has no object: an amount, "by", "from" or "to" follows it.
  const follow = context.tokens[at + 1];
  const bare =
    looksMeasured(last.lower) ||
    (follow !== undefined && /^(?:by|from|to|below|above|under)$/.test(follow.lower) && isNearAmount(context, at + 1));
  return bare ? phraseBefore(context, to, begin) : undefined;
}

/** "Reach 20 million impressions per day": what is counted is the metric. */
export function counted(context: Context, at: number): FoundMetric | undefined {
  const quantity = context.quantityAt(at) ?? context.quantityAt(at + 1) ?? context.quantityAt(at + 2);
  const unit = quantity?.value.unit.split('/')[0] ?? '';
  if (
    !quantity ||
    unit.length < 4 ||
    context.inWindow(quantity.from) ||
    /^(?:points|tokens|cents|stars|month|quarter|year|sprint)$/.test(unit)
  )
    return undefined;
  let from = quantity.number.to;
  while (from < quantity.to && (context.tokens[from] as Token).kind !== 'word') from++;
  if (from >= quantity.to) return undefined;
  return guess(context, from, quantity.to, 0.6);
}

function skip(tokens: readonly Token[], at: number, end: number): number {
  let next = at;
  while (next < end && determiners.test((tokens[next] as Token).lower) && !isHyphen(tokens[next + 1])) next++;
  return next;
}

/** 'Cut "no answer found" from 18 % to 9 %': a quoted name. */
function quotedMetric(context: Context, from: number, end: number): FoundMetric | undefined {
  if (!/^["“„«]$/.test(context.tokens[from]?.text ?? '')) return undefined;
  for (let at = from + 1; at < end && at < from + 8; at++) {
    if (/^["”»]$/.test((context.tokens[at] as Token).text)) return at > from + 1 ? guess(context, from + 1, at, 0.6) : undefined;
  }
  return undefined;
}

/** Where the object begins; an amount may stand between: "an uplift of 8 % in conversion", "add 5 points to NPS". */
function objectStart(context: Context, at: number, end: number, noun: boolean): number | undefined {
  let next = skip(context.tokens, at, end);
  const quantity = context.quantityAt(next);
  if (quantity && next === quantity.from && !context.metricAt(quantity.to - 1) && !(context.metricAt(next) && quantity.value.unit === '')) {
    next = quantity.end;
    while (next < end && /^(?:\(|\)|relative|absolute|or|more)$/.test((context.tokens[next] as Token).lower)) next++;
    const link = context.tokens[next]?.lower ?? '';
    if (!/^(?:in|of|on|to|for)$/.test(link)) return next < end && context.metricAt(next) ? next : undefined;
    next = skip(context.tokens, next + 1, end);
  } else if (noun && !/^(?:in|of|on)$/.test(context.tokens[at]?.lower ?? '')) return undefined;
  return next < end ? next : undefined;
}

/** The noun phrase at `from`: a metric of the lexicon within it, or a phrase that is measured. */
function phraseMetric(context: Context, from: number, end: number, mayGuess: boolean, attached = false): FoundMetric | undefined {
  const { tokens } = context;
  let to = from;
  while (to < end && to < from + 9) {
    const metric = context.metricAt(to);
    if (metric && metric.from === to) {
      const wide =
        metric.from - from <= 4 &&
        tokens.slice(from, metric.from).every((one) => one.kind === 'word' || isHyphen(one) || one.kind === 'number');
      return known(context, metric, wide ? from : metric.from);
    }
    if (context.quantityAt(to) && !isHyphen(tokens[to + 1])) break;
    if (!continues(tokens, to, from)) break;
    to++;
  }
  while (to > from && (isHyphen(tokens[to - 1]) || (stops.test((tokens[to - 1] as Token).lower) && !isHyphen(tokens[to - 2])))) to--;
  if (to <= from || !mayGuess || (to === from + 1 && pronouns.test((tokens[from] as Token).lower))) return undefined;
  const last = tokens[to - 1] as Token;
  if (ofHeads.test((tokens[from] as Token).lower) || looksMeasured(last.lower)) return guess(context, from, to, 0.7);
  if (to - from <= 2 && abstract.test(last.lower)) return guess(context, from, to, 0.6);
  const quantity = context.quantityAt(to);
  const follow = tokens[to];
  const measured =
    attached ||
    (quantity !== undefined && quantity.begin <= to) ||
    (follow !== undefined &&
      (/^(?:by|from|to|below|under|above|at|over)$/.test(follow.lower) || isArrow(follow)) &&
      isNearAmount(context, to)) ||
    /^(?:<|>|≤|≥|<=|>=|=)$/.test(follow?.text ?? '');
  return measured ? guess(context, from, to, 0.5) : undefined;
}

/** Does the phrase go on over this token? "number of tickets", "time to first draft" do; "rate within" does not. */
function continues(tokens: readonly Token[], at: number, from: number): boolean {
  const token = tokens[at] as Token;
  if (isHyphen(token) || (at > from && isHyphen(tokens[at - 1]))) return true;
  if (token.kind === 'number' || isArrow(token)) return false;
  if (token.kind !== 'word' && token.text !== '/' && token.text !== '&' && token.kind !== 'masked') return false;
  if (!stops.test(token.lower) || isHyphen(tokens[at + 1])) return true;
  if (at === from) return false;
  const head = tokens[at - 1]?.lower ?? '';
  return (
    token.lower === 'per' ||
    (token.lower === 'of' && ofHeads.test(head)) ||
    (token.lower === 'to' && head === 'time') ||
    (token.lower === 'with' && /^sessions?$/.test(head))
  );
}

function isNearAmount(context: Context, at: number): boolean {
  for (let next = at; next < at + 6 && next < context.tokens.length; next++) {
    const quantity = context.quantityAt(next);
    if (quantity) return !context.inWindow(next);
    if ((context.tokens[next] as Token).kind === 'break' || (context.tokens[next] as Token).text === ',') return false;
  }
  return false;
}
