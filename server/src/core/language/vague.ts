// Words that sound like a requirement and cannot be tested, each with the question that would make it one.
// Silent where an amount stands in the same clause, in names and compounds (FastAPI, fast-track), and after a "not".
import type { Span } from '../text.js';
import { durationsIn } from './duration.js';
import { type MetricAt, metricsIn } from './metrics.js';
import { numbersIn } from './numbers.js';
import { type QuantityAt, quantitiesIn } from './quantity.js';
import { endsSentence, isHyphen, matchWords, type Reading, type Scan, scan, spanOf, type Token } from './tokens.js';
import type { LatencyBound, Slot } from './types.js';
import { windowsIn } from './window.js';

export interface WeaselWord {
  readonly word: string;
  /** The question to the author. */
  readonly ask: string;
}

const asks: Readonly<Record<string, string>> = {
  'how fast: p95 in ms?':
    'fast | quick | quickly | fast enough | rapid | rapidly | snappy | blazing fast | lightning fast | instant | instantly | responsive | swift | swiftly | speedy | low latency | high speed | performant | high performance',
  'how soon: at most how many seconds after the event?': 'real-time | realtime | near real-time | near-real-time | in real time',
  'by when?': 'as soon as possible | asap | timely | in a timely manner | promptly | soon | in due course | eventually',
  'up to what load, and what may fail first?': 'scalable | highly scalable | scales well | high throughput | massive scale | at scale',
  'against which failures, with what error rate?':
    'robust | robustly | resilient | reliable | reliably | stable enough | fault-tolerant | rock-solid | bulletproof | high availability | highly available | always available',
  'what does the user not have to do, in how many steps?':
    'seamless | seamlessly | frictionless | effortless | effortlessly | smooth | smoothly | hassle-free',
  'which task, in how many minutes, by what share of users?':
    'user-friendly | user friendly | intuitive | intuitively | easy to use | easy | easily | simple to use | delightful | great user experience | better user experience | ergonomic',
  'who decides, by what criterion?':
    'appropriate | appropriately | as appropriate | suitable | suitably | proper | properly | relevant stakeholders | reasonable | reasonably | acceptable | adequate | adequately | sufficient | sufficiently | satisfactory',
  'when exactly, and who notices?':
    'as needed | if needed | when needed | where needed | as necessary | if necessary | where necessary | as required | if possible | where possible | when possible | where applicable | as applicable | when appropriate | where appropriate',
  'better than what, measured how?':
    'state-of-the-art | state of the art | best-in-class | best in class | world-class | world class | cutting-edge | cutting edge | industry-leading | industry leading | next-generation | next-gen | superior | optimal | optimally | high-quality | high quality | excellent | top-notch | best possible | first-class | enterprise-grade | production-grade | good enough | great | modern',
  'at most how much?':
    'minimal | minimally | negligible | low cost | low-cost | cheap | cheaply | affordable | cost-effective | cost effective | lightweight | as low as possible | as little as possible | low overhead',
  'how much per request, or per month?': 'efficient | efficiently | resource-efficient | cost-efficient',
  'how much: which number, compared with what?':
    'significant | significantly | substantial | substantially | considerable | considerably | noticeably | noticeable | dramatically | dramatic | drastically | meaningfully | meaningful | markedly | greatly | vastly | radically | measurably',
  'how often: every how many days?':
    'regularly | periodically | frequently | often | from time to time | occasionally | now and then | on a regular basis | continuously improve',
  'how accurate: which metric, on which set?':
    'accurate | accurately | highly accurate | high accuracy | precise | human-like | human-level | near-perfect | trustworthy',
  'how many?': 'several | numerous | many | a few | various | plenty of | lots of | a lot of',
  'which ones?': 'etc | and so on | and so forth | and more | and the like',
  'in which cases, decided by whom?':
    'flexible | flexibly | configurable enough | adaptive enough | extensible | versatile | future-proof | comprehensive | holistic',
};

interface Entry {
  readonly words: readonly string[];
  readonly ask: string;
}

const entries = indexOf(Object.entries(asks).flatMap(([ask, list]) => list.split(' | ').map((phrase) => [phrase, ask] as const)));

function indexOf(pairs: readonly (readonly [phrase: string, ask: string])[]): Map<string, Entry[]> {
  const map = new Map<string, Entry[]>();
  for (const [phrase, ask] of pairs) {
    const words = phrase
      .toLowerCase()
      .split(/[\s-]+/)
      .filter((word) => word !== '');
    const first = words[0];
    if (first === undefined) continue;
    map.set(
      first,
      [...(map.get(first) ?? []), { words, ask }].sort((a, b) => b.words.length - a.words.length),
    );
  }
  return map;
}

