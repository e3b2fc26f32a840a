// What one clause says: which way, of what, by how much, from where, to where. It looks at nothing outside its clause.
import type { QuantityAt } from '../quantity.js';
import { isArrow, isHyphen, spanOf } from '../tokens.js';
import type { Direction, Slot } from '../types.js';
import type { Clause, Clauses } from './clauses.js';
import type { Context } from './context.js';
import { type DirectionAt, directionAt } from './direction.js';
import { determiners, isFunctionWord, prepositions } from './grammar.js';
import { isName, isStatistic, labelOf } from './labels.js';
import { type Found, guess, isMeasured, isVague, known, metricOf, nounAt, subjectBefore } from './noun.js';
import { roleOf } from './roles.js';

export interface Statement {
  readonly clause: Clause;
  /** change: "raise X by". hold: "keep X". level: only where it shall be. */
  readonly sort: 'change' | 'hold' | 'level';
  readonly direction?: Slot<Direction>;
  readonly metric?: Found;
  readonly magnitude?: QuantityAt;
  readonly baseline?: QuantityAt;
  readonly target?: QuantityAt;
  /** Amounts with a unit or comparator that got no role. */
  readonly unread: readonly QuantityAt[];
  /** How much of an aim it is; the highest leads. */
  readonly score: number;
}

/** Amounts of the clause that measure something: no windows, names or statistics. */
export function amountsOf(context: Context, clauses: Clauses, clause: Clause): QuantityAt[] {
  const found: QuantityAt[] = [];
  for (let at = clause.from; at < clause.to; at++) {
    const amount = context.quantityAt(at);
    if (!amount) continue;
    if (
      amount.from === at &&
      clauses.owns(clause, at) &&
      !context.inWindow(at) &&
      !context.inWindow(amount.to - 1) &&
      !isName(context, amount) &&
      !isStatistic(context.tokens, amount)
    )
      found.push(amount);
    at = amount.to - 1;
  }
  return found;
}

export function statementOf(context: Context, clauses: Clauses, clause: Clause): Statement | undefined {
  const amounts = amountsOf(context, clauses, clause);
  const share = shareOf(context, clauses, clause, amounts);
  if (share) return share;
  const verb = predicateOf(context, clauses, clause, amounts);
  if (verb) return changeOf(context, clause, verb, amounts);
  const level = countOf(context, clause, amounts) ?? levelOf(context, clause, amounts);
  return level?.metric && !clauses.owns(clause, level.metric.from) ? undefined : level;
}

const weights: Readonly<Record<DirectionAt['sort'], number>> = { verb: 4, improve: 3.5, noun: 3, adverb: 3, reach: 1 };
/** Verbs that say too little alone: "expand to 3 markets". */
const weak = /^(?:expand|accelerat|strengthen|elevat|push|upgrad|augment|drop|cut|scale|extend|gain|add|win|stop)/;

/** The word that says which way it goes. One with an amount beside it beats a mere "improve". */
function predicateOf(context: Context, clauses: Clauses, clause: Clause, amounts: readonly QuantityAt[]): DirectionAt | undefined {
  let best: { readonly verb: DirectionAt; readonly weight: number } | undefined;
  for (let at = clause.from; at < clause.to; at++) {
    if (!clauses.owns(clause, at) || context.inWindow(at)) continue;
    const metric = context.metricAt(at);
    if (metric && !(metric.to - metric.from === 1)) continue;
    const verb = directionAt(context.tokens, at);
    if (!verb || (metric && verb.sort !== 'noun')) continue;
    let weight = verb.value === 'hold' ? 2 : /^(?:is|are|be)$/.test(context.word(at)) ? 0.8 : weights[verb.sort];
    if ((verb.sort === 'noun' || verb.sort === 'adverb') && isNearAmount(context, at)) weight = 3.8;
    if (verb.sort === 'noun' && amounts.length === 0) weight = 1.5;
    if (verb.sort === 'verb' && weak.test(context.word(at)) && amounts.length === 0) weight = 1.2;
    if (!best || weight > best.weight) best = { verb, weight };
  }
  return best?.verb;
}

/** An amount within three words. */
function isNearAmount(context: Context, at: number): boolean {
  for (let near = at - 4; near < at + 5; near++) if (context.quantityAt(near) && !context.inWindow(near)) return true;
  return false;
}

