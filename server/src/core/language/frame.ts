// A frame is one "raise X": a word of direction and the metric that it governs, with the stretch of text it rules.
// Where no word of direction stands, a level alone makes one: "CTR ≥ 4.3 %", "80 % of tickets are resolved …".
import type { Context } from './context.js';
import { type DirectionAt, directionAt } from './direction.js';
import { labelOf } from './labels.js';
import { counted, type FoundMetric, known, lexiconAfter, lexiconBefore, metricFor, phraseBefore, shareOf } from './phrase.js';
import type { QuantityAt } from './quantity.js';
import { isHyphen, spanOf, type Token } from './tokens.js';
import type { Direction, MetricMention, Slot } from './types.js';

export interface Frame {
  readonly direction?: Slot<Direction>;
  readonly metric?: Slot<MetricMention>;
  /** Token of the direction word, or -1. */
  readonly at: number;
  /** After the metric. */
  readonly metricTo: number;
  readonly region: readonly [from: number, to: number];
  readonly score: number;
  /** The level, where the frame is one: "80 % of tickets are …". */
  readonly level?: QuantityAt;
  /** The direction is a verb of change, not only a level to reach. */
  readonly changes?: boolean;
}

/** No frame looks further than this many tokens, so that reading stays linear. */
const reach = 120;

/** The best one; of equals the first. */
export const bestFrame = (frames: readonly Frame[]): Frame | undefined =>
  frames.reduce<Frame | undefined>((best, frame) => (best && best.score >= frame.score ? best : frame), undefined);

export function framesOf(context: Context): Frame[] {
  const frames: Frame[] = [];
  for (const [from, to] of context.clauses.sentences) {
    const directions = directionsIn(context, from, to);
    const share = shareFrame(context, from, Math.min(to, from + reach), directions);
    if (share) frames.push(share);
    directions.forEach((direction, index) => {
      const begin = Math.max(direction.at - reach, index === 0 ? from : (directions[index - 1] as DirectionAt).to);
      const next = directions
        .slice(index + 1, index + 6)
        .find((other) => other.sort !== 'noun' && other.sort !== 'adverb' && isNewClause(context.tokens, other.at, direction.at));
      const frame = frameAt(context, direction, begin, Math.min(next?.at ?? to, direction.at + reach), from);
      if (frame) frames.push(frame);
    });
    if (directions.length === 0 && !share) {
      const level = countFrame(context, from, Math.min(to, from + reach)) ?? levelFrame(context, from, Math.min(to, from + reach));
      if (level) frames.push(level);
    }
  }
  return frames;
}

function directionsIn(context: Context, from: number, to: number): DirectionAt[] {
  const directions: DirectionAt[] = [];
  for (let at = from; at < to; at++) {
    if (context.clauses.partOf(at) !== 'main' || context.inWindow(at)) continue;
    const metric = context.metricAt(at);
    if (metric && (at > metric.from || metric.to > at + 1)) continue;
    const found = directionAt(context.tokens, at);
    if (found) directions.push(found);
  }
  return directions;
}

/** Only "and cut …", ", raise …", "to raise …" begin a frame of their own; "so that X rises" belongs to what is before. */
const isNewClause = (tokens: readonly Token[], at: number, after: number): boolean =>
  at > after + 1 && /^(?:and|,|to|then|;|by|or|will|should|must|can|we|-|that|:|while)$/.test(tokens[at - 1]?.lower ?? ',');

/** Verbs that say too little without a metric: "expand to 3 markets". */
const weak =
  /^(?:expand|expands|expanding|accelerate|accelerates|strengthen|strengthens|elevate|elevates|push|pushes|upgrade|augment|drop|drops|cut|cuts)$/;

