// One statement of an aim becomes a Goal: direction, metric, amount, baseline, target, window, population, guardrails.
// The text is cut into clauses, each clause that states an aim is read alone, the best of them leads and the others may only
// add what it lacks. A number is a target only where its own clause says so; the rest is left in `unread`.

import type { Span } from '../text.js';
import type { QuantityAt } from './quantity.js';
import { rememberedReading } from './remembered.js';
import { type Clause, type Clauses, clausesOf } from './sentence/clauses.js';
import { type Context, contextOf } from './sentence/context.js';
import { lexiconIn } from './sentence/governed.js';
import { isLabel } from './sentence/grammar.js';
import { guardrailsOf } from './sentence/guardrail.js';
import { labelOf } from './sentence/labels.js';
import { type Found, isVague, known, metricOf, nounAt, subjectBefore } from './sentence/noun.js';
import { outputOf } from './sentence/output.js';
import { type Pair, pairOf } from './sentence/pair.js';
import { populationOf } from './sentence/population.js';
import { amountsOf, type Statement, statementOf } from './sentence/statement.js';
import { type Reading, spanOf } from './tokens.js';
import { tongueOf } from './tongue.js';
import type { Direction, Goal, Guardrail, Quantity, Slot, Window } from './types.js';

/** Reads one sentence or several (bullets joined by line breaks). */
export const readGoal = rememberedReading((text: string, reading: Reading): Goal => {
  // Of these languages the numbers would be read and the words around them not.
  const tongue = tongueOf(text);
  if (tongue === 'zh' || tongue === 'ko') return { guardrails: [], unread: [], confidence: 0.2 };
  const context = contextOf(text, reading);
  const clauses = clausesOf(context);
  const pair = pairOf(context, clauses);
  const statements = withAntecedents(context, clauses, statementsOf(context, clauses, pair?.target !== undefined), pair);
  const main = completed(context, clauses, withPair(context, clauses, leading(statements), pair), statements);
  const found: Amounts = {
    magnitude: slotOf(context, main?.magnitude, true),
    baseline: slotOf(context, main?.baseline),
    target: slotOf(context, main?.target),
  };
  shareUnits(found);
  const output = main?.metric || main?.magnitude ? undefined : outputOf(context, clauses);
  const due = windowOf(context, clauses, main);
  // Without an aim "60 days of notice" and "within 15 days" are no time of ours.
  const window = main || output || due?.value.by || due?.value.deadline || due?.value.anchor ? due : undefined;
  const population = main ? populationOf(context, clauses, main) : undefined;
  const guardrails = guardrailsBeside(context, clauses, main, statements);
  const direction = directionOf(main, found, output !== undefined);
  const unread = unreadOf(context, main, statements, guardrails);
  return {
    ...(direction ? { direction } : {}),
    ...(main?.metric ? { metric: main.metric.slot } : {}),
    ...(found.magnitude ? { magnitude: found.magnitude } : {}),
    ...(found.baseline ? { baseline: found.baseline } : {}),
    ...(found.target ? { target: found.target } : {}),
    ...(window ? { window } : {}),
    ...(population ? { population } : {}),
    guardrails,
    ...(output ? { output } : {}),
    unread,
    confidence: sureness(clauses, main, unread),
  };
});

/** A text that only says what must not be exceeded aims at just that. */
function statementsOf(context: Context, clauses: Clauses, paired: boolean): Statement[] {
  const read = (clause: Clause) => statementOf(context, clauses, clause);
  const aims = clauses.all.filter(({ standing }) => standing === 'aim').map(read);
  const found = aims.filter((statement) => statement !== undefined);
  if (paired || found.some(({ magnitude, target, metric, sort }) => magnitude ?? target ?? (sort !== 'level' ? metric : undefined)))
    return found;
  const first = clauses.all.find(
    (clause) => clause.standing === 'guard' && (clause.opener === '' || followsOnlyTime(context, clauses, clause)),
  );
  const bound = first && !/^guard/.test(context.word(first.from)) ? read(first) : undefined;
  return bound?.target?.value.comparator ? [bound] : found;
}

