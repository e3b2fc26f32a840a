// A metric as it is named in the text: one of the lexicon before or after a word, or plain words taken for one.
import type { Context } from './context.js';
import { isDirectionVerb } from './direction.js';
import type { MetricAt } from './metrics.js';
import { isHyphen, spanOf, type Token } from './tokens.js';
import type { MetricMention, Slot } from './types.js';

export interface FoundMetric {
  readonly slot: Slot<MetricMention>;
  readonly from: number;
  readonly to: number;
}

export const determiners = /^(?:the|our|a|an|its|their|overall|total|your|this|these|both|us|in|of|user's|on|all)$/;

export function known(context: Context, metric: MetricAt, from = metric.from): FoundMetric {
  const span = spanOf(context.tokens, from, metric.to);
  return {
    slot: { value: { ...metric.mention, name: context.text.slice(...span) }, span, confidence: metric.confidence },
    from,
    to: metric.to,
  };
}

export function guess(context: Context, from: number, to: number, confidence: number): FoundMetric {
  const span = spanOf(context.tokens, from, to);
  return { slot: { value: { name: context.text.slice(...span) }, span, confidence }, from, to };
}

export function lexiconAfter(context: Context, at: number, end: number): FoundMetric | undefined {
  for (let next = at; next < end; next++) {
    const metric = context.metricAt(next);
    if (metric && context.clauses.partOf(next) === 'main' && metric.from >= at) return known(context, metric);
  }
  return undefined;
}

/** The nearest one before `at`, at most eight tokens back. */
export const lexiconBefore = (context: Context, at: number, begin: number): FoundMetric | undefined =>
  before(context, at, Math.max(begin, at - 8));

export function before(context: Context, at: number, begin: number): FoundMetric | undefined {
  for (let back = at - 1; back >= begin; back--) {
    const metric = context.metricAt(back);
    if (metric && context.clauses.partOf(back) === 'main') return known(context, metric);
  }
  return undefined;
}

/** "80 % of tickets are resolved without a human": what the share is of. */
export function shareOf(context: Context, at: number, end: number): FoundMetric | undefined {
  const from = context.tokens[at]?.lower === 'of' ? at + 1 : at;
  let to = from;
  while (
    to < end &&
    to < from + 10 &&
    !context.inWindow(to) &&
    !context.quantityAt(to) &&
    context.clauses.partOf(to) === 'main' &&
    ((context.tokens[to] as Token).kind === 'word' || isHyphen(context.tokens[to]))
  )
    to++;
  while (
    to > from &&
    /^(?:within|in|under|by|at|least|most|than|fewer|with|more|the|a|less|for|on|over|before)$/.test(
      (context.tokens[to - 1] as Token).lower,
    )
  )
    to--;
  return to > from ? guess(context, from, to, 0.5) : undefined;
}

export function phraseBefore(context: Context, at: number, begin: number): FoundMetric | undefined {
  const { tokens } = context;
  let to = at;
  while (to > begin && /^(?:is|are|of|be|stays?|must|should|at|:|a|=)$/.test((tokens[to - 1] as Token).lower)) to--;
  let from = to;
  while (
    from > begin &&
    from > to - 6 &&
    ((tokens[from - 1] as Token).kind === 'word' || isHyphen(tokens[from - 1])) &&
    !isDirectionVerb(tokens[from - 1])
  )
    from--;
  while (from < to && (determiners.test((tokens[from] as Token).lower) || isHyphen(tokens[from]))) from++;
  if (from >= to || context.quantityAt(from)) return undefined;
  return guess(context, from, to, 0.55);
}
