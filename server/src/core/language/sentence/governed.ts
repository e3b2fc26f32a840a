// The metric that a word of direction governs: its object, its subject, or what is counted.

import type { QuantityAt } from '../quantity.js';
import { isHyphen } from '../tokens.js';
import type { Clause } from './clauses.js';
import type { Context } from './context.js';
import { type DirectionAt, isTrend } from './direction.js';
import { determiners, isFunctionWord, prepositions } from './grammar.js';
import { type Found, guess, isMeasured, known, metricOf, nounAt, subjectBefore } from './noun.js';

/** "a reduction of 8 % in X", "X reduction of 8 %", "an 8 % X uplift". */
export function ofNoun(context: Context, clause: Clause, verb: DirectionAt): Found | undefined {
  const { word } = context;
  let at = verb.to;
  const amount = word(at) === 'of' ? context.beginsAt(at + 1) : word(at) === '(' ? undefined : context.beginsAt(at);
  if (amount) at = amount.end;
  if (/^(?:in|of|on|to|for)$/.test(word(at)) && !context.inWindow(at)) {
    const object = metricOf(context, nounAt(context, at + 1, clause.to), 0.6);
    if (object) return object;
  }
  const own = context.metricAt(verb.at);
  return (
    metricOf(context, subjectBefore(context, verb.at, clause.from)) ??
    (own ? known(context, own) : undefined) ??
    lexiconIn(context, verb.to, clause.to)
  );
}

/** "12 % fewer X", "X 8 % higher", "X up 4 points", "20 % less time on X". */
export function ofAdverb(context: Context, clause: Clause, verb: DirectionAt, amounts: readonly QuantityAt[]): Found | undefined {
  const lead = amounts.find(({ end, to }) => end === verb.at || to === verb.at || (end === verb.at - 1 && context.word(end) === 'as'));
  const trend = isTrend(context.tokens[verb.at]) && verb.at > clause.from;
  const extra = /^(?:extra|additional)$/.test(context.word(verb.at)) ? context.beginsAt(verb.to) : undefined;
  if (extra) return countedIn(context, extra) ?? metricOf(context, nounAt(context, extra.end, clause.to), 0.6);
  const updown = /^(?:up|down)$/.test(context.word(verb.at)) || trend;
  const after = updown || context.word(verb.to) === 'than' ? undefined : metricOf(context, nounAt(context, verb.to, clause.to), 0.6);
  if (after && (lead || after.slot.value.entry || verb.at === clause.from || amounts.length === 0)) return after;
  const begin = lead && !updown ? lead.begin : verb.at;
  const before = metricOf(context, subjectBefore(context, begin, clause.from));
  // "Planners spend 6 hours less": who does it is not what is measured.
  const subject = before && (isDoer(context, before) ? undefined : before);
  const timed = lead !== undefined && /^(?:ms|s|min|h|d|w)$/.test(lead.value.unit);
  if (
    subject &&
    !timed &&
    !subject.slot.value.entry &&
    /^(?:faster|quicker|cheaper)$/.test(context.word(verb.at)) &&
    !/^mak(?:e|es|ing)$/.test(context.word(subject.from - 1)) &&
    !isMeasured(context, subject)
  )
    return undefined;
  return subject ?? after ?? lexiconIn(context, clause.from, verb.at) ?? lexiconIn(context, verb.to, clause.to);
}

