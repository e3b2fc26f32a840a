// Statements without a word of direction: "CTR ≥ 4.3 %", "80 % of tickets are resolved …", "screen 200 applications a day".
import { looksMeasured } from '../metrics.js';
import type { QuantityAt } from '../quantity.js';
import { isArrow, isHyphen, spanOf } from '../tokens.js';
import type { Clause, Clauses } from './clauses.js';
import type { Context } from './context.js';
import { directionAt } from './direction.js';
import { countedIn, lexiconIn, people } from './governed.js';
import { isFunctionWord, modals, prepositions } from './grammar.js';
import { isTolerance, labelOf } from './labels.js';
import { type Found, guess, isVague, known, metricOf, nounAt, subjectBefore } from './noun.js';
import { countsSomething, roleOf } from './role.js';
import { type Roles, rolesOf } from './roles.js';
import type { Statement } from './statement.js';

/** "Goal: …" leads; what stands in brackets or after "while" does not. */
export const labelBonus = (context: Context, clause: Clause): number => {
  for (let at = clause.from; at < clause.from + 3 && at < clause.to; at++)
    if (/^(?:goal|target|aim|aiming|objective|success|want|north|commit|committed)$/.test(context.word(at))) return 1;
  return clause.opener === '(' ? -2 : clause.opener === 'while' ? -0.5 : 0;
};

const parts = /^(?:traffic|requests?|exposure|rollout|sample|budget|capacity|quota|time|volume)$/;
const exposures = /^(?:traffic|exposure|rollout|ramp|canary)$/;

