// Words that say which way a metric goes: raise, cut, keep, "an 8 % uplift in", "NPS up 4 points".

import { isHyphen, type Token } from '../tokens.js';
import type { Direction } from '../types.js';

export interface DirectionAt {
  readonly value: Direction;
  /** improve: up or down depends on the metric. reach: only a level is named. */
  readonly sort: 'verb' | 'noun' | 'improve' | 'reach' | 'adverb';
  readonly at: number;
  readonly to: number;
}

const forms = (words: string): string[] =>
  words.split(' ').flatMap((verb) => {
    const stem = verb.endsWith('e') ? verb.slice(0, -1) : verb;
    const double = /[^aeiou][aeiou][^aeiouwxy]$/.test(verb) && verb.length < 5 ? verb + verb.at(-1) : stem;
    return [verb, /(?:s|sh|ch|x)$/.test(verb) ? `${verb}es` : `${verb}s`, `${stem}ing`, `${double}ing`, `${stem}ed`, `${double}ed`];
  });

const up = new Set([
  ...forms(
    'increase raise lift grow boost double triple quadruple expand maximize maximise climb accelerate elevate push uplift upgrade multiply augment strengthen bump widen deepen heighten',
  ),
  'rise',
  'rises',
  'rising',
  'grew',
  'grown',
]);
const down = new Set([
  ...forms(
    'reduce lower decrease shrink minimize minimise trim halve slash shorten lessen diminish curb decline eliminate cut drop shave slice prune compress narrow tighten alleviate suppress',
  ),
  'cut',
  'cuts',
  'cutting',
  'drop',
  'drops',
  'dropping',
  'fall',
  'falls',
  'falling',
  'fell',
  'shrank',
  'dropped',
]);
const improve = new Set([...forms('improve optimize optimise enhance'), 'better', 'make', 'speed']);
const hold = new Set([
  ...forms('keep preserve maintain hold retain sustain protect stabilize stabilise safeguard'),
  'stay',
  'stays',
  'staying',
  'remain',
  'remains',
  'remaining',
  'kept',
  'held',
  'holds',
  'keeping',
]);
const reach = new Set([
  ...forms('reach achieve attain hit exceed beat match'),
  'get',
  'become',
  'be',
  'is',
  'are',
  'hitting',
  'beats',
  'beating',
  'exceeds',
  'target',
  'targets',
  'targeting',
  'attains',
  'ensure',
  'secure',
  'deliver',
  'demonstrate',
  'have',
  'score',
  'meet',
  'meets',
]);
const nouns: ReadonlyMap<string, Direction> = new Map([
  ...['increase', 'lift', 'uplift', 'gain', 'improvement', 'growth', 'rise', 'boost', 'increment', 'bump', 'jump'].map(
    (noun) => [noun, 'increase'] as const,
  ),
  ...['reduction', 'decrease', 'drop', 'decline', 'cut', 'saving', 'savings', 'fall', 'dip'].map((noun) => [noun, 'decrease'] as const),
]);
const adverbs: ReadonlyMap<string, Direction> = new Map([
  ['up', 'increase'],
  ['higher', 'increase'],
  ['more', 'increase'],
  ['greater', 'increase'],
  ['faster', 'decrease'],
  ['quicker', 'decrease'],
  ['down', 'decrease'],
  ['lower', 'decrease'],
  ['fewer', 'decrease'],
  ['less', 'decrease'],
  ['cheaper', 'decrease'],
  ['shorter', 'decrease'],
  ['earlier', 'decrease'],
  ['sooner', 'decrease'],
  ['extra', 'increase'],
  ['additional', 'increase'],
]);

/** "keep", "stays"; not the noun in "hold time", "hold music". */
export function isHold(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (!token || !hold.has(token.lower)) return false;
  // "The sample holds 4,310 cases" contains them.
  if (/^(?:hold|holds|held|retains)$/.test(token.lower) && tokens[at + 1]?.kind === 'number') return false;
  return (
    !/^(?:hold|holding|retain)$/.test(token.lower) ||
    !/^(?:times?|music|queue|queues|duration|company|costs?|line)$/.test(tokens[at + 1]?.lower ?? '')
  );
}
export const isDirectionVerb = (token: Token | undefined): boolean =>
  token !== undefined &&
  token.kind === 'word' &&
  (/^saves?$/.test(token.lower) || up.has(token.lower) || down.has(token.lower) || improve.has(token.lower));
