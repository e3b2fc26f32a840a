// What must not get worse: the metrics of a clause that protects, each with the bound that stands beside it.
import { looksMeasured, type MetricAt } from '../metrics.js';
import type { QuantityAt } from '../quantity.js';
import { isHyphen, spanOf } from '../tokens.js';
import type { Guardrail, Quantity, Slot } from '../types.js';
import type { Clause, Clauses } from './clauses.js';
import type { Context } from './context.js';
import { directionAt, harms, isHold } from './direction.js';
import { isFunctionWord, isNegation } from './grammar.js';
import { metricOf, nounAt, nounBefore } from './noun.js';
import { asJudged } from './roles.js';
import { amountsOf } from './statement.js';

/** "complaint rate ≤ 0.5 % and NPS flat": one guardrail a metric. */
export function guardrailsOf(context: Context, clauses: Clauses, clause: Clause): Slot<Guardrail>[] {
  const metrics = metricsIn(context, clauses, clause);
  const amounts = amountsOf(context, clauses, clause).filter((amount) => isMargin(context, amount));
  if (metrics.length === 0) {
    const unknown = plainName(context, clause, amounts[0]);
    return unknown ? [guardrail(context, unknown, amounts[0])] : [];
  }
  let taken: QuantityAt | undefined;
  return metrics.map((metric, index) => {
    const next = metrics[index + 1];
    const last = metrics[index - 1]?.to ?? clause.from;
    let after = amounts.find((amount) => amount.from >= metric.from && amount !== taken);
    if (after && ((next && after.from >= next.from) || leadsTo(context, after, next))) after = undefined;
    // "no more than a 1 pp drop in retention", "≤ 0.5 % complaints"
    const before = after ? undefined : amounts.find((amount) => amount !== taken && amount.to <= metric.from && amount.from >= last);
    const margin = after ?? before;
    if (margin) taken = margin;
    return guardrail(context, metric, margin);
  });
}

/** Metrics of the clause; a short form in brackets after the name is the same one. */
function metricsIn(context: Context, clauses: Clauses, clause: Clause): MetricAt[] {
  const found: MetricAt[] = [];
  for (let at = clause.from; at < clause.to; at++) {
    const metric = context.metricAt(at);
    if (!metric || !clauses.owns(clause, at) || isWhole(context, clause, metric.from)) continue;
    const last = found[found.length - 1];
    if (!(last && last.mention.entry === metric.mention.entry && metric.from - last.to <= 1))
      found.push(widened(context, metric, clause.from));
    at = metric.to - 1;
  }
  return found;
}

/** "markdowns ≤ 18 % of revenue": what it is a share of. */
function isWhole(context: Context, clause: Clause, at: number): boolean {
  const share = context.word(at - 1) === 'of' ? context.quantityAt(at - 2) : undefined;
  return (
    share?.value.unit === '%' &&
    share.begin > clause.from &&
    context.tokens[share.begin - 1]?.kind === 'word' &&
    isNameWord(context, share.begin - 1)
  );
}

/** "discount cost": plain words right before the known name belong to it. */
function widened(context: Context, metric: MetricAt, from: number): MetricAt {
  let start = metric.from;
  while (start > from && start > metric.from - 3 && isNameWord(context, start - 1)) start--;
  return start === metric.from
    ? metric
    : { ...metric, mention: { ...metric.mention, name: context.text.slice(...spanOf(context.tokens, start, metric.to)) }, from: start };
}

const isNameWord = (context: Context, at: number): boolean => {
  const token = context.tokens[at];
  return (
    token?.kind === 'word' &&
    !isFunctionWord(token.lower) &&
    !isNegation(token.lower) &&
    !(harms.has(token.lower) && !looksMeasured(context.word(at + 1))) &&
    !unnamed.test(token.lower) &&
    !isHold(context.tokens, at) &&
    directionAt(context.tokens, at) === undefined &&
    context.quantityAt(at) === undefined
  );
};

/** Words that say how it is held or harmed, not what. */
const unnamed =
  /^(?:keeping|preserving|maintaining|holding|protecting|retaining|sustaining|safeguarding|respecting|staying|remaining|ensuring|making|having|guardrails?|constraints?|regressions?|degradation|deterioration|change|impact|negative|significant|measurable|material|statistically|current|existing|additional|extra|new|longer|slower|drop|drops|loss|long|exceeding|exceed|exceeds|rise|rises|expense|cost|note|metric|metrics|adverse|notable|visible|noticeable|let|lets|meaningful|unacceptable)$/;

