// Triggers and criteria: metric, comparison, value, for how long. "5xx > 1.4 % for 5 min", "CTR drops by more than 5 %".
// Without a number there is no condition: "if quality drops" gives none.

import { type DurationAt, durationsIn, unitOfTime } from './duration.js';
import { type MetricAt, metricsIn } from './metrics.js';
import { numbersIn } from './numbers.js';
import { type QuantityAt, quantitiesIn } from './quantity.js';
import { rememberedReading } from './remembered.js';
import { endsSentence, isArrow, type Reading, scan, spanOf, type Token } from './tokens.js';
import { drops, metricOf, rises } from './trigger.js';
import type { Comparator, Condition, Slot } from './types.js';

export function readCondition(text: string, reading: Reading): Slot<Condition> | undefined {
  return readConditions(text, reading)[0];
}

export const readConditions = rememberedReading((text: string, reading: Reading): Slot<Condition>[] => {
  const source = scan(text, reading);
  const { tokens } = source;
  const numbers = numbersIn(source);
  const metrics = metricsIn(source);
  const durations = durationsIn(source, numbers);
  const quantities = quantitiesIn(source, numbers);
  const found: Slot<Condition>[] = [];
  let floor = 0;
  let metricIndex = 0;
  let durationIndex = 0;
  let last: MetricAt | undefined;
  for (let index = 0; index < quantities.length; index++) {
    const quantity = quantities[index] as QuantityAt;
    // "(n ≥ 200)" is the size of the sample.
    if (isSampleSize(tokens, quantity)) continue;
    const begin = Math.max(floor, partStart(tokens, quantity.begin));
    const next = quantities[index + 1];
    const stop = Math.min(next?.begin ?? tokens.length, partEnd(tokens, quantity.to));
    while (metricIndex < metrics.length && (metrics[metricIndex] as MetricAt).to <= begin) metricIndex++;
    const comparison = compare(tokens, quantity, begin);
    if (!comparison || isDurationOnly(tokens, quantity, found.length > 0)) continue;
    const metric =
      metricOf(text, tokens, metrics, metricIndex, quantity, begin, stop) ??
      (last && isContinued(tokens, quantity, begin) ? last : undefined);
    if (!metric) continue;
    last = metric;
    while (durationIndex < durations.length && (durations[durationIndex] as DurationAt).from < quantity.to) durationIndex++;
    const duration = durationAfter(
      tokens,
      durations.slice(durationIndex, durationIndex + 4),
      quantity.to,
      partEnd(tokens, quantity.to, true),
      next,
    );
    const from = Math.min(metric.from, quantity.begin);
    const to = Math.max(metric.to, quantity.end, duration?.to ?? 0);
    floor = Math.max(quantity.end, duration?.to ?? 0);
    const { approximate: _, ...rest } = quantity.value;
    found.push({
      value: {
        metric: metric.mention,
        comparator: comparison.comparator,
        threshold: { ...rest, comparator: comparison.comparator, ...(comparison.change && rest.value < 0 ? { value: -rest.value } : {}) },
        ...(duration ? { duration: duration.value } : {}),
        ...(comparison.change ? { change: comparison.change } : {}),
      },
      span: spanOf(tokens, from, to),
      confidence: Math.min(metric.confidence, quantity.value.unit === '' && !metric.mention.entry ? 0.6 : 0.95),
    });
  }
  return found.concat(zeros(text, tokens, durations)).sort((a, b) => a.span[0] - b.span[0]);
});