export const isReach = (token: Token | undefined): boolean => token !== undefined && token.lower !== 'have' && reach.has(token.lower);

/** Ways to do harm: after "without" or "not" the object is what is protected. */
export const harms = new Set([
  ...forms(
    'hurt harm degrade worsen sacrifice compromise damage affect impact lose erode jeopardize jeopardise slow exceed breach violate regress weaken undermine touch cannibalize cannibalise deteriorate dip slip inflate endanger',
  ),
  ...up,
  ...down,
  ...'go goes going hurting worse losing cost costing regression loss adding add move moving leave longer higher lower slower larger greater bigger'.split(
    ' ',
  ),
]);

export function directionAt(tokens: readonly Token[], at: number): DirectionAt | undefined {
  const known = directions.get(tokens) ?? new Map<number, DirectionAt | null>();
  directions.set(tokens, known);
  const seen = known.get(at);
  if (seen !== undefined) return seen ?? undefined;
  const direction = readDirection(tokens, at);
  known.set(at, direction ?? null);
  return direction;
}

/** Every step of reading asks this of every word; it is answered once a text. */
const directions = new WeakMap<readonly Token[], Map<number, DirectionAt | null>>();

function readDirection(tokens: readonly Token[], at: number): DirectionAt | undefined {
  const token = tokens[at];
  const trend = token && trends.get(token.text);
  if (trend) return { value: trend, sort: 'adverb', at, to: at + 1 };
  if (token?.kind !== 'word') return undefined;
  const next = tokens[at + 1];
  // "drop-off", "cut-off", "lift-out", "lower-level".
  if (isHyphen(next) && tokens[at + 2]?.kind === 'word') return undefined;
  if (isHyphen(tokens[at - 1]) && tokens[at - 2]?.kind === 'word' && !/^(?:and|or)$/.test(tokens[at - 2]?.lower ?? '')) return undefined;
  const found = (value: Direction, sort: DirectionAt['sort'], to = at + 1): DirectionAt => ({ value, sort, at, to });
  const before = tokens[at - 1]?.lower ?? '';
  const word = token.lower;
  const noun = nouns.get(word);
  if (noun && isNoun(tokens, at)) return found(noun, 'noun');
  if (word === 'lower' && next?.lower === 'than' && tokens[at - 1] && isUnitLike(tokens[at - 1] as Token))
    return found('decrease', 'adverb');
  if (word === 'lower' && /^(?:bound|ci|confidence|limit|than|or)$/.test(next?.lower ?? '')) return undefined;
  if (
    (word === 'raise' || word === 'raises') &&
    /^(?:an?|awareness|alerts?|the|errors?|exceptions?|funding|tickets?)$/.test(next?.lower ?? '') &&
    /^(?:alert|alarm|awareness|error|exception|ticket|issue|flag|bar|alerts|exceptions|tickets|funding)$/.test(
      /^(?:an?|the)$/.test(next?.lower ?? '') ? (tokens[at + 2]?.lower ?? '') : (next?.lower ?? ''),
    )
  )
    return undefined;
  if ((word === 'cut' || word === 'cuts') && next?.lower === 'over') return undefined;
  // "Cap spend at $4k"; not "the rate limit".
  if (
    /^(?:limit|cap|restrict|confine)$/.test(word) &&
    next?.kind === 'word' &&
    !/^(?:of|is|are|for|at|to|on)$/.test(next.lower) &&
    opensVerb(tokens[at - 1])
  )
    return found('decrease', 'verb');
  if (up.has(word)) return found('increase', 'verb');
  if (down.has(word)) return found('decrease', 'verb');
  if (word === 'speed') return next?.lower === 'up' ? found('increase', 'improve', at + 2) : undefined;
  if (moving.test(word)) {
    const near = upOrDown(tokens, at);
    if (near > 0) return found(tokens[near]?.lower === 'down' ? 'decrease' : 'increase', 'verb', near === at + 1 ? at + 2 : at + 1);
    if (/^(?:bring|drive|mov|take$)/.test(word) && word !== 'moved') return found('increase', 'reach');
  }
  if (
    /^(?:go|goes|going|come|comes|coming|edge|edges|inch|inches|creep|creeps|trend|trends)$/.test(word) &&
    /^(?:up|down)$/.test(next?.lower ?? '') &&
    tokens[at + 2]?.lower !== 'to'
  )
    return found(next?.lower === 'down' ? 'decrease' : 'increase', 'verb', at + 2);
  if (word === 'make') return undefined;
  if (/^(?:aim(?:s|ing)?|plan|plans|planning|go|going)$/.test(word) && /^(?:for|at)$/.test(next?.lower ?? ''))
    return found('increase', 'reach', at + 2);
  if (/^(?:sav|avoid|prevent)(?:es?|s)?$/.test(word)) {
    const counted =
      next?.kind === 'number' ||
      /^[$€£¥~≥]$/.test(next?.text ?? '') ||
      /^(?:about|around|at|up|over|more|two|three|four|five|six|ten|an?)$/.test(next?.lower ?? '');
    return counted ? found('decrease', 'verb') : undefined;
  }
  if (improve.has(word))
    return word === 'better' && next?.lower === 'than'
      ? undefined
      : word === 'better' && before !== 'to'
        ? undefined
        : found('increase', 'improve');
  if (isHold(tokens, at)) return found('hold', 'verb');
  // "target 3 %" announces a level; "we target" is a verb.
  if (/^targets?$/.test(word) && !/^(?:we|to|will|and|i|team)$/.test(before)) return undefined;
  // "ranked matches", "test scores" are nouns; "NPS matches last year's" is a verb with an object.
  if (/^(?:matches|scores|hits|meets|beats|score|match|hit)$/.test(word) && !takesObject(next)) return undefined;
  // "We have 1.2M users" is a state; "have 70 % of loans decided" and "to have" an aim.
  if (word === 'have' && !(before === '' || tokens[at - 1]?.kind !== 'word' || /^(?:to|will|should|must|shall|and)$/.test(before)))
    return undefined;
  // "Matched invoices": before its noun a participle is an adjective.
  if (/ed$/.test(word) && reach.has(word) && tokens[at - 1]?.kind !== 'word' && next?.kind === 'word') return undefined;
  if (reach.has(word)) return found('increase', 'reach');
  // "twice as many contributors", "half as many calls"
  if (/^(?:many|much|often)$/.test(word) && before === 'as') {
    const times = tokens[at - 2]?.lower ?? '';
    if (/^(?:twice|double|times|x|thrice)$/.test(times)) return found('increase', 'adverb');
    if (times === 'half') return found('decrease', 'adverb');
  }
  const adverb = adverbs.get(word);
  if (adverb && isMeasuredAdverb(tokens, at)) return found(adverb, 'adverb');
  return undefined;
}