/** "Before 2028-04-01, wear shall not be more than 31": a time in front opens no clause that counts. */
const followsOnlyTime = (context: Context, clauses: Clauses, { opener, index, sentence }: Clause): boolean => {
  const before = clauses.all[index - 1];
  return (
    opener === ',' &&
    before?.sentence === sentence &&
    before.opener === '' &&
    context.inWindow(before.from) &&
    context.inWindow(before.to - 1)
  );
};

/** The first that says nearly as much as the fullest: a known name alone does not take the lead from what was said first. */
function leading(statements: readonly Statement[]): Statement | undefined {
  const best = Math.max(...statements.slice(0, 200).map(({ score }) => score));
  return statements.find(
    ({ score, sort, magnitude, target }) =>
      score === best || (score >= best - 1.5 && sort !== 'hold' && (magnitude ?? target) !== undefined),
  );
}

/** "Onboarding takes 11 days; goal: ≤ 4 days", "it is 7 min today; bring it to 5": of what, and from where, is said just before. */
function withAntecedents(context: Context, clauses: Clauses, statements: readonly Statement[], pair: Pair | undefined): Statement[] {
  const byClause = new Map(statements.map((statement) => [statement.clause, statement]));
  return statements.map((statement) => {
    if (statement.metric || !(statement.target ?? statement.magnitude)) return statement;
    if (pair?.metric && pair.target !== undefined && pair.target === statement.target)
      return { ...statement, metric: pair.metric, baseline: statement.baseline ?? pair.baseline, score: statement.score + 3 };
    const before = clauses.all[statement.clause.index - 1];
    if (!before || before.standing !== 'aim') return statement;
    const state = byClause.get(before);
    if (state && (state.magnitude ?? state.target)) return statement;
    const amount = amountsOf(context, clauses, before)[0];
    const metric = state?.metric ?? (amount && metricOf(context, subjectBefore(context, amount.begin, before.from)));
    if (!metric) return statement;
    const unit = (statement.target ?? statement.magnitude)?.value.unit;
    const baseline = statement.baseline ?? state?.baseline ?? (amount && (amount.value.unit === unit || unit === '') ? amount : undefined);
    const { direction: own, ...rest } = statement;
    const better = metric.slot.value.entry?.better;
    const direction =
      own && own.confidence < 0.8 && better === 'down' && statement.target?.value.comparator === undefined
        ? { ...own, value: 'decrease' as const }
        : own;
    return { ...rest, ...(direction ? { direction } : {}), metric, ...(baseline ? { baseline } : {}), score: statement.score + 3 };
  });
}

/** A start and a level from different clauses: they lead where one clause alone says no level, else they add where it starts. */
function withPair(context: Context, clauses: Clauses, main: Statement | undefined, pair: Pair | undefined): Statement | undefined {
  if (!pair || main?.sort === 'hold') return main;
  const { clause, metric, baseline, target, sure } = pair;
  const stated = main && (main.magnitude ?? (main.target === baseline ? undefined : main.target));
  const better = metric?.slot.value.entry?.better;
  if (!stated) {
    if (!target) return main;
    const { direction: _, magnitude: __, ...rest } = main ?? { sort: 'level' as const, unread: [] };
    const falls = baseline.value.value > target.value.value || (baseline.value.value === target.value.value && better === 'down');
    const direction = {
      value: falls ? ('decrease' as const) : ('increase' as const),
      span: spanOf(context.tokens, target.from, target.to),
      confidence: 0.8,
    };
    const own = main?.metric && isBefore(main.metric, baseline, target) ? main.metric : (metric ?? main?.metric);
    return { ...rest, sort: 'level', clause, direction, ...(own ? { metric: own } : {}), baseline, target, score: 6 };
  }
  const near = Math.abs(main.clause.sentence - (clauses.at(baseline.from)?.sentence ?? 0)) < 2;
  if (!near) return main;
  // What a story tells is a start only where it is plainly of the same.
  if (!sure && target === undefined && main.metric && !(metric && isSame(main.metric, metric))) return main;
  if (main.baseline) return main.metric || !metric || main.baseline !== baseline ? main : { ...main, metric };
  const unit = stated.value.unit;
  const same = target === stated || unit === baseline.value.unit || (main.magnitude !== undefined && unit === '%');
  if (!same || (main.metric && metric && !isSame(main.metric, metric) && !isVague(context, metric))) return main;
  return { ...main, baseline, ...((main.metric ?? metric) ? { metric: main.metric ?? (metric as Found) } : {}) };
}

