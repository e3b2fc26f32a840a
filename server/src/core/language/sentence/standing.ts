// What a clause is: the author's own aim, something that is protected, a condition, or an aside. Only an aim may hold a target.
import { isArrow } from '../tokens.js';
import type { Clause, Draft, Standing } from './clauses.js';
import type { Context } from './context.js';
import { harms, isHold } from './direction.js';
import { isNegation, modals, prepositions, pronouns } from './grammar.js';
import { isAimVerb, isFlat, isPredicate } from './proposition.js';
import { isForeign, isHedged, isPast, supposes, tellsWhatIs } from './report.js';

/** Standings that the words inside decide, and those that run on: "According to a vendor, …". */
export function settle(context: Context, drafts: readonly Draft[], owns: (draft: Draft, token: number) => boolean): Clause[] {
  let foreign = false;
  let sentence = -1;
  let aims = 0;
  let previous: Standing | undefined;
  const settled = drafts.map((draft) => {
    if (draft.sentence !== sentence) {
      sentence = draft.sentence;
      foreign = false;
      previous = undefined;
    }
    // "while CSAT ≥ 4.2 and escalation rate ≤ 15 %": what is joined to a guardrail is one.
    const runsOn = previous === 'guard' && /^(?:and|or|,|&|\+)$/.test(draft.opener) && !changes(context, draft);
    // "We sold 1.2 million tickets in 2026, 8 % more than the year before": a mere fragment is what it is joined to.
    const tail =
      (previous === 'past' || previous === 'aside') && draft.opener === ',' && draft.standing === undefined && isFragment(context, draft);
    const standing =
      draft.standing ?? (tail && previous ? previous : runsOn ? 'guard' : standingOf(context, draft, foreign, aims > 0, owns));
    // "At constant precision, recall …": only the noun is protected, and the sentence goes on.
    if (draft.opener !== 'at') previous = standing;
    foreign = standing === 'aside' && (foreign || context.word(draft.from) === 'had' || isForeign(context, draft));
    if (standing === 'aim' && hasAmountOrDirection(context, draft)) aims++;
    return { ...draft, standing };
  });
  return settled.map((clause, index) => (isBoundOfNext(context, clause, settled[index + 1]) ? { ...clause, standing: 'guard' } : clause));
}

/** "No worse than 93 % sensitivity while reading time is trimmed": a bound that another clause's change is held to. */
const isBoundOfNext = (context: Context, clause: Clause, next: Clause | undefined): boolean =>
  clause.standing === 'aim' &&
  next?.standing === 'aim' &&
  next.opener === 'while' &&
  next.sentence === clause.sentence &&
  (isProtected(context, clause) || context.beginsAt(clause.from)?.value.comparator !== undefined) &&
  !changes(context, clause);

function hasAmountOrDirection(context: Context, { from, to }: Draft): boolean {
  for (let at = from; at < to; at++) if (isPredicate(context, at)) return true;
  return false;
}

function standingOf(
  context: Context,
  draft: Draft,
  foreign: boolean,
  afterAim: boolean,
  owns: (draft: Draft, token: number) => boolean,
): Standing {
  if (foreign && !speaksForUs(context, draft)) return 'aside';
  // "Had we launched in May, …" did not happen, nor what would have followed.
  if (context.word(draft.from) === 'had' || supposes(context, draft)) return 'aside';
  if (isForeign(context, draft) || isHedged(context, draft)) return 'aside';
  const own = (token: number) => owns(draft, token);
  if (isPast(context, draft, own) || tellsWhatIs(context, draft, own)) return 'past';
  const negation = negationOf(context, draft, afterAim);
  if (negation) return negation;
  if (draft.opener === 'while' || draft.opener === 'whilst') {
    // "while resolution goes 64 % → 72 %"
    if (moves(context, draft)) return 'aim';
    return isProtected(context, draft) || isCapped(context, draft) || !changes(context, draft) ? 'guard' : 'aim';
  }
  if (afterAim && isProtected(context, draft) && (draft.opener !== '' || !changes(context, draft))) return 'guard';
  return 'aim';
}

