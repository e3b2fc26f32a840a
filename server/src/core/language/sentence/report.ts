// Clauses that tell and do not aim: what somebody else claims, what happened, what might have been.
import { unitOfTime } from '../duration.js';
import { isArrow, isHyphen } from '../tokens.js';
import type { Draft } from './clauses.js';
import type { Context } from './context.js';
import { directionAt } from './direction.js';
import { auxiliaries, conjunctions, determiners, intents, isLabel, modals, prepositions, pronouns } from './grammar.js';
import { isMeasuring } from './noun.js';
import { isAimVerb } from './proposition.js';

const rivals = /^(?:competitors?|competition|rivals?|incumbents?|gartner|forrester|mckinsey|claimed|reportedly|allegedly)$/;

const sources =
  /^(?:vendors?|suppliers?|providers?|analysts?|stud(?:y|ies)|papers?|agreements?|contracts?|licen[cs]es?|permits?|tenders?|charters?|guidelines?|regulators?|benchmarks?|blogs?|literature|research|surveys?|reports?|they|others|some|elsewhere|companies|peers?|market|industry|example|figures?|tables?|charts?|exhibits?|slides?|appendix|dashboards?|graphs?|plots?|screenshots?|page|pages|website|brochure|datasheet|whitepaper|deck|law|laws|regulation|directive|statute)$/;

const claims =
  /^(?:compares?|compared|caps?|requires?|asks?|asked|demands?|demanded|limits?|mandates?|promises?|promised|guarantees?|guaranteed|warrants?|commits?|displays?|plots?|lists?|claims?|claimed|says?|said|reports?|reported|found|finds|states?|stated|shows?|showed|suggests?|suggested|quotes?|quoted|advertises?|estimates?|expects?|predicts?|forecasts?|got|gave|achieved?|achieves|cites?|cited|notes?|noted|observes?|argues?|put|puts|see|saw|reached|average|averages|leaders?|sits?)$/;

const products = /^(?:version|release|build|revision|v\d{1,3})$/;
const ownSteps =
  /^(?:phase|wave|stage|step|goal|target|objective|okr|kr|milestone|priority|pilot|batch|group|cohort|tier|sprint|week|month|quarter|year|day|[qh]|fy)$/;
const doers =
  /^(?:bot|chatbot|assistant|agent|model|models|tool|system|team|engine|sla|algorithm|platform|product|app|service|solution|copilot|classifier|study|paper|report|method)$/;
const ours =
  /^(?:today|yesterday|tomorrow|year|quarter|month|week|company|team|support|sales|marketing|finance|operations|ops|product|business|everyone|organisation|organization|group|department|it|let|that|here|what|there|who)$/;

