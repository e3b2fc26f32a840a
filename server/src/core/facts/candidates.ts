// What was compared: the baseline and each candidate, with quality, interval, latency, cost and what each takes to carry,
// whether they stand in a table, a structure or a sentence. What is not written is undefined.

import { readDurations } from '../language/duration.js';
import { findMetrics } from '../language/metrics.js';
import { type ModelSort, parametersIn, sortOf } from '../language/models.js';
import { readMoneys } from '../language/money.js';
import { readQuantities } from '../language/quantity.js';
import type { Vocabulary } from '../language/tokens.js';
import type { Better } from '../language/types.js';
import { type Artifact, child, dataAt, type Pointer, textAt } from '../model/artifact.js';
import type { Span } from '../text.js';
import { rowsAt, textBelow } from './rows.js';

export interface CandidateFact {
  readonly pointer: Pointer;
  readonly name: string;
  readonly sort: ModelSort | undefined;
  /** Said, or else known from its name. */
  readonly simple: boolean | undefined;
  readonly metric: CandidateMetric | undefined;
  readonly interval: readonly [number, number] | undefined;
  readonly latencyMs: number | undefined;
  /** Money for one request. */
  readonly cost: { readonly amount: number; readonly currency: string } | undefined;
  readonly dataset: Mention | undefined;
  readonly interpretability: string;
  /** Features, services, parameters, hours …, by name. */
  readonly carries: ReadonlyMap<string, number>;
  readonly text: string;
  readonly prose: boolean;
}

export interface CandidateMetric {
  readonly id: string;
  readonly name: string;
  readonly value: number;
  readonly better: Better;
}

export interface Mention {
  readonly pointer: Pointer;
  readonly text: string;
  /** In the leaf's text. */
  readonly span: Span;
}

export interface ComparisonFact {
  readonly baseline: CandidateFact | undefined;
  readonly candidates: readonly CandidateFact[];
  /** The one that was decided for, and where that is said. */
  readonly chosen: { readonly candidate: CandidateFact; readonly pointer: Pointer } | undefined;
}

export function comparisonOf(artifact: Artifact): ComparisonFact {
  const [list, choices] =
    artifact.kind === 'experiment-plan'
      ? ['/candidates', ['/decision/winner', '/decision']]
      : artifact.kind === 'prd'
        ? ['/model_decision/options', ['/model_decision/choice', '/model_decision/rationale']]
        : ['', []];
  const candidates = list === '' ? [] : rowsAt(artifact, list).map(({ pointer, prose }) => candidateAt(artifact, pointer, prose));
  const stated =
    artifact.kind === 'experiment-plan' && dataAt(artifact, '/baseline') !== undefined ? candidateAt(artifact, '/baseline') : undefined;
  return { baseline: stated, candidates, chosen: chosenAmong(artifact, candidates, choices) };
}

