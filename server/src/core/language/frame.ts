// A frame is one "raise X": a word of direction and the metric that it governs, with the stretch of text it rules.
import type { Context } from './context.js';
import { type DirectionAt, directionAt, isDirectionVerb } from './direction.js';
import { looksMeasured, type MetricAt } from './metrics.js';
import { isArrow, isHyphen, spanOf, type Token } from './tokens.js';
import type { Direction, MetricMention, Slot } from './types.js';

export interface Frame {
  readonly direction: Slot<Direction>;
  readonly metric?: Slot<MetricMention>;
  /** Tokens: of the direction word (or -1), and after the metric. */
  readonly at: number;
  readonly metricFrom: number;
  readonly metricTo: number;
  readonly region: readonly [from: number, to: number];
  readonly score: number;
}

/** The best one; of equals the first. */
export function frameOf(_: Context, frames: readonly Frame[]): Frame | undefined {
  return frames.reduce<Frame | undefined>((best, frame) => (best && best.score >= frame.score ? best : frame), undefined);
}

export function framesOf(context: Context): Frame[] {
  const frames: Frame[] = [];
  for (const [from, to] of context.clauses.sentences) {
    const directions: DirectionAt[] = [];
    for (let at = from; at < to; at++) {
      if (context.clauses.partOf(at) !== 'main' || context.inWindow(at)) continue;
      const metric = context.metricAt(at);
      const found = directionAt(context.tokens, at);
      if (!found || (metric && at > metric.from) || (metric && metric.to > at + 1)) continue;
      directions.push(found);
    }
    const strong = directions.filter((direction) => direction.sort !== 'reach');
    const used = strong.length > 0 ? directions : directions;
    used.forEach((direction, index) => {
      const begin = index === 0 ? from : (used[index - 1] as DirectionAt).to;
      const next = used
        .slice(index + 1, index + 6)
        .find((other) => other.sort !== 'noun' && other.sort !== 'adverb' && isNewClause(context.tokens, other.at, direction.at));
      frames.push(frameAt(context, direction, begin, next?.at ?? to, [from, to]));
    });
    if (directions.length === 0) {
      const level = levelFrame(context, from, to);
      if (level) frames.push(level);
    }
  }
  return frames;
}

/** Only "and cut …", ", raise …", "to raise …" begin a frame of their own; "so that X rises" belongs to what is before. */
const isNewClause = (tokens: readonly Token[], at: number, after: number): boolean =>
  at > after + 1 && /^(?:and|,|to|then|;|by|or|will|should|must|can|we|-|that|:)$/.test(tokens[at - 1]?.lower ?? ',');

function frameAt(context: Context, direction: DirectionAt, begin: number, end: number, sentence: readonly [number, number]): Frame {
  const { tokens } = context;
  const found = metricFor(context, direction, begin, end);
  let value = direction.value;
  let confidence = direction.sort === 'verb' || direction.sort === 'improve' ? 0.95 : direction.sort === 'reach' ? 0.6 : 0.85;
  const better = found?.slot.value.entry?.better;
  const worthy = context.quantities.find(
    (quantity) => quantity.from >= sentence[0] && quantity.from < end && quantity.value.comparator && !context.inWindow(quantity.from),
  );
  if (direction.sort === 'improve' && better === 'down') value = 'decrease';
  if (direction.sort === 'adverb' && /^(?:faster|quicker)$/.test(tokens[direction.at]?.lower ?? '') && better === 'up') value = 'increase';
  if (direction.sort === 'reach')
    value =
      worthy?.value.comparator === '<' || worthy?.value.comparator === '<=' || (better === 'down' && !worthy) ? 'decrease' : 'increase';
  // The sentence's numbers belong to the frame up to the next one; those before it too, if no frame stands there.
  const region: readonly [number, number] = [
    begin === sentence[0] || direction.sort === 'noun' || direction.sort === 'adverb' ? sentence[0] : direction.at,
    end,
  ];
  const numbers = context.quantities.filter(
    (quantity) =>
      quantity.from >= region[0] &&
      quantity.from < region[1] &&
      !context.inWindow(quantity.from) &&
      context.clauses.partOf(quantity.from) === 'main' &&
      (quantity.value.unit !== '' || quantity.value.comparator !== undefined || found !== undefined),
  ).length;
  if (direction.sort === 'reach' && numbers === 0) confidence = 0.4;
  const score =
    (found ? (found.slot.value.entry ? 4 : 2.5) : 0) +
    (numbers > 0 ? 3 : 0) +
    (direction.sort === 'reach' ? -1 : direction.value === 'hold' ? -0.5 : 1);
  return {
    direction: { value, span: spanOf(tokens, direction.at, direction.to), confidence },
    ...(found ? { metric: found.slot } : {}),
    at: direction.at,
    metricFrom: found?.from ?? direction.to,
    metricTo: found?.to ?? direction.to,
    region,
    score,
  };
}