/** "Amazon's bot resolves 80 %", "Version 3.1 reduces memory": somebody or something else does it. With a date ahead it is a plan. */
function isOfAnother(context: Context, from: number, to: number): boolean {
  const { word, tokens } = context;
  let at = from;
  while (at < from + 2 && /^(?:the|our|a)$/.test(word(at))) at++;
  const first = tokens[at];
  if (first?.kind !== 'word') return false;
  let verb = -1;
  if (products.test(first.lower)) {
    verb = at + 1;
    while (verb < at + 5 && (tokens[verb]?.kind === 'number' || word(verb) === '.')) verb++;
    if (verb === at + 1 && !/^v\d/.test(first.lower)) return false;
  } else if (
    /[A-Z]/.test(first.text) &&
    tokens[at + 1]?.kind === 'number' &&
    (isPastVerb(context, at + 2) || isVersioned(context, at + 1)) &&
    !ownSteps.test(first.lower)
  ) {
    // "Python 3.11 cut start-up time"
    verb = at + 2;
  } else if (
    /['’]s?$/.test(first.lower) &&
    /^[A-Z]/.test(first.text) &&
    word(from) !== 'our' &&
    !ours.test(first.lower.replace(/['’]s?$/, ''))
  ) {
    for (let noun = at + 1; noun < at + 4 && verb < 0; noun++) if (doers.test(word(noun))) verb = noun + 1;
  } else if (/^(?:vendor|supplier|provider|paper|study|competitor|author|rival)s?['’]s?$/.test(first.lower)) verb = at + 2;
  if (verb < 0 || verb >= to || modals.has(word(verb))) return false;
  for (const { value, from: start } of context.windows)
    if (start >= from && start < to && (value.by ?? value.deadline ?? value.anchor) !== undefined) return false;
  return /s$/.test(word(verb)) || isPastVerb(context, verb);
}

/** "Kernel 6.1 halves boot time". */
const isVersioned = (context: Context, at: number): boolean =>
  context.tokens[at]?.text.includes('.') === true &&
  /s$/.test(context.word(at + 1)) &&
  directionAt(context.tokens, at + 1)?.sort === 'verb';

const isPastVerb = (context: Context, at: number): boolean =>
  /(?:ed|^cut|^hit|^beat)$/.test(context.word(at)) || irregular.test(context.word(at));

const reports = /^(?:reports|reported|claims|claimed|quotes|cites|states)$/;

/** "Customers expect answers within 2 minutes", "The market is expected to grow": what others want, and what happens around us. */
function isOutside({ word }: Context, at: number): boolean {
  if (/^(?:customers|users|clients|patients|people|drivers|passengers|buyers|shoppers|investors)$/.test(word(at)))
    return /^(?:expect|want|demand|ask|prefer|complain|believe|think)$/.test(word(at + 1));
  const around = /^(?:market|industry|sector|economy|inflation|gdp)$/.test(word(at));
  return around && (auxiliaries.has(word(at + 1)) || /^(?:will|grows|shrinks|falls|rises)$/.test(word(at + 1)));
}

/** Somebody else's number: a competitor, a vendor that claims, a study that found. */
export function isForeign(context: Context, { from, to }: Draft): boolean {
  const { word, tokens } = context;
  if (isOfAnother(context, from, to)) return true;
  // "For comparison: Finland is at 12 %"
  if (/^(?:for|in|as)$/.test(word(from)) && /^(?:comparison|reference|context|orientation|example|instance|theory)$/.test(word(from + 1)))
    return true;
  // What they or he wants is not ours.
  if (/^(?:they|he|she)$/.test(word(from)) && !/^(?:should|must|shall|will)$/.test(word(from + 1))) return true;
  // "See Table 4: precision 0.91"
  if (/^(?:see|compare|cf)$/.test(word(from)) && /^(?:table|tab|figure|fig|section|appendix|chart|slide|page)$/.test(word(from + 1)))
    return true;
  for (let at = from; at < to && at < from + 12; at++) {
    const lower = word(at).replace(/'s?$/, '');
    if (
      rivals.test(lower) &&
      !/^(?:beat|match|outperform|exceed|than|vs|versus|over|above|below|to|against|with|by)$/.test(word(at - 1)) &&
      !/^(?:beat|match|outperform|than|vs|versus|over|against|to)$/.test(word(at - 2))
    )
      return true;
    if (lower === 'according' && word(at + 1) === 'to') return true;
    if (at === from && lower === 'by' && /^(?:law|contract|regulation|statute|decree|default)$/.test(word(at + 1))) return true;
    if (at < from + 3 && isOutside(context, at)) return true;
    // "Google reports 96 % accuracy"
    if (at > from && reports.test(lower) && tokens[at + 1]?.kind === 'number' && /^[A-Z]/.test(tokens[at - 1]?.text ?? '')) return true;
    // "Google says advertisers gain …": whoever says so, it is not us.
    if (
      at > from &&
      /^(?:says?|said|promises|promised|argues?|argued|suggests|advertises|boasts?|touts?|insists)$/.test(lower) &&
      !/^(?:we|i|to|must|should|will|the|a|our|their)$/.test(word(at - 1)) &&
      context.tokens[at + 1]?.kind === 'word'
    )
      return true;
    if (sources.test(lower))
      for (let next = at + 1; next < at + 4 && next < to && !/^(?:must|should|shall|will|need)$/.test(word(next)); next++)
        if (claims.test(word(next))) return true;
    const direction = directionAt(context.tokens, at);
    if (direction && direction.sort === 'verb' && at > from) return false;
  }
  return false;
}

const irregular =
  /^(?:gave|saw|brought|yielded|got|fell|rose|grew|went|did|made|took|led|earned|won|lost|came|became|was|were|had|showed|produced|resulted|caused|jumped|dropped|climbed|stood|ran|began|wrote|drew|shrank|sank|slid|knew|chose|drove|flew|wore|spoke)$/;
/** The same form is a participle ("claims paid by phone"): past only with an object behind it. */
const twofold =
  /^(?:sold|bought|built|sent|spent|paid|told|taught|thought|hired|shipped|found|dealt|served|waited|lasted|cost|weighed|needed|measured|averaged|contained|earned)$/;
/** "An earlier attempt to reduce churn failed" */
const outcome = /^(?:failed|succeeded|flopped|worked)$/;

const bygone = /^(?:ago|historically|previously|yesterday|formerly)$/;

/** A report of what happened: "the pilot raised approvals by 2 pp", "last year churn fell". */
export function isPast(context: Context, { from, to }: Draft, owns: (token: number) => boolean): boolean {
  const { word, tokens } = context;
  let time = false;
  let past = false;
  // "An earlier attempt to reduce churn by 20 % failed"
  for (let at = from + 2; at < to; at++)
    if (
      owns(at) &&
      outcome.test(word(at)) &&
      !participles.test(word(at - 1)) &&
      !modals.has(word(at - 1)) &&
      !pronouns.has(word(at - 1)) &&
      endsClause(context, at + 1, to)
    )
      return true;
  // "Following two winters in which 12,000 wagons were late, we …"
  if (
    (word(from) === 'following' || word(from) === 'after') &&
    tokens[from + 1]?.kind === 'word' &&
    !context.inWindow(from) &&
    word(to) === ','
  )
    return true;
  // "Since version 8.3 the parser handles …"
  if (word(from) === 'since' && products.test(word(from + 1))) return true;
  if (word(from) === 'back' && /^(?:in|then|when|at)$/.test(word(from + 1))) return true;
  for (let at = from; at < to; at++) {
    // What a bracket or a relative clause tells is its own: "26 (was 32) by June".
    if (!owns(at)) continue;
    const lower = word(at);
    if (tokens[at]?.kind !== 'word' || context.metricAt(at) || isHyphen(tokens[at + 1])) continue;
    const before = word(at - 1);
    if (bygone.test(lower)) time = true;
    // "increased by 40 ms after the last release"
    if (/^(?:last|previous)$/.test(lower) && before === 'the' && past) return true;
    if (/ed$/.test(lower) && directionAt(tokens, at) && at > from && context.metricAt(at - 1) !== undefined) past = true;
    if (
      (lower === 'last' || lower === 'previous' || lower === 'past') &&
      // "climb past 80 %"
      context.beginsAt(at) === undefined &&
      // "31 last year, at most 20 by June" only says when the first amount was so.
      (context.quantityAt(at - 1) === undefined || isAlone(context, from, at)) &&
      !/^(?:vs|versus|over|than|against|to|from|of|the)$/.test(before === '.' ? word(at - 2) : before)
    )
      time =
        time ||
        /^(?:year|quarter|month|week|half|release|summer|winter|spring|autumn|season|q[1-4]|time)(?:'s)?$/.test(word(at + 1)) ||
        tokens[at + 1]?.kind === 'number';
    // "drive down cost of goods lost to spoilage": after a verb of will it is a participle.
    if (!time && isAimVerb(context, at) && (at === from || /^(?:to|and|we|will|:)$/.test(before)) && !/ed$/.test(lower)) return false;
    if (at === from) continue;
    if (/^(?:cut|hit|beat)$/.test(lower) && isSingular(context, at - 1, from)) return true;
    // "decisions made automatically rises": with a verb of today after it, it is a participle.
    if (irregular.test(lower) && !/^(?:be|get|is|are)$/.test(before) && !labelBefore(context, at, from) && !hasPresent(context, at + 1, to))
      return true;
    if (twofold.test(lower) && hasObject(context, at) && !participles.test(before)) return true;
    if (/ed$/.test(lower) && lower.length > 4 && isNarrative(context, at, from)) return true;
    // "We shipped 14 releases"
    if (/[^e]ed$/.test(lower) && pronouns.has(before) && !intents.has(word(at - 2)) && !/^(?:us|them|me|him|need)$/.test(before))
      return true;
    // "The old model reached 82 %", "The owner wanted a 15 % cut"
    if (
      /^(?:reached|achieved|scored|handled|processed|wanted|hoped|planned|intended|needed)$/.test(lower) &&
      tellsWhatWas(context, at, from)
    )
      return true;
  }
  return time && !changesNow(context, from, to);
}

/** Is the amount before `at` the only one from `from` on? */
const isAlone = (context: Context, from: number, at: number): boolean => {
  const own = context.quantityAt(at - 1);
  for (let back = Math.max(from, at - 30); back < at; back++)
    if (context.word(back) === ':' || (context.quantityAt(back) ?? own) !== own) return false;
  return true;
};

/** Behind these a past form is a participle, or no verb at all. */
const participles = /^(?:be|been|being|is|are|was|were|get|gets|have|has|had|to|as|of|and|or|the|a|an|not|will|by)$/;
const hasObject = (context: Context, at: number): boolean =>
  context.tokens[at - 1]?.kind === 'word' &&
  (context.tokens[at + 1]?.kind === 'number' || context.beginsAt(at + 1) !== undefined) &&
  context.word(at + 1) !== 'within';
const endsClause = (context: Context, at: number, to: number): boolean =>
  at >= to || context.inWindow(at) || /^(?:in|last|again|badly|twice)$/.test(context.word(at));

/** "The pilot cut waiting times": after one who does it, "cut" is past. */
function isSingular(context: Context, at: number, from: number): boolean {
  const token = context.tokens[at];
  if (at <= from || token?.kind !== 'word' || token.stem !== token.lower) return false;
  return (
    /^(?:the|a|our|its|their|last|this)$/.test(context.word(from)) &&
    !modals.has(token.lower) &&
    !auxiliaries.has(token.lower) &&
    !/^(?:to|and|or|goal|target|aim|is|help|we)$/.test(token.lower)
  );
}

function hasPresent(context: Context, from: number, to: number): boolean {
  for (let at = from; at < to && at < from + 8; at++) {
    // "in May"
    if (context.inWindow(at)) continue;
    if (modals.has(context.word(at)) || (auxiliaries.has(context.word(at)) && context.word(at + 1) === 'to')) return true;
    const direction = directionAt(context.tokens, at);
    if (direction && direction.sort !== 'noun' && direction.sort !== 'adverb' && direction.sort !== 'reach' && /s$/.test(context.word(at)))
      return true;
  }
  return false;
}

/** "Baseline was 4 %" and "up from 3 % that was …" say where it starts and are no story. */
const labelBefore = (context: Context, at: number, from: number): boolean => {
  for (let back = at - 1; back >= from && back > at - 6; back--)
    if (/^(?:baseline|today|currently|which|that)$/.test(context.word(back))) return true;
  return false;
};

/** After its subject, with an object behind, and with no date ahead: "reached 82 %". */
function tellsWhatWas(context: Context, at: number, from: number): boolean {
  const before = context.tokens[at - 1];
  const next = context.tokens[at + 1];
  if (before?.kind !== 'word' || auxiliaries.has(before.lower) || modals.has(before.lower) || prepositions.has(before.lower)) return false;
  if (next?.kind !== 'number' && !/^(?:an?|the|to|about|over|only)$/.test(next?.lower ?? '')) return false;
  for (let ahead = at + 1; ahead < at + 20; ahead++)
    if (context.inWindow(ahead) && !context.inWindow(ahead - 1) && context.word(ahead) !== 'in') return false;
  return at > from;
}

/** Past tense and not a participle: it has an object, and no "be" or "to" before it. */
function isNarrative(context: Context, at: number, from: number): boolean {
  const before = context.word(at - 1);
  if (
    auxiliaries.has(before) ||
    modals.has(before) ||
    /^(?:to|and|or|with|of|for|by|a|an|the|our|get|gets|getting|successfully|newly|more|fewer|less|in|on|at|from|as|not)$/.test(before)
  )
    return false;
  if (context.tokens[at - 1]?.kind !== 'word' || at - 1 < from) return false;
  const direction = directionAt(context.tokens, at);
  if (!direction && !/^(?:achieved|reached|delivered|showed|gained|saved|reported|observed|resulted)$/.test(context.word(at))) return false;
  const next = context.tokens[at + 1];
  return next?.kind === 'word' && !prepositions.has(next.lower) && !conjunctions.has(next.lower) && !context.beginsAt(at + 1);
}

/** A word of will or an order: "we want", "target", "raise …". */
function changesNow(context: Context, from: number, to: number): boolean {
  for (let at = from; at < to; at++)
    if (modals.has(context.word(at)) || /^(?:want|aim|plan|target|goal|intend)$/.test(context.word(at))) return true;
  return isAimVerb(context, from);
}

/** "Would have been", and "would save" where no "if" before it makes a hypothesis of it; "we would like to" is a wish. */
export function supposes(context: Context, { from, to, opener }: Draft): boolean {
  for (let at = from; at < to; at++) {
    if (context.word(at) !== 'would') continue;
    const next = context.word(at + 1);
    return (
      next === 'have' ||
      ((opener === '' || !followsIf(context, from)) &&
        !/^(?:like|love|want|prefer)$/.test(next) &&
        !(next === 'be' && /^(?:happy|glad|content|satisfied|pleased|fine|good|great|enough|ideal)$/.test(context.word(at + 2))))
    );
  }
  return false;
}

function followsIf(context: Context, from: number): boolean {
  for (let at = from - 1; at >= 0 && at > from - 40; at--) {
    if (/^(?:if|when|once|should|because|assuming|by)$/.test(context.word(at))) return true;
    if (context.word(at) === '.' || context.tokens[at]?.kind === 'break') return false;
  }
  return false;
}

/** Doubt, a forecast, what is ruled out, and what merely is. */
export function isHedged(context: Context, { from, to }: Draft): boolean {
  const { word } = context;
  if (word(from) === 'there' && auxiliaries.has(word(from + 1))) return true;
  for (let at = from; at < to; at++) {
    const lower = word(at);
    if (hedges.test(lower)) return true;
    // "Fines can be up to 4 % of turnover"
    if (lower === 'be' && word(at + 1) === 'up' && (word(at - 1) === 'can' || word(at - 1) === 'may')) return true;
    const said = auxiliaries.has(word(at - 1));
    if (said && /^(?:forecast|forecasted|predicted|projected|anticipated)$/.test(lower)) return true;
    // "Market growth of 8 % is expected."
    if (said && at === to - 1 && lower === 'expected') return true;
    if (lower === 'scope' && word(at - 1) === 'of') return true;
    if (lower === 'interval' && word(at - 1) === 'confidence') return true;
  }
  return false;
}

const hedges =
  /^(?:might|maybe|perhaps|possibly|hypothetically|could|assume|assumes|assumed|assumption|imagine|unlikely|impossible|doubtful|unrealistic|nobody|worth|equals|whether|unclear|uncertain|questionable|please)$/;

/**
 * A sentence in the indicative that nobody wills: no modal, no label, no order, no arrow, no time ahead. "Uploads over 25 MB are rejected",
 * "More than 400 sites use it", "The contract allowed 3 % defects", "Model B has an AUC of 0.88" say how things are.
 */
export function tellsWhatIs(context: Context, { from, to, opener }: Draft, owns: (token: number) => boolean): boolean {
  const { word, tokens } = context;
  if (opener !== '' || isWilled(context, from, to)) return false;
  let start = from;
  while (/^[-*•–+]$/.test(word(start))) start++;
  // "Every month we write off €90k"
  if (/^(?:every|each)$/.test(word(start)) && unitOfTime(tokens[start + 1])) return true;
  if (narrative.test(word(start)) && narrates(context, start)) return true;
  // "Two thirds of applicants come from abroad", "That is roughly 7 % of our revenue"
  const opening = context.beginsAt(start);
  if (opening?.number.fraction && opening.value.comparator === undefined && narrates(context, start)) return true;
  if (/^(?:that|this|these|those)$/.test(word(start)) && /^(?:is|are|makes?|equals)$/.test(word(start + 1))) return true;
  // "Under 18s are excluded", "With more than 64 threads the throughput drops"
  if (opening && /^[<>]$/.test(opening.value.comparator ?? '') && says.test(word(opening.end))) return true;
  if (/^(?:with|at|on)$/.test(word(start)) && /^[<>]$/.test(context.beginsAt(start + 1)?.value.comparator ?? '')) return true;
  const told = determiners.has(word(start)) || pronouns.has(word(start)) || tokens[start]?.kind === 'number' || numbers.test(word(start));
  for (let at = start + 1; at < to; at++) {
    if (!owns(at)) continue;
    const lower = word(at);
    const before = tokens[at - 1];
    const bound = context.beginsAt(at);
    // "Uploads over 25 MB are rejected": the bound says which, and what is said of them follows.
    if (
      bound &&
      /^[<>]$/.test(bound.value.comparator ?? '') &&
      tokens[at]?.kind === 'word' &&
      before?.kind === 'word' &&
      says.test(word(bound.end))
    )
      return true;
    // "The API is limited to 100 requests per minute"
    if (/^(?:limited|restricted|confined)$/.test(lower) && /^(?:is|are)$/.test(before?.lower ?? '') && at > start + 1) return true;
    // "Customers who wait longer than 10 minutes"
    if (bound?.value.comparator && [word(at - 2), word(at - 3), word(at - 4)].some((who) => /^(?:who|that|which)$/.test(who))) return true;
    // "The grant covers 70 % of the costs": after a noun in the singular a verb, and its object.
    const object = context.beginsAt(at + 1);
    if (
      told &&
      at < start + 5 &&
      at > start + 1 &&
      /[a-z]{2}s$/.test(lower) &&
      before?.kind === 'word' &&
      before.stem === before.lower &&
      object &&
      object.value.comparator === undefined &&
      !object.number.sign &&
      !isAimVerb(context, at) &&
      !isMeasuring(lower.slice(0, -1))
    )
      return true;
    if (before?.kind !== 'word' || auxiliaries.has(before.lower) || prepositions.has(before.lower) || determiners.has(before.lower))
      continue;
    // "has an AUC of 0.88", "costs €3", "consists of 60 questions"
    if (states.test(lower) && (context.beginsAt(at + 1) || /^(?:an?|the|of|between|at|with|in|up|about|around|only)$/.test(word(at + 1))))
      return true;
    // "The contract allowed 3 %", "Five sites reported fewer than 10", "The campaign ended with a rate of 2 %"
    if (told && /[^e]ed$/.test(lower) && at < start + 7 && !isMeasuring(word(at - 1)) && hasCount(context, at + 1, at < start + 4))
      return true;
  }
  return false;
}

const narrative = /^(?:more|over|nearly|almost|about|roughly|around|some|only|just|between|most|many)$/;
const numbers = /^(?:one|two|three|four|five|six|seven|eight|nine|ten|half|most|many|several|some|both|all|every)$/;
const says =
  /^(?:is|are|was|were|do|does|have|has|need|needs|cost|costs|get|gets|must|may|can|will|require|requires|count|counts|go|goes)$/;
const states = /^(?:has|costs?|consists?|lies?|weighs?|contains?|lasts?|comprises?|includes?|holds|measures|ended|ends|began|begins)$/;

/** "More than 400 institutions …", "Between 60 and 70 % of patients …": an amount opens the sentence and more than its noun follows. */
function narrates(context: Context, start: number): boolean {
  const amount = context.beginsAt(start) ?? context.beginsAt(start + 1) ?? context.beginsAt(start + 2);
  if (!amount || amount.begin > start + 2) return false;
  let words = 0;
  for (let at = amount.end; context.tokens[at]?.kind === 'word' && words < 4; at++) words++;
  return words > 2;
}

const hasCount = (context: Context, at: number, near: boolean): boolean => {
  const amount = context.beginsAt(at);
  if (amount) return amount.value.comparator === undefined || /^(?:fewer|more|less|over|at)$/.test(context.word(at));
  return near && /^(?:with|at|on)$/.test(context.word(at));
};

/** Somebody wants, orders or dates it. */
function isWilled(context: Context, from: number, to: number): boolean {
  const { word, tokens } = context;
  for (let at = from; at < to; at++) {
    const lower = word(at);
    if (intents.has(lower) || isArrow(tokens[at]) || lower === '|') return true;
    // A time ahead; "in 2024" may be over.
    if (context.inWindow(at)) {
      if (/^(?:by|before|within|until|till|through|over|no)$/.test(lower) || (!context.inWindow(at - 1) && !/^(?:in|during)$/.test(lower)))
        return true;
      continue;
    }
    if (modals.has(lower) && !/^(?:can|could|may|need|needs)$/.test(lower)) return true;
    if (lower === 'to' && /^(?:be|reach|get|have)$/.test(word(at + 1)) && !/^(?:up|due)$/.test(word(at - 1))) return true;
    if ((isLabel(lower) || lower === ':') && at < from + 6) return true;
    // A sign is how targets are written: "CTR ≥ 4 %".
    if (/^[≥≤<>]=?$/.test(tokens[at]?.text ?? '')) return true;
  }
  let start = from;
  while (/^[-*•–+]$/.test(word(start))) start++;
  return isAimVerb(context, start) || /^(?:keep|hold|maintain|have|make|get|bring|let)$/.test(word(start));
}