/** After these words the vague word is part of a name: "fast track", "minimal viable product", "real-time bidding". */
const names: ReadonlyMap<string, RegExp> = new Map([
  [
    'fast',
    /^(?:track|tracks|tracked|tracking|forward|food|fashion|lane|path|text|api|ai|moving|follower|fourier|r|growing|paced|failover|fail|refresh|mover|movers|delivery)$/,
  ],
  [
    'quick',
    /^(?:win|wins|start|reply|replies|fix|fixes|check|checks|look|access|action|actions|sort|filter|filters|view|response|question|poll|survey|summary)$/,
  ],
  ['rapid', /^(?:prototyping|api|response|test|tests|application)$/],
  ['instant', /^(?:messaging|message|messages|messenger|search|app|apps|payment|payments|noodles|transfer|transfers|checkout|delivery)$/],
  ['minimal', /^(?:viable|api|apis|reproducible|detectable|pair|pairs|example|working|version|theme|configuration|clinically)$/],
  [
    'real',
    /^(?:bidding|database|api|apis|operating|clock|protocol|strategy|auction|auctions|pcr|location|kernel|translation|payments|payment|messaging|captioning|analytics|dashboard|features|feature|inference|serving|scoring|data|stream|events?|pricing)$/,
  ],
  ['responsive', /^(?:design|layout|web|website|images|search)$/],
  ['smooth', /^(?:l1|loss|muscle|scrolling|curve|weighted)$/],
  ['robust', /^(?:regression|standard|scaler|statistics|loss|estimator|optimization|covariance|z|scaling|pca)$/],
  ['scalable', /^(?:vector)$/],
  [
    'significant',
    /^(?:digit|digits|figure|figures|level|other|difference|result|results|at|effect|lift|improvement|uplift|increase|win|harm|effects|risk)$/,
  ],
  ['significantly', /^(?:different)$/],
  ['modern', /^(?:portfolio|slavery|bert|love)$/],
  ['great', /^(?:britain|lakes|firewall)$/],
  ['easy', /^(?:apply|ocr|negative|negatives|examples|cases|pass|anti)$/],
  ['proper', /^(?:scoring|noun|nouns|name|names|subset)$/],
  ['stable', /^(?:diffusion|release|channel|branch|version)$/],
  ['precise', /^(?:location|geolocation|geo)$/],
  ['relevant', /^(?!stakeholders)/],
  ['modern', /^(?:slavery|portfolio)$/],
  ['regularly', /^(?:scheduled)$/],
  ['superior', /^(?:court|vena)$/],
  ['at', /^(?!scale)/],
  ['reasonable', /^(?:doubt|adjustment|adjustments|accommodation|accommodations|expectation|person)$/],
  ['lightweight', /^(?:directory|access)$/],
  ['cheap', /^(?:talk|flights)$/],
  ['optimal', /^(?:transport|control|policy|stopping|threshold|binning|transportation)$/],
  ['soon', /^(?!$)/],
  ['proper', /^(?:noun|nouns|name|names|scoring|subset)$/],
]);

const notLooking =
  /^(?:not|no|never|without|avoid|avoids|non|isn't|aren't|won't|doesn't|don't|wasn't|hardly|how|too|less|un|nor|statistically|clinically|practically|as|so|the word|words|word|most|instead|neither)$/;

export function findWeaselWords(text: string, options: Reading & { readonly extra?: readonly string[] } = {}): Slot<WeaselWord>[] {
  const source = scan(text, options);
  const { tokens } = source;
  const extra =
    options.extra && options.extra.length > 0
      ? indexOf(options.extra.map((phrase) => [phrase, 'what number would show it?'] as const))
      : undefined;
  const found: Slot<WeaselWord>[] = [];
  let concrete: ((at: number) => boolean) | undefined;
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    if (token.kind !== 'word') continue;
    const known = matchEntry(tokens, at, extra) ?? matchEntry(tokens, at, entries);
    if (!known) continue;
    const { to, ask } = known;
    if (isNamed(tokens, at, to) || isDenied(tokens, at)) {
      at = to - 1;
      continue;
    }
    concrete ??= concreteIn(source);
    if (concrete(at)) continue;
    const span = spanOf(tokens, at, to);
    found.push({ value: { word: text.slice(span[0], span[1]), ask }, span, confidence: 0.9 });
    at = to - 1;
  }
  return found;
}