const isBefore = (metric: Found, ...amounts: readonly QuantityAt[]): boolean => amounts.every(({ from }) => metric.from < from);

/** The same words or the same entry; a pronoun is whatever was named. */
const isSame = (one: Found, other: Found): boolean =>
  one.from === other.from || (one.slot.value.entry !== undefined && one.slot.value.entry === other.slot.value.entry);

/** What the leading statement lacks and another part of the text says under a label of its own: "Baseline: 4 %", "now 61 %". */
function completed(
  context: Context,
  clauses: Clauses,
  main: Statement | undefined,
  statements: readonly Statement[],
): Statement | undefined {
  const label = labelledMetric(context, clauses);
  const metric = label ?? main?.metric ?? (main && main.score >= 2 ? onlyMetric(context, clauses) : undefined);
  if (!main && !metric) return undefined;
  let result: Statement = main
    ? { ...main, ...(metric ? { metric } : {}), ...(metric === main.metric ? {} : turned(main, metric)) }
    : { clause: clauses.all[0] as Clause, sort: 'level', metric: metric as Found, unread: [], score: 3 };
  const byClause = new Map(statements.map((statement) => [statement.clause, statement]));
  for (const clause of clauses.all) {
    if (clause === main?.clause || (clause.standing !== 'aim' && clause.standing !== 'past')) continue;
    const other = byClause.get(clause);
    if (
      other?.metric &&
      result.metric &&
      other.metric.slot.value.entry?.id !== result.metric.slot.value.entry?.id &&
      other.sort !== 'level'
    )
      continue;
    for (const amount of amountsOf(context, clauses, clause)) {
      const role = labelOf(context, amount);
      if (role === 'baseline' && !result.baseline && isComparable(result, amount) && isAbout(context, clause, amount, result.metric))
        result = { ...result, baseline: amount };
      else if (role === 'target' && clause.standing === 'aim' && !result.target && !result.magnitude)
        result = { ...result, target: amount };
    }
  }
  return result;
}

/** Is this amount of the same thing: nothing else is named before it in its clause? */
function isAbout(context: Context, clause: Clause, amount: QuantityAt, metric: Found | undefined): boolean {
  const named = metricOf(context, subjectBefore(context, amount.begin, clause.from));
  if (!named || !metric || isVague(context, named) || isSame(named, metric)) return true;
  const own = new Set(metric.slot.value.name.toLowerCase().split(/[^\p{L}\p{N}]+/u));
  const words = named.slot.value.name.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  return (
    words.some((word) => word.length > 3 && own.has(word)) ||
    words.every((word) => isLabel(word) || /^(?:last|previous|now|today|audit|survey|cohort|sample|median|mean|average)$/.test(word))
  );
}

/** A start is in the unit of the level, or of what changes; a change in percent may be of anything. */
function isComparable({ target, magnitude }: Statement, start: QuantityAt): boolean {
  const unit = (target ?? magnitude)?.value.unit;
  const changes = magnitude !== undefined && /^(?:%|pp|points)$/.test(unit ?? '');
  return unit === undefined || unit === start.value.unit || start.value.unit === '' || changes;
}

/** A level without a comparison goes the way that is better for the metric found elsewhere. */
function turned({ direction }: Statement, metric: Found | undefined): { readonly direction?: Slot<Direction> } {
  if (!direction || direction.confidence >= 0.8 || metric?.slot.value.entry?.better !== 'down') return {};
  return { direction: { ...direction, value: 'decrease' } };
}

