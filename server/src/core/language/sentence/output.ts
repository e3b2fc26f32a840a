// Success stated as a delivery: "launch transformer v2 by June". A metric beside it makes it an outcome again.

import { isHyphen, spanOf, type Token } from '../tokens.js';
import type { Slot } from '../types.js';
import type { Clauses } from './clauses.js';
import type { Context } from './context.js';

const verbs =
  /^(?:launch|ship|deliver|release|build|deploy|roll|implement|migrate|integrate|introduce|create|develop|complete|enable|replace|publish|finish|rewrite|train|refactor|port|set|stand|provide|add|support|move|upgrade|adopt|design|prototype|automate|productionize|productionise|switch|offer|decommission|retire|sunset|consolidate|install|connect|establish)$/;
const openers =
  /^(?:we|i|will|to|must|should|shall|want|plan|aim|intend|going|goal|objective|our|the|is|are|a|an|team|:|-|•|\*|–|by|in|of|successfully|fully|and|this|project|for|need|let|let's|primary|main|q\d|20\d\d)$/;

export function outputOf(context: Context, clauses: Clauses): Slot<string> | undefined {
  const { tokens } = context;
  for (const clause of clauses.all) {
    if (clause.standing !== 'aim') continue;
    const { from, to } = clause;
    let at = from;
    while (
      at < to &&
      at < from + 14 &&
      (openers.test((tokens[at] as Token).lower) ||
        context.inWindow(at) ||
        (tokens[at] as Token).text === ',' ||
        (tokens[at] as Token).kind === 'number')
    )
      at++;
    const verb = tokens[at];
    if (at >= to || !verb || !verbs.test(verb.lower)) continue;
    if (isHyphen(tokens[at + 1]) || /^(?:more|better|faster|higher|fewer|less|great|good)$/.test(tokens[at + 1]?.lower ?? '')) continue;
    let end = at + 1;
    while (end < to && end < at + 12 && !context.inWindow(end)) {
      const token = tokens[end] as Token;
      if (
        token.text === ',' ||
        token.text === '(' ||
        token.text === '.' ||
        /^(?:so|because|while|which|that|by|within|before|without)$/.test(token.lower)
      )
        break;
      end++;
    }
    if (end === at + 1) continue;
    const [start, stop] = spanOf(tokens, at, end);
    return { value: context.text.slice(start, stop), span: [start, stop], confidence: 0.8 };
  }
  return undefined;
}