function candidateAt(artifact: Artifact, pointer: Pointer, prose = textAt(artifact, pointer) !== ''): CandidateFact {
  const part = (...keys: readonly string[]): string =>
    prose ? '' : (keys.map((key) => textBelow(artifact, child(pointer, key))).find((text) => text !== '') ?? '');
  const text = textBelow(artifact, pointer);
  const name = part('name', 'kind') || (text.split(/[:,;(\n]|\s[–—-]\s/)[0]?.trim() ?? '');
  const score = part('metric', 'accuracy');
  const value = part('value');
  const interpretability = part('interpretability');
  const said = dataAt(artifact, child(pointer, 'simple'));
  const sort = sortOf(name) ?? (prose ? sortOf(text) : undefined);
  return {
    pointer,
    name,
    sort,
    simple: truth(said) ?? (sort === undefined ? undefined : sort === 'simple'),
    metric:
      metricIn(prose ? text : value === '' ? score : `${score} ${value}`, artifact.vocabulary) ??
      metricIn(`${key(artifact, child(pointer, 'accuracy'))} ${score}`, artifact.vocabulary),
    interval: intervalIn(part('ci')) ?? intervalIn(prose ? text : `${score}\n${value}`),
    latencyMs: millisecondsIn(part('latency_p95_ms', 'latency'), true) ?? millisecondsIn(text, false),
    cost: costIn(artifact, pointer, text),
    dataset: prose ? datasetIn(artifact, pointer) : (whole(artifact, child(pointer, 'dataset')) ?? datasetBelow(artifact, pointer)),
    interpretability,
    carries: carriesOf(artifact, pointer, text),
    text,
    prose,
  };
}

const key = (artifact: Artifact, pointer: Pointer): string => artifact.places.get(pointer)?.words ?? '';

/** "NDCG@10 0.342", "0.342 NDCG@10", "accuracy: 91.2 % ± 0.4". */
export function metricIn(text: string, vocabulary: Vocabulary): CandidateMetric | undefined {
  const metric = findMetrics(text, vocabulary).find(
    ({ value }) => value.entry && value.entry.id !== 'latency' && value.entry.better !== 'band',
  );
  const entry = metric?.value.entry;
  if (!metric || !entry) return undefined;
  const amounts = readQuantities(text).filter(
    ({ value, span }) =>
      (span[1] <= metric.span[0] || span[0] >= metric.span[1]) && (value.unit === '' || value.unit === '%') && value.high === undefined,
  );
  const amount = amounts.find(({ span }) => span[0] >= metric.span[1]) ?? amounts.at(-1);
  if (!amount || amount.value.basis === 'relative' || amount.value.basis === 'points' || /[+−-]$/.test(text.slice(0, amount.span[0])))
    return undefined;
  if (/^[+−-]/.test(text.slice(...amount.span))) return undefined;
  return { id: entry.id, name: metric.value.name, value: amount.value.value, better: entry.better };
}

/** "[0.306, 0.314]", "0.306 to 0.314", "(1, 3) %": low and high as written. */
export function intervalIn(text: string): readonly [number, number] | undefined {
  const found =
    /[[(]\s*([-−+]?\d{0,6}(?:\.\d{1,6})?)\s?%?\s*(?:,|;|to|\.\.|–|…)\s*([-−+]?\d{0,6}(?:\.\d{1,6})?)\s?(?:%|pp|points?|pts)?\s*[\])]/.exec(
      text,
    ) ??
    /(?:^|\b(?:ci|interval|between|from)\b[^\d+−-]{0,12})([-−+]?\d{0,6}(?:\.\d{1,6})?)\s?(?:%|pp)?\s*(?:to|and|–|,|\.\.)\s*([-−+]?\d{0,6}(?:\.\d{1,6})?)(?=\s|%|$|[.,;)])/i.exec(
      text.trim(),
    );
  if (!found?.[1] || !found[2]) return undefined;
  const [low, high] = [signed(found[1]), signed(found[2])];
  return Number.isFinite(low) && Number.isFinite(high) && low < high ? [low, high] : undefined;
}

const signed = (text: string): number => Number(text.replace('−', '-'));

function millisecondsIn(text: string, bare: boolean): number | undefined {
  const duration = readDurations(text, {}).filter(({ value }) => value.unit === 'ms' || value.unit === 's');
  const only = duration[0];
  if (only && (bare || duration.length === 1)) return Number((only.value.days * 86_400_000).toFixed(3));
  const plain = /^\s*~?(\d{1,6}(?:\.\d{1,3})?)\s*$/.exec(text);
  return bare && plain ? Number(plain[1]) : undefined;
}

function costIn(artifact: Artifact, pointer: Pointer, text: string): CandidateFact['cost'] {
  const own = textAt(artifact, child(pointer, 'cost_per_1k_req'));
  const other = textAt(artifact, child(pointer, 'cost'));
  const from = own || other || text;
  const [money] = readMoneys(from);
  if (!money) return undefined;
  const after = `${money.value.per ?? ''} ${from.slice(money.span[1])} ${own === '' ? '' : '1k'}`;
  const thousand = /\b(?:1\s?k|1[ ,.]?000|thousand)\b/i.test(after);
  const one = /\b(?:requests?|calls?|predictions?|quer(?:y|ies)|inferences?)\b/i.test(after);
  if (!thousand && !one) return undefined;
  return { amount: money.value.amount / (thousand ? 1000 : 1), currency: money.value.currency };
}

