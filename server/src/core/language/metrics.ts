// Which metric a text names, found in the lexicon by its words. Case, plural, hyphens and underscores do not matter.

import { type MetricRow, rows } from './lexicon.js';
import { rememberedReading } from './remembered.js';
import { isHyphen, type Reading, type Scan, scan, spanOf, stemOf, type Token, type Vocabulary } from './tokens.js';
import type { MetricEntry, MetricMention, Slot } from './types.js';

export interface MetricAt {
  readonly mention: MetricMention;
  readonly from: number;
  readonly to: number;
  readonly confidence: number;
}

export const metricEntries: readonly MetricEntry[] = rows.map(([id, names, type, better, group, timing]: MetricRow) => ({
  id,
  names: names.split(' | '),
  type,
  better,
  group,
  timing,
}));

interface Name {
  readonly words: readonly string[];
  readonly entry: MetricEntry;
  /** An abbreviation that is also a word ("map", "mae") must be written in capitals. */
  readonly capital: boolean;
  /** A plural of one word is a metric only in the plural: "opens" and "appeals" are counted, "open" and "appeal" are said of anything. */
  readonly plural: boolean;
}

const capitals = new Set([
  'MAP',
  'RED',
  'AHT',
  'CAC',
  'ROI',
  'COST',
  'WER',
  'CES',
  'AIR',
  'DAU',
  'FPR',
  'MAE',
  'GAP',
  'ACE',
  'TER',
  'ASR',
  'FAR',
  'FCR',
  'PIP',
  'ARR',
  'CSI',
]);

type Names = ReadonlyMap<string, readonly Name[]>;

const byFirst = index(metricEntries);

/** The names of everybody and those of one team; of two names with as many words the team's counts. */
function namesOf(own: readonly MetricEntry[] | undefined): Names {
  if (own === undefined || own.length === 0) return byFirst;
  let names = namesByTeam.get(own);
  if (!names) {
    names = index([...own, ...metricEntries]);
    namesByTeam.set(own, names);
  }
  return names;
}

const namesByTeam = new WeakMap<readonly MetricEntry[], Names>();

function index(entries: readonly MetricEntry[]): Names {
  const map = new Map<string, Name[]>();
  for (const entry of entries) {
    for (const name of entry.names) {
      const capital = capitals.has(name);
      const words = scan(name)
        .tokens.filter((token) => !isHyphen(token))
        .map((token) => token.stem);
      const first = words[0];
      if (first === undefined) continue;
      const list = map.get(first) ?? [];
      list.push({ words, entry, capital, plural: words.length === 1 && first !== name.toLowerCase() });
      map.set(first, list);
    }
  }
  for (const list of map.values()) list.sort((a, b) => b.words.length - a.words.length);
  return map;
}

/** A percentile alone, with a time behind it, is one of latency: "p95 ≤ 300 ms". */
const latency = metricEntries.find(({ id }) => id === 'latency') as MetricEntry;

/** "p95 checkout latency" and "latency p95" are named by the metric. */
const hasMetricNear = (tokens: readonly Token[], at: number, names: Names): boolean => {
  for (let near = Math.max(0, at - 4); near < at + 5 && near < tokens.length; near++)
    if (near !== at && entryAt(tokens, near, names)) return true;
  return false;
};

function isTimed(tokens: readonly Token[], at: number): boolean {
  if (!/^p\d{2,3}$/.test((tokens[at] as Token).lower)) return false;
  for (let next = at + 1; next < at + 12; next++) {
    const token = tokens[next];
    if (token?.kind === 'number') return /^(?:ms|s|sec|secs|seconds?|min|minutes?)$/.test(tokens[next + 1]?.lower ?? '');
    if (!token || token.kind === 'break' || /^[,;.)]$/.test(token.text)) return false;
  }
  return false;
}

const rank = metricEntries.find(({ id }) => id === 'mrr') as MetricEntry;

/** The first metric that the text names; of several that start together, the longest. */
export function findMetric(text: string, reading: Reading): Slot<MetricMention> | undefined {
  return findMetrics(text, reading)[0];
}

export const findMetrics = rememberedReading((text: string, reading: Reading): Slot<MetricMention>[] => {
  const source = scan(text, reading);
  return metricsIn(source).map(({ mention, from, to, confidence }) => ({
    value: mention,
    span: spanOf(source.tokens, from, to),
    confidence,
  }));
});

export function metricsIn({ tokens, text, metrics }: Scan): MetricAt[] {
  const found: MetricAt[] = [];
  const names = namesOf(metrics);
  for (let at = 0; at < tokens.length; at++) {
    // "conversion lags control": a verb.
    if (tokens[at]?.lower === 'lags') continue;
    let match = entryAt(tokens, at, names);
    if (!match && isTimed(tokens, at) && !hasMetricNear(tokens, at, names))
      match = { entry: latency, to: at + 1, words: 1, acronym: false };
    if (!match) continue;
    // "Site activation time" is no activation: another noun of measure follows.
    if (
      match.entry.type !== 'duration' &&
      match.entry.type !== 'percentile' &&
      /^(?:times?|duration|delay|lag|cycles?|teams?|reps?|pipeline|staff)$/.test(tokens[match.to]?.lower ?? '') &&
      !isHyphen(tokens[match.to + 1])
    )
      continue;
    // "MRR@10" is the reciprocal rank, "MRR" the revenue.
    if (match.entry.id === 'mrr-money' && tokens[match.to]?.text === '@') match = { ...match, entry: rank };
    const from = percentileBefore(tokens, at);
    const to = perAfter(tokens, cutoffAfter(tokens, match.to, match.entry.group === 'model'));
    const last = found[found.length - 1];
    // "completion latency" is a latency.
    if (last && last.to === from && tokens[from - 1]?.kind === 'word') {
      const [begin, stop] = spanOf(tokens, last.from, to);
      found[found.length - 1] = { mention: { name: text.slice(begin, stop), entry: match.entry }, from: last.from, to, confidence: 0.85 };
      at = to - 1;
      continue;
    }
    const [start, end] = spanOf(tokens, from, to);
    found.push({
      mention: { name: text.slice(start, end), entry: match.entry },
      from,
      to,
      confidence: match.words > 1 || match.acronym ? 0.95 : 0.85,
    });
    at = to - 1;
  }
  return found;
}

