// Where it stands and where it shall be, said in different clauses or with no verb between: "41 kg at present; 30 kg or less by June",
// "MAE is 14. Make it 9.", "Missed collections: 31 last year. Target 20." One clause alone is for `statement.ts` to read.
import type { QuantityAt } from '../quantity.js';
import { isHyphen } from '../tokens.js';
import type { Clause, Clauses } from './clauses.js';
import type { Context } from './context.js';
import { countedIn } from './governed.js';
import { isLabel, pronouns } from './grammar.js';
import { labelOf } from './labels.js';
import { type Found, isVague, known, metricOf, nounAt, subjectBefore } from './noun.js';
import { countsSomething, cueOf } from './role.js';
import { amountsOf } from './statement.js';

export interface Pair {
  readonly clause: Clause;
  readonly metric: Found | undefined;
  readonly baseline: QuantityAt;
  /** Said to be so, and not only told. */
  readonly sure: boolean;
  /** Where only the start is said, the clause behind it says by how much. */
  readonly target?: QuantityAt;
}

interface Placed {
  readonly amount: QuantityAt;
  readonly clause: Clause;
  /** `told` stands in a story, and may be of something else. */
  readonly place: 'now' | 'told' | 'goal' | undefined;
}

/** The first start that a level follows or precedes within two sentences, or that stands alone. */
export function pairOf(context: Context, clauses: Clauses): Pair | undefined {
  if (context.quantities.length === 0) return undefined;
  const placed = placedIn(context, clauses);
  let lone: Pair | undefined;
  // What is said to be so comes before what a story tells.
  const later = (index: number): number => (placed[index]?.place === 'told' ? 1 : 0);
  const order = [...placed.keys()].sort((a, b) => later(a) - later(b) || a - b);
  for (const index of order) {
    const start = placed[index] as Placed;
    if (!isStart(start)) continue;
    const next = placed[index + 1];
    // Of "12 % in 2025, 13 % in 2026" the later one is where it stands.
    if (next && isStart(next) && next.clause.sentence === start.clause.sentence && sameUnit(next, start)) continue;
    const goal = goalOf(context, placed, index);
    if (!goal && lone) continue;
    const first = goal && goal.amount.from < start.amount.from ? goal : start;
    const pair = {
      clause: (goal ?? start).clause,
      metric: subjectOf(context, clauses, first),
      baseline: start.amount,
      sure: start.place === 'now',
    };
    if (goal) return { ...pair, target: goal.amount };
    lone = pair;
  }
  return lone;
}

const isStart = ({ place }: Placed): boolean => place === 'now' || place === 'told';

function placedIn(context: Context, clauses: Clauses): Placed[] {
  return clauses.all
    .filter(({ standing }) => standing === 'aim' || standing === 'past')
    .flatMap((clause) =>
      amountsOf(context, clauses, clause)
        .filter(
          (amount) =>
            !isChange(context, amount) &&
            !(clause.standing === 'past' && amount.number.confidence < 0.9 && countsSomething(context.tokens, amount.end)),
        )
        .map((amount) => ({ amount, clause, place: placeOf(context, clause, amount) })),
    )
    .sort((a, b) => a.amount.from - b.amount.from);
}

/** "8 % higher", "by 11 %", "+3": how much it changes, and no level. */
const isChange = ({ word }: Context, { begin, end, number, value }: QuantityAt): boolean =>
  number.sign !== undefined ||
  number.factor === true ||
  value.basis === 'relative' ||
  (value.basis === 'points' && value.unit !== 'bps') ||
  word(begin - 1) === 'by' ||
  /^(?:higher|lower|more|less|fewer|better|worse|faster|slower|shorter|longer|cut|drop|rise|lift|increase|reduction|decrease|gain)$/.test(
    word(end),
  );