function changeOf(context: Context, clause: Clause, verb: DirectionAt, amounts: readonly QuantityAt[]): Statement | undefined {
  const metric =
    verb.sort === 'noun'
      ? ofNoun(context, clause, verb)
      : verb.sort === 'adverb'
        ? ofAdverb(context, clause, verb, amounts)
        : ofVerb(context, clause, verb);
  const roles = rolesOf(context, amounts, metric, verb);
  // What is kept is kept at a level.
  const kept = verb.value === 'hold' && roles.magnitude && !roles.target;
  const magnitude = kept ? undefined : roles.magnitude;
  const target = kept ? roles.magnitude : roles.target;
  const own =
    metric &&
    (metric.slot.value.entry || ((magnitude || target || roles.baseline || isMeasured(context, metric)) && !isVague(context, metric)))
      ? metric
      : undefined;
  const reach = verb.sort === 'reach';
  // "BLEU is computed with sacreBLEU" aims at nothing.
  // "A model that predicts everything as normal achieves 99.8 % accuracy" tells what is, not what shall be.
  if (/^(?:achieves|attains|delivers)$/.test(context.word(verb.at)) && own && own.from >= verb.to && !inWindowed(context, clause))
    return undefined;
  const copula = /^(?:is|are|be|have|get|score|match|deliver|ensure|demonstrate)$/.test(context.word(verb.at));
  if (reach && !magnitude && !target && (copula || !own?.slot.value.entry)) return undefined;
  if (!own && !magnitude && !target && weak.test(context.word(verb.at))) return undefined;
  const better = own?.slot.value.entry?.better;
  const first = target ?? magnitude ?? amounts[0];
  const falls = first?.value.comparator === '<' || first?.value.comparator === '<=';
  let { value } = verb;
  let confidence = verb.sort === 'verb' || verb.sort === 'improve' ? 0.95 : 0.85;
  if ((verb.sort === 'improve' || /^improvements?$/.test(context.word(verb.at))) && better === 'down') value = 'decrease';
  if (verb.sort === 'adverb' && /^(?:faster|quicker)$/.test(context.word(verb.at)) && better === 'up') value = 'increase';
  if (reach) {
    value = falls || (better === 'down' && first?.value.comparator === undefined) ? 'decrease' : 'increase';
    confidence = target || magnitude ? 0.6 : 0.4;
  }
  const hold = verb.value === 'hold';
  return {
    clause,
    sort: hold ? 'hold' : reach ? 'level' : 'change',
    direction: { value, span: spanOf(context.tokens, verb.at, verb.to), confidence },
    ...(own ? { metric: own } : {}),
    ...(magnitude ? { magnitude } : {}),
    ...(roles.baseline ? { baseline: roles.baseline } : {}),
    ...(target ? { target } : {}),
    unread: roles.unread,
    score: scoreOf(own, magnitude ?? target) + (hold ? -1.5 : reach ? -1 : 1) + labelBonus(context, clause),
  };
}

const inWindowed = (context: Context, { from, to }: Clause): boolean => {
  for (let at = from; at < to; at++) if (context.inWindow(at)) return true;
  return false;
};

const scoreOf = (metric: Found | undefined, amount: QuantityAt | undefined): number =>
  (metric ? (metric.slot.value.entry ? 4 : 2.5) : 0) + (amount ? 3 : 0);

const labelBonus = (context: Context, clause: Clause): number => {
  for (let at = clause.from; at < clause.from + 3 && at < clause.to; at++)
    if (/^(?:goal|target|aim|objective|success|want|north)$/.test(context.word(at))) return 1;
  return clause.opener === '(' ? -2 : clause.opener === 'while' ? -0.5 : 0;
};

/** "a reduction of 8 % in X", "X reduction of 8 %", "an 8 % X uplift". */
function ofNoun(context: Context, clause: Clause, verb: DirectionAt): Found | undefined {
  const { word } = context;
  let at = verb.to;
  const amount = word(at) === 'of' ? context.beginsAt(at + 1) : word(at) === '(' ? undefined : context.beginsAt(at);
  if (amount) at = amount.end;
  if (/^(?:in|of|on|to|for)$/.test(word(at)) && !context.inWindow(at)) {
    const object = metricOf(context, nounAt(context, at + 1, clause.to), 0.6);
    if (object) return object;
  }
  const own = context.metricAt(verb.at);
  return (
    metricOf(context, subjectBefore(context, verb.at, clause.from)) ??
    (own ? known(context, own) : undefined) ??
    lexiconIn(context, verb.to, clause.to)
  );
}