function entryAt(
  tokens: readonly Token[],
  at: number,
  names: Names,
): { readonly entry: MetricEntry; readonly to: number; readonly words: number; readonly acronym: boolean } | undefined {
  const token = tokens[at] as Token;
  if (token.kind !== 'word') return undefined;
  for (const { words, entry, capital, plural } of names.get(token.stem) ?? []) {
    if (plural && token.stem === token.lower) continue;
    if (capital && token.text !== token.text.toUpperCase()) continue;
    const to = match(tokens, at, words);
    if (to < 0) continue;
    return { entry, to, words: words.length, acronym: token.text.length > 1 && token.text === token.text.toUpperCase() };
  }
  return undefined;
}

function match(tokens: readonly Token[], from: number, words: readonly string[]): number {
  let at = from;
  for (let part = 0; part < words.length; part++) {
    if (part > 0 && isHyphen(tokens[at])) at++;
    const token = tokens[at];
    if (!token || token.kind === 'break' || (token.stem !== words[part] && token.lower !== words[part])) return -1;
    at++;
  }
  return at;
}

/** "p95 latency", "95th percentile latency", "average handling time" (where the lexicon has no longer name). */
function percentileBefore(tokens: readonly Token[], at: number): number {
  const before = tokens[at - 1];
  if (!before) return at;
  if (/^p\d{2,4}$/.test(before.lower) || /^(?:median|average|mean|avg)$/.test(before.lower)) return at - 1;
  if (before.lower !== 'percentile') return at;
  let from = at - 1;
  while (from > at - 4 && from > 0 && (/^(?:st|nd|rd|th)$/.test((tokens[from - 1] as Token).lower) || tokens[from - 1]?.kind === 'number'))
    from--;
  return from;
}

/** "cost per word", "tickets per agent": what it is per belongs to the name, a time does not. */
function perAfter(tokens: readonly Token[], to: number): number {
  const next = tokens[to + 1];
  return tokens[to]?.lower === 'per' &&
    next?.kind === 'word' &&
    !/^(?:day|week|month|quarter|year|hour|minute|second|cent)$/.test(next.lower)
    ? to +
        (tokens[to + 2]?.kind === 'word' &&
        /^(?:active|new|resolved|completed|paying|daily|monthly|closed|delivered|successful|qualified|square|cubic)$/.test(next.lower)
          ? 3
          : 2)
    : to;
}

/** "NDCG@10", "precision at 5", "recall@20". */
function cutoffAfter(tokens: readonly Token[], to: number, ranks: boolean): number {
  const sign = tokens[to];
  const number = tokens[to + 1];
  if (!sign || !number) return to;
  if (sign.text === '@' && (number.kind === 'number' || number.lower === 'k')) return to + 2;
  if (sign.text === '@' && number.kind === 'word' && /^(?:recall|precision|fpr|p|r)$/.test(number.lower)) return to + 2;
  const unit = tokens[to + 2];
  return ranks &&
    sign.lower === 'at' &&
    ((number.kind === 'number' && /^(?:1|3|5|10|20|50|100)$/.test(number.text) && unit?.text !== '%' && unit?.lower !== 'percent') ||
      number.lower === 'k')
    ? to + 2
    : to;
}

const technicalWords =
  /\b(?:latency|time|error|errors|throughput|uptime|availability|drift|accuracy|precision|recall|auc|f1|rmse|mae|loss|score|bleu|ndcg|model|token|tokens|gpu|cpu|memory|cache|freshness|staleness|null|coverage|p\d{2}|ms|rps|qps|crash|timeouts?|retries|pipeline|deploys?|lag|hallucinations?|grounded\w*|calibration|perplexity|wer|index|schema|data|sla|slo|performance|reliability|responsiveness|response)\b|响应|延迟|耗时|准确率|精度|召回|错误率|可用性|吞吐|응답|로딩|지연|정확도|오류|가용성/i;

/** Latency and model scores are technical; what customers, money and people do is business. */
export function divideMetric(name: string, vocabulary: Vocabulary = {}): 'technical' | 'business' {
  const entry = findMetric(name, vocabulary)?.value.entry;
  if (entry)
    return entry.group === 'technical' || entry.group === 'model' || (entry.group === 'safety' && technicalWords.test(name))
      ? 'technical'
      : 'business';
  return technicalWords.test(name.slice(0, 200)) ? 'technical' : 'business';
}

const heads = new Set(
  'rate ratio share time cost score number count volume accuracy percentage percent proportion frequency duration length size value index spend usage consumption yield backlog errors error mentions usage adoption minutes hours days conversions tickets complaints calls visits sales orders signups bookings clicks installs downloads users customers revenue margin level capacity speed coverage'
    .split(' ')
    .map(stemOf),
);

/** Does this noun phrase name something that is counted or measured, though the lexicon does not know it? */
export const looksMeasured = (lastWord: string): boolean => heads.has(stemOf(lastWord.toLowerCase()));
