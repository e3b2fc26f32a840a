// Digits that are part of a name, a list, a version, a time of day, a ratio or a year: v2, GPT-4, phase 3, 02:00, "1." of a list.
import { unitOfTime } from '../duration.js';
import { isDash, isHyphen, type Token } from '../tokens.js';

/** Words after which a bare number only names something. */
const labels = new Set(
  (
    'version ver v phase step stage week day month sprint section chapter figure fig table tier level task iteration release article art annex clause issue ticket pr rfc iso item line page appendix objective goal kr okr milestone epic story ' +
    'requirement fr nfr option variant arm group cohort series q fy top python node ios android gpt llama claude gemini bert eval exp adr prd no nr wave round batch build rev revision class category part rule priority sev severity type port line-item run chapter ring tranche bucket'
  ).split(' '),
);

const announcing = /^(?:goal|objective)$/;

export const isTime = (token: Token | undefined): boolean =>
  token !== undefined && /^(?:day|week|month|quarter|year|hour|minute|second)s?$/.test(token.lower);
export const isYear = (token: Token): boolean => token.value >= 1900 && token.value < 2100 && /^\d{4}$/.test(token.text);
export const isMeasure = (token: Token | undefined): boolean =>
  token !== undefined &&
  (token.text === '%' || token.text === '％' || /^(?:percent|pp|ms|s|sec|seconds?|bps|rps|qps|k|m|points?|pts?)$/i.test(token.text));

export function namesSomething(tokens: readonly Token[], at: number, to: number): boolean {
  const token = tokens[at] as Token;
  const before = tokens[at - 1];
  const next = tokens[to];
  if (token.text.length > 15 && !/[ ,.\u00a0\u202f]/.test(token.text)) return true;
  if (before && token.glued) {
    if (before.text === '#' || before.text === '@') return true;
    if (before.kind === 'masked') return true;
    const owner = tokens[at - 2];
    if (
      (isHyphen(before) || before.text === '.' || before.text === '/' || before.text === ':') &&
      before.glued &&
      owner &&
      (owner.kind === 'word' || owner.kind === 'number') &&
      !(owner.lower === 'sub' && before.text === '-')
    ) {
      // "CTR:4%" is a label and its value, "5%/10%" two values.
      if (before.text === ':' && owner.kind === 'word') return false;
      if (isDash(before) && owner.kind === 'number') return false;
      return true;
    }
    if (before.text === '_') return true;
  }
  if (next?.glued) {
    if ((next.text === ':' || next.text === '/') && tokens[to + 1]?.kind === 'number' && tokens[to + 1]?.glued) return true;
    if (/^(?:st|nd|rd|th)$/.test(next.lower)) return true;
    if (next.text === '.' && tokens[to + 1]?.kind === 'number' && tokens[to + 1]?.glued) return true;
  }
  if (
    before?.lower === 'in' &&
    tokens[at - 2]?.kind === 'number' &&
    token.value < 1001 &&
    !isMeasure(next) &&
    !isTime(next) &&
    !unitOfTime(next)
  )
    return true;
  if (isListNumber(tokens, at, to)) return true;
  if (isMeasure(next) && before?.lower !== 'version') return false;
  if (next && (next.lower === 'am' || next.lower === 'pm') && !next.glued) return true;
  if (isYear(token) && to === at + 1 && !(next?.kind === 'word' && !/^(?:and|or|to|by|while|without|for|in|with)$/.test(next.lower)))
    return true;
  if (before?.kind !== 'word' || !labels.has(before.stem)) return false;
  // "scanned per day 36", "| goal 40 min", "target 3 kg": the word measures or announces.
  if (tokens[at - 2]?.lower === 'per' || (announcing.test(before.lower) && (tokens[at - 2]?.text === '|' || unitOfTime(next))))
    return false;
  return !(next?.kind === 'word' && isTime(next));
}

function isListNumber(tokens: readonly Token[], at: number, to: number): boolean {
  const before = tokens[at - 1];
  if (before && before.kind !== 'break' && !(before.text === '(' && (tokens[at - 2] === undefined || tokens[at - 2]?.kind === 'break')))
    return false;
  const next = tokens[to];
  return (
    next !== undefined &&
    next.glued &&
    (next.text === '.' || next.text === ')') &&
    tokens[to + 1] !== undefined &&
    (next.text === ')' || !tokens[to + 1]?.glued)
  );
}