/** "12 % fewer X", "X 8 % higher", "X up 4 points", "20 % less time on X". */
function ofAdverb(context: Context, clause: Clause, verb: DirectionAt, amounts: readonly QuantityAt[]): Found | undefined {
  const lead = amounts.find((amount) => amount.end === verb.at || amount.to === verb.at);
  const updown = /^(?:up|down)$/.test(context.word(verb.at));
  const after = updown || context.word(verb.to) === 'than' ? undefined : metricOf(context, nounAt(context, verb.to, clause.to), 0.6);
  if (after && (lead || after.slot.value.entry || verb.at === clause.from || amounts.length === 0)) return after;
  const begin = lead && !updown ? lead.begin : verb.at;
  const before = metricOf(context, subjectBefore(context, begin, clause.from));
  // "Planners spend 6 hours less": who does it is not what is measured.
  const subject = before && (isDoer(context, before) ? undefined : before);
  if (subject && !subject.slot.value.entry && /^(?:faster|quicker|cheaper)$/.test(context.word(verb.at)) && !isMeasured(context, subject))
    return undefined;
  return subject ?? after ?? lexiconIn(context, clause.from, verb.at) ?? lexiconIn(context, verb.to, clause.to);
}

/** The object where there is one, else the subject: "cut X by", "X falls by", "X should be halved". */
function ofVerb(context: Context, clause: Clause, verb: DirectionAt): Found | undefined {
  const { word } = context;
  // "Halving of paper forms"
  let at = word(verb.to) === 'of' && /ing$/.test(word(verb.at)) ? verb.to + 1 : verb.to;
  const start = at;
  while (at < clause.to && determiners.has(word(at))) at++;
  const quoted = quotedAt(context, at, clause.to);
  if (quoted) return quoted;
  const amount = context.beginsAt(at) ?? (context.quantityAt(at)?.from === at ? context.quantityAt(at) : undefined);
  const metricHere = context.metricAt(at);
  let object: Found | undefined;
  if (amount && !(metricHere && amount.value.unit === '')) {
    // "add 5 points to X", "reach 99.5 % schedule adherence", "save 3 hours per case".
    let next = amount.end;
    while (/^(?:\)|relative|absolute)$/.test(word(next)) || (word(next) === '(' && /^(?:relative|absolute)$/.test(word(next + 1)))) next++;
    if (
      /^(?:in|of|on|to|for|off|from)$/.test(word(next)) &&
      !context.beginsAt(next + 1) &&
      !context.inWindow(next) &&
      amount.value.unit !== ''
    ) {
      object = metricOf(context, nounAt(context, next + 1, clause.to), 0.5);
    } else if (
      !isFunctionWord(word(next)) &&
      (amount.value.unit !== '' || (verb.sort === 'reach' && amount.begin === verb.to && amount.number.high === undefined))
    ) {
      object = metricOf(context, nounAt(context, next, clause.to), 0.55);
    }
    const counted = countedIn(context, amount);
    if (!object?.slot.value.entry && counted) object = verb.sort === 'reach' || !object ? counted : object;
  } else if (!(prepositions.has(word(start)) && !metricHere && !isHyphen(context.tokens[start + 1])))
    object = metricOf(context, nounAt(context, at, clause.to), 0.55);
  if (object?.slot.value.entry && !amount) return object;
  const subject = isSubject(context, clause, verb) ? metricOf(context, subjectBefore(context, verb.at, clause.from)) : undefined;
  // "NPS must reach 40": of a verb that an amount or preposition follows, the subject is meant.
  const bare = object === undefined || amount !== undefined || verb.sort === 'reach';
  if (subject && bare && (subject.slot.value.entry || !object?.slot.value.entry) && !isAgent(context, subject)) return subject;
  if (subject?.slot.value.entry && !object) return subject;
  return (
    object ??
    (subject && !isAgent(context, subject) ? subject : undefined) ??
    lexiconIn(context, verb.to, clause.to) ??
    lexiconIn(context, clause.from, verb.at)
  );
}

