// What must not get worse: "while preserving NPS", "without raising complaints above 0.5 %", "NPS drop ≤ 3 pts".
import type { Context } from './context.js';
import { harms, isHold } from './direction.js';
import type { Frame } from './frame.js';
import type { MetricAt } from './metrics.js';
import type { QuantityAt } from './quantity.js';
import { isHyphen, spanOf, type Token } from './tokens.js';
import type { Guardrail, Quantity, Slot } from './types.js';

export function guardrailsOf(context: Context, frame: Frame | undefined): Slot<Guardrail>[] {
  const found: Slot<Guardrail>[] = [];
  const { tokens, clauses } = context;
  let at = 0;
  while (at < tokens.length) {
    if (clauses.partOf(at) !== 'guard') {
      at++;
      continue;
    }
    let to = at;
    while (to < tokens.length && clauses.partOf(to) === 'guard' && tokens[to]?.kind !== 'break') to++;
    found.push(...listed(context, at, to));
    at = Math.max(to, at + 1);
  }
  if (frame) found.push(...heldBeside(context, frame));
  // A sentence of its own that only holds a level: "Keep p95 latency under 300 ms."
  for (const [from, to] of clauses.sentences) {
    if (!frame || (frame.region[0] >= from && frame.region[0] < to)) continue;
    for (let at = from; at < to && at < from + 10; at++) {
      if (!isHold(tokens, at) || clauses.partOf(at) !== 'main') continue;
      // "Keep NPS above 40." and "Escalation rate must stay below 20 %."
      if (at > from + 2 && metricsBetween(context, from, at).length === 0) continue;
      found.push(...stretch(context, from, to));
      break;
    }
  }
  return found;
}

/** "Guardrails: start time ≤ 2 s, battery drain no worse than today": after the label each item is one. */
function listed(context: Context, from: number, to: number): Slot<Guardrail>[] {
  const { tokens } = context;
  const colon = tokens[from + 1]?.text === ':' && /^guardrails?$/.test(tokens[from]?.lower ?? '') ? from + 1 : -1;
  if (colon < 0) return stretch(context, from, to);
  const found: Slot<Guardrail>[] = [];
  let start = colon + 1;
  for (let at = start; at <= to; at++) {
    if (at < to && tokens[at]?.text !== ',' && tokens[at]?.text !== ';') continue;
    if (at > start) found.push(...stretch(context, start, at));
    start = at + 1;
  }
  return found;
}

/** "Keep reader agreement at or above 0.8 while reducing reading time": what is kept is the guardrail. */
function heldBeside(context: Context, frame: Frame): Slot<Guardrail>[] {
  const { tokens, clauses } = context;
  if (frame.direction?.value === 'hold') return [];
  for (let at = frame.at - 1; at >= 0 && at > frame.at - 40; at--) {
    const token = tokens[at] as Token;
    if (token.kind === 'break' || token.text === ';') return [];
    if (isHold(tokens, at) && clauses.partOf(at) === 'main' && !context.metricAt(at)) return stretch(context, at, frame.at);
  }
  return [];
}

/** Metrics of the stretch; a short form in brackets after the name is the same metric. */
export function metricsBetween(context: Context, from: number, to: number): MetricAt[] {
  const found: MetricAt[] = [];
  for (let at = from; at < to; at++) {
    const metric = context.metricAt(at);
    if (!metric) continue;
    const last = found[found.length - 1];
    if (metric.from === at && !(last && last.mention.entry === metric.mention.entry && metric.from - last.to <= 1)) found.push(metric);
    at = metric.to - 1;
  }
  return found;
}

export function amountsBetween(context: Context, from: number, to: number): QuantityAt[] {
  const found: QuantityAt[] = [];
  for (let at = from; at < to; at++) {
    const quantity = context.quantityAt(at);
    if (!quantity) continue;
    if (quantity.from === at && !context.inWindow(at) && isMargin(context, quantity)) found.push(quantity);
    at = quantity.to - 1;
  }
  return found;
}

function stretch(context: Context, from: number, to: number): Slot<Guardrail>[] {
  const metrics = metricsBetween(context, from, to).map((metric) => widened(context, metric, from));
  const quantities = amountsBetween(context, from, to);
  if (metrics.length === 0) {
    const unknown = phrase(context, from, to);
    return unknown ? [withMargin(context, unknown, quantities[0])] : [];
  }
  let taken: QuantityAt | undefined;
  let near = 0;
  return metrics.map((metric, index) => {
    const next = metrics[index + 1];
    while (near < quantities.length && (quantities[near] as QuantityAt).from < metric.from) near++;
    const last = near > 0 ? quantities[near - 1] : undefined;
    let after = quantities[near];
    if (after && ((next && after.from >= next.from) || leadsTo(context, after, next))) after = undefined;
    // "no more than a 1 pp drop in retention", "≤ 0.5 % complaints"
    const before =
      !after && last && last !== taken && last.to <= metric.from && last.from >= (metrics[index - 1]?.to ?? from) ? last : undefined;
    const margin = after ?? before;
    if (margin) taken = margin;
    return withMargin(context, metric, margin);
  });
}

