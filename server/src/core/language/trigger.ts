// Which metric a threshold is about: one of the lexicon beside it, what is counted, or the plain words before the comparison.
import { looksMeasured, type MetricAt } from './metrics.js';
import type { QuantityAt } from './quantity.js';
import { isNegation } from './sentence/grammar.js';
import { isHyphen, spanOf, type Token } from './tokens.js';
import type { MetricMention } from './types.js';

export const drops =
  /^(?:drop|drops|dropped|dropping|fall|falls|fell|fallen|falling|decrease|decreases|decreased|decline|declines|declined|degrade|degrades|degraded|degrading|regress|regresses|regression|worsens?|lower|loss|reduction|decreasing|declining|down|dips?|shrinks?|loses|deteriorates?|worse|trails?|lags|slips?|slides?|sinks?|plunges?|tumbles?|slumps?|crashes)$/;
export const rises =
  /^(?:rise|rises|rose|rising|risen|grown|increase|increases|increased|increasing|grow|grows|grew|jump|jumps|spike|spikes|climb|climbs|up|higher|goes|doubles|triples|deviates?|deviation|changes?|shifts?|differs?|moves?|surges?|soars?|leaps?|balloons?|swells?|creeps?)$/;

const notMetric =
  /^(?:if|when|the|a|an|is|are|was|be|stays?|remains?|goes|go|gets|drops?|falls?|rises?|increases?|by|to|our|any|must|should|not|never|does|do|we|it|this|there|has|have|of|at|in|on|for|with|than|its|rolling|roll|rollback|back|revert|abort|pause|stop|stopping|alert|alerts|page|pages|trigger|triggers|while|until|unless|once|see|seeing|reaches|hits|crosses|exceeds?|tops|passes|breaches|touches|reached|crossed|only|more|less|degrades?|worsens|decreases?|jumps?|spikes?|climbs|deviates|proceed|continue|ramp|promote|advance|exit|gate|criteria|criterion|threshold|whenever|–|keeps?|consistently|consecutive|least|most)$/;

export function metricOf(
  text: string,
  tokens: readonly Token[],
  metrics: readonly MetricAt[],
  from: number,
  quantity: QuantityAt,
  begin: number,
  stop: number,
): MetricAt | undefined {
  let before: MetricAt | undefined;
  let after: MetricAt | undefined;
  for (let index = from; index < metrics.length; index++) {
    const metric = metrics[index] as MetricAt;
    if (metric.from >= stop) break;
    if (metric.from >= begin && metric.to <= quantity.begin) before ??= metric;
    else if (metric.from >= quantity.begin) after ??= metric;
  }
  if (before) return widen(text, tokens, before, begin, quantity.begin);
  const unknown = phraseBefore(text, tokens, begin, quantity.begin);
  if (unknown && !(after && unknown.to - unknown.from < 2)) return unknown;
  if (after) return widen(text, tokens, after, quantity.number.to, stop);
  // "more than 3 restarts in 10 min": the things that are counted are the metric.
  const { unit } = quantity.value;
  const name = unit.split('/')[0] as string;
  if (name.length > 3 && !/^(?:tokens|points|cents|month|year|quarter|sprint|stars)$/.test(name)) {
    let to = quantity.to;
    while (to < stop && to < quantity.to + 3 && isNameWord(tokens[to]) && !unit.includes('/')) to++;
    const [start, end] = spanOf(tokens, quantity.number.to, unit.includes('/') ? quantity.number.to + 1 : to);
    return { mention: { name: text.slice(start, end) }, from: quantity.number.to, to, confidence: 0.75 };
  }
  return unknown ?? phraseAfter(text, tokens, quantity, stop);
}

/** "p95 checkout latency", "CTR lower CI": plain words around the known name belong to it. */
function widen(text: string, tokens: readonly Token[], metric: MetricAt, begin: number, end: number): MetricAt {
  let from = metric.from;
  // "alert volume": right before the name these are no order.
  if (from > begin && isOrderInName(tokens, from)) from--;
  while (from > begin && from > metric.from - 3 && isNameWord(tokens[from - 1])) from--;
  let to = metric.to;
  while (to < end && to < metric.to + 3 && isNameWord(tokens[to])) to++;
  const [start, stop] = spanOf(tokens, from, to);
  return { ...metric, mention: { ...metric.mention, name: text.slice(start, stop) }, from, to };
}

/** "alert volume", "rollback count": an order right before a noun that measures is part of the name. */
const isOrderInName = (tokens: readonly Token[], at: number): boolean =>
  /^(?:alert|page|rollback|trigger|abort)$/.test(tokens[at - 1]?.lower ?? '') && looksMeasured(tokens[at]?.lower ?? '');

const isNameWord = (token: Token | undefined): boolean =>
  token !== undefined &&
  token.kind === 'word' &&
  !notMetric.test(token.lower) &&
  !isNegation(token.lower) &&
  !drops.test(token.lower) &&
  !rises.test(token.lower) &&
  !/^(?:below|above|under|over|between|exceeding|within|from|no|below|and|or|up|maximum|minimum|min|max|cannot|relative|absolute|compared|vs|versus|new|first|after|before|during)$/.test(
    token.lower,
  );

function phraseBefore(text: string, tokens: readonly Token[], begin: number, end: number): MetricAt | undefined {
  let to = end;
  while (to > begin && !isNameWord(tokens[to - 1]) && to > end - 6) to--;
  let from = to;
  while (
    from > begin &&
    from > to - 6 &&
    (isNameWord(tokens[from - 1]) ||
      isOrderInName(tokens, from) ||
      (isHyphen(tokens[from - 1]) && from - 1 > begin) ||
      (/^(?:of|on|for|per)$/.test(tokens[from - 1]?.lower ?? '') && isNameWord(tokens[from - 2])))
  )
    from--;
  while (from < to && isHyphen(tokens[from])) from++;
  // "declines rise by …": the thing itself is named like a change.
  if (from >= to) {
    let noun = begin;
    while (noun < end && !/^(?:declines|drops|losses|falls|increases)$/.test((tokens[noun] as Token).lower)) noun++;
    if (noun >= end || !rises.test(tokens[noun + 1]?.lower ?? '')) return undefined;
    from = noun;
    to = noun + 1;
  }
  const [start, stop] = spanOf(tokens, from, to);
  const mention: MetricMention = { name: text.slice(start, stop) };
  return { mention, from, to, confidence: 0.7 };
}

/** "at least 98 % agreement with production", "> 5 % worse on any slice". */
function phraseAfter(text: string, tokens: readonly Token[], quantity: QuantityAt, stop: number): MetricAt | undefined {
  let from = quantity.end;
  while (from < stop && /^(?:of|the|a|in|relative|absolute|drop|decrease|increase)$/.test((tokens[from] as Token).lower)) from++;
  let to = from;
  while (
    to < stop &&
    to < from + 6 &&
    ((to === from && tokens[from]?.kind === 'word' && tokens[from - 1]?.lower === 'of') || isNameWord(tokens[to]) || isHyphen(tokens[to]))
  )
    to++;
  if (to <= from) return undefined;
  const [start, end] = spanOf(tokens, from, to);
  return { mention: { name: text.slice(start, end) }, from, to, confidence: 0.65 };
}
