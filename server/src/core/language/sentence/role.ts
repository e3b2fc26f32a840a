// What one amount is for, told by the few words before and behind it: the change, the start, the level to reach, or none of these.
// ONE TABLE: each row is a cue and a sentence in which it decides; the first that fits counts. Every sample is a test of its row.
// How the amounts of a clause share these roles is for `roles.ts` to say.

import { isMoved } from '../amount/comparator.js';
import type { QuantityAt } from '../quantity.js';
import { isArrow, isHyphen, type Token } from '../tokens.js';
import type { Context } from './context.js';
import { isDirectionVerb, isReach, isTrend } from './direction.js';
import { intents, modals } from './grammar.js';
import { isName, isStatistic, labelOf, longUnits } from './labels.js';
import { type Found, isMeasured } from './noun.js';

/** `ignored` amounts are understood and are not part of the goal: a share of traffic, a confidence level, a window. */
export type Role = 'magnitude' | 'baseline' | 'target' | 'ignored' | 'other';

/** One amount and the words around it. Articles and hedges ("the", "about", "current") before it are passed over. */
interface Around {
  readonly context: Context;
  readonly tokens: readonly Token[];
  readonly amount: QuantityAt;
  readonly unit: string;
  /** A bound is no plain level: "at most 4 %". */
  readonly bounded: boolean;
  readonly metric: Found | undefined;
  /** Token and word before the amount, the word before that, and the word behind the amount. */
  readonly at: number;
  readonly lead: string;
  readonly second: string;
  readonly follow: string;
}

interface Cue {
  readonly role: Role;
  /** An amount in `[ ]` that this row decides. */
  readonly sample: string;
  readonly fits: (around: Around) => boolean;
}

const measures = new Set(
  '% pp bps points ms s min h d bd w month $ € £ ¥ cents tokens rps qps tps x stars kWh MWh km kg g mg t ml mm cm dB Hz GB MB sd'.split(
    ' ',
  ),
);
const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

const hedges = words(
  'a an the about around roughly approximately current present existing average further another additional relative baseline absolute some least level mean median only just its nearly almost our',
);
const changeNouns = words(
  'increase increases lift uplift gain gains improvement improvements growth rise boost reduction reductions decrease drop decline cut saving savings fewer more higher lower less better faster cheaper shorter quicker earlier sooner greater increment jump bump dip fall relative conversion-lift worse above',
);
/** Where or among what: an amount behind these says how many take part. */
const places = words(
  'in on for across among amongst with using over at of between through behind serving covering onto affecting exposing within',
);
const starts = words('currently today now was were baseline baselines versus vs current existing against previously');
/** "our ambition is three quarters", "reach a third": a part of one that is a level. */
const levelLeads = words('is be : reach reaches hit at');
const times = words('in over after last past next within first during');