const named =
  /\b(?:[\w-]{1,40}\s?@\s?v?\d[\w.-]{0,20}|(?:eval|test|validation|benchmark|hold-?out|golden|gold)(?:uation)?[- ]?(?:set|data|split)?[ -](?:v\d[\w.]{0,8}|20\d\d(?:-\d\d)?)\b)/gi;

/** The named data sets of a text: "recs-eval@v3", "eval v3", "test set 2025-06". */
export const datasetsIn = (text: string): readonly { readonly name: string; readonly span: Span }[] =>
  [...text.matchAll(named)].map((match) => ({ name: match[0], span: [match.index, match.index + match[0].length] as Span }));

function datasetIn(artifact: Artifact, pointer: Pointer): Mention | undefined {
  const text = textAt(artifact, pointer);
  const found = datasetsIn(text);
  const only = found[0];
  return only && found.length === 1 ? { pointer, text: only.name, span: only.span } : undefined;
}

function datasetBelow(artifact: Artifact, pointer: Pointer): Mention | undefined {
  for (const part of ['metric', 'value', 'name']) {
    const found = datasetIn(artifact, child(pointer, part));
    if (found) return found;
  }
  return undefined;
}

function whole(artifact: Artifact, pointer: Pointer): Mention | undefined {
  const text = textAt(artifact, pointer);
  return text === '' ? undefined : { pointer, text, span: [0, text.length] };
}

const carried: readonly (readonly [string, RegExp])[] = [
  ['features', /\bfeatures\b\D{0,3}(\d[\d,.]{0,9}k?)|(\d[\d,.]{0,9}k?) features\b/i],
  ['services', /\bservices\b\D{0,3}(\d[\d,.]{0,9})|(\d[\d,.]{0,9}) services\b/i],
  ['maintenance', /\bmaintenance\b\D{0,12}(\d[\d,.]{0,6}) ?h|(\d[\d,.]{0,6}) ?h(?:ours)?(?: of)? maintenance/i],
  ['training hours', /\btrain(?:ing)?(?: time)?\b\D{0,4}(\d[\d,.]{0,6}) ?h/i],
];

function carriesOf(artifact: Artifact, pointer: Pointer, text: string): ReadonlyMap<string, number> {
  const all = new Map<string, number>();
  const add = (name: string, value: number | undefined) => {
    if (value !== undefined && value > 0 && Number.isFinite(value)) all.set(name, value);
  };
  for (const [name, pattern] of carried) {
    const found = pattern.exec(text);
    add(name, plainNumber(found?.[1] ?? found?.[2] ?? ''));
  }
  for (const [name, part] of [
    ['features', 'features'],
    ['services', 'services'],
    ['training hours', 'train_h'],
    ['maintenance', 'maintenance_h_per_month'],
  ] as const)
    add(name, plainNumber(textAt(artifact, `${pointer}/complexity/${part}`)));
  add('parameters', parametersIn(text) ?? plainNumber(textAt(artifact, `${pointer}/complexity/params`)));
  return all;
}

function plainNumber(text: string): number | undefined {
  const value = readQuantities(text)[0]?.value.value;
  return value === undefined || text.trim() === '' ? undefined : value;
}

function chosenAmong(artifact: Artifact, candidates: readonly CandidateFact[], choices: readonly Pointer[]): ComparisonFact['chosen'] {
  for (const pointer of choices) {
    const text = plainWords(textAt(artifact, pointer));
    if (text === '') continue;
    const hits = candidates.filter(({ name }) => plainWords(name).length >= 2 && ` ${text} `.includes(` ${plainWords(name)} `));
    const only = hits.length === 1 ? hits[0] : candidates.filter(({ name }) => ` ${plainWords(name)} `.startsWith(` ${text} `))[0];
    if (only) return { candidate: only, pointer };
  }
  return undefined;
}

const plainWords = (text: string): string =>
  text
    .toLowerCase()
    .replace(/\([^)]{0,80}\)/g, ' ')
    .replace(/[^a-z0-9@]+/g, ' ')
    .trim();

function truth(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string') return undefined;
  return /^\s*(?:yes|true|y\b|✓|✔|simple)/i.test(value) ? true : /^\s*(?:no\b|false|n\b|✗)/i.test(value) ? false : undefined;
}
