// A text cut into clauses, and what each of them is: the author's own aim, something that is protected, a condition, or an aside
// (history, other people's numbers, reasons, what will not be done). Only an aim may hold a target.
import { endsSentence, isDash, isHyphen, type Token } from '../tokens.js';
import type { Context } from './context.js';
import { directionAt, harms, isHold } from './direction.js';
import { auxiliaries, conjunctions, isNegation, modals, prepositions, pronouns } from './grammar.js';
import { type Noun, nounAt } from './noun.js';

export type Standing = 'aim' | 'guard' | 'condition' | 'aside';

export interface Clause {
  readonly index: number;
  readonly sentence: number;
  /** Half-open tokens; those of a bracket inside belong to a clause of their own. */
  readonly from: number;
  readonly to: number;
  /** What joins it to the clause before: "while", ",", "(", or '' at the beginning of a sentence. */
  readonly opener: string;
  readonly standing: Standing;
}

export interface Clauses {
  readonly all: readonly Clause[];
  at(token: number): Clause | undefined;
  owns(clause: Clause, token: number): boolean;
}

type Draft = { -readonly [K in keyof Clause]: K extends 'standing' ? Standing | undefined : Clause[K] };

export function clausesOf(context: Context): Clauses {
  const { tokens } = context;
  const owner = new Int32Array(tokens.length).fill(-1);
  const drafts: Draft[] = [];
  let from = 0;
  let sentence = 0;
  for (let at = 0; at <= tokens.length; at++) {
    if (at < tokens.length && !endsSentence(tokens, at)) continue;
    if (at > from) cut(context, from, at, sentence++, drafts, owner, context.word(at) === '?' ? 'aside' : undefined);
    from = at + 1;
  }
  const all = settle(context, drafts);
  markQuotes(context, all, owner);
  return {
    all,
    at: (token) => all[owner[token] ?? -1],
    owns: (clause, token) => owner[token] === clause.index,
  };
}

/** Where clauses begin within one sentence. */
function cut(
  context: Context,
  start: number,
  stop: number,
  sentence: number,
  drafts: Draft[],
  owner: Int32Array,
  question?: Standing,
): void {
  const open = (from: number, opener: string, standing?: Standing): Draft => {
    const draft: Draft = { index: drafts.length, sentence, from, to: from, opener, standing: question ?? standing };
    drafts.push(draft);
    return draft;
  };
  let current = open(start, '', labelledStanding(context, start));
  let outer: Draft | undefined;
  let close = -1;
  let complete = false;
  for (let at = start; at < stop; at++) {
    if (at === close) {
      current = outer ?? current;
      outer = undefined;
      close = -1;
      continue;
    }
    const same = outer ? undefined : sameLevel(context, at, stop);
    if (same) {
      outer = current;
      close = same.to;
      current = open(same.from, 'at', 'guard');
      for (let inner = same.from; inner < same.to; inner++) owner[inner] = current.index;
      current.to = same.to;
      current = outer;
      outer = undefined;
      close = -1;
      at = same.to - 1;
      continue;
    }
    const end = context.word(at) === '(' && !outer ? closing(context, at, stop) : -1;
    if (end > 0 && isOwnClause(context, at + 1, end)) {
      outer = current;
      close = end;
      current = open(at + 1, '(', labelledStanding(context, at + 1));
      continue;
    }
    const boundary = boundaryAt(context, at, close > 0 ? close : stop, current, complete);
    if (boundary) {
      current = open(boundary.from, context.word(at), boundary.standing);
      if (!outer) complete = false;
      at = boundary.from - 1;
      continue;
    }
    if (!complete && !outer) complete = isPredicate(context, at);
    owner[at] = current.index;
    current.to = at + 1;
  }
}

const isPredicate = (context: Context, at: number): boolean => {
  if (context.inWindow(at)) return false;
  const amount = context.quantityAt(at);
  // "two weeks ahead", "for 10 days" say when.
  if (amount)
    return (
      !/^(?:d|bd|w|sprint|month|quarter|year)$/.test(amount.value.unit) ||
      amount.value.comparator !== undefined ||
      !(
        /^(?:ahead|before|after|later|in|ago|prior|from)$/.test(context.word(amount.end)) ||
        prepositions.has(context.word(amount.begin - 1))
      )
    );
  const direction = directionAt(context.tokens, at);
  return direction !== undefined && direction.sort !== 'reach';
};