const opensVerb = (before: Token | undefined): boolean =>
  before === undefined || before.kind !== 'word' || /^(?:to|will|must|should|shall|we|and)$/.test(before.lower);

const moving =
  /^(?:bring|brings|bringing|drive|driving|take|takes|taking|get|gets|getting|move|moving|pull|pulls|brought|taken|moved|driven|pulled)$/;

/** Where "get X up to" says which way; not "get up to 20 %", "bring A to 4, B up to 5". */
function upOrDown(tokens: readonly Token[], at: number): number {
  for (let near = at + 1; near < at + 11; near++) {
    const token = tokens[near];
    if (!token || token.kind === 'break' || /^[,;.|]$/.test(token.text)) return -1;
    if (token.lower === 'down' || token.lower === 'up')
      return token.lower === 'up' &&
        tokens[near + 1]?.lower === 'to' &&
        (near === at + 1 || /^(?:by|of|with|to)$/.test(tokens[near - 1]?.lower ?? ''))
        ? -1
        : near;
  }
  return -1;
}

/** ↑ and ↓ say which way, as "up" and "down" do. */
export const isTrend = (token: Token | undefined): boolean => token !== undefined && trends.has(token.text);
const trends: ReadonlyMap<string, Direction> = new Map([
  ...['↑', '⬆', '▲', '↗'].map((sign) => [sign, 'increase'] as const),
  ...['↓', '⬇', '▼', '↘'].map((sign) => [sign, 'decrease'] as const),
]);