const isSampleSize = (tokens: readonly Token[], quantity: QuantityAt): boolean =>
  tokens[quantity.begin - 1]?.lower === 'n' && /^[(,]$/.test(tokens[quantity.begin - 2]?.text ?? '');

const opens = /^(?:and|or|if|when|whenever|unless|once|where|because|trigger|triggers|criteria|but|then|until|that)$/;

/** A part is what stands between commas, "and", "or", "if" and the like. */
function partStart(tokens: readonly Token[], at: number): number {
  for (let index = at - 1; index >= 0 && index > at - 16; index--) {
    const token = tokens[index] as Token;
    if (
      endsSentence(tokens, index) ||
      token.text === ',' ||
      token.text === '|' ||
      isArrow(token) ||
      (token.text === '(' && index < at - 1) ||
      (token.kind === 'word' &&
        opens.test(token.lower) &&
        !joinsPair(tokens, index) &&
        !(token.lower === 'or' && isComparing(tokens[index + 1])))
    )
      return index + 1;
  }
  return Math.max(0, at - 16);
}

/** "between training and live data": one thing. */
const joinsPair = (tokens: readonly Token[], at: number): boolean =>
  tokens[at]?.lower === 'and' && tokens.slice(Math.max(0, at - 5), at).some(({ lower }) => lower === 'between');

const isComparing = (token: Token | undefined): boolean =>
  /^(?:below|above|under|over|more|less|fewer|lower|higher|greater|better|worse|longer|shorter|later|equal)$/.test(token?.lower ?? '');

function partEnd(tokens: readonly Token[], at: number, pastComma = false): number {
  for (let index = at; index < tokens.length && index < at + 14; index++) {
    const token = tokens[index] as Token;
    if (endsSentence(tokens, index) || token.text === '|' || isArrow(token) || token.lower === 'then') return index;
    if (token.text === ',' && !pastComma) return index;
    if (
      token.kind === 'word' &&
      opens.test(token.lower) &&
      token.lower !== 'that' &&
      !(token.lower === 'or' && isComparing(tokens[index + 1]))
    )
      return index;
  }
  return Math.min(tokens.length, at + 14);
}

/** "rise from 2 % to 4 %": it has happened at the second level, not by the first. */
function levelOfChange(tokens: readonly Token[], quantity: QuantityAt, begin: number): Comparator | 'start' | undefined {
  const lead = tokens[quantity.begin - 1]?.lower;
  if (lead !== 'from' && lead !== 'to') return undefined;
  for (let at = quantity.begin - 2; at >= begin && at > quantity.begin - 10; at--) {
    const { lower } = tokens[at] as Token;
    if (drops.test(lower) || rises.test(lower)) return lead === 'from' ? 'start' : drops.test(lower) ? '<=' : '>=';
  }
  return undefined;
}

function compare(
  tokens: readonly Token[],
  quantity: QuantityAt,
  begin: number,
): { readonly comparator: Comparator; readonly change?: 'drop' | 'rise' } | undefined {
  const { comparator } = quantity.value;
  const level = comparator === undefined ? levelOfChange(tokens, quantity, begin) : undefined;
  if (level === 'start') return undefined;
  if (level) return { comparator: level };
  let change: 'drop' | 'rise' | undefined;
  let by = false;
  for (let at = quantity.begin - 1; at >= begin && at > quantity.begin - 7; at--) {
    const { lower } = tokens[at] as Token;
    if (lower === 'by') by = true;
    if (/^(?:below|above|under|to|over|exceeds?)$/.test(lower)) break;
    // "false positives per shift"
    if (tokens[at - 1]?.lower === 'per') continue;
    if ((drops.test(lower) || rises.test(lower)) && !/^(?:bound|ci|limit|confidence|quartile)$/.test(tokens[at + 1]?.lower ?? '')) {
      // "drops below 4 %" is a level, "drops 5 %" and "drops by more than 5 %" are changes.
      const level = comparator !== undefined && !by && isLevel(tokens, at, quantity.begin);
      if (!level) change = drops.test(lower) ? 'drop' : 'rise';
      break;
    }
  }
  const after = tokens[quantity.end];
  const afterTwo = tokens[quantity.end + 1];
  if (!change && comparator && (drops.test(after?.lower ?? '') || (after?.lower === 'relative' && drops.test(afterTwo?.lower ?? ''))))
    change = 'drop';
  else if (!change && /^(?:increase|rise|jump|spike|growth|higher)$/.test(after?.lower ?? '') && comparator) change = 'rise';
  else if (
    !change &&
    !(
      after?.lower === 'over' &&
      tokens
        .slice(quantity.end + 1, quantity.end + 5)
        .some((token) => unitOfTime(token) !== undefined || (token.text === 'm' && token.glued)) &&
      !/^(?:budget|plan|forecast|control|baseline|target)$/.test(tokens[quantity.end + 1]?.lower ?? '')
    ) &&
    /^(?:below|above|over|under|worse|higher|lower|than)$/.test(after?.lower ?? '') &&
    (quantity.value.unit !== '' || quantity.number.factor)
  )
    change = /^(?:below|under|lower)$/.test(after?.lower ?? '') ? 'drop' : 'rise';
  if (
    quantity.number.factor &&
    !change &&
    quantity.value.value >= 1 &&
    /^(?:double|doubles|doubled|triples?|tripled|quadruples?|quadrupled)$/.test(tokens[quantity.from]?.lower ?? '')
  )
    return {
      comparator: /^(?:than)$/.test(tokens[quantity.from - 1]?.lower ?? '') && tokens[quantity.from - 2]?.lower === 'more' ? '>' : '>=',
      change: 'rise',
    };
  if (comparator) {
    if (comparator === 'between' && change === undefined) return { comparator };
    // "drops > 5 %" means a drop greater than five per cent; "not drop by more than" is turned round already.
    return { comparator: comparator === 'between' ? '>=' : comparator, ...(change ? { change } : {}) };
  }
  if (change && (quantity.value.unit !== '' || by)) return { comparator: '>=', change };
  // "2 % drop in revenue"
  if (quantity.value.unit !== '' && /^(?:drop|fall|decline|decrease|loss|dip|rise|increase|jump|spike)$/.test(after?.lower ?? ''))
    return { comparator: '>=', change: /^(?:rise|increase|jump|spike)$/.test(after?.lower ?? '') ? 'rise' : 'drop' };
  // "twice the baseline"
  if (quantity.number.factor && quantity.value.value > 1 && /^(?:the|its|our|normal|usual)$/.test(after?.lower ?? ''))
    return { comparator: '>=', change: 'rise' };
  // "block rate +60 % vs the 7-day average"
  if (quantity.number.sign && quantity.value.unit !== '')
    return { comparator: '>=', change: quantity.number.sign === '-' ? 'drop' : 'rise' };
  const verb = tokens[quantity.begin - 1]?.lower ?? '';
  if (/^(?:reach|reaches|reached|hit|hits|touches)$/.test(verb)) return { comparator: '>=' };
  if (/^(?:cross|crosses|crossed|pass|passes|tops|breach|breaches)$/.test(verb)) return { comparator: '>' };
  return undefined;
}

function isLevel(tokens: readonly Token[], from: number, to: number): boolean {
  for (let at = from + 1; at <= to; at++)
    if (/^(?:below|above|under|over|beyond|past|short)$/.test((tokens[at] as Token).lower)) return true;
  return false;
}

/** "for more than 5 minutes" says for how long, not how much. */
function isDurationOnly(tokens: readonly Token[], quantity: QuantityAt, afterAnother: boolean): boolean {
  if (!/^(?:ms|s|min|h|d|bd|w|month|quarter|year|sprint)$/.test(quantity.value.unit)) return false;
  const lead = tokens[quantity.begin - 1]?.lower ?? '';
  if (/^(?:for|over|during|in|every|after|last|past|least|sustained)$/.test(lead)) return true;
  // "null share over 2.5 % or feature age over 26 h"
  if (/^(?:age|latency|times?|lag|delay|duration|staleness|freshness|waits?|runtime|downtime)$/.test(lead)) return false;
  return (tokens[quantity.begin]?.lower === 'within' || tokens[quantity.begin]?.lower === 'over') && afterAnother;
}

const isContinued = (tokens: readonly Token[], quantity: QuantityAt, begin: number): boolean =>
  quantity.begin <= begin + 1 && /^(?:or|and|,|\(|but)$/.test(tokens[begin - 1]?.lower ?? '');

function durationAfter(
  tokens: readonly Token[],
  durations: readonly DurationAt[],
  from: number,
  stop: number,
  next: QuantityAt | undefined,
): DurationAt | undefined {
  for (const duration of durations) {
    if (duration.from < from) continue;
    if (duration.from > stop) return undefined;
    let lead = duration.from - 1;
    while (
      lead > from - 1 &&
      /^(?:more|than|at|least|longer|a|an|the|any|last|past|over|consecutive|rolling|≥|>|>=|each|full)$/.test(
        (tokens[lead] as Token).lower,
      ) &&
      !(tokens[lead]?.lower === 'over' && tokens[lead - 1]?.lower !== 'for')
    )
      lead--;
    if (/^(?:vs|versus|to|than|against)$/.test(tokens[lead]?.lower ?? '')) continue;
    if (
      /^(?:for|over|in|within|during|sustained|across|\(|,|per|after|lasting|window|on)$/.test(tokens[lead]?.lower ?? '') ||
      /^(?:window|average|period|running|straight|consecutively)$/.test(tokens[duration.to]?.lower ?? '') ||
      /^(?:consecutive|straight|successive)$/.test(tokens[duration.to - 2]?.lower ?? '') ||
      (tokens[duration.to]?.lower === 'in' && tokens[duration.to + 1]?.lower === 'a' && tokens[duration.to + 2]?.lower === 'row')
    )
      return duration;
    if (next && duration.from >= next.from) return undefined;
  }
  return undefined;
}

/** "no P0 bugs", "zero Sev-1 incidents", "no predictions for 30 minutes": a count of none is a number too. */
function zeros(text: string, tokens: readonly Token[], durations: readonly DurationAt[]): Slot<Condition>[] {
  const found: Slot<Condition>[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const { lower } = tokens[at] as Token;
    if (lower !== 'no' && lower !== 'zero') continue;
    const from = at + 1;
    const lasting = plainCount(tokens, from, durations);
    const to = lasting?.from ?? troubleAt(tokens, from);
    if (to <= from) continue;
    found.push({
      value: {
        metric: { name: text.slice(...spanOf(tokens, from, to)) },
        comparator: '=',
        threshold: { value: 0, unit: '', comparator: '=' },
        ...(lasting ? { duration: lasting.duration.value } : {}),
      },
      span: spanOf(tokens, at, lasting?.duration.to ?? to),
      confidence: 0.8,
    });
  }
  return found;
}

/** "P0 bugs", "open critical findings": the token after it, or 0. */
function troubleAt(tokens: readonly Token[], from: number): number {
  let to = /^(?:new|open|unresolved|known)$/.test(tokens[from]?.lower ?? '') ? from + 1 : from;
  if (!/^(?:p\d|sev|severity|sev\d|critical|blocker|blocking|high|s1|s0)$/.test(tokens[to]?.lower ?? '')) return 0;
  while (
    to < tokens.length &&
    to < from + 7 &&
    !/^(?:bugs?|incidents?|issues?|alerts?|defects?|tickets?|findings?|pages?)$/.test((tokens[to] as Token).lower)
  )
    to++;
  return /^(?:bug|incident|issue|alert|defect|ticket|finding|page)$/.test(tokens[to]?.stem ?? '') ? to + 1 : 0;
}

/** "predictions" of "predictions for 30 minutes": at most three words of which the last is a plural, and how long. */
function plainCount(
  tokens: readonly Token[],
  from: number,
  durations: readonly DurationAt[],
): { readonly from: number; readonly duration: DurationAt } | undefined {
  let to = from;
  while (to < from + 3 && tokens[to]?.kind === 'word' && !/^(?:for|in|within|over)$/.test((tokens[to] as Token).lower)) to++;
  const last = tokens[to - 1];
  if (to === from || !last || last.stem === last.lower || !/^(?:for|in|within|over)$/.test(tokens[to]?.lower ?? '')) return undefined;
  const duration = durations.find((one) => one.from === to + 1);
  return duration && { from: to, duration };
}