/** "Resolve 45 % of tickets without a human", "Target: 85 % of chats closed …": the share itself is the metric. */
export function shareOf(context: Context, clauses: Clauses, clause: Clause, amounts: readonly QuantityAt[]): Statement | undefined {
  const { word } = context;
  const start = amounts[0];
  // "From 61 % to 75 % of returns inspected"
  const from = start && word(start.begin - 1) === 'from' && amounts[1] && word(amounts[1].begin - 1) === 'to' ? start : undefined;
  const share = from ? amounts[1] : start;
  if (
    share?.value.unit !== '%' ||
    (word(share.to) !== 'of' && !share.number.among) ||
    share.number.sign ||
    labelOf(context, share) === 'baseline' ||
    /^(?:today's|current|present|existing)$/.test(word(share.begin - 1))
  )
    return undefined;
  // "Roughly a third of our users live in Asia", "5 % of seats are reserved"
  if (isState(context, clause, share)) return undefined;
  if (parts.test(word(share.to + (word(share.to + 1) === 'the' || word(share.to + 1) === 'all' ? 2 : 1)))) return undefined;
  if (prepositions.has(word(share.begin - 1)) && share.begin > clause.from && !from && labelOf(context, share) !== 'target')
    return undefined;
  for (let at = clause.from; at < share.begin; at++) {
    if (context.metricAt(at) && !people.test(word(at - 1))) return undefined;
    const verb = directionAt(context.tokens, at);
    if (verb && verb.sort !== 'reach' && !(verb.value === 'hold')) return undefined;
  }
  for (let at = share.to; at < clause.to; at++) {
    const verb = directionAt(context.tokens, at);
    if ((verb?.sort === 'adverb' || verb?.sort === 'noun') && amounts.length < 2) return undefined;
  }
  const subject = sharedSubject(context, clause, share);
  const begin = word(share.to) === 'of' ? share.to + 1 : share.to;
  let to = begin;
  while (
    to < clause.to &&
    to < begin + 10 &&
    clauses.owns(clause, to) &&
    !context.inWindow(to) &&
    !context.quantityAt(to) &&
    (context.tokens[to]?.kind === 'word' || isHyphen(context.tokens[to]))
  )
    to++;
  while (to > begin && (isHyphen(context.tokens[to - 1]) || (isFunctionWord(word(to - 1)) && !isHyphen(context.tokens[to - 2])))) to--;
  if (to <= begin) return undefined;
  const metric = subject ?? guess(context, { from: begin, to }, 0.5);
  // "1 in 8 patients misses the appointment today" says how it is.
  if (amounts.length === 1 && saysNow(context, share.to, clause.to))
    return { clause, sort: 'level', metric, baseline: share, unread: [], score: 3 };
  const falls = share.value.comparator === '<' || share.value.comparator === '<=' || /^(?:only|just)$/.test(word(share.begin - 1));
  const baseline = from ?? amounts.slice(1).find((amount) => labelOf(context, amount) === 'baseline');
  return {
    clause,
    sort: 'level',
    direction: { value: falls ? 'decrease' : 'increase', span: spanOf(context.tokens, share.begin, share.to), confidence: 0.65 },
    metric,
    target: share,
    ...(baseline ? { baseline } : {}),
    unread: [],
    score: 7 + labelBonus(context, clause),
  };
}

/** A share that is, and nobody says that it shall be: no bound, no label, no time, no "must", and only about so much or with "is". */
function isState(context: Context, clause: Clause, share: QuantityAt): boolean {
  if (
    share.value.comparator !== undefined ||
    labelBonus(context, clause) > 0 ||
    context.windows.length > 0 ||
    share.begin > clause.from + 1
  )
    return false;
  let states = share.value.approximate === true;
  for (let at = share.to; at < clause.to; at++) {
    if (modals.has(context.word(at)) || /^(?:within|under|below)$/.test(context.word(at))) return false;
    if (/^(?:is|are)$/.test(context.word(at))) states = true;
  }
  return states;
}

const saysNow = (context: Context, from: number, to: number): boolean => {
  for (let at = from; at < to; at++) if (/^(?:today|now|currently|present)$/.test(context.word(at))) return true;
  return false;
};

/** "Planner overrides under 15 % of forecasts": what is named before the bound is measured, the rest is what it is a share of. */
function sharedSubject(context: Context, clause: Clause, share: QuantityAt): Found | undefined {
  const falls = share.value.comparator === '<' || share.value.comparator === '<=';
  let at = share.begin;
  const colon = context.word(at - 1) === ':';
  if (colon) at--;
  const willed = at;
  while (
    at > clause.from &&
    /^(?:shall|should|must|will|may|is|are|to|be|stay|remain|not|never|no|make|makes|up)$/.test(context.word(at - 1))
  )
    at--;
  if (!falls && !colon) return undefined;
  const noun = subjectBefore(context, at, clause.from);
  const last = noun && context.tokens[noun.to - 1];
  // "Agents escalate less than 5 % of chats" ends in a verb, "Planner overrides" in what is counted.
  if (!noun || noun.to !== at || !last || (!colon && at === willed && last.stem === last.lower) || last.lower === 'means') return undefined;
  return metricOf(context, noun);
}

const builders =
  /^(?:support|launch|ship|deliver|release|build|deploy|add|provide|train|migrate|integrate|create|develop|hire|run|use|label|write|collect|annotate)$/;

/** "Screen 200 applications per recruiter per day": a verb, a count and what is counted. */
export function countOf(context: Context, clause: Clause, amounts: readonly QuantityAt[]): Statement | undefined {
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
export function levelOf(context: Context, clause: Clause, amounts: readonly QuantityAt[]): Statement | undefined {
  const quantity = amounts.find((amount) => says(context, clause, amount)) ?? amounts.find(({ value }) => value.unit !== '') ?? amounts[0];
  const metric = levelMetric(context, clause, amounts, quantity);
  // "Every claim above €5,000 needs a signature": the bound says which, and the sentence goes on with a verb.
  if (quantity && isRestrictor(context, quantity)) return undefined;
  // "goal: ≤ 4 days" says what of in the clause before.
  if (!metric && labelBonus(context, clause) <= 0) return undefined;
  // "Rollout 10 % → 50 % → 100 %" is a plan of exposure.
  if (metric && !metric.slot.value.entry && exposures.test(context.word(metric.to - 1))) return undefined;
  const roles = withStated(context, clause, amounts, metric, rolesOf(context, amounts, metric));
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

function isRestrictor({ word, tokens }: Context, { end, value }: QuantityAt): boolean {
  const verb = tokens[end];
  if (!/^[<>]$/.test(value.comparator ?? '') || verb?.kind !== 'word' || prepositions.has(verb.lower)) return false;
  return /(?:s|ed)$/.test(verb.lower) && /^(?:a|an|the|for|to|no|more|less|their|our|free|in|by)$/.test(word(end + 1));
}

function levelMetric(
  context: Context,
  clause: Clause,
  amounts: readonly QuantityAt[],
  quantity: QuantityAt | undefined,
): Found | undefined {
  if (!quantity) return lexiconIn(context, clause.from, clause.to);
  for (let at = clause.from; at < quantity.begin; at++) {
    const limit = context.beginsAt(at);
    if (limit && isTolerance(context, limit)) return metricOf(context, subjectBefore(context, at, clause.from));
  }
  const first = amounts[0] as QuantityAt;
  // The name stands before the first amount, with a label, a colon or a preposition between.
  let before = quantity.value.comparator !== undefined ? quantity.begin : first.begin;
  while (
    before > clause.from &&
    !context.metricAt(before - 1) &&
    /^(?:from|by|baseline|target|to|up|down|back|currently|now|today|goal|:|=|of|at|is|with|within|a|an|the|,|\()$/.test(
      context.word(before - 1),
    )
  )
    before--;
  const near = metricOf(context, subjectBefore(context, before, clause.from));
  // "From 6 % to 8 % audience share among pupils": the name stands behind both.
  const second = amounts[1];
  if (!near && second && context.word(first.begin - 1) === 'from' && context.word(second.begin - 1) === 'to') {
    const behind = metricOf(context, nounAt(context, second.end, clause.to));
    if (behind) return behind;
  }
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

/** "Onboarding time: 3 days by Q2", "CSAT: 4.5 (today 4.1)": with a deadline or a start, the amount after the colon is where it shall be. */
function withStated(context: Context, clause: Clause, amounts: readonly QuantityAt[], metric: Found | undefined, roles: Roles): Roles {
  if (!metric || roles.magnitude || roles.target) return roles;
  const stated = amounts.find(
    (amount) =>
      context.word(amount.begin - 1) === ':' &&
      amount !== roles.baseline &&
      (amount.value.unit !== '' ||
        (metric.slot.value.entry && metric.to === amount.begin - 1 && !countsSomething(context.tokens, amount.end))),
  );
  if (!stated) return roles;
  // "NPS: 31 in 2026, 40 in 2027"
  const later = roles.baseline
    ? undefined
    : amounts.find((amount) => isApart(context, stated.end, amount.begin) && amount.value.unit === stated.value.unit);
  if (later) return { baseline: stated, target: later, unread: roles.unread.filter((amount) => amount !== stated && amount !== later) };
  const result = { ...roles, target: stated, unread: roles.unread.filter((amount) => amount !== stated) };
  return roles.baseline || hasWindow(context, clause, stated.end) ? result : roles;
}

const isApart = (context: Context, from: number, to: number): boolean => {
  for (let at = from; at < to; at++) if (context.word(at) === ',') return true;
  return false;
};

function hasWindow(context: Context, { from, to }: Clause, begin = from): boolean {
  for (let at = begin; at < to; at++) if (context.inWindow(at)) return true;
  return false;
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
    labelOf(context, amount) !== undefined ||
    (amount.begin > clause.from && context.word(amount.begin - 1) === 'from') ||
    // "a capacity of 900 parcels per hour by November"
    (context.word(amount.begin - 1) === 'of' && looksMeasured(context.word(amount.begin - 2)) && hasWindow(context, clause)) ||
    // "back to 2 days"
    (context.word(amount.begin - 1) === 'to' && context.word(amount.begin - 2) === 'back') ||
    (context.word(amount.begin - 1) === ':' && amount.value.unit !== '')
  );
}
