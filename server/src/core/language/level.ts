// Aims without a word of direction: "CTR ≥ 4.3 %", "80 % of tickets are resolved …", "screen 200 applications a day".
import { amountsIn } from './amounts.js';
import type { Context } from './context.js';
import type { DirectionAt } from './direction.js';
import type { Frame } from './frame.js';
import { labelOf } from './labels.js';
import { type FoundMetric, lexiconAfter, lexiconBefore, phraseBefore, shareOf } from './mention.js';
import { counted } from './phrase.js';
import type { QuantityAt } from './quantity.js';
import { isArrow, isHyphen, spanOf } from './tokens.js';
import type { Direction, Slot } from './types.js';

const aside = /^(?:for|on|in|to|across|with|at|from|by|of|than|within|over|among|against|between|increase|reduce|raise|lower)$/;

/** "Resolve 45 % of tickets without a human", "40 % of developers use it weekly": the share itself is the metric. */
export function shareFrame(context: Context, from: number, to: number, directions: readonly DirectionAt[]): Frame | undefined {
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
export function countFrame(context: Context, from: number, to: number): Frame | undefined {
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
export function levelFrame(context: Context, from: number, to: number): Frame | undefined {
  const first = lexiconAfter(context, from, to);
  const amounts = amountsIn(context, [from, to]);
  const quantity =
    amounts.find(({ value }) => value.comparator !== undefined) ?? amounts.find(({ value }) => value.unit !== '' || first !== undefined);
  // "Predict churn with recall ≥ 60 %": the metric is the one beside the comparison.
  const metric = (quantity?.value.comparator ? lexiconBefore(context, quantity.begin, from) : undefined) ?? first;
  const comparator = quantity?.value.comparator;
  const sign = quantity?.number.sign;
  const own = metric ?? (quantity ? unknownLevel(context, quantity, from) : undefined);
  if (!own) return undefined;
  return {
    ...levelDirection(context, own, quantity),
    metric: own.slot,
    at: -1,
    metricTo: own.to,
    region: [from, to],
    score: (metric ? 3 : 1.5) + (comparator || sign || !metric ? 2.5 : quantity ? 1 : 0) - (quantity ? 0 : 1.5),
  };
}

/** "RevPAR +3 %", "Matches: from 22 % to 26 %": a name that the lexicon does not know, and numbers that say enough. */
function unknownLevel(context: Context, quantity: QuantityAt, from: number): FoundMetric | undefined {
  const { tokens } = context;
  if (quantity.value.comparator !== undefined || quantity.number.sign) return phraseBefore(context, quantity.begin, from);
  const change = tokens[quantity.begin - 1]?.lower === 'from' && (tokens[quantity.end]?.lower === 'to' || isArrow(tokens[quantity.end]));
  if (!change && !isArrow(tokens[quantity.end])) return undefined;
  return phraseBefore(context, change ? quantity.begin - 1 : quantity.begin, from);
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