/** The order matters: what is certain stands above what is only likely. */
export const cues: readonly Cue[] = [
  {
    role: 'target',
    sample: 'Keep the fill at [between 3 and 5 %]',
    fits: (around) => isRange(around) && (isNamed(around.context, around.metric, around.amount.begin - 1) || isKept(around)),
  },
  { role: 'ignored', sample: 'Accuracy near poles [between 3 and 5 km]', fits: isRange },

  // Parts and multiples
  {
    role: 'magnitude',
    sample: 'Reduce rejects by [a third]',
    fits: ({ amount, lead, follow }) =>
      amount.number.fraction === true && (/^(?:by|up|down|minus|plus)$/.test(lead) || changeNouns.has(follow)),
  },
  {
    role: 'baseline',
    sample: 'Raise the share from [one in five] to one in three',
    fits: ({ amount, lead }) => amount.number.fraction === true && lead === 'from',
  },
  {
    role: 'ignored',
    sample: 'CTR on [a quarter] of the pages rises by 4 %',
    fits: ({ amount, lead, follow, bounded }) =>
      amount.number.fraction === true && !amount.number.among && !bounded && !(lead === 'to' && follow === 'of') && !levelLeads.has(lead),
  },
  {
    role: 'ignored',
    sample: 'Limit restarts to [2x] a day',
    fits: ({ amount, tokens, follow }) => amount.number.factor === true && (isRate(tokens, amount) || follow === 'of'),
  },
  { role: 'magnitude', sample: 'Make revenue grow [3x]', fits: ({ amount }) => amount.number.factor === true },

  // Arrows
  { role: 'baseline', sample: 'CTR: [4 %] → 5 %', fits: (around) => isArrowAt(around, around.amount.end) && !isArrowAt(around, around.at) },
  { role: 'target', sample: 'CTR: 4 % → [5 %]', fits: (around) => isArrowAt(around, around.at) },
  {
    role: 'baseline',
    sample: 'Residue [400] fnu → 250 fnu',
    fits: ({ amount, unit, tokens }) => unit === '' && tokens[amount.end]?.kind === 'word' && isArrow(tokens[amount.end + 1]),
  },
  {
    role: 'target',
    sample: 'Raise agreement to kappa [0.75]',
    fits: ({ context, at, lead, tokens }) => lead !== 'to' && wordAt(tokens, (context.metricAt(at)?.from ?? 0) - 1) === 'to',
  },

  // Prepositions
  {
    role: 'ignored',
    sample: 'CTR in the first [12] rises',
    fits: ({ lead, bounded }) => /^(?:top|bottom|first|last)$/.test(lead) && !bounded,
  },
  { role: 'magnitude', sample: 'Raise CTR by [4 %]', fits: ({ lead, second }) => lead === 'by' && !starts.has(second) },
  {
    role: 'ignored',
    sample: 'Cut churn among people from [40 stores] by 2 %',
    fits: ({ context, unit, amount, tokens, at, lead, second }) =>
      isFrom(lead, second) && isNoun(unit) && !hasTarget(tokens, amount.end) && !context.quantityAt(at - 1),
  },
  { role: 'baseline', sample: 'Raise CTR from [4 %] to 5 %', fits: (around) => isFrom(around.lead, around.second) && startsHere(around) },
  { role: 'other', sample: 'Raise NPS from [3] surveys', fits: ({ lead, second }) => isFrom(lead, second) },
  { role: 'baseline', sample: 'Cut churn against [4 %]', fits: ({ lead }) => starts.has(lead) },
  {
    role: 'magnitude',
    sample: 'We commit to a [30 %] shorter cycle',
    fits: (around) => isTo(around) && /^an?$/.test(wordAt(around.tokens, around.amount.begin - 1)) && changeNouns.has(around.follow),
  },
  { role: 'ignored', sample: 'Reduce the wait, compared to [4 min] elsewhere', fits: (around) => isTo(around) && isIdiomOfTo(around) },
  {
    role: 'other',
    sample: 'Raise CTR, shown to [two] radiologists',
    fits: (around) =>
      isTo(around) && around.unit === '' && countsSomething(around.tokens, around.amount.end) && !baselineBefore(around.tokens, around.at),
  },
  {
    role: 'other',
    sample: 'Move to [7]',
    fits: (around) => isTo(around) && around.unit === '' && !around.bounded && !isLevelOfSomething(around),
  },
  {
    role: 'ignored',
    sample: 'Raise CTR by 3 % with access to [3 months] of data',
    fits: (around) =>
      isTo(around) && longUnits.has(around.unit) && around.amount.value.basis === undefined && /^(?:access|limited)$/.test(around.second),
  },
  { role: 'target', sample: 'Raise CTR to [5 %]', fits: (around) => isTo(around) },

  // Signs and nouns of change
  {
    role: 'other',
    sample: 'Churn on days with [-4] outside',
    fits: ({ amount, unit, metric, at, context, tokens }) =>
      isSigned(amount) &&
      unit === '' &&
      !isNamed(context, metric, at) &&
      !(metric !== undefined && metric.to <= amount.begin && (amount.begin - metric.to < 3 || wordAt(tokens, amount.begin - 1) === ':')),
  },
  { role: 'magnitude', sample: 'CTR [+4 %]', fits: ({ amount }) => isSigned(amount) },
  {
    role: 'magnitude',
    sample: 'We need [≥ 8 %] relative CTR lift',
    fits: ({ amount, unit, lead, tokens }) => lead !== 'of' && unit !== '' && changeNounNear(tokens, amount.end),
  },
  {
    role: 'magnitude',
    sample: 'CTR lift [≥ 5 %]',
    fits: ({ bounded, unit, lead, second, context, at }) =>
      bounded && unit === '%' && changeNouns.has(lead) && !context.metricAt(at) && second !== 'to' && !modals.has(second),
  },
  {
    role: 'magnitude',
    sample: '[8 %] higher CTR',
    fits: ({ amount, follow, tokens }) =>
      changeNouns.has(follow) || (isHyphen(tokens[amount.end]) && changeNouns.has(wordAt(tokens, amount.end + 1))),
  },
  {
    role: 'magnitude',
    sample: "Energy use [12 %] below today's level",
    fits: ({ amount, unit, follow, tokens }) =>
      /^(?:below|under|over|ahead)$/.test(follow) && unit !== '' && comparesWithNow(tokens, amount.end + 1),
  },
  { role: 'magnitude', sample: 'A cut of [4 %] in churn', fits: ({ lead, second }) => lead === 'of' && changeNouns.has(second) },
  {
    role: 'magnitude',
    sample: 'NPS up [4 points]',
    fits: ({ lead, unit, metric, amount }) =>
      /^(?:up|down)$/.test(lead) && (unit !== '' || (metric !== undefined && metric.to <= amount.begin)),
  },
  { role: 'magnitude', sample: 'Revenue ↑ [4 %]', fits: ({ tokens, at }) => isTrend(tokens[at]) },

  // Where it shall go, and where it stands
  { role: 'target', sample: 'We want [50 %] retention', fits: ({ lead, unit, bounded }) => intents.has(lead) && unit !== '' && !bounded },
  {
    role: 'ignored',
    sample: 'Raise recall at [1 %] FPR',
    fits: ({ lead, bounded, context, amount }) => lead === 'at' && !bounded && context.metricAt(amount.to)?.from === amount.to,
  },
  {
    role: 'baseline',
    sample: 'The churn of [31 %] has to become lower',
    fits: ({ lead, tokens, amount, bounded }) => /^(?:of|at)$/.test(lead) && !bounded && isWilledNext(tokens, amount.end),
  },
  {
    role: 'target',
    sample: 'Reach a CTR of [5 %]',
    fits: ({ lead, bounded, context, metric, at }) => lead === 'of' && !bounded && isNamed(context, metric, at - 1),
  },
  { role: 'target', sample: 'We aim for [5 %] churn', fits: ({ lead, second }) => lead === 'for' && /^(?:aim|plan|go)/.test(second) },
  {
    role: 'ignored',
    sample: 'Raise CTR by 4 % in [12 stores]',
    fits: ({ lead, bounded, amount, unit }) =>
      places.has(lead) && !bounded && (amount.value.basis === 'share' || isNoun(unit) || unit === '' || longUnits.has(unit)),
  },
  { role: 'ignored', sample: 'Raise picks per [20 min] by 4 %', fits: ({ lead }) => /^(?:for|every|per)$/.test(lead) },
  {
    role: 'ignored',
    sample: 'Cut churn, measured after [6 months]',
    fits: ({ lead, unit, bounded }) => longUnits.has(unit) && times.has(lead) && !bounded,
  },
  {
    role: 'other',
    sample: 'Lower churn of tenants with [more than 40 users] by 4 %',
    fits: ({ bounded, unit, lead }) => bounded && isNoun(unit) && /^(?:with|having|of|who|serving|in)$/.test(lead),
  },
  { role: 'target', sample: 'CTR [≥ 4 %]', fits: ({ bounded, unit }) => bounded && unit !== '' },
  { role: 'target', sample: 'NPS [≥ 40]', fits: (around) => around.bounded && boundsMetric(around) },
  { role: 'other', sample: 'Grow among people with [at least 4] purchases', fits: ({ bounded }) => bounded },
  { role: 'target', sample: 'F1 floor: [0.84]', fits: ({ lead, second }) => lead === ':' && limits.test(second) },
  { role: 'baseline', sample: 'The wait time is [11 min]', fits: (around) => isState(around) },
  {
    role: 'target',
    sample: 'Churn must be at [4 %]',
    fits: ({ lead, context, at }) => isLink(lead) && reachesBefore(context, at),
  },
  {
    role: 'target',
    sample: 'CTR at [5 %]',
    fits: ({ lead, unit, context, metric, at }) => /^(?:of|at)$/.test(lead) && isNamed(context, metric, at - 1) && unit !== '',
  },
  { role: 'other', sample: 'A note: [7 %] left us', fits: ({ lead }) => isLink(lead) },
  { role: 'target', sample: 'Accuracy reaches [0.92]', fits: (around) => isReached(around) && isLevelUnit(around) },
  { role: 'other', sample: 'Churn: reach [7] harbours', fits: (around) => isReached(around) },

  // Only the order tells
  {
    role: 'baseline',
    sample: 'Raise CTR [4 %] to 5 %',
    fits: ({ follow, context, amount, unit }) => follow === 'to' && context.quantityAt(amount.end + 1)?.value.unit === unit,
  },
  {
    role: 'other',
    sample: 'Cut churn, calls [20 min] long',
    fits: ({ unit, tokens, at, context }) =>
      longUnits.has(unit) &&
      !isDirectionVerb(tokens[at]) &&
      !/^(?:duration|percentile)$/.test(context.metricAt(at)?.mention.entry?.type ?? ''),
  },
  {
    role: 'magnitude',
    sample: 'Raise CTR [8 %]',
    fits: ({ context, metric, at, tokens, unit, amount }) =>
      (isNamed(context, metric, at) || isPlainWord(tokens[at])) &&
      (measures.has(unit) || (isRateUnit(unit) && isDirectionVerb(tokens[at]))) &&
      amount.value.basis !== 'share',
  },
];