/** "at constant approval rate", "at the same false positive rate": only the noun is protected, the sentence goes on. */
function sameLevel(context: Context, at: number, stop: number): Noun | undefined {
  const { word } = context;
  if (word(at) !== 'at') return undefined;
  const from =
    word(at + 1) === 'the' && word(at + 2) === 'same'
      ? at + 3
      : /^(?:constant|equal|unchanged|stable|same)$/.test(word(at + 1))
        ? at + 2
        : -1;
  return from < 0 ? undefined : nounAt(context, from, stop);
}

function closing(context: Context, open: number, stop: number): number {
  for (let at = open + 1; at < stop && at < open + 60; at++) if (context.word(at) === ')') return at;
  return -1;
}

/** A bracket that says something of its own about another metric: "(precision ≥ 90 %)", "(guardrail: …)"; not "(from 4 % to 5 %)". */
function isOwnClause(context: Context, from: number, to: number): boolean {
  if (labelledStanding(context, from)) return true;
  for (let at = from; at < to; at++) {
    const metric = context.metricAt(at);
    if (!metric) continue;
    for (let next = metric.to; next < to; next++)
      if (context.quantityAt(next) || isHold(context.tokens, next) || isFlat(context.word(next)) || isNegation(context.word(next)))
        return true;
    return false;
  }
  return false;
}

const guardLabel = /^(?:guardrails?|guard|constraints?|counter-?metrics?|invariants?|tripwires?)$/;
const scopeLabel = /^(?:non|out|anti|not)$/;

/** "Guardrails: …", "Non-goal: …", "Constraint – …". */
function labelledStanding(context: Context, start: number): Standing | undefined {
  const { word } = context;
  let at = start;
  while (at < start + 3 && (/^[-*•–+]$/.test(word(at)) || /^(?:with|and|a|the|as|key|hard|our)$/.test(word(at)))) at++;
  if (guardLabel.test(word(at)) && (/^(?:metrics?|rails?)$/.test(word(at + 1)) || /^[:–=-]$/.test(word(at + 1)) || word(at + 2) === ':'))
    return 'guard';
  // "(pilot: 4 % fewer)", "industry: 12 %": somebody else's number, or an earlier one.
  if (/^(?:pilot|beta|trial|competitors?|industry|benchmark|peers?|market)$/.test(word(at)) && word(at + 1) === ':') return 'aside';
  if (scopeLabel.test(word(at)))
    for (let next = at + 1; next < at + 4; next++) if (/^(?:goals?|scope|aims?|objectives?|targets?)$/.test(word(next))) return 'aside';
  return undefined;
}

interface Boundary {
  readonly from: number;
  readonly standing?: Standing;
}

