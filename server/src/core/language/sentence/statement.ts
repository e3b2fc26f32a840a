// What one clause says: which way, of what, by how much, from where, to where. It looks at nothing outside its clause.
import type { QuantityAt } from '../quantity.js';
import { spanOf } from '../tokens.js';
import type { Direction, Slot } from '../types.js';
import type { Clause, Clauses } from './clauses.js';
import type { Context } from './context.js';
import { type DirectionAt, directionAt } from './direction.js';
import { ofAdverb, ofNoun, ofVerb } from './governed.js';
import { isName, isStatistic, longUnits } from './labels.js';
import { countOf, labelBonus, levelOf, shareOf } from './level.js';
import { type Found, isMeasured, isVague } from './noun.js';
import { rolesOf } from './roles.js';

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
    // "8 days or lower" names no direction of its own.
    if (context.word(at - 1) === 'or' && (context.quantityAt(at - 2)?.end ?? 0) > at) continue;
    const metric = context.metricAt(at);
    if (metric && !(metric.to - metric.from === 1)) continue;
    const verb = directionAt(context.tokens, at);
    if (verb?.sort === 'noun' && isDetected(context, at)) continue;
    if (!verb || (metric && verb.sort !== 'noun')) continue;
    let weight = verb.value === 'hold' ? 2 : /^(?:is|are|be)$/.test(context.word(at)) ? 0.8 : weights[verb.sort];
    if ((verb.sort === 'noun' || verb.sort === 'adverb') && isNearAmount(context, at)) weight = 3.8;
    if (verb.sort === 'noun' && amounts.length === 0) weight = 1.5;
    if (verb.sort === 'verb' && weak.test(context.word(at)) && amounts.length === 0) weight = 1.2;
    if (!best || weight > best.weight) best = { verb, weight };
  }
  return best?.verb;
}

/** "to detect a 2 % lift" says what a test can see. */
function isDetected(context: Context, at: number): boolean {
  for (let back = at - 1; back > at - 7 && back >= 0; back--)
    if (/^detect/.test(context.word(back))) return /^an?$/.test(context.word(back + 1));
  return false;
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
  // "Ship code 10x faster" measures nothing that is named.
  if (!own && verb.sort === 'adverb' && /^(?:faster|quicker|cheaper)$/.test(context.word(verb.at))) return undefined;
  const reach = verb.sort === 'reach';
  // "BLEU is computed with sacreBLEU" aims at nothing.
  // "A model that predicts everything as normal achieves 99.8 % accuracy" tells what is, not what shall be.
  if (
    /^(?:achieves|attains|delivers|reaches|scores|hits|shows|yields|gets)$/.test(context.word(verb.at)) &&
    own &&
    own.from >= verb.to &&
    !inWindowed(context, clause)
  )
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
  // "Speed up month-end close by 3 days": less time is better.
  if (verb.sort === 'improve' && better === undefined && magnitude && longUnits.has(magnitude.value.unit)) value = 'decrease';
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
