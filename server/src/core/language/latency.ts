// Bounds on how long a machine takes to answer, and whether they say for how many of the requests.

import type { Span } from '../text.js';
import { type MetricAt, metricsIn } from './metrics.js';
import { type QuantityAt, quantitiesIn } from './quantity.js';
import { rememberedReading } from './remembered.js';
import { endsSentence, type Reading, scan, spanOf, type Token } from './tokens.js';
import type { LatencyBound, Slot } from './types.js';

/** Bounds on latency and response time in ms or s; those in hours are about people and left out. */
export const findLatencyBounds = rememberedReading((text: string, options: Reading): Slot<LatencyBound>[] => {
  const source = scan(text, options);
  const { tokens } = source;
  const quantities = quantitiesIn(source);
  const metrics = metricsIn(source).filter((metric) => metric.mention.entry?.id === 'latency' || metric.mention.entry?.id === 'ttft');
  const found: Slot<LatencyBound>[] = [];
  let index = 0;
  for (const metric of metrics) {
    while (index < quantities.length && (quantities[index] as QuantityAt).from < metric.to) index++;
    const quantity = quantities[index];
    const bound = quantity ?? undefined;
    if (!bound || bound.begin > metric.to + 8 || !/^(?:ms|s)$/.test(bound.value.unit) || !isBound(tokens, metric, bound)) continue;
    const plain = tokens[metric.from]?.lower ?? '';
    const mean = /^(?:average|mean|avg)$/.test(plain);
    const word = spanOf(tokens, metric.from, metric.to);
    const plainWord = text.slice(mean ? (tokens[metric.from + 1] as Token).start : word[0], word[1]);
    const own = /^p(\d{2})(\d*)$/.exec(plain);
    const percentile =
      bound.value.percentile ??
      (own ? Number(own[2] ? `${own[1]}.${own[2]}` : own[1]) : plain === 'median' ? 50 : shareBefore(tokens, quantities, metric, index));
    found.push({
      value: {
        word,
        plainWord,
        mean: mean && percentile === undefined,
        ...(percentile === undefined ? {} : { percentile }),
        quantity: bound.value,
      },
      span: [word[0], spanOf(tokens, bound.from, bound.to)[1]] as Span,
      confidence: 0.9,
    });
  }
  return found;
});

/** Nothing but words of comparison between the metric and the amount. */
function isBound(tokens: readonly Token[], metric: MetricAt, bound: QuantityAt): boolean {
  for (let at = metric.to; at < bound.begin; at++) {
    const token = tokens[at] as Token;
    if (endsSentence(tokens, at) || token.text === ',' || /^(?:and|or|by|from|if|when|every)$/.test(token.lower)) return false;
  }
  return bound.value.comparator !== undefined || /^(?::|=|of|is|to|\(|at|\|)$/.test(tokens[bound.begin - 1]?.lower ?? '');
}

/** "99 % of requests …": the share is the percentile. */
function shareBefore(tokens: readonly Token[], quantities: readonly QuantityAt[], metric: MetricAt, index: number): number | undefined {
  for (const at of [index - 1, index + 1]) {
    const other = quantities[at];
    if (!other || other.value.unit !== '%' || Math.abs(other.from - metric.from) > 16) continue;
    if (/^(?:of|requests|queries|calls)$/.test(tokens[other.to]?.lower ?? '') && other.value.value >= 50) return other.value.value;
  }
  return undefined;
}
