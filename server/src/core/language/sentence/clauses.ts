// A text cut into clauses: where one begins, what joins it to the one before, and which standing its label gives it.
// What the words inside make of it is for `standing.ts` to say.
import { endsSentence, isDash, type Token } from '../tokens.js';
import type { Context } from './context.js';
import { isHold } from './direction.js';
import { isNegation, pronouns } from './grammar.js';
import { type Noun, nounAt } from './noun.js';
import { hasVerb, isAimVerb, isBoundOfAnother, isFlat, isHarm, isPredicate, opensProposition } from './proposition.js';
import { settle } from './standing.js';

/** `past` tells what was, and may say where an aim starts; an `aside` is never ours: other people's numbers, doubts, questions. */
export type Standing = 'aim' | 'guard' | 'condition' | 'past' | 'aside';

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

export type Draft = { -readonly [K in keyof Clause]: K extends 'standing' ? Standing | undefined : Clause[K] };

export function clausesOf(context: Context): Clauses {
  const { tokens } = context;
  const owner = new Int32Array(tokens.length).fill(-1);
  const drafts: Draft[] = [];
  let from = 0;
  let sentence = 0;
  let bracket = -1;
  for (let at = 0; at <= tokens.length; at++) {
    if (context.word(at) === '(' && at > bracket) bracket = closing(context, at, tokens.length);
    // "(median; 6.3 min in May)" is one bracket.
    if (at < tokens.length && (!endsSentence(tokens, at) || (context.word(at) === ';' && at < bracket))) continue;
    if (at > from)
      cut(context, from, at, sentence++, drafts, owner, context.word(at) === '?' && !asksOurselves(context, from) ? 'aside' : undefined);
    from = at + 1;
  }
  const all = settle(context, drafts, (draft, token) => owner[token] === draft.index);
  markQuotes(context, all, owner);
  return {
    all,
    at: (token) => all[owner[token] ?? -1],
    owns: (clause, token) => owner[token] === clause.index,
  };
}