function frameAt(context: Context, direction: DirectionAt, begin: number, end: number, sentence: number): Frame | undefined {
  const { tokens } = context;
  const found = metricFor(context, direction, begin, end);
  const wide = begin === sentence || direction.sort === 'noun' || direction.sort === 'adverb';
  const region: readonly [number, number] = [wide ? Math.max(sentence, direction.at - reach) : direction.at, end];
  const numbers = amountsIn(context, region).filter(
    (amount) => (amount.value.unit !== '' || amount.value.comparator !== undefined || found) && labelOf(tokens, amount) !== 'baseline',
  );
  if (direction.sort === 'reach' && numbers.length === 0 && !found?.slot.value.entry) return undefined;
  if (!found && weak.test((tokens[direction.at] as Token).lower)) return undefined;
  const better = found?.slot.value.entry?.better;
  const comparator = numbers[0]?.value.comparator;
  let { value } = direction;
  let confidence = direction.sort === 'verb' || direction.sort === 'improve' ? 0.95 : direction.sort === 'reach' ? 0.6 : 0.85;
  if (direction.sort === 'improve' && better === 'down') value = 'decrease';
  if (direction.sort === 'adverb' && /^(?:faster|quicker)$/.test((tokens[direction.at] as Token).lower) && better === 'up')
    value = 'increase';
  if (direction.sort === 'reach') {
    value = comparator === '<' || comparator === '<=' || (better === 'down' && comparator === undefined) ? 'decrease' : 'increase';
    if (numbers.length === 0) confidence = 0.4;
  }
  const score =
    (found ? (found.slot.value.entry ? 4 : 2.5) : 0) +
    (numbers.length > 0 ? 3 : 0) +
    (direction.sort === 'reach' ? -1 : direction.value === 'hold' ? -1.5 : 1);
  return {
    direction: { value, span: spanOf(tokens, direction.at, direction.to), confidence },
    ...(found ? { metric: found.slot } : {}),
    at: direction.at,
    metricTo: found?.to ?? direction.to,
    region,
    score,
    changes: direction.sort !== 'reach' && direction.value !== 'hold',
  };
}

/** Amounts of the author's own clauses between two tokens, windows left out. */
function amountsIn(context: Context, [from, to]: readonly [number, number]): QuantityAt[] {
  const found: QuantityAt[] = [];
  for (let at = from; at < to; at++) {
    const quantity = context.quantityAt(at);
    if (!quantity) continue;
    if (quantity.from === at && !context.inWindow(at) && context.clauses.partOf(at) === 'main') found.push(quantity);
    at = quantity.to - 1;
  }
  return found;
}

const aside = /^(?:for|on|in|to|across|with|at|from|by|of|than|within|over|among|against|between|increase|reduce|raise|lower)$/;

/** "Resolve 45 % of tickets without a human", "40 % of developers use it weekly": the share itself is the metric. */
function shareFrame(context: Context, from: number, to: number, directions: readonly DirectionAt[]): Frame | undefined {
  const { tokens } = context;
  const share = amountsIn(context, [from, to])[0];
  if (share?.value.unit !== '%' || tokens[share.to]?.lower !== 'of' || share.number.sign || labelOf(tokens, share) === 'baseline')
    return undefined;
  if (
    /^(?:traffic|requests?|exposure|rollout|sample|budget|capacity|quota|the)$/.test(tokens[share.to + 1]?.lower ?? '') &&
    /^(?:traffic|requests?|exposure|rollout|sample|budget|capacity|quota|time)$/.test(
      tokens[share.to + (tokens[share.to + 1]?.lower === 'the' ? 2 : 1)]?.lower ?? '',
    )
  )
    return undefined;
  const lead = tokens[share.begin - 1];
  if (lead && aside.test(lead.lower)) return undefined;
  if (
    lead &&
    share.begin > from &&
    lead.kind !== 'word' &&
    lead.text !== ':' &&
    !isHyphen(lead) &&
    lead.text !== '-' &&
    lead.text !== '•' &&
    lead.text !== '.' &&
    lead.text !== ')' &&
    lead.text !== ','
  )
    return undefined;
  const first = directions[0];
  if (first && first.at < share.from && first.sort !== 'reach') return undefined;
  const after = directions.find((one) => one.at >= share.to);
  if (after?.sort === 'adverb' || after?.sort === 'noun') return undefined;
  for (let at = from; at < share.begin; at++) if (context.metricAt(at)) return undefined;
  const metric = shareOf(context, share.end, to);
  if (!metric) return undefined;
  const falls = share.value.comparator === '<' || share.value.comparator === '<=';
  return {
    direction: { value: falls ? 'decrease' : 'increase', span: spanOf(tokens, share.begin, share.to), confidence: 0.65 },
    metric: metric.slot,
    at: -1,
    metricTo: metric.to,
    region: [from, to],
    score: 7,
    level: share,
  };
}