/** Nouns of people do things; they are not measured: "recruiters save 4 hours". */
const people =
  /^(?:we|users?|customers?|agents?|recruiters?|developers?|teams?|nurses?|clinicians?|doctors?|drivers?|planners?|teachers?|students?|learners?|analysts?|engineers?|editors?|sellers?|buyers?|merchants?|operators?|dispatchers?|reviewers?|lawyers?|radiologists?|linguists?|writers?|designers?|managers?|employees?|staff|people|readers?|players?|members?|patients?|farmers?|pilots?|underwriters?|adjusters?|technicians?|it|this|that|model|system|assistant|bot|tool|product)$/;
/** "Planners spend …": people in the plural are who does it; "agent productivity" is a name. */
const isDoer = (context: Context, { from, slot }: Found): boolean =>
  slot.value.entry === undefined && people.test(context.word(from)) && context.tokens[from]?.stem !== context.word(from);
const isAgent = (context: Context, found: Found): boolean =>
  !found.slot.value.entry && people.test(context.word(found.to - 1)) && found.to - found.from <= 2;

const isSubject = (context: Context, clause: Clause, verb: DirectionAt): boolean => {
  if (verb.at <= clause.from) return false;
  const lead = context.word(verb.at - 1);
  if (/^(?:and|,|-|•|\*|we|then|–|:)$/.test(lead) && lead !== ':') return false;
  // "X to improve by 60 bps" has a subject, "our goal is to improve X" an object.
  return !(lead === 'to' && /^(?:is|are|aims?|want|wants|plan|plans|goal|need|intend|helps?|us|order)$/.test(context.word(verb.at - 2)));
};

