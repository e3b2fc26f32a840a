// Does a statement of its own begin here: a verb, or a subject and what is said of it? And is it one of harm, or of a bound?
import { isHyphen } from '../tokens.js';
import type { Context } from './context.js';
import { directionAt, harms, isHold } from './direction.js';
import { auxiliaries, conjunctions, isNegation, modals, prepositions, pronouns } from './grammar.js';

export const isPredicate = (context: Context, at: number): boolean => {
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

export const isFlat = (word: string): boolean =>
  /^(?:flat|unchanged|intact|stable|constant|steady|neutral|untouched|unaffected)$/.test(word);

export const isAimVerb = (context: Context, at: number): boolean => {
  const direction = directionAt(context.tokens, at);
  return direction !== undefined && (direction.sort === 'verb' || direction.sort === 'improve') && direction.value !== 'hold';
};

/** After "without": does harm follow, and not only a thing that is missing ("without a human")? */
export function isHarm(context: Context, from: number, stop: number): boolean {
  // "without a manual touch" names a thing; of things only a change for the worse is harm.
  const thing = /^(?:a|an|any)$/.test(context.word(from));
  for (let at = from; at < from + 6 && at < stop; at++) {
    const word = context.word(at);
    if (word === ':') return false;
    if (
      (harms.has(word) && !(thing && /^(?:touch|move|cost|cut|raise|lift|bump)$/.test(word))) ||
      /ing$/.test(word) ||
      /^(?:regressions?|loss|impact|increase|decrease|drop|worse|more|change|decline|degradation|deterioration)$/.test(word)
    )
      return true;
    if (word === ',' || context.inWindow(at)) return false;
    if (context.metricAt(at) && at > from) return true;
  }
  // "answered without escalation" says how, and protects nothing.
  return false;
}

/** After "with": "return rate flat", "no loss in accuracy", "sensitivity no lower than 94 %". */
export function isBoundOfAnother(context: Context, from: number, stop: number): boolean {
  const { word, tokens } = context;
  if (/^(?:no|zero)$/.test(word(from))) return true;
  for (let at = from; at < from + 8 && at < stop; at++) {
    if (word(at) === ',' || word(at) === 'and' || context.inWindow(at)) return false;
    if (isFlat(word(at)) || isHold(tokens, at) || isNegation(word(at)) || word(at) === 'no') return true;
    const bound = context.beginsAt(at);
    // "with at most 2 % of items untagged"
    if (bound && at === from) return /^<=?$/.test(bound.value.comparator ?? '') && bound.value.unit === '%' && word(bound.end) === 'of';
    if (bound) return bound.value.comparator !== undefined && word(from) !== 'a';
  }
  return false;
}

export function hasVerb(context: Context, from: number, stop: number): boolean {
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
export function opensProposition(context: Context, start: number, stop: number): boolean {
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