const takesObject = (next: Token | undefined): boolean =>
  next !== undefined &&
  (next.kind === 'number' ||
    /^[$€£¥~≥≤<>]$/.test(next.text) ||
    /^(?:a|an|the|our|its|their|at|below|above|under|over|between|no|to|about|around|roughly|up|or|last|today's)$/.test(next.lower));

/** "an 8 % increase in", "uplift of 8 %", "conversion lift". */
function isNoun(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1];
  const next = tokens[at + 1];
  if (next?.text === ':') return true;
  if (!before) return next?.lower === 'of' || next?.lower === 'in';
  if (
    /^(?:a|an|the|any|no|relative|absolute|%|percent|point|points|pp|x|percentage|ppt|bps|significant|minimum|our|this|overall)$/.test(
      before.lower,
    ) ||
    before.kind === 'number'
  )
    return true;
  return (next?.lower === 'of' || next?.lower === 'in') && !/^(?:to|will|must|should|can|we|and|they|would)$/.test(before.lower);
}

/** "8 % higher", "up 8 %", "20 % fewer"; not "up to", "more than". */
function isMeasuredAdverb(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1];
  const next = tokens[at + 1];
  // "20 % more often", "twice more likely" compare how, and measure nothing.
  if (/^(?:often|likely|frequently|quickly)$/.test(next?.lower ?? '')) return false;
  // "an extra 300 orders"
  if (/^(?:extra|additional)$/.test(tokens[at]?.lower ?? ''))
    return next?.kind === 'number' && (before?.kind !== 'word' || /^(?:an?|of)$/.test(before.lower));
  if (next?.lower === 'than' && !(before && isUnitLike(before))) return false;
  // "rate down to 1.5 %" is a direction, "up to 5 %" a limit.
  if (next?.lower === 'to' && tokens[at]?.lower === 'down' && before?.kind === 'word' && !/^(?:or|no|and|by|to)$/.test(before.lower))
    return true;
  if (next?.lower === 'to' || before?.lower === 'or' || before?.lower === 'no') return false;
  if (before && isUnitLike(before)) return true;
  // "resolve 12 more cases"
  if (before?.kind === 'number' && /^(?:more|fewer|less)$/.test(tokens[at]?.lower ?? '') && next?.kind === 'word') return true;
  // "Fewer escalations", as a heading says it.
  if (
    (before === undefined || before.kind === 'break' || before.text === '-' || before.text === '•') &&
    /^(?:fewer|less|more|higher|lower|shorter)$/.test(tokens[at]?.lower ?? '')
  )
    return true;
  return (
    (tokens[at]?.lower === 'up' || tokens[at]?.lower === 'down') &&
    (next?.kind === 'number' ||
      /^[$€£¥~≥≤<>]$/.test(next?.text ?? '') ||
      /^(?:at|about|around)$/.test(next?.lower ?? '') ||
      (/^(?:a|one|two)$/.test(next?.lower ?? '') && /^(?:third|quarter|fifth|tenth)s?$/.test(tokens[at + 2]?.lower ?? '')) ||
      next?.lower === 'by' ||
      next?.lower === 'from')
  );
}

const isUnitLike = (token: Token): boolean =>
  token.text === '%' ||
  /^(?:percent|cent|pp|points?|x|pts?|bps|times|minutes?|seconds?|hours?|days?|ms|s|min|twice|half)$/.test(token.lower);