function boundaryAt(context: Context, at: number, stop: number, current: Draft, complete: boolean): Boundary | undefined {
  const { word, tokens } = context;
  const lower = word(at);
  if (context.inWindow(at) && lower !== ',') return undefined;
  const guard = (from: number): Boundary => ({ from, standing: 'guard' });
  const own = word(at + 1);
  switch (lower) {
    case 'while':
    case 'whilst':
      return { from: at + 1 };
    case 'without':
      return isHarm(context, at + 1, stop) ? guard(at + 1) : undefined;
    case 'as':
    case 'so':
      if (own === 'long' && word(at + 2) === 'as') return guard(at + 3);
      return lower === 'so' && own === 'that' ? { from: at + 2 } : undefined;
    case 'subject':
      return own === 'to' ? guard(at + 2) : undefined;
    case 'conditional':
    case 'condition':
      return own === 'on' || own === 'that' ? guard(at + 2) : undefined;
    case 'provided':
    case 'providing':
      return own !== 'by' && own !== 'with' && own !== 'to' ? guard(own === 'that' ? at + 2 : at + 1) : undefined;
    case 'expense':
      return own === 'of' ? guard(at + 2) : undefined;
    case 'keeping':
    case 'preserving':
    case 'maintaining':
    case 'holding':
    case 'protecting':
    case 'respecting':
      return complete ? guard(at + 1) : undefined;
    case 'at':
      if (/^(?:no|zero)$/.test(own) && /^(?:cost|loss|expense|detriment)$/.test(word(at + 2))) return guard(at + 3);
      return undefined;
    case 'if':
    case 'unless':
    case 'whenever':
    case 'assuming':
    case 'suppose':
      if (lower === 'if' && definesSuccess(context, current.from, at)) return { from: at + 1, standing: 'aim' };
      return { from: at + 1, standing: 'condition' };
    case 'should':
      return at === current.from && current.opener === '' ? { from: at + 1, standing: 'condition' } : undefined;
    case 'once':
      return /^(?:a|an|per|every|each|daily|weekly)$/.test(own) ? undefined : { from: at + 1, standing: 'condition' };
    case 'when':
      if (definesSuccess(context, current.from, at)) return { from: at + 1, standing: 'aim' };
      return tokens[at + 1]?.kind === 'word' ? { from: at + 1, standing: 'condition' } : undefined;
    case 'because':
    case 'unlike':
      return { from: at + 1, standing: 'aside' };
    case 'since':
      return tokens[at + 1]?.kind === 'word' && !context.inWindow(at + 1) && complete && hasVerb(context, at + 1, stop)
        ? { from: at + 1, standing: 'aside' }
        : undefined;
    case 'due':
      return own === 'to' ? { from: at + 2, standing: 'aside' } : undefined;
    case 'given':
      return own === 'that' ? { from: at + 2, standing: 'aside' } : undefined;
    case 'rather':
      return own === 'than' ? { from: at + 2, standing: 'aside' } : undefined;
    case 'instead':
      return own === 'of' ? { from: at + 2, standing: 'aside' } : undefined;
    case 'case':
      return word(at - 1) === 'in' ? { from: at + 1, standing: 'condition' } : undefined;
    case 'but':
    case 'yet':
    case 'whereas':
    case 'although':
    case 'though':
      return word(at + 1) === 'not' && /^(?:at|by)$/.test(word(at + 2)) ? guard(at + 1) : { from: at + 1 };
    case 'then':
      return current.standing === 'condition' ? { from: at + 1 } : undefined;
    case 'guardrail':
    case 'guardrails':
      return labelledStanding(context, at) && at > current.from ? guard(/^[:–=-]$/.test(own) ? at + 2 : at + 1) : undefined;
    case 'with':
      return complete && isBoundOfAnother(context, at + 1, stop) ? guard(at + 1) : undefined;
    default:
  }
  const joint =
    lower === ',' || lower === 'and' || lower === '+' || lower === '&' || lower === '|' || lower === 'or' || isSpacedDash(tokens, at);
  if (!joint || (lower === ',' && connectors.test(own))) return undefined;
  if (current.standing === 'condition' || current.standing === 'aside')
    return lower === 'and' || lower === 'or' ? undefined : { from: at + 1 };
  if (current.standing === 'guard') {
    return opensProposition(context, at + 1, stop)
      ? { from: at + 1, ...(isAimVerb(context, at + 1) && lower !== 'or' ? {} : { standing: 'guard' as const }) }
      : undefined;
  }
  if (lower === '+' && tokens[at + 1]?.kind === 'number') return undefined;
  if (lower === ',' && !complete) return opensProposition(context, at + 1, stop) ? { from: at + 1 } : undefined;
  return complete && opensProposition(context, at + 1, stop) ? { from: at + 1 } : undefined;
}

/** "We'll know it worked when …", "success is when …": what follows is the aim itself. */
function definesSuccess(context: Context, from: number, at: number): boolean {
  for (let word = Math.max(from, at - 8); word < at; word++)
    if (/^(?:know|success|successful|succeed|succeeded|succeeds|worked|done|achieved|won|win)$/.test(context.word(word))) return true;
  return false;
}