function placeOf(context: Context, clause: Clause, amount: QuantityAt): Placed['place'] {
  const label = labelOf(context, amount);
  if (label) return label === 'baseline' ? 'now' : 'goal';
  const { word } = context;
  const lead = word(amount.begin - 1);
  if (isWilled(context, amount)) return 'goal';
  // "Our churn is 30 %; …", "remakes are at 4.7 %"
  if (/^(?:is|are)$/.test(lead) || (lead === 'at' && /^(?:is|are|stays|remains|been)$/.test(word(amount.begin - 2)))) return 'now';
  // "At 26 days the wait is too long, …"
  // "MAPE, 18.4 %, is to come down to 14 %", "our NPS of 31 has to become 40"
  if (lead === ',' && word(amount.end) === ',' && amount.value.comparator === undefined && amount.value.unit !== '') return 'now';
  if (lead === 'of' && cueOf(context, amount, undefined)?.role === 'baseline') return 'now';
  let start = clause.from;
  while (start < amount.begin && (isLabel(word(start)) || /^(?::|-|,)$/.test(word(start)) || context.inWindow(start))) start++;
  if (lead === 'at' && amount.begin - 1 <= start && /^(?:the|our|a|,)$/.test(word(amount.end))) return 'now';
  return clause.standing === 'past' ? 'told' : undefined;
}

/** "has to be 75 %", "to reach 35 %", "bring it to 29 %". */
function isWilled(context: Context, amount: QuantityAt): boolean {
  const { word } = context;
  let at = amount.begin - 1;
  while (/^(?:at|about|around|only|just|the|a|an)$/.test(word(at))) at--;
  const verb = word(at);
  if (/^(?:be|reach|hit|become|fall|drop|rise|get|go|come)$/.test(verb))
    return /^(?:to|must|should|shall|will|not|can)$/.test(word(at - 1)) || /^(?:to|must|should|shall|will)$/.test(word(at - 2));
  if (verb !== 'to') return false;
  for (let back = at - 1; back > at - 5 && back >= 0; back--) {
    if (context.quantityAt(back)) return false;
    if (
      /^(?:bring|get|take|move|push|pull|drive|fall|drop|rise|grow|cut|reduce|reduced|raise|raised|increase|increased|lower|lowered|come|go|shortened)$/.test(
        word(back),
      )
    )
      return true;
  }
  return false;
}

const sameUnit = (a: Placed, b: Placed): boolean => {
  const [one, other] = [a.amount.value.unit, b.amount.value.unit];
  return one === other || one.split('/')[0] === other.split('/')[0];
};

const fits = (goal: Placed, start: Placed): boolean =>
  sameUnit(goal, start) || ((goal.amount.value.unit === '' || start.amount.value.unit === '') && goal.clause.index === start.clause.index);

/** So many amounts on either side may be the level. */
const reach = 8;

/** Announced as a goal; or in the same unit, right behind a mark and with a bound or a time. */
function goalOf(context: Context, placed: readonly Placed[], index: number): Placed | undefined {
  const start = placed[index] as Placed;
  const near = placed
    .slice(Math.max(0, index - reach), index + reach)
    .filter(
      (one) =>
        one !== start &&
        !isStart(one) &&
        Math.abs(one.clause.sentence - start.clause.sentence) < 2 &&
        fits(one, start) &&
        isOfSame(context, one, start),
    );
  return (
    near.find((one) => one.place === 'goal' && one.amount.from > start.amount.from) ??
    near.find((one) => one.place === 'goal') ??
    near.find((one) => one.place === undefined && sameUnit(one, start) && isLevelBeside(context, one, start))
  );
}

/** "…; 30 kg or less", "…, 400 by June", "4 (was 11)", "17 % instead of 24 %". */
function isLevelBeside(context: Context, goal: Placed, start: Placed): boolean {
  const { amount } = goal;
  if (amount.number.sign || amount.value.basis === 'relative' || amount.value.basis === 'points') return false;
  const { word, tokens } = context;
  const apart = amount.from > start.amount.from;
  if (apart)
    return (
      (/^[,;:.|–—-]$/.test(word(amount.begin - 1)) || amount.begin === goal.clause.from) &&
      (amount.value.comparator !== undefined ||
        context.inWindow(amount.end) ||
        tokens[amount.end] === undefined ||
        /^[.,;|)]$/.test(word(amount.end)))
    );
  // The level stands first: its start follows in a bracket or behind a comma.
  const beside = start.amount.begin - amount.end < 12;
  return (
    beside &&
    (/^[:,|]$/.test(word(amount.begin - 1)) || amount.value.comparator !== undefined || /^(?:at|of)$/.test(word(amount.begin - 1)))
  );
}