/** The object where there is one, else the subject: "cut X by", "X falls by", "X should be halved". */
export function ofVerb(context: Context, clause: Clause, verb: DirectionAt): Found | undefined {
  const { word } = context;
  // "Halving of paper forms"
  let at = word(verb.to) === 'of' && /ing$/.test(word(verb.at)) ? verb.to + 1 : verb.to;
  const start = at;
  // "Cut by half the time that analysts spend"
  const by = word(at) === 'by' && !isSubject(context, clause, verb) ? context.beginsAt(at + 1) : undefined;
  if (by && (determiners.has(word(by.end)) || context.metricAt(by.end))) return metricOf(context, nounAt(context, by.end, clause.to), 0.55);
  while (at < clause.to && determiners.has(word(at))) at++;
  const quoted = quotedAt(context, at, clause.to);
  if (quoted) return quoted;
  const amount = context.beginsAt(at) ?? (context.quantityAt(at)?.from === at ? context.quantityAt(at) : undefined);
  const metricHere = context.metricAt(at);
  let object: Found | undefined;
  if (amount && !(metricHere && amount.value.unit === '')) {
    // "add 5 points to X", "reach 99.5 % schedule adherence", "save 3 hours per case".
    let next = amount.end;
    while (/^(?:\)|relative|absolute)$/.test(word(next)) || (word(next) === '(' && /^(?:relative|absolute)$/.test(word(next + 1)))) next++;
    if (
      /^(?:in|of|on|to|for|off|from)$/.test(word(next)) &&
      !context.beginsAt(next + 1) &&
      !context.inWindow(next) &&
      amount.value.unit !== ''
    ) {
      object = metricOf(context, nounAt(context, next + 1, clause.to), 0.5);
    } else if (
      !isFunctionWord(word(next)) &&
      (amount.value.unit !== '' || (verb.sort === 'reach' && amount.begin === verb.to && amount.number.high === undefined))
    ) {
      object = metricOf(context, nounAt(context, next, clause.to), 0.55);
    }
    const counted = countedIn(context, amount);
    if (!object?.slot.value.entry && counted) object = verb.sort === 'reach' || !object ? counted : object;
  } else if (!(prepositions.has(word(start)) && !metricHere && !isHyphen(context.tokens[start + 1])))
    object = metricOf(context, nounAt(context, at, clause.to), 0.55);
  if (object?.slot.value.entry && !amount) return object;
  // "Maintenance should avoid 30 % of line stops"
  if (object && /^(?:sav|avoid|prevent)/.test(word(verb.at))) return object;
  const subject = isSubject(context, clause, verb) ? metricOf(context, subjectBefore(context, verb.at, clause.from)) : undefined;
  // "NPS must reach 40": of a verb that an amount or preposition follows, the subject is meant.
  const bare = object === undefined || amount !== undefined || verb.sort === 'reach';
  if (subject && bare && (subject.slot.value.entry || !object?.slot.value.entry) && !isAgent(context, subject)) return subject;
  if (subject?.slot.value.entry && !object) return subject;
  return (
    object ??
    (subject && !isAgent(context, subject) ? subject : undefined) ??
    lexiconIn(context, verb.to, clause.to) ??
    lexiconIn(context, clause.from, verb.at)
  );
}

/** Nouns of people do things; they are not measured: "recruiters save 4 hours". */
export const people =
  /^(?:we|users?|customers?|agents?|recruiters?|developers?|teams?|nurses?|clinicians?|doctors?|drivers?|planners?|teachers?|students?|learners?|analysts?|engineers?|editors?|sellers?|buyers?|merchants?|operators?|dispatchers?|reviewers?|lawyers?|radiologists?|linguists?|writers?|designers?|managers?|employees?|staff|people|readers?|players?|members?|patients?|farmers?|pilots?|underwriters?|adjusters?|technicians?|it|this|that|model|system|assistant|bot|tool|product)$/;

/** "Planners spend …": people in the plural are who does it; "agent productivity" is a name. */
const isDoer = (context: Context, { from, slot }: Found): boolean =>
  slot.value.entry === undefined && people.test(context.word(from)) && context.tokens[from]?.stem !== context.word(from);

const isAgent = (context: Context, found: Found): boolean =>
  !found.slot.value.entry && people.test(context.word(found.to - 1).split("'")[0] as string) && found.to - found.from <= 2;

const isSubject = (context: Context, clause: Clause, verb: DirectionAt): boolean => {
  if (verb.at <= clause.from) return false;
  const lead = context.word(verb.at - 1);
  if (/^(?:and|,|-|•|\*|we|then|–|:)$/.test(lead) && lead !== ':') return false;
  // "X to improve by 60 bps" has a subject, "our goal is to improve X" an object.
  return !(lead === 'to' && /^(?:is|are|aims?|want|wants|plan|plans|goal|need|intend|helps?|us|order)$/.test(context.word(verb.at - 2)));
};

/** 'Cut "no answer found" from 18 % to 9 %': a quoted name. */
function quotedAt(context: Context, from: number, end: number): Found | undefined {
  if (!/^["“„«]$/.test(context.tokens[from]?.text ?? '')) return undefined;
  for (let at = from + 1; at < end && at < from + 8; at++)
    if (/^["”»]$/.test(context.tokens[at]?.text ?? '')) return at > from + 1 ? guess(context, { from: from + 1, to: at }, 0.6) : undefined;
  return undefined;
}

export function lexiconIn(context: Context, from: number, to: number): Found | undefined {
  for (let at = from; at < to; at++) {
    const metric = context.metricAt(at);
    if (metric && metric.from >= from) return known(context, metric);
  }
  return undefined;
}

/** "20 million impressions per day": what is counted. */
export function countedIn(context: Context, amount: QuantityAt): Found | undefined {
  const unit = amount.value.unit.split('/')[0] ?? '';
  if (unit.length < 4 || context.inWindow(amount.from) || /^(?:points|tokens|cents|stars|month|quarter|year|sprint)$/.test(unit))
    return undefined;
  let from = amount.number.to;
  while (from < amount.to && context.tokens[from]?.kind !== 'word') from++;
  return from < amount.to ? guess(context, { from, to: amount.to }, 0.6) : undefined;
}