const connectors =
  /^(?:while|whilst|without|with|provided|providing|subject|if|unless|because|but|yet|keeping|preserving|maintaining|holding|protecting|respecting|guardrails?)$/;

const isSpacedDash = (tokens: readonly Token[], at: number): boolean => {
  const token = tokens[at];
  return isDash(token) && token !== undefined && !token.glued && tokens[at + 1]?.glued === false && tokens[at + 1]?.kind === 'word';
};

const isFlat = (word: string): boolean => /^(?:flat|unchanged|intact|stable|constant|steady|neutral|untouched|unaffected)$/.test(word);
const isAimVerb = (context: Context, at: number): boolean => {
  const direction = directionAt(context.tokens, at);
  return direction !== undefined && (direction.sort === 'verb' || direction.sort === 'improve') && direction.value !== 'hold';
};

/** After "without": does harm follow, and not only a thing that is missing ("without a human")? */
function isHarm(context: Context, from: number, stop: number): boolean {
  for (let at = from; at < from + 6 && at < stop; at++) {
    const word = context.word(at);
    if (
      harms.has(word) ||
      /ing$/.test(word) ||
      /^(?:regressions?|loss|impact|increase|decrease|drop|worse|more|change|decline|degradation|deterioration)$/.test(word)
    )
      return true;
    if (word === ',' || context.inWindow(at)) return false;
    if (context.metricAt(at) && at > from) return true;
  }
  return context.metricAt(from) !== undefined;
}

/** After "with": "return rate flat", "no loss in accuracy", "sensitivity no lower than 94 %". */
function isBoundOfAnother(context: Context, from: number, stop: number): boolean {
  const { word, tokens } = context;
  if (/^(?:no|zero)$/.test(word(from))) return true;
  for (let at = from; at < from + 8 && at < stop; at++) {
    if (word(at) === ',' || word(at) === 'and' || context.inWindow(at)) return false;
    if (isFlat(word(at)) || isHold(tokens, at) || isNegation(word(at)) || word(at) === 'no') return true;
    if (context.beginsAt(at)) return at > from && context.beginsAt(at)?.value.comparator !== undefined && word(from) !== 'a';
  }
  return false;
}

function hasVerb(context: Context, from: number, stop: number): boolean {
  for (let at = from; at < from + 8 && at < stop; at++) if (isVerb(context, at)) return true;
  return false;
}

const isVerb = (context: Context, at: number): boolean => {
  const word = context.word(at);
  if (modals.has(word) || auxiliaries.has(word) || isHold(context.tokens, at)) return true;
  const direction = directionAt(context.tokens, at);
  return direction !== undefined && direction.sort !== 'noun' && direction.sort !== 'adverb' && !context.metricAt(at);
};

/** After a comma or "and": does a statement of its own begin, with a verb, or with a subject and what is said of it? */
function opensProposition(context: Context, start: number, stop: number): boolean {
  const { word, tokens } = context;
  let at = start;
  while (at < start + 3 && /^(?:and|but|then|also|or|to|thus|thereby)$/.test(word(at))) at++;
  const first = word(at);
  if (isNegation(first) || first === 'no' || first === 'zero' || first === 'nor') return !context.beginsAt(at) || followsNoun(context, at);
  if (/^(?:we|our|it)$/.test(first)) return true;
  const direction = directionAt(tokens, at);
  if (direction && direction.sort !== 'reach' && !context.metricAt(at)) return true;
  const amount = context.beginsAt(at);
  if (amount) return followsNoun(context, at);
  if (
    (prepositions.has(first) && !isHyphen(tokens[at + 1])) ||
    conjunctions.has(first) ||
    pronouns.has(first) ||
    modals.has(first) ||
    auxiliaries.has(first)
  )
    return false;
  for (let next = at; next < stop && next < at + 12; next++) {
    const lower = word(next);
    if (lower === ',' || lower === ';' || context.inWindow(next)) return false;
    if (lower === '(') continue;
    const found = context.beginsAt(next);
    if (found)
      return (
        next > at && (found.value.comparator !== undefined || found.number.sign !== undefined || context.metricAt(next - 1) !== undefined)
      );
    if (
      next > at &&
      (isVerb(context, next) ||
        isFlat(lower) ||
        isNegation(lower) ||
        lower === 'no' ||
        lower === ':' ||
        lower === '→' ||
        lower === 'up' ||
        lower === 'down')
    )
      return true;
  }
  return false;
}