/** A metric that the lexicon does not know: "without hurting editorial diversity", "battery drain no worse than today". */
function plainName(context: Context, clause: Clause, amount: QuantityAt | undefined): MetricAt | undefined {
  const { tokens, word } = context;
  let start = clause.from;
  // "without missing more cancers", "while scrapping fewer than 1 % of good parts": the deed is not what is protected.
  if (/^(?:without|while|whilst)$/.test(clause.opener) && /ing$/.test(word(start)) && word(start + 1) !== 'time') start++;
  while (
    start < clause.to &&
    ((isFunctionWord(word(start)) && !isHyphen(tokens[start + 1])) ||
      (harms.has(word(start)) && !looksMeasured(word(start + 1))) ||
      isHold(tokens, start) ||
      unnamed.test(word(start)) ||
      tokens[start]?.kind === 'sign' ||
      context.quantityAt(start))
  )
    start++;
  // "giving away more than 20 % in discounts": what is bounded stands behind the bound.
  if (
    amount &&
    /^(?:in|of|on)$/.test(word(amount.end)) &&
    amount.begin > clause.from &&
    /ing$/.test(word(clause.from)) &&
    amount.value.unit === '%'
  ) {
    const behind = nounAt(context, amount.end + 1, clause.to);
    if (behind) start = behind.from;
  }
  let end = start;
  while (
    end < clause.to &&
    end < start + 7 &&
    !context.inWindow(end) &&
    (isNameWord(context, end) || (end > start && (isHyphen(tokens[end]) || isHyphen(tokens[end - 1]) || /^(?:per|of)$/.test(word(end)))))
  )
    end++;
  while (end > start && (isHyphen(tokens[end - 1]) || isFunctionWord(word(end - 1)))) end--;
  if (end > start && !/^(?:it|them|anything|everything|that|this|more|change|changes)$/.test(word(start)))
    return { mention: { name: context.text.slice(...spanOf(tokens, start, end)) }, from: start, to: end, confidence: 0.55 };
  const near = amount && metricOf(context, nounBefore(context, amount.begin, clause.from));
  return near && { mention: near.slot.value, from: near.from, to: near.to, confidence: near.slot.confidence };
}

/** "NPS and at most 1 pp lower retention": the amount belongs to what follows. */
function leadsTo(context: Context, amount: QuantityAt, next: MetricAt | undefined): boolean {
  if (!next || next.from - amount.end > 4) return false;
  for (let at = amount.end; at < next.from; at++) if (/^(?:,|and|or|;|\))$/.test(context.word(at))) return false;
  return true;
}

const isMargin = (context: Context, amount: QuantityAt): boolean =>
  (amount.value.unit !== '' ||
    amount.value.comparator !== undefined ||
    /^(?:at|above|below|than|by)$/.test(context.word(amount.begin - 1))) &&
  !(context.metricAt(amount.from) && !context.metricAt(amount.begin - 1) && amount.value.unit === '') &&
  !/^(?:for|over|in)$/.test(context.word(amount.begin - 1));

export function guardrail(context: Context, metric: MetricAt, margin: QuantityAt | undefined): Slot<Guardrail> {
  return {
    value: { metric: metric.mention, ...(margin ? { margin: bound(context, asJudged(margin, metric.mention.entry?.better)) } : {}) },
    span: spanOf(
      context.tokens,
      margin ? Math.min(metric.from, margin.begin) : metric.from,
      margin ? Math.max(metric.to, margin.to) : metric.to,
    ),
    confidence: metric.confidence,
  };
}

/** "drops by more than 3 points" after "not" is already turned round; "by 3 points" alone is the most that is accepted. */
function bound(context: Context, margin: QuantityAt): Quantity {
  if (margin.value.comparator) return margin.value;
  for (let at = margin.begin - 1; at >= 0 && at > margin.begin - 7; at--)
    if (/^exceed/.test(context.word(at))) return { ...margin.value, comparator: '<=' };
  return /^(?:by|than)$/.test(context.word(margin.begin - 1)) ? { ...margin.value, comparator: '<=' } : margin.value;
}