function matchEntry(
  tokens: readonly Token[],
  at: number,
  map: ReadonlyMap<string, readonly Entry[]> | undefined,
): { readonly to: number; readonly ask: string } | undefined {
  for (const { words, ask } of map?.get((tokens[at] as Token).lower) ?? []) {
    const to = matchWords(tokens, at, words);
    if (to >= 0) return { to, ask };
  }
  return undefined;
}

function isNamed(tokens: readonly Token[], at: number, to: number): boolean {
  const token = tokens[at] as Token;
  const next = tokens[isHyphen(tokens[to]) ? to + 1 : to];
  const before = tokens[at - 1];
  // "breakfast", "fastText" are other words; "Fast.ai" and "ultra-fast" are glued to one.
  if (
    isHyphen(before) &&
    tokens[at - 2]?.kind === 'word' &&
    !/^(?:ultra|super|highly|very|user|best|easy|state|world|cost)$/.test(tokens[at - 2]?.lower ?? '')
  )
    return true;
  if (tokens[to]?.text === '.' && tokens[to]?.glued && tokens[to + 1]?.kind === 'word' && tokens[to + 1]?.glued) return true;
  if (
    before &&
    (before.text === '"' ||
      before.text === '“' ||
      before.text === '/' ||
      before.text === '_' ||
      before.text === '@' ||
      before.text === '#') &&
    token.glued
  )
    return true;
  if (token.lower === 'real' && to - at >= 2 && /^[A-Z]/.test(token.text) && /^[A-Z]/.test(next?.text ?? '')) return true;
  if (isHyphen(tokens[to]) && next?.kind === 'word' && to - at === 1) return true;
  if (to - at > 1 && token.lower !== 'real') return false;
  return next?.kind === 'word' && (names.get(token.lower)?.test(next.lower) ?? false);
}

/** "not fast", "how fast?", "as fast as", "too many". */
function isDenied(tokens: readonly Token[], at: number): boolean {
  for (let back = at - 1; back >= 0 && back >= at - 3; back--) {
    const token = tokens[back] as Token;
    if (token.kind === 'break' || /^[,.;:]$/.test(token.text)) return false;
    if (
      notLooking.test(token.lower) &&
      !(
        (token.lower === 'as' || token.lower === 'so' || token.lower === 'most' || token.lower === 'too' || token.lower === 'how') &&
        back < at - 1
      )
    )
      return !(token.lower === 'as' && !tokens.slice(at + 1, at + 4).some((one) => one.lower === 'as'));
  }
  return false;
}

/** Says of a token whether an amount with a unit or comparator stands in its clause. */
function concreteIn(source: Scan): (at: number) => boolean {
  const { tokens } = source;
  const numbers = numbersIn(source);
  const windows = windowsIn(source, durationsIn(source, numbers));
  const clause = new Int32Array(tokens.length);
  let count = 0;
  let depth = 0;
  for (let at = 0; at < tokens.length; at++) {
    const { text, lower } = tokens[at] as Token;
    if (text === '(') depth++;
    if (text === ')') depth = Math.max(0, depth - 1);
    if ((tokens[at] as Token).kind === 'break') depth = 0;
    if (endsSentence(tokens, at) || (depth === 0 && (text === ',' || lower === 'but' || lower === 'while'))) count++;
    clause[at] = count;
  }
  const measured = new Set<number>();
  let window = 0;
  for (const quantity of quantitiesIn(source, numbers)) {
    while (window < windows.length && (windows[window] as { to: number }).to <= quantity.from) window++;
    const inside = windows[window];
    if (inside && quantity.from >= inside.from && quantity.from < inside.to) continue;
    if (quantity.value.unit === '' && quantity.value.comparator === undefined && !quantity.number.sign) continue;
    measured.add(clause[quantity.from] as number);
  }
  return (at) =>
    measured.has(clause[at] as number) || (measured.has((clause[at] as number) + 1) && opensWithComparison(tokens, clause, at));
}

/** "Answers arrive fast, p95 ≤ 300 ms": the clause after the comma begins with the measure. */
function opensWithComparison(tokens: readonly Token[], clause: Int32Array, at: number): boolean {
  let next = at;
  while (next < tokens.length && next < at + 8 && clause[next] === clause[at]) next++;
  if (tokens[next]?.text !== ',') return false;
  return (
    /^(?:p\d+|i|at|under|below|less|within|≤|<|≥|>|<=|>=|no|meaning|that)$/.test(tokens[next + 1]?.lower ?? '') ||
    tokens[next + 1]?.kind === 'number'
  );
}

/** Bounds on latency and response time in ms or s; those in hours are about people and left out. */
export function findLatencyBounds(text: string, options: Reading = {}): Slot<LatencyBound>[] {
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
}

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