/** The metric that a line of its own names: "Metric: average handling time". */
function labelledMetric(context: Context, clauses: Clauses): Found | undefined {
  for (const { from, to } of clauses.all)
    for (let at = from + 1; at < to && at < from + 5; at++)
      if (context.word(at) === ':' && /^(?:metrics?|kpi|measure|indicator)$/.test(context.word(at - 1)))
        return lexiconIn(context, at + 1, to) ?? metricOf(context, nounAt(context, at + 1, to), 0.7);
  return undefined;
}

/** The one metric that is named anywhere: "The average completion rate is 15 %; we aim for 30 %". */
const onlyMetric = (context: Context, clauses: Clauses): Found | undefined => {
  const metric = context.metrics.find((one) => clauses.at(one.from)?.standing !== 'guard');
  return metric ? known(context, metric) : undefined;
};

/** Clauses that protect, and statements beside the aim that only hold or bound another metric. */
function guardrailsBeside(
  context: Context,
  clauses: Clauses,
  main: Statement | undefined,
  statements: readonly Statement[],
): Slot<Guardrail>[] {
  const found: Slot<Guardrail>[] = [];
  const id = main?.metric?.slot.value.entry?.id;
  const byClause = new Map(statements.map((statement) => [statement.clause, statement]));
  for (const clause of clauses.all) {
    if (clause === main?.clause) continue;
    const statement = byClause.get(clause);
    const bounds =
      statement !== undefined &&
      main !== undefined &&
      main.metric !== undefined &&
      (statement.sort === 'hold' || (statement.sort === 'level' && isBound(main, statement))) &&
      (statement.metric?.slot.value.entry?.id === undefined || statement.metric.slot.value.entry.id !== id);
    if (clause.standing !== 'guard' && !bounds) continue;
    // Far from the aim, in a long text, "without" protects nothing of this goal unless it says a metric and how much.
    const near = main ? Math.abs(clause.sentence - main.clause.sentence) < 4 : clauses.all.length < 4;
    found.push(...guardrailsOf(context, clauses, clause).filter(({ value }) => near || (value.metric.entry && value.margin)));
  }
  return found.sort((a, b) => a.span[0] - b.span[0]);
}

/** "…, cost per lead ≤ €14" after a change; beside another level it is a second aim. */
const isBound = (main: Statement, statement: Statement): boolean =>
  statement.target?.value.comparator !== undefined &&
  statement.clause.index > main.clause.index &&
  (main.sort === 'change' ||
    main.magnitude !== undefined ||
    (main.target?.value.basis === 'share' && statement.clause.sentence !== main.clause.sentence));

interface Amounts {
  magnitude: Slot<Quantity> | undefined;
  baseline: Slot<Quantity> | undefined;
  target: Slot<Quantity> | undefined;
}

const slotOf = (context: Context, amount: QuantityAt | undefined, positive = false): Slot<Quantity> | undefined =>
  amount && {
    value: positive ? plain(amount.value) : amount.value,
    span: spanOf(context.tokens, amount.from, amount.to),
    confidence: amount.confidence,
  };

/** An amount of change has no sign, and "= 8 %" is 8 %. */
function plain(quantity: Quantity): Quantity {
  const { comparator, ...rest } = quantity;
  return { ...rest, value: Math.abs(rest.value), ...(comparator && comparator !== '=' ? { comparator } : {}) };
}

/** "from 2.0 to 2.3 %": the unit is written once and holds for both. */
function shareUnits(found: Amounts): void {
  const { baseline, target } = found;
  if (!baseline || !target) return;
  if (baseline.value.unit === '' && target.value.unit !== '')
    found.baseline = { ...baseline, value: { ...baseline.value, unit: target.value.unit }, confidence: target.confidence };
  if (target.value.unit === '' && baseline.value.unit !== '')
    found.target = { ...target, value: { ...target.value, unit: baseline.value.unit }, confidence: baseline.confidence };
}

