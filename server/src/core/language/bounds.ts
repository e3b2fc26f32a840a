// Bounds on another metric that stand beside the aim without a word like "while": "…, cost per lead ≤ €14".
import type { Context } from './context.js';
import type { Frame } from './frame.js';
import { amountsBetween, metricsBetween, withMargin } from './guardrail.js';
import type { MetricAt } from './metrics.js';
import type { QuantityAt } from './quantity.js';
import type { Token } from './tokens.js';
import type { Guardrail, Slot } from './types.js';

/** "Increase leads by 0.4, cost per lead ≤ €14": another metric with a bound of its own after the aim. */
export function trailingBounds(context: Context, frame: Frame): readonly { readonly slot: Slot<Guardrail>; readonly amount: QuantityAt }[] {
  if (frame.at < 0 || !frame.metric || !frame.changes) return [];
  const found: { slot: Slot<Guardrail>; amount: QuantityAt }[] = [];
  let amounts = 0;
  for (let at = Math.max(frame.at, frame.region[0]); at < frame.region[1]; at++) {
    const amount = context.quantityAt(at);
    if (!amount || amount.from !== at) continue;
    at = amount.to - 1;
    if (context.inWindow(amount.from) || context.clauses.partOf(amount.from) !== 'main') continue;
    const metric = amounts > 0 && amount.value.comparator ? boundMetric(context, amount) : undefined;
    amounts++;
    if (metric && metric.mention.entry?.id !== frame.metric.value.entry?.id)
      found.push({ slot: withMargin(context, metric, amount), amount });
  }
  return found;
}

/** The metric right before the comparison, with a comma or bracket before it. */
function boundMetric(context: Context, amount: QuantityAt): MetricAt | undefined {
  for (let at = amount.begin - 1; at >= 0 && at > amount.begin - 4; at--) {
    const metric = context.metricAt(at);
    if (!metric) continue;
    for (let back = metric.from - 1; back >= 0 && back > metric.from - 4; back--)
      if (/^(?:,|\(|and|with|;|\+|&|\/)$/.test((context.tokens[back] as Token).lower)) return metric;
    return undefined;
  }
  return undefined;
}

/** "… within 6 months. CSAT at least 4.0.": a sentence beside the aim that only bounds another metric. */
export function boundsBeside(context: Context, frame: Frame): Slot<Guardrail>[] {
  if (!frame.metric || !(frame.changes || frame.level)) return [];
  const { tokens, clauses } = context;
  const found: Slot<Guardrail>[] = [];
  for (const [from, to] of clauses.sentences) {
    if ((frame.region[0] >= from && frame.region[0] < to) || to - from > 16 || clauses.partOf(from) !== 'main') continue;
    const metric = metricsBetween(context, from, to)[0];
    const amount = metric && amountsBetween(context, metric.to, to)[0];
    if (!metric || !amount?.value.comparator || amount.begin > metric.to + 3 || metric.mention.entry?.id === frame.metric?.value.entry?.id)
      continue;
    if (
      tokens
        .slice(from, metric.from)
        .some((token) => token.kind === 'word' && !/^(?:p\d+|our|the|overall|average|median)$/.test(token.lower))
    )
      continue;
    found.push(withMargin(context, metric, amount));
  }
  return found;
}
