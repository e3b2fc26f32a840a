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
    const passive = passiveOf(context, from, to);
    if (passive) return passive;
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

const done =
  /^(?:launched|shipped|delivered|released|built|deployed|implemented|migrated|integrated|introduced|completed|replaced|published|finished|rewritten|decommissioned|retired|sunset|consolidated|installed|connected|switched|live)$/;

/** "By 2028-02-10 the old calculator is switched off": what is done to it, with a day ahead. */
function passiveOf(context: Context, from: number, to: number): Slot<string> | undefined {
  let timed = false;
  for (let at = from; at < to; at++) {
    if (context.inWindow(at)) timed = true;
    if (!done.test(context.word(at)) || !/^(?:is|are|be|been|get|gets)$/.test(context.word(at - 1))) continue;
    for (let next = at; next < to; next++) if (context.inWindow(next)) timed = true;
    if (!timed) return undefined;
    const [start, stop] = spanOf(context.tokens, Math.max(from, at - 1), at + 1);
    return { value: context.text.slice(start, stop), span: [start, stop], confidence: 0.6 };
  }
  return undefined;
}
