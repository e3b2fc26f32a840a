// For whom or where: "on recommended items", "for new users in the EU", "among returning customers".
import type { Context } from './context.js';
import type { Frame } from './frame.js';
import { isArrow, isHyphen, spanOf, type Token } from './tokens.js';
import type { Slot } from './types.js';

const leads = /^(?:on|for|among|amongst|across|in|of)$/;
const stops =
  /^(?:by|from|to|within|while|without|over|during|before|until|through|via|using|if|when|because|so|that|which|is|are|was|will|should|must|compared|versus|vs|relative|against|and|at|as|after|below|above|under|than|up|down|not|per|measured|increases?|decreases?|rises?|falls?|drops?|stays?|improves?|reaches|with|we|across|on|by)$/;
const never =
  /^(?:average|total|order|general|place|line|response|terms|half|time|top|example|instance|case|addition|particular|quarter|month|year|week|practice|the|a|an|our|all|each|both|least|most|full|short|turn|production|hold|business|it|them|this|that|these|us|good|free|now|more|order|parallel|real|fact|return|nps|ctr|first|next|eval|held|offline|test|holdout|phase|stage|step|version|week|sprint|release)$/;
const people =
  /^(?:users?|customers?|visitors?|shoppers?|sessions?|buyers?|sellers?|merchants?|patients?|students?|learners?|drivers?|riders?|agents?|employees?|teams?|accounts?|subscribers?|members?|applicants?|candidates?|queries|requests?|items?|products?|tickets?|pages?|markets?|stores?|teachers?|developers?|clinicians?|radiologists?|readers?|advertisers?|households?|transactions?|payments?|orders?|parcels?|lanes?|scans?|images?|documents?|chats?|listings?|clients?|hospitals?|routes?|campaigns?)$/;

export function populationOf(context: Context, frame: Frame): Slot<string> | undefined {
  const { tokens } = context;
  const [from, to] = [Math.max(frame.region[0], frame.metricTo), frame.region[1]];
  for (let at = from; at < to; at++) {
    const token = tokens[at] as Token;
    if (!leads.test(token.lower) || context.clauses.partOf(at) !== 'main' || context.inWindow(at)) continue;
    if (token.lower === 'of' && at !== frame.metricTo) continue;
    const begin = /^(?:the|our|all|a|an)$/.test(tokens[at + 1]?.lower ?? '') ? at + 2 : at + 1;
    const end = phraseEnd(context, begin, to);
    if (end <= begin) continue;
    const first = tokens[begin] as Token;
    if (
      first.kind === 'word' &&
      never.test(first.lower) &&
      !isHyphen(context.tokens[begin + 1]) &&
      !(/^(?:top|first)$/.test(first.lower) && context.quantityAt(begin + 1)) &&
      !(begin === at + 2 && end > begin + 1 && first.lower !== 'quarter')
    )
      continue;
    if (
      context.metricAt(begin)?.from === begin ||
      (context.quantityAt(begin) && !/[a-z]{4}/.test(context.quantityAt(begin)?.value.unit ?? ''))
    )
      continue;
    if (token.lower === 'of' && !people.test((tokens[end - 1] as Token).lower)) continue;
    const [start, stop] = spanOf(tokens, begin, end);
    return {
      value: context.text.slice(start, stop),
      span: [start, stop],
      confidence: token.lower === 'in' || token.lower === 'of' ? 0.75 : 0.85,
    };
  }
  return undefined;
}

function phraseEnd(context: Context, begin: number, to: number): number {
  let at = begin;
  while (at < to && at < begin + 8) {
    const token = context.tokens[at] as Token;
    if (context.inWindow(at) || context.clauses.partOf(at) !== 'main' || isArrow(token)) break;
    if (
      token.kind !== 'word' &&
      token.kind !== 'number' &&
      !isHyphen(token) &&
      token.text !== '/' &&
      token.text !== '&' &&
      token.text !== "'"
    )
      break;
    const quantity = context.quantityAt(at);
    if (quantity && at > begin && !/^(?:top|first)$/.test((context.tokens[at - 1] as Token).lower) && quantity.from === at) break;
    if (
      token.kind === 'word' &&
      stops.test(token.lower) &&
      !(token.lower === 'and' && at > begin && people.test(context.tokens[at + 1]?.lower ?? ''))
    )
      break;
    if (token.lower === 'in' && at > begin + 4) break;
    at++;
  }
  while (at > begin && (isHyphen(context.tokens[at - 1]) || /^(?:in|the|for|of)$/.test((context.tokens[at - 1] as Token).lower))) at--;
  return at;
}