interface FoundMetric {
  readonly slot: Slot<MetricMention>;
  readonly from: number;
  readonly to: number;
}

const determiners = /^(?:the|our|a|an|its|their|overall|total|your|this|these|both|us|in|of|user's|on|all)$/;
const phraseStops =
  /^(?:by|from|to|within|while|without|for|on|among|across|in|of|with|and|or|over|at|during|so|that|which|through|via|until|before|as|if|when|because|per|is|are|was|were|will|should|must|can|may|stays?|remains?|after|using|below|above|under|than|between|up|down|increases?|decreases?|rises?|falls?|drops?|compared|versus|vs|relative|against|not|we)$/;
const ofHeads =
  /^(?:number|share|percentage|proportion|rate|volume|amount|cost|time|frequency|count|ratio|level|fraction|average|incidence|speed|accuracy|precision|recall|percent|minutes|hours|prevalence|occurrence|probability|likelihood|rates|value|length|quality)$/;

function metricFor(context: Context, direction: DirectionAt, begin: number, end: number): FoundMetric | undefined {
  const { tokens } = context;
  const own = context.metricAt(direction.at);
  if (direction.sort === 'noun') {
    const object = objectStart(context, direction.to, end, true);
    return (
      (object === undefined ? undefined : phraseMetric(context, object, end, true)) ??
      metricBefore(context, direction.at, begin) ??
      (own ? known(context, own) : undefined)
    );
  }
  if (direction.sort === 'adverb')
    return (
      metricBefore(context, direction.at, begin) ??
      phraseMetric(context, skip(tokens, direction.to, end), end, true) ??
      lexiconAfter(context, direction.to, end)
    );
  const object = objectStart(context, direction.to, end, false);
  const direct = object === undefined ? undefined : phraseMetric(context, object, end, direction.sort !== 'reach');
  if (direct?.slot.value.entry) return direct;
  const subject = isSubject(context, direction, begin);
  if (subject) return subject;
  return direct ?? lexiconAfter(context, direction.to, end) ?? metricBefore(context, direction.at, begin);
}

/** "CTR on home increases by", "NPS must reach": the metric stands before a verb that no "to" or "and" introduces. */
function isSubject(context: Context, direction: DirectionAt, begin: number): FoundMetric | undefined {
  const before = context.tokens[direction.at - 1];
  if (!before || /^(?:to|and|,|-|•|\*|:|we|then)$/.test(before.lower)) return undefined;
  return metricBefore(context, direction.at, begin);
}

function skip(tokens: readonly Token[], at: number, end: number): number {
  let next = at;
  while (next < end && determiners.test((tokens[next] as Token).lower)) next++;
  return next;
}

/** Where the object begins; an amount may stand between: "an uplift of 8 % in conversion", "add 5 points to NPS". */
function objectStart(context: Context, at: number, end: number, noun: boolean): number | undefined {
  let next = skip(context.tokens, at, end);
  const quantity = context.quantityAt(next);
  if (quantity && next === quantity.from && !(context.metricAt(quantity.to - 1) && quantity.value.unit.length > 3)) {
    next = quantity.end;
    while (next < end && /^(?:\(|\)|relative|absolute|or|more)$/.test((context.tokens[next] as Token).lower)) next++;
    const link = context.tokens[next]?.lower ?? '';
    if (!/^(?:in|of|on|to|for)$/.test(link)) return next < end && context.metricAt(next) ? next : undefined;
    next = skip(context.tokens, next + 1, end);
  } else if (noun && !/^(?:in|of|on)$/.test(context.tokens[at]?.lower ?? '')) return undefined;
  return next < end ? next : undefined;
}

/** The noun phrase at `from`: a metric of the lexicon within it, or a phrase that is measured. */
function phraseMetric(context: Context, from: number, end: number, mayGuess: boolean): FoundMetric | undefined {
  const { tokens } = context;
  let to = from;
  while (to < end && to < from + 9) {
    const token = tokens[to] as Token;
    const metric = context.metricAt(to);
    if (metric && metric.from === to) {
      const start = to > from ? from : metric.from;
      const wide =
        tokens.slice(start, metric.from).every((one) => one.kind === 'word' || isHyphen(one) || one.kind === 'number') &&
        metric.from - start <= 4;
      return known(context, metric, wide ? start : metric.from);
    }
    if (context.quantityAt(to) && !isHyphen(tokens[to + 1])) break;
    if (token.kind === 'number' || isArrow(token) || isHyphen(token)) {
      if (!isHyphen(token)) break;
    } else if (token.kind !== 'word' && token.text !== '/' && token.text !== '&' && token.kind !== 'masked') break;
    else if (phraseStops.test(token.lower) && to >= from) {
      const head = tokens[to - 1]?.lower ?? '';
      if (
        !(
          to > from &&
          (token.lower === 'of' || (token.lower === 'to' && head === 'time') || (token.lower === 'per' && to > from)) &&
          (ofHeads.test(head) || token.lower === 'per')
        )
      )
        break;
    }
    to++;
  }
  while (to > from && (isHyphen(tokens[to - 1]) || phraseStops.test((tokens[to - 1] as Token).lower))) to--;
  if (to <= from || !mayGuess) return undefined;
  const last = tokens[to - 1] as Token;
  const counted = ofHeads.test((tokens[from] as Token).lower) || looksMeasured(last.lower);
  const follow = tokens[to];
  const quantity = context.quantityAt(to);
  const attached =
    (quantity && quantity.begin <= to) ||
    (follow && (/^(?:by|from|to|below|under|above|at|over)$/.test(follow.lower) || isArrow(follow)) && near(context, to)) ||
    comparatorNext(context, to);
  if (!counted && !attached) return undefined;
  const [start, stop] = spanOf(tokens, from, to);
  return { slot: { value: { name: context.text.slice(start, stop) }, span: [start, stop], confidence: counted ? 0.7 : 0.5 }, from, to };
}

function near(context: Context, at: number): boolean {
  for (let next = at; next < at + 6 && next < context.tokens.length; next++) {
    const quantity = context.quantityAt(next);
    if (quantity) return !context.inWindow(next);
    if ((context.tokens[next] as Token).kind === 'break' || (context.tokens[next] as Token).text === ',') return false;
  }
  return false;
}

const comparatorNext = (context: Context, at: number): boolean => /^(?:<|>|≤|≥|<=|>=|=)$/.test(context.tokens[at]?.text ?? '');

function known(context: Context, metric: MetricAt, from = metric.from): FoundMetric {
  const [start, stop] = spanOf(context.tokens, from, metric.to);
  return {
    slot: { value: { ...metric.mention, name: context.text.slice(start, stop) }, span: [start, stop], confidence: metric.confidence },
    from,
    to: metric.to,
  };
}

function lexiconAfter(context: Context, at: number, end: number): FoundMetric | undefined {
  for (let next = at; next < end; next++) {
    const metric = context.metricAt(next);
    if (metric && context.clauses.partOf(next) === 'main' && metric.from >= at) return known(context, metric);
  }
  return undefined;
}

function metricBefore(context: Context, at: number, begin: number): FoundMetric | undefined {
  for (let before = at - 1; before >= begin; before--) {
    const metric = context.metricAt(before);
    if (metric && context.clauses.partOf(before) === 'main') return known(context, metric);
  }
  return undefined;
}

/** No word of direction: "CTR ≥ 4.3 %", "p95 latency under 300 ms", "Target CTR: 4.3 %", "80 % of tickets are …". */
function levelFrame(context: Context, from: number, to: number): Frame | undefined {
  const { tokens } = context;
  const metric = lexiconAfter(context, from, to);
  const quantity = context.quantities.find(
    (one) =>
      one.from >= from &&
      one.from < to &&
      context.clauses.partOf(one.from) === 'main' &&
      !context.inWindow(one.from) &&
      (one.value.comparator !== undefined || one.value.unit !== '' || metric !== undefined),
  );
  if (!quantity && !metric) return undefined;
  const comparator = quantity?.value.comparator;
  const sign = quantity?.number.sign;
  const falls =
    comparator === '<' ||
    comparator === '<=' ||
    sign === '-' ||
    (comparator === undefined && !sign && metric?.slot.value.entry?.better === 'down');
  const share = quantity && !metric && quantity.value.basis === 'share' ? shareOf(context, quantity.end, to) : undefined;
  const own = metric ?? share ?? (quantity && comparator ? phraseBefore(context, quantity.begin, from) : undefined);
  if (!own || (!quantity && !metric)) return undefined;
  const place = quantity ? spanOf(tokens, quantity.begin, quantity.to) : own.slot.span;
  return {
    direction: { value: falls ? 'decrease' : 'increase', span: place, confidence: comparator || sign ? 0.65 : 0.3 },
    metric: own.slot,
    at: -1,
    metricFrom: own.from,
    metricTo: own.to,
    region: [from, to],
    score: (metric ? 3 : 1.5) + (comparator || sign ? 2.5 : 0) - (quantity ? 0 : 1.5),
  };
}

/** "80 % of tickets are resolved without a human": what the share is of. */
function shareOf(context: Context, at: number, end: number): FoundMetric | undefined {
  let from = at;
  if (context.tokens[from]?.lower === 'of') from++;
  let to = from;
  while (
    to < end &&
    to < from + 10 &&
    !context.inWindow(to) &&
    ((context.tokens[to] as Token).kind === 'word' || isHyphen(context.tokens[to]))
  )
    to++;
  if (to - from < 2) return undefined;
  const [start, stop] = spanOf(context.tokens, from, to);
  return { slot: { value: { name: context.text.slice(start, stop) }, span: [start, stop], confidence: 0.5 }, from, to };
}

function phraseBefore(context: Context, at: number, begin: number): FoundMetric | undefined {
  let to = at;
  while (to > begin && /^(?:is|are|of|be|stays?|must|should|at|:|a|=)$/.test((context.tokens[to - 1] as Token).lower)) to--;
  let from = to;
  while (
    from > begin &&
    from > to - 6 &&
    ((context.tokens[from - 1] as Token).kind === 'word' || isHyphen(context.tokens[from - 1])) &&
    !isDirectionVerb(context.tokens[from - 1])
  )
    from--;
  while (from < to && (determiners.test((context.tokens[from] as Token).lower) || isHyphen(context.tokens[from]))) from++;
  if (from >= to || context.quantityAt(from)) return undefined;
  const [start, stop] = spanOf(context.tokens, from, to);
  return { slot: { value: { name: context.text.slice(start, stop) }, span: [start, stop], confidence: 0.55 }, from, to };
}
