// For whom or where: "on recommended items", "for new users in the EU", "among returning customers".
import { unitOfTime } from '../duration.js';
import { looksMeasured } from '../metrics.js';
import { isArrow, isHyphen, spanOf, type Token } from '../tokens.js';
import type { Slot } from '../types.js';
import type { Clauses } from './clauses.js';
import type { Context } from './context.js';
import { directionAt } from './direction.js';
import { auxiliaries, comparing, conjunctions, determiners, intents, isLabel, modals, persons, prepositions } from './grammar.js';
import { isAimVerb } from './proposition.js';
import type { Statement } from './statement.js';

const leads = /^(?:on|for|among|amongst|across|in|of|at)$/;
/** Alone after a preposition these make an idiom or say when: "in total", "on average", "for example", "in production". */
const idioms =
  /^(?:average|total|order|general|place|line|response|terms|half|time|top|example|instance|case|addition|particular|quarter|month|year|week|practice|least|most|full|short|turn|production|hold|business|it|them|this|that|these|us|good|free|now|more|parallel|real|fact|return|nps|ctr|first|next|eval|held|offline|test|holdout|phase|stage|step|version|sprint|release|launch|peak|risk|scale|once|present|cost|summer|winter|spring|autumn|advance|detail|person|bulk|beta)$/;
/** What a score is measured on is no population; nor is the other arm of a test. */
const dataSets =
  /^(?:sets?|samples?|benchmarks?|hold-?outs?|out|corpus|corpora|splits?|suites?|datasets?|control|attacks|quality|availability)$/;
const people =
  /^(?:users?|customers?|visitors?|shoppers?|sessions?|buyers?|sellers?|merchants?|patients?|students?|learners?|drivers?|riders?|agents?|employees?|teams?|accounts?|subscribers?|members?|applicants?|candidates?|queries|requests?|items?|products?|tickets?|pages?|markets?|stores?|teachers?|developers?|clinicians?|radiologists?|readers?|advertisers?|households?|transactions?|payments?|orders?|parcels?|lanes?|scans?|images?|documents?|chats?|listings?|clients?|hospitals?|routes?|campaigns?|models?|claims?|calls?|invoices?|reports?|cases?|cities|regions?|countries|shops?|sites?|clinics?)$/;