/** 'Cut "no answer found" from 18 % to 9 %': a quoted name. */
function quotedAt(context: Context, from: number, end: number): Found | undefined {
  if (!/^["“„«]$/.test(context.tokens[from]?.text ?? '')) return undefined;
  for (let at = from + 1; at < end && at < from + 8; at++)
    if (/^["”»]$/.test(context.tokens[at]?.text ?? '')) return at > from + 1 ? guess(context, { from: from + 1, to: at }, 0.6) : undefined;
  return undefined;
}

function lexiconIn(context: Context, from: number, to: number): Found | undefined {
  for (let at = from; at < to; at++) {
    const metric = context.metricAt(at);
    if (metric && metric.from >= from) return known(context, metric);
  }
  return undefined;
}

/** "20 million impressions per day": what is counted. */
function countedIn(context: Context, amount: QuantityAt): Found | undefined {
  const unit = amount.value.unit.split('/')[0] ?? '';
  if (unit.length < 4 || context.inWindow(amount.from) || /^(?:points|tokens|cents|stars|month|quarter|year|sprint)$/.test(unit))
    return undefined;
  let from = amount.number.to;
  while (from < amount.to && context.tokens[from]?.kind !== 'word') from++;
  return from < amount.to ? guess(context, { from, to: amount.to }, 0.6) : undefined;
}

const parts = /^(?:traffic|requests?|exposure|rollout|sample|budget|capacity|quota|time|volume)$/;

/** "Resolve 45 % of tickets without a human", "Target: 85 % of chats closed …": the share itself is the metric. */
function shareOf(context: Context, clauses: Clauses, clause: Clause, amounts: readonly QuantityAt[]): Statement | undefined {
  const { word } = context;
  const share = amounts[0];
  if (share?.value.unit !== '%' || word(share.to) !== 'of' || share.number.sign || labelOf(context.tokens, share) === 'baseline')
    return undefined;
  if (parts.test(word(share.to + (word(share.to + 1) === 'the' || word(share.to + 1) === 'all' ? 2 : 1)))) return undefined;
  if (prepositions.has(word(share.begin - 1)) && share.begin > clause.from) return undefined;
  for (let at = clause.from; at < share.begin; at++) {
    if (context.metricAt(at) && !people.test(word(at - 1))) return undefined;
    const verb = directionAt(context.tokens, at);
    if (verb && verb.sort !== 'reach' && !(verb.value === 'hold')) return undefined;
  }
  for (let at = share.to; at < clause.to; at++) {
    const verb = directionAt(context.tokens, at);
    if ((verb?.sort === 'adverb' || verb?.sort === 'noun') && amounts.length < 2) return undefined;
  }
  const from = share.to + 1;
  let to = from;
  while (
    to < clause.to &&
    to < from + 10 &&
    clauses.owns(clause, to) &&
    !context.inWindow(to) &&
    !context.quantityAt(to) &&
    (context.tokens[to]?.kind === 'word' || isHyphen(context.tokens[to]))
  )
    to++;
  while (to > from && isFunctionWord(word(to - 1))) to--;
  if (to <= from) return undefined;
  const falls = share.value.comparator === '<' || share.value.comparator === '<=';
  const start = amounts.slice(1).find((amount) => labelOf(context.tokens, amount) === 'baseline');
  return {
    clause,
    sort: 'level',
    direction: { value: falls ? 'decrease' : 'increase', span: spanOf(context.tokens, share.begin, share.to), confidence: 0.65 },
    metric: guess(context, { from, to }, 0.5),
    target: share,
    ...(start ? { baseline: start } : {}),
    unread: [],
    score: 7 + labelBonus(context, clause),
  };
}

const builders =
  /^(?:support|launch|ship|deliver|release|build|deploy|add|provide|train|migrate|integrate|create|develop|hire|run|use|label|write|collect|annotate)$/;

/** "Screen 200 applications per recruiter per day": a verb, a count and what is counted. */
function countOf(context: Context, clause: Clause, amounts: readonly QuantityAt[]): Statement | undefined {
  const amount = amounts[0];
  if (!amount || amount.begin - 1 < clause.from || amount.begin > clause.from + 5) return undefined;
  const verb = context.tokens[amount.begin - 1];
  if (verb?.kind !== 'word' || builders.test(verb.lower) || isFunctionWord(verb.lower) || context.metricAt(amount.begin - 1))
    return undefined;
  if (!/^[A-Z]/.test(verb.text) && !/^(?:to|will)$/.test(context.word(amount.begin - 2))) return undefined;
  const metric = countedIn(context, amount);
  if (!metric) return undefined;
  const falls = amount.value.comparator === '<' || amount.value.comparator === '<=';
  const start = amounts.slice(1).find((other) => roleOf(context, other, metric) === 'baseline');
  return {
    clause,
    sort: 'level',
    direction: { value: falls ? 'decrease' : 'increase', span: spanOf(context.tokens, amount.begin, amount.to), confidence: 0.65 },
    metric,
    target: amount,
    ...(start ? { baseline: start } : {}),
    unread: [],
    score: 5,
  };
}

/** No word of direction: "CTR ≥ 4.3 %", "AHT: -45 s", "Time to merge: 26 h → 18 h", "Target CTR: 4.3 %". */
function levelOf(context: Context, clause: Clause, amounts: readonly QuantityAt[]): Statement | undefined {
  const quantity = amounts.find((amount) => says(context, clause, amount)) ?? amounts.find(({ value }) => value.unit !== '') ?? amounts[0];
  const metric = levelMetric(context, clause, amounts, quantity);
  // "goal: ≤ 4 days" says what of in the clause before.
  if (!metric && labelBonus(context, clause) <= 0) return undefined;
  const roles = rolesOf(context, amounts, metric);
  if (!metric?.slot.value.entry && !roles.magnitude && !roles.target) return undefined;
  const amount = roles.magnitude ?? roles.target;
  const entry = metric?.slot.value.entry;
  const { comparator } = amount?.value ?? {};
  const sign = amount?.number.sign;
  const known = amount !== undefined && comparator !== 'between' && entry?.better !== 'band';
  // "Brier score better than 0.11": better is lower for what should fall.
  const better = amount !== undefined && context.word(amount.begin) === 'better' && entry?.better === 'down';
  const falls =
    better ||
    comparator === '<' ||
    comparator === '<=' ||
    (sign === '-' && !comparator) ||
    (comparator === undefined && !sign && entry?.better === 'down');
  return {
    clause,
    sort: 'level',
    ...(known && amount
      ? {
          direction: {
            value: falls ? ('decrease' as const) : ('increase' as const),
            span: spanOf(context.tokens, amount.begin, amount.to),
            confidence: comparator || sign ? 0.65 : 0.4,
          },
        }
      : {}),
    ...(metric ? { metric } : {}),
    ...roles,
    score:
      (entry ? 3 : metric ? 1.5 : 0) +
      (comparator || sign || (amount && roles.baseline) ? 2.5 : amount ? 1.5 : -1.5) +
      labelBonus(context, clause),
  };
}

function levelMetric(
  context: Context,
  clause: Clause,
  amounts: readonly QuantityAt[],
  quantity: QuantityAt | undefined,
): Found | undefined {
  if (!quantity) return lexiconIn(context, clause.from, clause.to);
  const first = amounts[0] as QuantityAt;
  // The name stands before the first amount, with a label, a colon or a preposition between.
  let before = quantity.value.comparator !== undefined ? quantity.begin : first.begin;
  while (
    before > clause.from &&
    !context.metricAt(before - 1) &&
    /^(?:from|by|baseline|target|to|currently|now|today|goal|:|=|of|at|is|with|within|a|an|the|,|\()$/.test(context.word(before - 1))
  )
    before--;
  const near = metricOf(context, subjectBefore(context, before, clause.from));
  if (near?.slot.value.entry) return near;
  const lexicon = nearestBefore(context, quantity.begin, clause.from);
  if (lexicon) return lexicon;
  const after =
    quantity.value.comparator !== undefined || quantity.number.sign
      ? metricOf(context, nounAt(context, quantity.end, clause.to))
      : undefined;
  if (after?.slot.value.entry && (!near || after.from === quantity.end)) return after;
  if (near && !isVague(context, near) && amounts.some((amount) => says(context, clause, amount))) return near;
  return after ?? lexiconIn(context, clause.from, clause.to);
}

function nearestBefore(context: Context, at: number, begin: number): Found | undefined {
  for (let back = at - 1; back >= begin && back > at - 10; back--) {
    const metric = context.metricAt(back);
    if (metric) return known(context, metric);
  }
  return undefined;
}

/** Is there enough beside an unknown name to be sure that it is measured: a comparison, a sign, an arrow, a label, a colon? */
function says(context: Context, clause: Clause, amount: QuantityAt): boolean {
  return (
    amount.value.comparator !== undefined ||
    amount.number.sign !== undefined ||
    isArrow(context.tokens[amount.end]) ||
    isArrow(context.tokens[amount.begin - 1]) ||
    labelOf(context.tokens, amount) !== undefined ||
    (amount.begin > clause.from && context.word(amount.begin - 1) === 'from') ||
    (context.word(amount.begin - 1) === ':' && amount.value.unit !== '')
  );
}

type Roles = Pick<Statement, 'magnitude' | 'baseline' | 'target' | 'unread'>;

function rolesOf(context: Context, amounts: readonly QuantityAt[], metric: Found | undefined, verb?: DirectionAt): Roles {
  const roles = new Map<string, QuantityAt>();
  const unread: QuantityAt[] = [];
  let last: QuantityAt | undefined;
  for (const amount of amounts) {
    // "a reduction in false alarms of at least 25 %"
    const ofNoun =
      verb?.sort === 'noun' && amount.begin > verb.at && /^(?:of|:)$/.test(context.word(amount.begin - 1)) && amount.value.unit !== '';
    // "80 % within 24 hours": the time says what counts as a hit.
    if (last && context.word(amount.begin) === 'within' && amount.begin <= last.end + 1 && last.value.unit === '%') continue;
    last = amount;
    const saved = verb !== undefined && /^sav/.test(context.word(verb.at)) && amount.begin === verb.to;
    // "get 1,500 active nurses": a count right after the verb, and what is counted.
    const counts =
      verb?.sort === 'reach' && amount.begin === verb.to && amount.value.unit === '' && metric !== undefined && metric.from === amount.end;
    const role = counts ? 'target' : ofNoun || saved ? 'magnitude' : roleOf(context, amount, metric);
    if (role === 'ignored') continue;
    if (role !== 'other' && !roles.has(role)) roles.set(role, amount);
    else if (amount.value.unit !== '' || amount.value.comparator !== undefined) unread.push(amount);
  }
  const start = roles.get('baseline');
  // "2.0 % today, 2.3 % by the end of Q3": a second level in the same unit is where it shall go.
  if (start && !roles.has('target') && !roles.has('magnitude')) {
    const next = unread.find((amount) => amount.from >= start.to && amount.value.unit === start.value.unit && amount.value.unit !== '');
    if (next) roles.set('target', next);
  }
  const used = new Set(roles.values());
  const part = (name: 'magnitude' | 'baseline' | 'target') => (roles.has(name) ? { [name]: roles.get(name) } : {});
  return { ...part('magnitude'), ...part('baseline'), ...part('target'), unread: unread.filter((amount) => !used.has(amount)) };
}