/** "while NPS drops ≤ 3 pts": a change with a cap is the most that is accepted. */
function isCapped(context: Context, { from, to }: Draft): boolean {
  for (let at = from; at < to; at++) if (/^<=?$/.test(context.beginsAt(at)?.value.comparator ?? '')) return true;
  return false;
}

/** Begins with an amount or a preposition, and nobody wills or orders anything in it. */
function isFragment(context: Context, { from, to }: Draft): boolean {
  if (!context.beginsAt(from) && !prepositions.has(context.word(from))) return false;
  for (let at = from; at < to; at++)
    if (modals.has(context.word(at)) || isAimVerb(context, at) || pronouns.has(context.word(at)) || context.inWindow(at)) return false;
  return true;
}

function moves({ tokens }: Context, { from, to }: Draft): boolean {
  for (let at = from; at < to; at++) if (isArrow(tokens[at])) return true;
  return false;
}

function changes(context: Context, { from, to }: Draft): boolean {
  for (let at = from; at < to; at++) if (isAimVerb(context, at)) return true;
  return false;
}

/** "NPS flat", "CSAT stays above 4", "no increase in refunds", "error rate no worse than today". */
function isProtected(context: Context, { from, to }: Draft): boolean {
  for (let at = from; at < to; at++) {
    const word = context.word(at);
    if (isFlat(word) || (isHold(context.tokens, at) && !context.metricAt(at))) return true;
    if ((word === 'no' || word === 'zero') && (harmNoun.test(context.word(at + 1)) || harmNoun.test(context.word(at + 2)))) return true;
    if (word === 'no' && context.word(at + 2) === 'than' && !context.inWindow(at)) return true;
    // "quality being at least as good as now"
    if (word === 'least' && context.word(at + 1) === 'as' && /^(?:now|today|before|ever)$/.test(context.word(at + 4))) return true;
    if (word === 'guardrail') return true;
  }
  return false;
}

const harmNoun =
  /^(?:drop|increase|decrease|regressions?|loss|losses|degradation|worse|decline|more|change|rise|impact|harm|negative|fall|deterioration|lower|higher|reduction|additional|extra|worsening|slower|longer)$/;

/** After a "not": what must not be harmed is protected; what is not aimed at is an aside. */
function negationOf(context: Context, { from, to, opener }: Draft, afterAim: boolean): Standing | undefined {
  for (let at = from; at < to; at++) {
    if (!isNegation(context.word(at))) continue;
    const next = context.word(at + 1);
    // "is not where we want it" says how it is.
    if (/^(?:where|good|enough|acceptable|sustainable|tenable|competitive|okay|ok|great|satisfactory|what)$/.test(next)) return 'past';
    if (/^(?:only|just|yet|until|later)$/.test(next)) continue;
    for (let ahead = at + 1; ahead < at + 4 && ahead < to; ahead++) {
      const word = context.word(ahead);
      if (/^(?:aim|plan|want|try|promis|commit|expect|intend|seek|goal|about|pursu|target|need|look|hop)/.test(word)) return 'aside';
      if (harms.has(word)) return 'guard';
    }
    // "Analysts must not see more than 14 false alerts a day"
    for (let ahead = at + 1; ahead < at + 4 && ahead < to; ahead++)
      if (/^[<>]=$/.test(context.beginsAt(ahead)?.value.comparator ?? '') && ahead > at + 1) return 'guard';
    // "safety stock not above today's level"
    if (
      /^(?:above|below|over|under|higher|lower|more|less|worse|later|exceed|exceeding|beyond)$/.test(next) ||
      context.beginsAt(at) ||
      context.beginsAt(at + 1)?.value.comparator
    )
      return afterAim && opener !== '' ? 'guard' : at > from || context.beginsAt(at) ? undefined : 'aside';
    return 'aside';
  }
  return undefined;
}

function speaksForUs(context: Context, { from, to }: Draft): boolean {
  for (let at = from; at < to && at < from + 4; at++) if (/^(?:we|we'll|our|us|i|let's)$/.test(context.word(at))) return true;
  return false;
}
