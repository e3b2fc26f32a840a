// A rollout plan cut into its stages: lines, bullets, arrows, "then", sentences, and commas before a word that names a stage.
import type { Span } from '../text.js';
import { endsSentence, isArrow, isHyphen, type Reading, scan, spanOf, type Token } from './tokens.js';

const starts =
  /^(?:shadow|shadowing|canary|pilot|beta|ramp|alpha|dogfood|internal|full|ga|a|ab|holdback|experiment|private|public|closed|open|general|dark|finally|next|afterwards)$/;

const names = /^(?:shadow|canary|pilot|beta|ramp|full|internal|dogfood|alpha|experiment|%|test|holdback|release|launch|rollout)$/;

/** One span a stage: lines, bullets, arrows, "then", sentences, and commas before a word that names a stage. */
export function splitStages(text: string, reading: Reading = {}): Span[] {
  const { tokens } = scan(text, reading);
  const spans: Span[] = [];
  let from = 0;
  const close = (to: number) => {
    let [a, b] = [from, to];
    while (a < b && isEdge(tokens, a)) a++;
    while (b > a && /^(?:,|;|\.|→|->|and|then|\()$/.test((tokens[b - 1] as Token).lower)) b--;
    if (b > a && tokens.slice(a, b).some((token) => token.kind === 'word' || token.kind === 'number')) spans.push(spanOf(tokens, a, b));
  };
  let depth = 0;
  /** Has this stretch named a stage yet? */
  let named = false;
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    if (token.text === '(') depth++;
    else if (token.text === ')') depth = Math.max(0, depth - 1);
    if (token.kind === 'break') depth = 0;
    if (names.test(token.lower)) named = true;
    const comma = token.text === ',' && depth === 0 && startsStage(tokens, at + 1);
    const then = token.lower === 'then' && at > from && depth === 0;
    if (!((endsSentence(tokens, at) && depth === 0) || token.kind === 'break' || isArrow(token) || comma || then)) continue;
    // "if green then ramp": the condition and what follows it are one stage; so is "Monitor metrics, then ramp to 100% if green".
    if (then && !named) continue;
    close(at);
    from = at + 1;
    named = false;
  }
  close(tokens.length);
  return spans;
}

/** List marks, numbers of a list, "then", "and" are not part of a stage. */
function isEdge(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at] as Token;
  if (/^(?:-|\*|•|–|—|·|,|;|\.|\)|then|and|next|finally|\[|\]|→)$/.test(token.lower)) return true;
  return (
    token.kind === 'number' &&
    (tokens[at + 1]?.text === '.' || tokens[at + 1]?.text === ')') &&
    tokens[at + 1]?.glued === true &&
    tokens[at + 2]?.glued === false
  );
}

function startsStage(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (!token) return false;
  if (token.lower === 'a') return tokens[at + 1]?.text === '/' || isHyphen(tokens[at + 1]);
  if (starts.test(token.lower)) return true;
  // "5 %, 25 %, 100 %"
  return token.kind === 'number' && tokens[at + 1]?.text === '%';
}