/** "discount cost": plain words right before the known name belong to it. */
function widened(context: Context, metric: MetricAt, from: number): MetricAt {
  let start = metric.from;
  while (start > from && start > metric.from - 2) {
    const token = context.tokens[start - 1] as Token;
    if (
      token.kind !== 'word' ||
      openers.test(token.lower) ||
      harms.has(token.lower) ||
      closers.test(token.lower) ||
      isHold(context.tokens, start - 1) ||
      context.quantityAt(start - 1)
    )
      break;
    start--;
  }
  if (start === metric.from) return metric;
  return { ...metric, mention: { ...metric.mention, name: context.text.slice(...spanOf(context.tokens, start, metric.to)) }, from: start };
}

/** "NPS and at most 1 pp lower retention": the amount belongs to what follows. */
function leadsTo(context: Context, quantity: QuantityAt, next: MetricAt | undefined): boolean {
  if (!next || next.from - quantity.end > 4) return false;
  for (let at = quantity.end; at < next.from; at++) if (/^(?:,|and|or|;|\))$/.test((context.tokens[at] as Token).lower)) return false;
  return true;
}

const isMargin = (context: Context, quantity: QuantityAt): boolean =>
  !isInName(context, quantity) &&
  (quantity.value.unit !== '' || quantity.value.comparator !== undefined) &&
  !(context.metricAt(quantity.from) && !context.metricAt(quantity.begin - 1) && quantity.value.unit === '') &&
  !/^(?:confidence|ci|power)$/.test(context.tokens[quantity.end]?.lower ?? '') &&
  !/^(?:for|over|in)$/.test(context.tokens[quantity.begin - 1]?.lower ?? '');

export function withMargin(context: Context, metric: MetricAt, margin: QuantityAt | undefined): Slot<Guardrail> {
  const from = margin ? Math.min(metric.from, margin.begin) : metric.from;
  const to = margin ? Math.max(metric.to, margin.to) : metric.to;
  const name = metric.mention.name;
  return {
    value: { metric: { ...metric.mention, name }, ...(margin ? { margin: bound(context, margin) } : {}) },
    span: spanOf(context.tokens, from, to),
    confidence: metric.confidence,
  };
}

/** "four-fifths ratio", "top-5 accuracy": the number belongs to the name. */
const isInName = (context: Context, quantity: QuantityAt): boolean => {
  const metric = context.metricAt(quantity.number.from);
  return metric !== undefined && quantity.to < metric.to;
};

/** "drops by more than 3 points" after "not" is already turned round; "by 3 points" alone is the most that is accepted. */
function bound(context: Context, margin: QuantityAt): Quantity {
  if (margin.value.comparator) return margin.value;
  const lead = context.tokens[margin.begin - 1]?.lower ?? '';
  for (let at = margin.begin - 1; at >= 0 && at > margin.begin - 7; at--)
    if (/^exceed/.test((context.tokens[at] as Token).lower)) return { ...margin.value, comparator: '<=' };
  return lead === 'by' || lead === 'than' ? { ...margin.value, comparator: '<=' } : margin.value;
}

const openers =
  /^(?:while|whilst|without|and|with|but|also|as|so|long|subject|to|provided|that|at|the|expense|of|no|not|any|a|an|our|keeping|preserving|maintaining|holding|protecting|retaining|sustaining|safeguarding|respecting|staying|current|existing|in|on|for|cost|loss|,|:|–|—|-|guardrails?|constraints?|constant|equal|same|unchanged|stable|increase|decrease|regressions?|drop|degradation|is|are|do|does|must|may|should|never|ensuring|we|more|than|worse|change|impact|negative|significant|measurable|user's|if|by|making|having|missing|lower|higher|longer|under|additional|extra|new|hurting|stay|stays|drops?|falls?|rises?)$/;
const closers =
  /^(?:by|below|under|above|at|within|over|from|to|for|during|≤|≥|<|>|<=|>=|unchanged|flat|stable|constant|intact|and|,|while|\(|\)|stays?|remains?|is|are|must|does|do|drops?|falls?|rises?|no|not|more|on|in|across|through|as|or|than|worse|steady|:)$/;

/** A metric that the lexicon does not know: "without hurting editorial diversity". */
function phrase(context: Context, from: number, to: number): MetricAt | undefined {
  const { tokens } = context;
  let start = from;
  while (start < to && (openers.test((tokens[start] as Token).lower) || harms.has((tokens[start] as Token).lower) || isHold(tokens, start)))
    start++;
  let end = start;
  while (
    end < to &&
    end < start + 6 &&
    ((tokens[end] as Token).kind === 'word' || isHyphen(tokens[end])) &&
    !(closers.test((tokens[end] as Token).lower) && end > start) &&
    !context.inWindow(end)
  )
    end++;
  while (end > start && isHyphen(tokens[end - 1])) end--;
  if (
    end <= start ||
    closers.test((tokens[start] as Token).lower) ||
    /^(?:existing|new|additional|extra|it|them|this|that|anything|everything)$/.test((tokens[start] as Token).lower)
  )
    return undefined;
  const [a, b] = spanOf(tokens, start, end);
  return { mention: { name: context.text.slice(a, b) }, from: start, to: end, confidence: 0.55 };
}