/** In another sentence the level must not be of something else: no noun of its own stands before it. */
function isOfSame(context: Context, goal: Placed, start: Placed): boolean {
  if (goal.clause.index === start.clause.index) return true;
  const later = goal.amount.from < start.amount.from ? start : goal;
  const noun = subjectBefore(context, later.amount.begin, later.clause.from);
  if (!noun) return true;
  for (let at = noun.from; at < noun.to; at++) {
    const word = context.word(at);
    if (
      !pronouns.has(word.split("'")[0] as string) &&
      !isLabel(word) &&
      !/^(?:plan|figure|number|rate|level|value|share|that|this|it|make|bring|get|ambition|last|previous|latest|audit|survey|cohort|sample|median|average|mean|pilot|release|wave|measurement|today|now|year|quarter|month|spring|summer|autumn|winter|was|stood|time)$/.test(
        word,
      )
    )
      return false;
  }
  return true;
}

/** What is measured stands before the first amount of the sentence, or right behind it. */
function subjectOf(context: Context, clauses: Clauses, { amount, clause }: Placed): Found | undefined {
  // "… in which 12,000 wagons were late": in a story the number counts what is meant.
  if (clause.standing === 'past' && amount.value.unit === '' && countsSomething(context.tokens, amount.end) && !labelOf(context, amount))
    return metricOf(context, nounAt(context, amount.end, clause.to), 0.6);
  const opening = clauses.all.find(({ sentence, opener }) => sentence === clause.sentence && opener === '') ?? clause;
  for (const from of [clause.from, opening.from]) {
    const noun = subjectBefore(context, openEnd(context, amount.begin, from), from);
    const found = noun && (knownIn(context, noun.from, noun.to) ?? metricOf(context, noun, 0.6));
    if (found && !isVague(context, found)) return found;
  }
  // "Corrections were 640 in Q1 and 610 in Q2; …"
  const head = nounAt(context, opening.from, amount.begin);
  if (head && head.from <= opening.from + 1 && clause.standing === 'past') return metricOf(context, head, 0.6);
  // "At 26 days the wait …", "12,000 wagons left late"
  const behind = context.word(amount.end) === ',' ? amount.end + 1 : amount.end;
  if (amount.value.unit === '' || /^(?:the|our)$/.test(context.word(behind)))
    return metricOf(context, nounAt(context, behind, clause.to), 0.6);
  return countsSomething(context.tokens, amount.end) ? undefined : countedIn(context, amount);
}

const knownIn = (context: Context, from: number, to: number): Found | undefined => {
  for (let at = from; at < to; at++) {
    const metric = context.metricAt(at);
    if (metric && metric.from >= from && metric.to <= to) return known(context, metric, from);
  }
  return undefined;
};

/** Passes over what joins a name to its amount: "(currently", ", which stood at", "| now", "has to be". */
function openEnd(context: Context, begin: number, from: number): number {
  let at = begin;
  while (
    at > from + 1 &&
    !context.metricAt(at - 1) &&
    (/^(?:\(|,|\||:|-|–|—|at|of|is|are|was|were|be|been|being|has|had|have|which|that|stands?|stood|sits?|sat|now|today|currently|still|previously|baseline|to|reach|from|only|just|already|about|around|the|present|averaged|in|by|up|down)$/.test(
      context.word(at - 1),
    ) ||
      context.inWindow(at - 1)) &&
    !isHyphen(context.tokens[at - 1])
  )
    at--;
  return at;
}