export function populationOf(context: Context, clauses: Clauses, { clause: own, metric }: Statement): Slot<string> | undefined {
  // Of whom is said where the metric is named, which may be the clause before.
  const clause = (metric && clauses.at(metric.from)) ?? own;
  const after = Math.max(clause.from, metric?.to ?? clause.from);
  const found =
    within(context, clauses, after, clause.to, metric?.to) ?? within(context, clauses, clause.from, metric?.from ?? clause.from, -1);
  if (found) return found;
  // "(Chile only)"
  const closed = context.tokens.findIndex(
    ({ text }, at) => text === ')' && context.word(at - 1) === 'only' && clauses.at(at - 1)?.sentence === clause.sentence,
  );
  const open =
    closed < 0 ? -1 : context.tokens.slice(Math.max(0, closed - 6), closed).findIndex(({ text }) => text === '(') + Math.max(0, closed - 6);
  if (closed > 0 && context.word(open) === '(' && open < closed - 2) {
    const span = spanOf(context.tokens, open + 1, closed - 1);
    return { value: context.text.slice(...span), span, confidence: 0.7 };
  }
  // "Conversion, mobile web: +0.45 pp"
  if (metric && context.word(metric.to) === ',') {
    let colon = metric.to + 1;
    while (colon < metric.to + 6 && context.tokens[colon]?.kind === 'word') colon++;
    if (
      colon > metric.to + 1 &&
      context.word(colon) === ':' &&
      !isLabel(context.word(colon - 1)) &&
      !/^guard/.test(context.word(colon - 1))
    ) {
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
    if ((lead === 'of' && at !== metricTo) || context.quantityAt(at)) continue;
    // "swapping the list for a model", "spend 6 hours less on corrections": what is done, not for whom.
    if (metricTo === -1 && at > from && isDoing(context, from, at)) continue;
    if (lead === 'on' && isSpent(context, at, from)) continue;
    const begin = /^(?:the|our|all|a|an)$/.test(word(at + 1)) ? at + 2 : at + 1;
    const end = phraseEnd(context, begin, to);
    if (end <= begin) continue;
    // "the wait for a slot" says of what, and not for whom.
    if (/^(?:for|of)$/.test(lead) && /^an?$/.test(word(at + 1))) continue;
    const whole = context.tokens[end - 1]?.lower ?? '';
    // "in phase 3", "in total"
    if (idioms.test(word(begin)) && (end === begin + 1 || (end === begin + 2 && tokens[begin + 1]?.kind === 'number'))) continue;
    if (determiners.has(word(begin)) && end === begin + 1) continue;
    if (dataSets.test(whole) || (/^(?:first|second|same)$/.test(word(begin)) && tokens[end - 1]?.stem === whole && !people.test(whole)))
      continue;
    // "in data extraction", "in practice": a bare singular after "in" is a field or a manner; places and groups are plural, named or "the".
    if (lead === 'in' && begin === at + 1 && tokens[end - 1]?.stem === whole && !isNamed(tokens, begin, end)) continue;
    // "in the previous audit" says when, "looking for a 15-point jump" how much.
    if (
      /^(?:previous|last|prior|next)$/.test(word(begin)) ||
      (directionAt(tokens, end - 1)?.sort === 'noun' && /^an?$/.test(word(begin - 1)))
    )
      continue;
    if (isHyphen(tokens[at + 1]) || (idioms.test(word(begin)) && unitOfTime(tokens[end - 1]))) continue;
    // "(14 % in the data for 2026)", "our ambition for 2028"
    if (isBracketed(context, at, from) || (end === begin + 1 && /^(?:19|20|21)\d\d$/.test(word(begin)))) continue;
    const amount = context.quantityAt(begin);
    if (amount && (lead === 'of' || (!/[a-z]{4}/.test(amount.value.unit) && end <= amount.to))) continue;
    if (context.metricAt(begin)?.from === begin && !people.test(whole)) continue;
    // "the accept rate of multi-line suggestions": behind a rate stand those that it is a rate of.
    const counted =
      lead === 'of' && (looksMeasured(word(at - 1)) || context.metricAt(at - 1) !== undefined) && tokens[end - 1]?.stem !== whole;
    if ((lead === 'of' || lead === 'at') && !people.test(whole) && !counted) continue;
    // "Time-to-hire in days"
    if (end === begin + 1 && (unitOfTime(tokens[begin]) || /^(?:percent|points|euros?|dollars?)$/.test(whole))) continue;
    const [start, stop] = spanOf(tokens, begin, end);
    return { value: context.text.slice(start, stop), span: [start, stop], confidence: /^(?:in|of|at)$/.test(lead) ? 0.75 : 0.85 };
  }
  return undefined;
}

function isBracketed({ word }: Context, at: number, from: number): boolean {
  for (let back = at - 1; back >= from && back > at - 12; back--) {
    if (word(back) === ')') return false;
    if (word(back) === '(') return true;
  }
  return false;
}

const isNamed = (tokens: readonly Token[], from: number, to: number): boolean =>
  tokens.slice(from, to).some(({ text, kind }) => kind !== 'word' || /[A-Z]/.test(text)) ||
  determiners.has(tokens[from]?.lower ?? '') ||
  people.test(tokens[to - 1]?.lower ?? '');

function isDoing(context: Context, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (/[a-z]{3}ing$/.test(context.word(at)) && !context.metricAt(at)) return true;
  return false;
}

function isSpent(context: Context, at: number, from: number): boolean {
  for (let back = at - 1; back >= from && back > at - 10; back--) if (/^sp(?:end|ends|ent)$/.test(context.word(back))) return true;
  return false;
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
    if (isArrow(token) && token.glued && tokens[at + 1]?.glued && at > begin) {
      at++;
      continue;
    }
    if (context.inWindow(at) || isArrow(token)) break;
    if (token.kind !== 'word' && token.kind !== 'number' && !isHyphen(token) && !/^[/&']$/.test(token.text)) break;
    const quantity = context.quantityAt(at);
    // "readers under 30", "donors over 65"
    if (
      /^(?:under|over|above|below|aged)$/.test(token.lower) &&
      at > begin &&
      persons.test(word(at - 1)) &&
      tokens[at + 1]?.kind === 'number'
    ) {
      at += 2;
      continue;
    }
    if (quantity && at > begin && !/^(?:top|first)$/.test(word(at - 1)) && quantity.from === at) break;
    const joins = token.lower === 'and' && at > begin && people.test(word(at + 1));
    if (token.kind === 'word' && !isHyphen(tokens[at - 1]) && (ends(token.lower) || isAimVerb(context, at)) && !joins) break;
    if (token.lower === 'in' && (at > begin + 4 || at === begin)) break;
    at++;
  }
  while (at > begin && (isHyphen(tokens[at - 1]) || /^(?:in|the|for|of)$/.test(word(at - 1)))) at--;
  return at;
}
