// A frame is one "raise X": a word of direction and the metric that it governs, with the stretch of text it rules.
// Where no word of direction stands, a level alone makes one: "CTR ≥ 4.3 %", "80 % of tickets are resolved …".
import { amountsIn } from './amounts.js';
import type { Context } from './context.js';
import { type DirectionAt, directionAt } from './direction.js';
import { labelOf } from './labels.js';
import { countFrame, levelFrame, shareFrame } from './level.js';
import { type FoundMetric, known, lexiconAfter, shareOf } from './mention.js';
import { metricFor } from './phrase.js';
import type { QuantityAt } from './quantity.js';
import { spanOf, type Token } from './tokens.js';
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
  if (
    !found &&
    weak.test((tokens[direction.at] as Token).lower) &&
    !numbers.some(({ value }) => /^(?:%|pp|bps|points|ms|s|min|h|[$€£])/.test(value.unit))
  )
    return undefined;
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
