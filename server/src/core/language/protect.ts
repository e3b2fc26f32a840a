// Where a clause begins that protects something: "while preserving", "without hurting", "as long as", "at no cost to".
import { harms, isDirectionVerb, isHold } from './direction.js';
import type { Token } from './tokens.js';

const keepers = /^(?:preserving|keeping|maintaining|holding|protecting|retaining|sustaining|safeguarding|respecting|staying|remaining)$/;

/** Does a guardrail begin here? Returns the index of its first word of content. */
export function guardAt(tokens: readonly Token[], at: number, stop: number, sawDirection: boolean): number | undefined {
  const word = (index: number): string => (index < stop ? ((tokens[index] as Token | undefined)?.lower ?? '') : '');
  const lower = word(at);
  if (lower === 'without') {
    for (let next = at + 1; next < at + 6 && next < stop; next++)
      if (harms.has(word(next)) || /^(?:regressions?|loss|impact|increase|decrease|drop|worse|more|exceeding|missing)$/.test(word(next)))
        return next;
    return undefined;
  }
  if (lower === 'while' || lower === 'whilst') {
    for (let next = at + 1; next < at + 9 && next < stop && word(next) !== ','; next++) {
      if (
        keepers.test(word(next)) ||
        isHold(tokens, next) ||
        /^(?:not|no|never|≤|≥|<|>|<=|>=|below|under|above|drops?|unchanged|flat|stable|constant|limiting|ensuring|meeting|exceeding|steady|within|falls?)$/.test(
          word(next),
        ) ||
        word(next).endsWith("n't")
      )
        return next;
    }
    return undefined;
  }
  if (keepers.test(lower) && (sawDirection || at === 0)) return at + 1;
  if ((lower === 'as' || lower === 'so') && word(at + 1) === 'long' && word(at + 2) === 'as') return at + 3;
  if (lower === 'subject' && word(at + 1) === 'to') return at + 2;
  if (lower === 'provided' || lower === 'providing')
    return /^(?:that|the|[a-z]+)$/.test(word(at + 1)) && word(at + 1) !== 'by' ? at + 1 : undefined;
  if (lower === 'expense' && word(at + 1) === 'of') return at + 2;
  if (lower === 'guardrail' || lower === 'guardrails' || lower === 'guardrailed') return at + 1;
  if (
    lower === 'at' &&
    ((word(at + 1) === 'no' && /^(?:cost|loss|expense)$/.test(word(at + 2))) ||
      /^(?:constant|equal|unchanged|stable|same)$/.test(word(at + 1)) ||
      (word(at + 1) === 'the' && word(at + 2) === 'same'))
  )
    return at + 2;
  if (lower === 'with' || lower === 'and' || lower === ',' || lower === '+' || lower === 'but') {
    if (isHold(tokens, at + 1) && sawDirection) return at + 2;
    if (
      /^(?:no|zero)$/.test(word(at + 1)) &&
      /^(?:drop|increase|decrease|regressions?|loss|degradation|worse|decline|more|change|rise|impact|harm|negative|significant|measurable|statistically|material|fall|additional|deterioration|lower|higher|reduction)$/.test(
        word(at + 2),
      ) &&
      !(lower === 'with' && !sawDirection && at === 0)
    )
      return at + 2;
    if (lower === 'with' && sawDirection)
      for (let next = at + 2; next < at + 7 && next < stop && word(next) !== ','; next++)
        if (
          /^(?:flat|unchanged|stable|constant|steady|intact|neutral|not|no)$/.test(word(next)) ||
          isHold(tokens, next) ||
          (/^(?:≤|≥|<|>|<=|>=|under|below|above)$/.test(word(next)) && word(at + 1) !== 'a')
        )
          return next;
    // "with < 1 % regression in latency"
    if (lower === 'with' && /^(?:<|≤|<=|less|fewer|under|below|at|max|maximum)$/.test(word(at + 1)))
      for (let next = at + 2; next < at + 8 && next < stop; next++)
        if (/^(?:regressions?|drop|increase|degradation|loss|impact|decline|decrease|change)$/.test(word(next))) return next;
    if (lower === 'with' && sawDirection && word(at + 1) === 'a' && word(at + 2) === 'guardrail') return at + 3;
    if (sawDirection && (lower === ',' || lower === 'and' || lower === 'but')) {
      // ", NPS flat", "and NPS stays above 40", ", complaint rate not above 0.5 %"
      for (let next = at + 1; next < at + 7 && next < stop; next++) {
        if (word(next) === ',' || word(next) === 'and' || isDirectionVerb(tokens[next])) break;
        if (
          /^(?:flat|unchanged|intact)$/.test(word(next)) ||
          (isHold(tokens, next) && next > at + 1) ||
          (word(next) === 'not' && next > at + 1)
        )
          return next;
      }
    }
  }
  return undefined;
}

/** After a "not": does a word of harm follow, so that the subject is protected? */
export function harmAfter(tokens: readonly Token[], at: number, stop: number): boolean {
  for (let next = at + 1; next < at + 4 && next < stop; next++) {
    const { lower } = tokens[next] as Token;
    if (/^(?:aim|plan|want|try|promise|commit|expect|intend|seek|goal|about|pursue|need|to|target)$/.test(lower)) return false;
    if (harms.has(lower)) return true;
  }
  return false;
}