const builders =
  /^(?:support|launch|ship|deliver|release|build|deploy|add|provide|train|migrate|integrate|create|develop|hire|run|use|label|write)$/;

/** "Screen 200 applications per recruiter per day": a verb, a count and what is counted. */
function countFrame(context: Context, from: number, to: number): Frame | undefined {
  const { tokens } = context;
  const amount = amountsIn(context, [from, to])[0];
  const verb = amount ? tokens[amount.begin - 1] : undefined;
  if (
    !amount ||
    !verb ||
    amount.begin - 1 < from ||
    amount.begin > from + 5 ||
    verb.kind !== 'word' ||
    builders.test(verb.lower) ||
    aside.test(verb.lower)
  )
    return undefined;
  if (!/^[A-Z]/.test(verb.text) && tokens[amount.begin - 2]?.lower !== 'to' && tokens[amount.begin - 2]?.lower !== 'will') return undefined;
  const metric = counted(context, amount.from);
  if (!metric || context.metricAt(amount.begin - 1)) return undefined;
  const falls = amount.value.comparator === '<' || amount.value.comparator === '<=';
  return {
    direction: { value: falls ? 'decrease' : 'increase', span: spanOf(tokens, amount.begin, amount.to), confidence: 0.65 },
    metric: metric.slot,
    at: -1,
    metricTo: metric.to,
    region: [from, to],
    score: 5,
    level: amount,
  };
}

/** No word of direction: "CTR ≥ 4.3 %", "p95 latency under 300 ms", "Target CTR: 4.3 %". */
function levelFrame(context: Context, from: number, to: number): Frame | undefined {
  const first = lexiconAfter(context, from, to);
  const amounts = amountsIn(context, [from, to]);
  const quantity =
    amounts.find(({ value }) => value.comparator !== undefined) ?? amounts.find(({ value }) => value.unit !== '' || first !== undefined);
  // "Predict churn with recall ≥ 60 %": the metric is the one beside the comparison.
  const metric = (quantity?.value.comparator ? lexiconBefore(context, quantity.begin, from) : undefined) ?? first;
  const comparator = quantity?.value.comparator;
  const sign = quantity?.number.sign;
  const own = metric ?? (quantity && comparator ? phraseBefore(context, quantity.begin, from) : undefined);
  if (!own) return undefined;
  return {
    ...levelDirection(context, own, quantity),
    metric: own.slot,
    at: -1,
    metricTo: own.to,
    region: [from, to],
    score: (metric ? 3 : 1.5) + (comparator || sign ? 2.5 : quantity ? 1 : 0) - (quantity ? 0 : 1.5),
  };
}

function levelDirection(context: Context, metric: FoundMetric, quantity: QuantityAt | undefined): { readonly direction?: Slot<Direction> } {
  const comparator = quantity?.value.comparator;
  const sign = quantity?.number.sign;
  const better = metric.slot.value.entry?.better;
  if (!quantity || comparator === 'between' || better === 'band') return {};
  const falls =
    comparator === '<' || comparator === '<=' || (sign === '-' && !comparator) || (comparator === undefined && !sign && better === 'down');
  const confidence = comparator || sign ? 0.65 : 0.4;
  return { direction: { value: falls ? 'decrease' : 'increase', span: spanOf(context.tokens, quantity.begin, quantity.to), confidence } };
}

/** The metric that a line of its own names: "Metric: average handling time". */
export function labelledMetric(context: Context): FoundMetric | undefined {
  const { tokens } = context;
  for (const [from, to] of context.clauses.sentences) {
    for (let at = from; at < to && at < from + 5; at++) {
      if (tokens[at]?.text !== ':' || !/^(?:metric|kpi|measure|metrics|indicator)$/.test(tokens[at - 1]?.lower ?? '')) continue;
      return lexiconAfter(context, at + 1, to) ?? shareOf(context, at + 1, to);
    }
  }
  return undefined;
}

/** The one metric that is named anywhere: "The average completion rate is 15 %; we aim for 30 %". */
export const onlyMetric = (context: Context): FoundMetric | undefined => {
  const metric = context.metrics.find((one) => context.clauses.partOf(one.from) !== 'guard');
  return metric ? known(context, metric) : undefined;
};