/** "at most 1 % refunds", "30 % fewer complaints": the amount leads to what it bounds. */
function followsNoun(context: Context, at: number): boolean {
  const amount = context.beginsAt(at);
  if (!amount) return false;
  for (let next = amount.end; next < amount.end + 4; next++) {
    if (context.metricAt(next)) return true;
    const direction = directionAt(context.tokens, next);
    if (direction?.sort === 'adverb' || direction?.sort === 'noun') return true;
    if (/^(?:extra|additional|drop|loss|increase|rise|worse|regression|decline|degradation)$/.test(context.word(next))) return true;
    if (prepositions.has(context.word(next)) || context.tokens[next]?.kind !== 'word') return false;
  }
  return amount.value.unit.length > 3 && amount.value.comparator !== undefined;
}

/** Standings that the words inside decide, and those that run on: "According to a vendor, …". */
function settle(context: Context, drafts: readonly Draft[]): Clause[] {
  let foreign = false;
  let sentence = -1;
  let aims = 0;
  let previous: Standing | undefined;
  return drafts.map((draft) => {
    if (draft.sentence !== sentence) {
      sentence = draft.sentence;
      foreign = false;
      previous = undefined;
    }
    // "while CSAT ≥ 4.2 and escalation rate ≤ 15 %": what is joined to a guardrail is one.
    const runsOn = previous === 'guard' && /^(?:and|or|,|&|\+)$/.test(draft.opener) && !changes(context, draft);
    const standing = draft.standing ?? (runsOn ? 'guard' : standingOf(context, draft, foreign, aims > 0));
    previous = standing;
    foreign = standing === 'aside' && (foreign || context.word(draft.from) === 'had' || isForeign(context, draft));
    if (standing === 'aim' && hasAmountOrDirection(context, draft)) aims++;
    return { ...draft, standing };
  });
}

function hasAmountOrDirection(context: Context, { from, to }: Draft): boolean {
  for (let at = from; at < to; at++) if (isPredicate(context, at)) return true;
  return false;
}

function standingOf(context: Context, draft: Draft, foreign: boolean, afterAim: boolean): Standing {
  if (foreign && !speaksForUs(context, draft)) return 'aside';
  // "Had we launched in May, …" did not happen, nor what would have followed.
  if (context.word(draft.from) === 'had' || supposes(context, draft)) return 'aside';
  if (isForeign(context, draft) || isPast(context, draft) || isHedged(context, draft)) return 'aside';
  const negation = negationOf(context, draft, afterAim);
  if (negation) return negation;
  if (draft.opener === 'while' || draft.opener === 'whilst')
    return isProtected(context, draft) || isCapped(context, draft) || !changes(context, draft) ? 'guard' : 'aim';
  if (afterAim && isProtected(context, draft) && (draft.opener !== '' || !changes(context, draft))) return 'guard';
  return 'aim';
}

