// For whom or where: "on recommended items", "for new users in the EU", "among returning customers".
import { unitOfTime } from '../duration.js';
import { looksMeasured } from '../metrics.js';
import { isArrow, isHyphen, spanOf, type Token } from '../tokens.js';
import type { Slot } from '../types.js';
import type { Clauses } from './clauses.js';
import type { Context } from './context.js';
import { directionAt } from './direction.js';
import { auxiliaries, comparing, conjunctions, determiners, intents, modals, prepositions } from './grammar.js';
import type { Statement } from './statement.js';

const leads = /^(?:on|for|among|amongst|across|in|of|at)$/;
/** Alone after a preposition these make an idiom or say when: "in total", "on average", "for example", "in production". */
const idioms =
  /^(?:average|total|order|general|place|line|response|terms|half|time|top|example|instance|case|addition|particular|quarter|month|year|week|practice|least|most|full|short|turn|production|hold|business|it|them|this|that|these|us|good|free|now|more|parallel|real|fact|return|nps|ctr|first|next|eval|held|offline|test|holdout|phase|stage|step|version|sprint|release|launch|peak|risk|scale|once|present|cost|summer|winter|spring|autumn)$/;
const people =
  /^(?:users?|customers?|visitors?|shoppers?|sessions?|buyers?|sellers?|merchants?|patients?|students?|learners?|drivers?|riders?|agents?|employees?|teams?|accounts?|subscribers?|members?|applicants?|candidates?|queries|requests?|items?|products?|tickets?|pages?|markets?|stores?|teachers?|developers?|clinicians?|radiologists?|readers?|advertisers?|households?|transactions?|payments?|orders?|parcels?|lanes?|scans?|images?|documents?|chats?|listings?|clients?|hospitals?|routes?|campaigns?|models?|claims?|calls?|invoices?|reports?|cases?|cities|regions?|countries|shops?|sites?|clinics?)$/;

export function populationOf(context: Context, clauses: Clauses, { clause, metric }: Statement): Slot<string> | undefined {
  const after = Math.max(clause.from, metric?.to ?? clause.from);
  const found =
    within(context, clauses, after, clause.to, metric?.to) ?? within(context, clauses, clause.from, metric?.from ?? clause.from, -1);
  if (found) return found;
  // "Conversion, mobile web: +0.45 pp"
  if (metric && context.word(metric.to) === ',') {
    let colon = metric.to + 1;
    while (colon < metric.to + 6 && context.tokens[colon]?.kind === 'word') colon++;
    if (colon > metric.to + 1 && context.word(colon) === ':') {
      const span = spanOf(context.tokens, metric.to + 1, colon);
      return { value: context.text.slice(...span), span, confidence: 0.7 };
    }
  }
  // "For new users, first-week watch time should grow …"
  for (let index = clause.index - 1; index >= 0; index--) {
    const before = clauses.all[index];
    if (!before || before.sentence !== clause.sentence || before.standing !== 'aim') break;
    if (leads.test(context.word(before.from))) return within(context, clauses, before.from, before.to, -1);
  }
  return undefined;
}

function within(context: Context, clauses: Clauses, from: number, to: number, metricTo: number | undefined): Slot<string> | undefined {
  const { tokens, word } = context;
  for (let at = from; at < to; at++) {
    const lead = word(at);
    if (!leads.test(lead) || clauses.at(at) !== clauses.at(from) || context.inWindow(at) || context.metricAt(at)) continue;
    if (lead === 'of' && at !== metricTo) continue;
    const begin = /^(?:the|our|all|a|an)$/.test(word(at + 1)) ? at + 2 : at + 1;
    const end = phraseEnd(context, begin, to);
    if (end <= begin) continue;
    const whole = context.tokens[end - 1]?.lower ?? '';
    // "in phase 3", "in total"
    if (idioms.test(word(begin)) && (end === begin + 1 || (end === begin + 2 && tokens[begin + 1]?.kind === 'number'))) continue;
    if (determiners.has(word(begin)) && end === begin + 1) continue;
    // "in the previous audit" says when, "looking for a 15-point jump" how much.
    if (
      /^(?:previous|last|prior|next)$/.test(word(begin)) ||
      (directionAt(tokens, end - 1)?.sort === 'noun' && /^an?$/.test(word(begin - 1)))
    )
      continue;
    if (isHyphen(tokens[at + 1]) || (idioms.test(word(begin)) && unitOfTime(tokens[end - 1]))) continue;
    const amount = context.quantityAt(begin);
    if (amount && !/[a-z]{4}/.test(amount.value.unit) && end <= amount.to) continue;
    if (context.metricAt(begin)?.from === begin && !people.test(whole)) continue;
    // "the accept rate of multi-line suggestions": behind a rate stand those that it is a rate of.
    const counted = lead === 'of' && looksMeasured(word(at - 1)) && tokens[end - 1]?.stem !== whole;
    if ((lead === 'of' || lead === 'at') && !people.test(whole) && !counted) continue;
    // "Time-to-hire in days"
    if (end === begin + 1 && (unitOfTime(tokens[begin]) || /^(?:percent|points|euros?|dollars?)$/.test(whole))) continue;
    const [start, stop] = spanOf(tokens, begin, end);
    return { value: context.text.slice(start, stop), span: [start, stop], confidence: /^(?:in|of|at)$/.test(lead) ? 0.75 : 0.85 };
  }
  return undefined;
}

const ends = (word: string): boolean =>
  (prepositions.has(word) && word !== 'in' && word !== 'of') ||
  conjunctions.has(word) ||
  auxiliaries.has(word) ||
  modals.has(word) ||
  intents.has(word) ||
  (comparing.has(word) && word !== 'same' && word !== 'only') ||
  /^(?:measured|increases?|decreases?|rises?|falls?|drops?|stays?|improves?|reaches|we|it)$/.test(word);

function phraseEnd(context: Context, begin: number, to: number): number {
  const { tokens, word } = context;
  let at = begin;
  while (at < to && at < begin + 8) {
    const token = tokens[at] as Token;
    if (context.inWindow(at) || isArrow(token)) break;
    if (token.kind !== 'word' && token.kind !== 'number' && !isHyphen(token) && !/^[/&']$/.test(token.text)) break;
    const quantity = context.quantityAt(at);
    if (quantity && at > begin && !/^(?:top|first)$/.test(word(at - 1)) && quantity.from === at) break;
    const joins = token.lower === 'and' && at > begin && people.test(word(at + 1));
    if (token.kind === 'word' && !isHyphen(tokens[at - 1]) && ends(token.lower) && !joins) break;
    if (token.lower === 'in' && (at > begin + 4 || at === begin)) break;
    at++;
  }
  while (at > begin && (isHyphen(tokens[at - 1]) || /^(?:in|the|for|of)$/.test(word(at - 1)))) at--;
  return at;
}