export function roleOf(context: Context, amount: QuantityAt, metric: Found | undefined): Role {
  const { tokens } = context;
  if (context.inWindow(amount.from) || context.inWindow(amount.to - 1)) return 'ignored';
  if (isStatistic(tokens, amount) || isName(context, amount)) return 'ignored';
  return labelOf(context, amount) ?? cueOf(context, amount, metric)?.role ?? 'other';
}

/** The row that decides. */
export function cueOf(context: Context, amount: QuantityAt, metric: Found | undefined): Cue | undefined {
  const around = aroundOf(context, amount, metric);
  return cues.find(({ fits }) => fits(around));
}

function aroundOf(context: Context, amount: QuantityAt, metric: Found | undefined): Around {
  const { tokens } = context;
  let at = amount.begin - 1;
  while (at >= 0 && at > amount.begin - 4 && (hedges.has(wordAt(tokens, at)) || /^(?:today's|p\d+)$/.test(wordAt(tokens, at)))) at--;
  return {
    context,
    tokens,
    amount,
    unit: amount.value.unit,
    bounded: amount.value.comparator !== undefined,
    metric,
    at,
    lead: wordAt(tokens, at),
    second: wordAt(tokens, at - 1),
    follow: wordAt(tokens, amount.end),
  };
}

/** "NPS of 31 has to become 40": what is said of the level follows. */
const isWilledNext = (tokens: readonly Token[], at: number): boolean =>
  /^(?:has|have|needs?)$/.test(wordAt(tokens, at)) ? wordAt(tokens, at + 1) === 'to' : /^(?:must|should|shall)$/.test(wordAt(tokens, at));

const wordAt = (tokens: readonly Token[], at: number): string => tokens[at]?.lower ?? '';
const isLink = (lead: string): boolean => /^(?:of|at|=|:|is)$/.test(lead);
const isSigned = ({ number, value }: QuantityAt): boolean =>
  number.sign !== undefined && (measures.has(value.unit) || value.unit === '' || isRateUnit(value.unit));
const isNamed = (context: Context, metric: Found | undefined, at: number): boolean =>
  context.metricAt(at) !== undefined || (metric !== undefined && at >= metric.from && at < metric.to);

function isArrowAt({ context, tokens }: Around, at: number): boolean {
  return isArrow(tokens[at]) || (isTrend(tokens[at]) && context.quantityAt(at - 1) !== undefined && context.beginsAt(at + 1) !== undefined);
}

function isRange({ amount, tokens }: Around): boolean {
  return amount.value.comparator === 'between' && !/^(?:by|of)$/.test(wordAt(tokens, amount.begin - 1));
}
const isKept = ({ tokens, amount }: Around): boolean =>
  /^(?:be|is|are|stay|stays|kept|keep|hold|held|remain|remains|at|:|=|to|lie|lies|range|ranges|reach|in|fall)$/.test(
    wordAt(tokens, amount.begin - 1),
  );

const isFrom = (lead: string, second: string): boolean => lead === 'from' || (lead === 'of' && second === 'baseline');

/** "to 40 seconds from 75", "to 21 (from 34)": beside another amount, or with a unit, a start. */
const startsHere = ({ context, tokens, unit, amount, at, second }: Around): boolean =>
  unit !== '' || hasTarget(tokens, amount.end) || second === '(' || context.quantityAt(at - 1) !== undefined;

const isTo = ({ lead, unit }: Around): boolean => /^(?:to|towards?)$/.test(lead) || (lead === 'until' && unit === '%');

/** "compared to", "due to", "up to": not where something goes, unless it is moved there. */
function isIdiomOfTo({ tokens, at, second, amount }: Around): boolean {
  if (!/^(?:compared|relative|due|up|close|next|prior)$/.test(second) || isHyphen(tokens[at - 2])) return false;
  if (second !== 'up') return true;
  // "should be up to at least 68 %" is no upper bound.
  return !/^>=?$/.test(amount.value.comparator ?? '') && !baselineBefore(tokens, at) && !isMoved(tokens, at - 1);
}

/** A bare number after "to" is a level if a metric stands before it or it had a start. */
const isLevelOfSomething = ({ context, tokens, amount, metric, at }: Around): boolean =>
  baselineBefore(tokens, at) || plausibleLevel(context, amount) || (metric !== undefined && metric.to <= amount.begin);

/** A bound without a unit belongs to the metric right beside it: not "sessions with at least one purchase". */
const boundsMetric = ({ context, tokens, amount, metric, at, lead }: Around): boolean =>
  metric !== undefined &&
  (isNamed(context, metric, at) ||
    isCopula(lead) ||
    (metric.from >= amount.end && metric.from <= amount.end + 3) ||
    !countsSomething(tokens, amount.end) ||
    context.metricAt(amount.end) !== undefined ||
    wordAt(tokens, amount.end + 1) === '/');

/** "The wait is 11 min" says how it is; "our goal is 5 min" where it shall go. */
const isState = ({ context, metric, lead, at }: Around): boolean =>
  /^(?:is|are)$/.test(lead) &&
  metric !== undefined &&
  (metric.slot.value.entry !== undefined || isMeasured(context, metric) || context.windows.length === 0) &&
  !goalBefore(context, at);

const isReached = ({ context, tokens, at, amount }: Around): boolean => isReach(tokens[at]) || reachesBefore(context, amount.begin);
const isLevelUnit = ({ context, tokens, unit, metric, at, amount }: Around): boolean =>
  measures.has(unit) ||
  isNoun(unit) ||
  isRateUnit(unit) ||
  (unit === '' && (isNamed(context, metric, at) || (ofSubject(metric, at) && isReach(tokens[at]) && !countsSomething(tokens, amount.end))));

const comparesWithNow = (tokens: readonly Token[], from: number): boolean =>
  tokens
    .slice(from, from + 3)
    .some(({ lower }) =>
      /^(?:today|today's|current|currently|now|last|previous|baseline|control|existing|forecast|plan|budget)$/.test(lower),
    );

/** Nouns of a level that must hold. */
export const limits = /^(?:floor|ceiling|cap|limit|minimum|maximum|min|max|bar)$/;

/** "Accuracy reaches 0.92": a known metric right before its verb. */
const ofSubject = (metric: Found | undefined, at: number): boolean =>
  metric !== undefined && metric.to <= at && at - metric.to < (metric.slot.value.entry ? 9 : 5);

/** "≥ 8 % relative CTR lift": the change is named a few words later. */
function changeNounNear(tokens: readonly Token[], from: number): boolean {
  for (let at = from; at < from + 5 && at < tokens.length; at++) {
    const token = tokens[at] as Token;
    if (token.kind !== 'word' && !isHyphen(token)) return false;
    if (/^(?:lift|uplift|increase|reduction|improvement|gain|decrease|growth|bump|jump|dip)$/.test(token.lower)) return true;
    if (/^(?:by|in|on|of|for|from|to|with|while|without|and|or|within|over|at|is|are|the)$/.test(token.lower)) return false;
  }
  return false;
}

/** "to two radiologists": a bare number before a noun counts things and is no level. */
export const countsSomething = (tokens: readonly Token[], at: number): boolean =>
  tokens[at]?.kind === 'word' &&
  !/^(?:within|by|in|while|whilst|without|and|or|for|on|over|per|at|until|from|after|with|during|before|if|when|as|so|across|among|of|provided|but|because|keeping|maintaining|preserving|this|next|subject|compared|than|out|to|vs|is|are)$/.test(
    tokens[at]?.lower ?? '',
  );

export const isNoun = (unit: string): boolean => unit !== '' && !measures.has(unit) && !longUnits.has(unit) && !unit.includes('/');
const isRateUnit = (unit: string): boolean => unit.includes('/');
const isPlainWord = (token: Token | undefined): boolean =>
  token?.kind === 'word' && !/^(?:and|or|with|while|the|of|in|on|for|per|than|that|which|is|are|was|were|be|as|about)$/.test(token.lower);
const isCopula = (word: string): boolean =>
  /^(?:is|are|be|stays?|remains?|of|at|to|:|=|,|\(|must|should|score|scores|reaches|well|goes|falls|rises|drops)$/.test(word);

/** Is there "to N" or an arrow right after this amount? */
function hasTarget(tokens: readonly Token[], at: number): boolean {
  for (let next = at; next < at + 5 && next < tokens.length; next++) {
    const token = tokens[next] as Token;
    if (token.lower === 'to' || isArrow(token) || token.lower === 'down' || token.lower === 'up') return true;
    if (token.kind === 'break' || token.text === ',' || token.text === '.') return false;
  }
  return false;
}

function baselineBefore(tokens: readonly Token[], at: number): boolean {
  for (let next = at - 1; next >= 0 && next > at - 8; next--) {
    const token = tokens[next] as Token;
    if (token.lower === 'from') return true;
    if (token.kind === 'break') return false;
  }
  return false;
}

/** "raise NPS to 45", "F1 to 0.82": a bare number after "to" is a level if a metric was named before it. */
function plausibleLevel(context: Context, quantity: QuantityAt): boolean {
  for (let at = quantity.begin - 1; at >= 0 && at > quantity.begin - 10; at--) {
    if (context.metricAt(at)) return true;
    if (context.tokens[at]?.kind === 'break') return false;
  }
  return false;
}

function reachesBefore(context: Context, at: number): boolean {
  for (let index = at; index >= 0 && index > at - 9; index--) {
    const token = context.tokens[index] as Token;
    if (isReach(token)) return true;
    if (
      token.kind === 'break' ||
      token.kind === 'number' ||
      token.text === ';' ||
      token.text === '.' ||
      token.text === ',' ||
      token.text === '('
    )
      return false;
  }
  return false;
}

function goalBefore(context: Context, at: number): boolean {
  for (let back = at; back >= 0 && back > at - 12; back--) {
    const token = context.tokens[back] as Token;
    if (token.kind === 'break' || token.text === ';' || token.text === '.') return false;
    if (/^(?:goal|target|objective|aim|success|ambition|should|must|will)$/.test(token.lower)) return true;
  }
  return false;
}

const isRate = (tokens: readonly Token[], quantity: QuantityAt): boolean =>
  /^(?:a|an|per|each|every)$/.test(tokens[quantity.end]?.lower ?? '');