/** "while NPS drops ≤ 3 pts": a change with a cap is the most that is accepted. */
function isCapped(context: Context, { from, to }: Draft): boolean {
  for (let at = from; at < to; at++) if (/^<=?$/.test(context.beginsAt(at)?.value.comparator ?? '')) return true;
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
    if (word === 'no' && context.word(at + 2) === 'than') return true;
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
    if (/^(?:only|just|yet|until|later)$/.test(next)) continue;
    for (let ahead = at + 1; ahead < at + 4 && ahead < to; ahead++) {
      const word = context.word(ahead);
      if (/^(?:aim|plan|want|try|promis|commit|expect|intend|seek|goal|about|pursu|target|need|look|hop)/.test(word)) return 'aside';
      if (harms.has(word)) return 'guard';
    }
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

const rivals = /^(?:competitors?|competition|rivals?|incumbents?|gartner|forrester|mckinsey|claimed|reportedly|allegedly)$/;
const sources =
  /^(?:vendors?|suppliers?|providers?|analysts?|stud(?:y|ies)|papers?|benchmarks?|blogs?|literature|research|surveys?|reports?|they|others|some|elsewhere|companies|peers?|market|industry|example)$/;
const claims =
  /^(?:promises?|promised|claims?|claimed|says?|said|reports?|reported|found|finds|states?|stated|shows?|showed|suggests?|suggested|quotes?|quoted|advertises?|estimates?|got|gave|achieved?|achieves|cites?|cited|put|puts|see|saw|reached|average|averages|leaders?|sits?)$/;

/** Somebody else's number: a competitor, a vendor that claims, a study that found. */
function isForeign(context: Context, { from, to }: Draft): boolean {
  const { word } = context;
  for (let at = from; at < to && at < from + 12; at++) {
    const lower = word(at).replace(/'s?$/, '');
    if (
      rivals.test(lower) &&
      !/^(?:beat|match|outperform|exceed|than|vs|versus|over|above|below|to|against|with|by)$/.test(word(at - 1)) &&
      !/^(?:beat|match|outperform|than|vs|versus|over|against|to)$/.test(word(at - 2))
    )
      return true;
    if (lower === 'according' && word(at + 1) === 'to') return true;
    // "Google says advertisers gain …": whoever says so, it is not us.
    if (
      at > from &&
      /^(?:says?|said|promises|promised|argues?|argued|suggests|advertises|boasts?|touts?|insists)$/.test(lower) &&
      !/^(?:we|i|to|must|should|will|the|a|our|their)$/.test(word(at - 1)) &&
      context.tokens[at + 1]?.kind === 'word'
    )
      return true;
    if (sources.test(lower)) for (let next = at + 1; next < at + 4 && next < to; next++) if (claims.test(word(next))) return true;
    const direction = directionAt(context.tokens, at);
    if (direction && direction.sort === 'verb' && at > from) return false;
  }
  return false;
}

const irregular =
  /^(?:gave|saw|brought|yielded|got|fell|rose|grew|went|did|made|took|led|earned|won|lost|came|became|was|were|had|showed|produced|resulted|caused|jumped|dropped|climbed|stood)$/;
const bygone = /^(?:ago|historically|previously|yesterday|formerly)$/;

/** A report of what happened: "the pilot raised approvals by 2 pp", "last year churn fell". */
function isPast(context: Context, { from, to }: Draft): boolean {
  const { word, tokens } = context;
  let time = false;
  for (let at = from; at < to; at++) {
    const lower = word(at);
    if (tokens[at]?.kind !== 'word' || context.metricAt(at)) continue;
    const before = word(at - 1);
    if (bygone.test(lower)) time = true;
    if ((lower === 'last' || lower === 'previous' || lower === 'past') && !/^(?:vs|versus|over|than|against|to|from|of|the)$/.test(before))
      time =
        time ||
        /^(?:year|quarter|month|week|half|release|summer|winter|spring|autumn|season|q[1-4]|time)(?:'s)?$/.test(word(at + 1)) ||
        tokens[at + 1]?.kind === 'number';
    // "drive down cost of goods lost to spoilage": after a verb of will it is a participle.
    if (isAimVerb(context, at) && (at === from || /^(?:to|and|we|will|:)$/.test(before)) && !/ed$/.test(lower)) return false;
    if (at === from) continue;
    if (/^(?:cut|hit|beat)$/.test(lower) && isSingular(context, at - 1, from)) return true;
    // "decisions made automatically rises": with a verb of today after it, it is a participle.
    if (irregular.test(lower) && !labelBefore(context, at, from) && !hasPresent(context, at + 1, to)) return true;
    if (/ed$/.test(lower) && lower.length > 4 && isNarrative(context, at, from)) return true;
  }
  return time && !changesNow(context, from, to);
}

/** "The pilot cut waiting times": after one who does it, "cut" is past. */
function isSingular(context: Context, at: number, from: number): boolean {
  const token = context.tokens[at];
  if (at <= from || token?.kind !== 'word' || token.stem !== token.lower) return false;
  return (
    /^(?:the|a|our|its|their|last|this)$/.test(context.word(from)) &&
    !modals.has(token.lower) &&
    !auxiliaries.has(token.lower) &&
    !/^(?:to|and|or|goal|target|aim|is|help|we)$/.test(token.lower)
  );
}

function hasPresent(context: Context, from: number, to: number): boolean {
  for (let at = from; at < to && at < from + 8; at++) {
    if (modals.has(context.word(at))) return true;
    const direction = directionAt(context.tokens, at);
    if (direction && direction.sort !== 'noun' && direction.sort !== 'adverb' && direction.sort !== 'reach' && /s$/.test(context.word(at)))
      return true;
  }
  return false;
}

/** "Baseline was 4 %" and "up from 3 % that was …" say where it starts and are no story. */
const labelBefore = (context: Context, at: number, from: number): boolean => {
  for (let back = at - 1; back >= from && back > at - 6; back--)
    if (/^(?:baseline|today|currently|which|that)$/.test(context.word(back))) return true;
  return false;
};

/** Past tense and not a participle: it has an object, and no "be" or "to" before it. */
function isNarrative(context: Context, at: number, from: number): boolean {
  const before = context.word(at - 1);
  if (
    auxiliaries.has(before) ||
    modals.has(before) ||
    /^(?:to|and|or|with|of|for|by|a|an|the|our|get|gets|getting|successfully|newly|more|fewer|less|in|on|at|from|as|not)$/.test(before)
  )
    return false;
  if (context.tokens[at - 1]?.kind !== 'word' || at - 1 < from) return false;
  const direction = directionAt(context.tokens, at);
  if (!direction && !/^(?:achieved|reached|delivered|showed|gained|saved|reported|observed|resulted)$/.test(context.word(at))) return false;
  const next = context.tokens[at + 1];
  return next?.kind === 'word' && !prepositions.has(next.lower) && !conjunctions.has(next.lower) && !context.beginsAt(at + 1);
}

/** A word of will or an order: "we want", "target", "raise …". */
function changesNow(context: Context, from: number, to: number): boolean {
  for (let at = from; at < to; at++)
    if (modals.has(context.word(at)) || /^(?:want|aim|plan|target|goal|intend)$/.test(context.word(at))) return true;
  return isAimVerb(context, from);
}

/** "Would have been", and "would save" where no "if" before it makes a hypothesis of it; "we would like to" is a wish. */
function supposes(context: Context, { from, to, opener }: Draft): boolean {
  for (let at = from; at < to; at++) {
    if (context.word(at) !== 'would') continue;
    const next = context.word(at + 1);
    return next === 'have' || (opener === '' && !/^(?:like|love|want|prefer)$/.test(next));
  }
  return false;
}

function isHedged(context: Context, { from, to }: Draft): boolean {
  for (let at = from; at < to; at++)
    if (/^(?:might|maybe|perhaps|possibly|hypothetically|could|assume|assumes|assumed|assumption)$/.test(context.word(at))) return true;
  return false;
}

/** What stands in quotation marks is somebody's words; a quoted term without digits is only a term. */
function markQuotes(context: Context, all: Clause[], owner: Int32Array): void {
  const { tokens } = context;
  let open = -1;
  for (let at = 0; at < tokens.length; at++) {
    const { text, kind } = tokens[at] as Token;
    if (kind === 'break') open = -1;
    else if (text === '“' || text === '«' || text === '„' || ((text === '"' || text === '`') && open < 0)) open = at;
    else if ((text === '”' || text === '»' || text === '"' || text === '`') && open >= 0) {
      const outside = tokens
        .slice(0, Math.min(open, 12))
        .concat(tokens.slice(at + 1, at + 13))
        .filter((token) => token.kind === 'word').length;
      const own = open;
      const states = tokens.slice(open, at).some((token, index) => token.kind === 'number' || isAimVerb(context, own + index));
      if (outside > 2 && states) {
        const index = all.length;
        all.push({ index, sentence: all[owner[open] ?? 0]?.sentence ?? 0, from: open, to: at + 1, opener: '"', standing: 'aside' });
        owner.fill(index, open, at + 1);
      }
      open = -1;
    }
  }
}