/** "Can we get churn from 5 % to 4 % by June?" is an aim put as a question; any other question is none. */
function asksOurselves({ word }: Context, start: number): boolean {
  for (let at = start; at < start + 20 && word(at) !== '?'; at++)
    if (/^(?:can|could|how)$/.test(word(at)))
      return word(at + 1) === 'we' || (/^(?:can|could|do|might)$/.test(word(at + 1)) && word(at + 2) === 'we');
  return false;
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
    const end = outer ? -1 : context.word(at) === '(' ? closing(context, at, stop) : relativeEnd(context, at, stop);
    if (end > 0 && (context.word(at) === ',' || isOwnClause(context, at + 1, end))) {
      outer = current;
      close = end;
      current = open(at + 1, context.word(at), labelledStanding(context, at + 1));
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

/** "at constant approval rate", "at the same false positive rate": only the noun is protected, the sentence goes on. */
function sameLevel(context: Context, at: number, stop: number): Noun | undefined {
  const { word } = context;
  if (word(at) !== 'at') return undefined;
  const from =
    word(at + 1) === 'the' && word(at + 2) === 'same'
      ? at + 3
      : /^(?:constant|equal|unchanged|stable|same|flat|steady|fixed|comparable|similar|identical)$/.test(word(at + 1))
        ? at + 2
        : -1;
  return from < 0 ? undefined : nounAt(context, from, stop);
}

function closing(context: Context, open: number, stop: number): number {
  for (let at = open + 1; at < stop && at < open + 60; at++) if (context.word(at) === ')') return at;
  return -1;
}

/** "X, which stood at 19 % in June, shall …": the comma that ends the relative clause; -1 where there is none. */
function relativeEnd({ word, tokens }: Context, at: number, stop: number): number {
  if (word(at) !== ',' || !/^(?:which|who|whose)$/.test(word(at + 1))) return -1;
  for (let end = at + 2; end < stop && end < at + 30; end++) if (word(end) === ',' && tokens[end + 1]?.kind === 'word') return end;
  return -1;
}

/** A bracket that says something of its own about another metric: "(precision ≥ 90 %)", "(guardrail: …)"; not "(from 4 % to 5 %)". */
function isOwnClause(context: Context, from: number, to: number): boolean {
  if (labelledStanding(context, from)) return true;
  // "(was 25 %)"
  if (/^(?:was|were)$/.test(context.word(from))) return true;
  // "(14 % in the data for 2026)"
  const first = context.beginsAt(from);
  const told = first && first.value.comparator === undefined && !first.number.sign && context.tokens[first.end]?.kind === 'word';
  if (first && told && (context.word(first.end) === 'in' || context.word(first.end + 1) === 'in')) return true;
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
  // "38 % or lower" is one amount.
  if (lower === 'or' && (context.quantityAt(at - 1)?.end ?? 0) > at) return undefined;
  // "between 7 and 9" is one amount.
  if (
    context.quantityAt(at) !== undefined &&
    context.quantityAt(at) === context.quantityAt(at - 1) &&
    context.quantityAt(at) === context.quantityAt(at + 1)
  )
    return undefined;
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
      // "half as many letters as we had in 2025", "as opposed to 5 %"
      if (lower === 'as' && pronouns.has(own) && /^(?:had|have|did|do|were|was|got|saw)$/.test(word(at + 2)))
        return { from: at + 1, standing: 'aside' };
      if (lower === 'as' && tellsHow(context, at + 1)) return { from: at + 1, standing: 'aside' };
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
    case 'even':
      // "even though volume doubles", "even if prices rise 5 %"
      return /^(?:though|if|as|when|with)$/.test(own) ? { from: at + 2, standing: 'aside' } : undefined;
    case 'spite':
    case 'regardless':
      return own === 'of' ? { from: at + 2, standing: 'aside' } : undefined;
    case 'if':
    case 'unless':
    case 'whenever':
    case 'assuming':
    case 'suppose':
      if (lower === 'if' && definesSuccess(context, current.from, at)) return { from: at + 1, standing: 'aim' };
      return { from: at + 1, standing: 'condition' };
    case 'should':
      // "Should the pilot fail, …"; "Should cut churn by a fifth" is a note in haste.
      return at === current.from && current.opener === '' && !isAimVerb(context, at + 1)
        ? { from: at + 1, standing: 'condition' }
        : undefined;
    case 'once':
      return /^(?:a|an|per|every|each|daily|weekly)$/.test(own) ? undefined : { from: at + 1, standing: 'condition' };
    case 'when':
      if (definesSuccess(context, current.from, at)) return { from: at + 1, standing: 'aim' };
      return tokens[at + 1]?.kind === 'word' ? { from: at + 1, standing: 'condition' } : undefined;
    case 'because':
    case 'unlike':
    case 'despite':
    case 'notwithstanding':
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
      return own === 'than' && !isOldLevel(context, at + 2) ? { from: at + 2, standing: 'aside' } : undefined;
    case 'instead':
      return own === 'of' && !isOldLevel(context, at + 2) ? { from: at + 2, standing: 'aside' } : undefined;
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
      return complete && isBoundOfAnother(context, at + 1, stop) && !isRestrictive(context, current.from, at, stop)
        ? guard(at + 1)
        : undefined;
    default:
  }
  const joint =
    lower === ',' ||
    (lower === ':' && current.standing === 'guard') ||
    lower === 'and' ||
    lower === '+' ||
    lower === '&' ||
    lower === '|' ||
    lower === 'or' ||
    isSpacedDash(tokens, at);
  if (!joint || (lower === ',' && connectors.test(own))) return undefined;
  if (current.standing === 'condition' || current.standing === 'aside')
    return lower === 'and' || lower === 'or' ? undefined : { from: at + 1 };
  // "As long as churn stays under 4 %, we raise …": what opens the sentence is over at its comma.
  const opens = current.standing === 'guard' && (lower === ',' || lower === ':') && opensSentence(context, current.from, lower);
  if (opens && (hasVerb(context, at + 1, stop) || context.metricAt(at + 1) !== undefined)) return { from: at + 1 };
  if (current.standing === 'guard') {
    return opensProposition(context, at + 1, stop)
      ? { from: at + 1, ...(isAimVerb(context, at + 1) && lower !== 'or' ? {} : { standing: 'guard' as const }) }
      : undefined;
  }
  if (lower === '+' && tokens[at + 1]?.kind === 'number') return undefined;
  if (lower === ',' && !complete && isSecondName(context, current.from, at, stop)) return undefined;
  if (lower === ',' && !complete) return opensProposition(context, at + 1, stop) ? { from: at + 1 } : undefined;
  return complete && opensProposition(context, at + 1, stop) ? { from: at + 1 } : undefined;
}

/** Only the joint and "only" stand before it in its sentence. */
function opensSentence({ word, tokens }: Context, from: number, joint: string): boolean {
  // "Guardrail: churn ≤ 4 %" says with its own colon what it is.
  if (joint === ':' && !/^(?:as|that|to|without)$/.test(word(from - 1))) return false;
  let at = from - 1;
  while (at >= 0 && /^(?:as|long|only|provided|providing|that|subject|to|without|so|on|condition|the|conditional)$/.test(word(at))) at--;
  return at < 0 || tokens[at]?.kind === 'break' || /^[.:;]$/.test(word(at));
}

/** "12 min instead of 20": where it starts. */
const isOldLevel = (context: Context, at: number): boolean => context.beginsAt(at) !== undefined;

/** "the share of essays with feedback within 24 h from 55 % to 85 %": before its amounts "with" says which. */
function isRestrictive(context: Context, from: number, at: number, stop: number): boolean {
  for (let before = Math.max(from, at - 20); before < at; before++) if (context.quantityAt(before)) return false;
  for (let after = at; after < stop && after < at + 14; after++)
    if (context.word(after) === 'from' && context.beginsAt(after + 1)) return true;
  return false;
}

/** "as traffic grows threefold", "as volume doubles": under which circumstances. */
function tellsHow(context: Context, from: number): boolean {
  for (let at = from + 1; at < from + 4 && context.tokens[at]?.kind === 'word'; at++)
    if (/s$/.test(context.word(at)) && (isAimVerb(context, at) || /^(?:scales|ramps|changes|grows|rises|falls)$/.test(context.word(at))))
      return true;
  return false;
}

/** "We'll know it worked when …", "success is when …": what follows is the aim itself. */
function definesSuccess(context: Context, from: number, at: number): boolean {
  for (let word = Math.max(from, at - 8); word < at; word++)
    if (/^(?:know|success|successful|succeed|succeeded|succeeds|worked|done|achieved|won|win)$/.test(context.word(word))) return true;
  return false;
}

/** "Conversion, mobile web: +0.45 pp": between a name and the colon stands of what. */
function isSecondName(context: Context, from: number, comma: number, stop: number): boolean {
  let metric = false;
  if (comma - from > 12) return false;
  for (let at = from; at < comma; at++) {
    if (context.word(at) === ':') return false;
    if (context.metricAt(at)) metric = true;
  }
  for (let at = comma + 1; metric && at < comma + 6 && at < stop; at++) {
    if (context.word(at) === ':') return at > comma + 1 && context.beginsAt(at + 1) !== undefined;
    if (context.tokens[at]?.kind === 'sign' || context.metricAt(at) || isAimVerb(context, at)) return false;
  }
  return false;
}

const connectors =
  /^(?:while|whilst|without|with|provided|providing|subject|if|unless|because|but|yet|keeping|preserving|maintaining|holding|protecting|respecting|guardrails?)$/;

const isSpacedDash = (tokens: readonly Token[], at: number): boolean => {
  const token = tokens[at];
  return isDash(token) && token !== undefined && !token.glued && tokens[at + 1]?.glued === false && tokens[at + 1]?.kind === 'word';
};

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