/** The word says it; where only a level stands, baseline and target do. */
function directionOf(main: Statement | undefined, { baseline, target }: Amounts, isOutput: boolean): Goal['direction'] {
  if (!main) return undefined;
  const { direction } = main;
  if (direction && isOutput && direction.confidence < 0.7) return undefined;
  if (direction && direction.confidence >= 0.8) return direction;
  if (!baseline || !target || baseline.value.unit !== target.value.unit || baseline.value.value === target.value.value) return direction;
  const value = baseline.value.value < target.value.value ? 'increase' : 'decrease';
  return { value, span: direction?.span ?? target.span, confidence: 0.8 };
}

/** Of "resolve 70 % of tickets within 2 days by December" the window is the deadline, the days belong to the share. */
function windowOf(context: Context, clauses: Clauses, main: Statement | undefined): Slot<Window> | undefined {
  let best: Slot<Window> | undefined;
  const several = main?.sort === 'level' && context.windows.length > 1;
  for (const { value, from, to, confidence } of context.windows) {
    if (several && value.length && value.length.days < 31 && !value.anchor) continue;
    const clause = clauses.at(from);
    if (!clause || !mayHoldWindow(context, clauses, clause, from, main)) continue;
    const metric = context.metricAt(from);
    if (metric && to <= metric.to) continue;
    // "31 in 2026, 40 in 2027": the time right behind the level is its own.
    const own = main?.target !== undefined && from >= main.target.end && from <= main.target.end + 1;
    if (confidence >= 0.5 && (!best || confidence > best.confidence + 0.05 || (own && confidence >= best.confidence)))
      best = { value, span: spanOf(context.tokens, from, to), confidence };
  }
  return best;
}

/** A time belongs to the aim of its sentence. In another sentence it stands first and alone: "Make it 9. By Easter." */
function mayHoldWindow(context: Context, clauses: Clauses, clause: Clause, from: number, main: Statement | undefined): boolean {
  let start = clause.from;
  while (/^[-*•–+]$/.test(context.word(start))) start++;
  const first = from <= start + 1;
  if (clause.standing === 'aside' || clause.standing === 'condition') return false;
  // "Through 2028, the rate was …": only what leads a story is ahead of it.
  if (clause.standing === 'past' && !(first && ahead.test(context.word(from)))) return false;
  // "(79 % in H1 2027)" says when it was so.
  if (context.word(clause.from - 1) === '(' && context.beginsAt(clause.from) !== undefined) return false;
  // "which stood at 19 % in June"
  if (/^(?:which|who|whose)$/.test(context.word(clause.from))) return false;
  if (!main || clause.sentence === main.clause.sentence) return true;
  const labelled = /^(?:deadline|due|date|when|by|until|timeline|window|horizon)$/.test(context.word(start));
  return (
    labelled ||
    (first && amountsOf(context, clauses, clause).length === 0) ||
    clause.sentence === clauses.at(main.baseline?.from ?? -1)?.sentence
  );
}

const ahead = /^(?:by|before|within|until|till|through|no|over)$/;

/** Amounts of aims that got no role and bound nothing. */
function unreadOf(
  context: Context,
  main: Statement | undefined,
  statements: readonly Statement[],
  guardrails: readonly Slot<Guardrail>[],
): Span[] {
  const spans: Span[] = [];
  for (const statement of statements) {
    if (main && statement.clause.sentence !== main.clause.sentence && statement !== main) continue;
    for (const amount of statement.unread) {
      const span = spanOf(context.tokens, amount.from, amount.to);
      if (!guardrails.some(({ span: [from, to] }) => span[0] >= from && span[1] <= to)) spans.push(span);
    }
  }
  return spans;
}

function sureness(clauses: Clauses, main: Statement | undefined, unread: readonly Span[]): number {
  if (!main) return 0.3;
  let sure = 0.95;
  const metric = main.metric?.slot.confidence ?? 0;
  if (metric === 0) sure -= 0.15;
  else if (metric < 0.7) sure -= 0.1;
  if (unread.length > 0) sure -= 0.15;
  if ((clauses.all[clauses.all.length - 1]?.sentence ?? 0) > 2) sure -= 0.1;
  if (clauses.all.some(({ standing }) => standing === 'condition' || standing === 'aside' || standing === 'past')) sure -= 0.15;
  return Math.max(0.2, Number(sure.toFixed(2)));
}
