// One statement of an aim becomes a Goal: direction, metric, amount, baseline, target, window, population, guardrails.
// A number is a target only where the words say so; the rest is left in `unread`, and what is about others is not read at all.

import type { Span } from '../text.js';
import { boundsBeside, trailingBounds } from './bounds.js';
import { clausesOf } from './clauses.js';
import { type Context, contextOf } from './context.js';
import { bestFrame, type Frame, framesOf, labelledMetric, onlyMetric } from './frame.js';
import { guardrailsOf } from './guardrail.js';
import { outputOf } from './output.js';
import { populationOf } from './population.js';
import type { QuantityAt } from './quantity.js';
import { type Role, roleOf } from './roles.js';
import { type Reading, spanOf } from './tokens.js';
import type { Goal, Guardrail, Quantity, Slot, Window } from './types.js';

/** Reads one sentence or several (bullets joined by line breaks): the first that is complete leads, the others fill what it lacks. */
export function readGoal(text: string, reading: Reading = {}): Goal {
  const context = contextOf(text, reading, clausesOf);
  const frame = withMetric(context, bestFrame(framesOf(context)));
  const bounds = frame ? trailingBounds(context, frame) : [];
  const guardrails = inOrder([
    ...guardrailsOf(context, frame),
    ...(frame ? boundsBeside(context, frame) : []),
    ...bounds.map(({ slot }) => slot),
  ]);
  const roles = frame?.level
    ? levelRoles(context, frame.level)
    : assign(context, frame?.region, new Set(bounds.map(({ amount }) => amount)));
  const slot = (quantity: QuantityAt | undefined, positive = false): Slot<Quantity> | undefined =>
    quantity && {
      value: positive ? absolute(quantity.value) : quantity.value,
      span: spanOf(context.tokens, quantity.from, quantity.to),
      confidence: quantity.confidence,
    };
  const found = {
    magnitude: slot(roles.get('magnitude'), true),
    baseline: slot(roles.get('baseline')),
    target: slot(roles.get('target')),
  };
  shareUnits(found);
  const window = windowOf(context, frame?.level !== undefined);
  const output = frame?.metric || roles.has('magnitude') ? undefined : outputOf(context);
  const population = frame ? populationOf(context, frame) : undefined;
  const unread = unreadIn(context, roles, new Set(bounds.map(({ amount }) => amount)));
  const direction =
    frame?.direction && !(output && frame.direction.confidence < 0.7) ? directionBy(frame.direction, found) : directionOf(frame, found);
  return {
    ...(direction ? { direction } : {}),
    ...(frame?.metric ? { metric: frame.metric } : {}),
    ...(found.magnitude ? { magnitude: found.magnitude } : {}),
    ...(found.baseline ? { baseline: found.baseline } : {}),
    ...(found.target ? { target: found.target } : {}),
    ...(window ? { window } : {}),
    ...(population ? { population } : {}),
    guardrails,
    ...(output ? { output } : {}),
    unread,
    confidence: sureness(context, frame !== undefined, frame?.metric?.confidence ?? 0, unread),
  };
}

/** By place; what overlaps was found twice. */
function inOrder(found: readonly Slot<Guardrail>[]): Slot<Guardrail>[] {
  const sorted = [...found].sort((a, b) => a.span[0] - b.span[0]);
  return sorted.filter((one, index) => index === 0 || one.span[0] >= (sorted[index - 1] as Slot<Guardrail>).span[1]);
}

/** A frame without a metric takes the one that a line of its own names, or the only one there is. */
function withMetric(context: Context, frame: Frame | undefined): Frame | undefined {
  if (frame?.metric) return frame;
  const label = labelledMetric(context);
  const metric = label ?? (frame && frame.score >= 2 ? onlyMetric(context) : undefined);
  if (!metric) return frame;
  if (frame) return { ...frame, metric: metric.slot };
  return { metric: metric.slot, at: -1, metricTo: metric.to, region: [0, context.tokens.length], score: 3 };
}

/** The share or count is the level; only what is labelled as the start stands beside it. */
function levelRoles(context: Context, level: QuantityAt): Map<Role, QuantityAt> {
  const roles = new Map<Role, QuantityAt>([['target', level]]);
  const start = context.quantities.find((quantity) => quantity !== level && roleOf(context, quantity, true) === 'baseline');
  if (start) roles.set('baseline', start);
  return roles;
}

type Found = { magnitude: Slot<Quantity> | undefined; baseline: Slot<Quantity> | undefined; target: Slot<Quantity> | undefined };

/** "from 2.0 to 2.3 %": the unit is written once and holds for both. */
function shareUnits(found: Found): void {
  const { baseline, target } = found;
  if (!baseline || !target) return;
  if (baseline.value.unit === '' && target.value.unit !== '')
    found.baseline = { ...baseline, value: { ...baseline.value, unit: target.value.unit }, confidence: target.confidence };
  if (target.value.unit === '' && baseline.value.unit !== '')
    found.target = { ...target, value: { ...target.value, unit: baseline.value.unit }, confidence: baseline.confidence };
}

/** A level alone says no direction; with a baseline it does. */
function directionBy(direction: NonNullable<Goal['direction']>, found: Found): NonNullable<Goal['direction']> {
  const { baseline, target } = found;
  if (
    direction.confidence >= 0.8 ||
    !baseline ||
    !target ||
    baseline.value.unit !== target.value.unit ||
    baseline.value.value === target.value.value
  )
    return direction;
  return { ...direction, value: baseline.value.value < target.value.value ? 'increase' : 'decrease', confidence: 0.8 };
}

/** "Metric: AHT / Baseline: 11 min / Target: 9.5 min": the numbers say it. */
function directionOf(frame: Frame | undefined, { baseline, target }: Found): Goal['direction'] {
  if (!frame || !baseline || !target || baseline.value.value === target.value.value) return undefined;
  return { value: baseline.value.value < target.value.value ? 'increase' : 'decrease', span: target.span, confidence: 0.8 };
}

function absolute(quantity: Quantity): Quantity {
  return quantity.value < 0 ? { ...quantity, value: -quantity.value } : quantity;
}

function assign(context: Context, region: readonly [number, number] | undefined, bounds: ReadonlySet<QuantityAt>): Map<Role, QuantityAt> {
  const roles = new Map<Role, QuantityAt>();
  const take = (quantity: QuantityAt, role: Role) => {
    if (role === 'magnitude' || role === 'baseline' || role === 'target') {
      const known = roles.get(role);
      // "from 4.0 % to 4.3 %" beats a bare level before it.
      if (known === undefined) roles.set(role, quantity);
    }
  };
  const inside = (quantity: QuantityAt) =>
    region !== undefined && !bounds.has(quantity) && quantity.from >= region[0] && quantity.from < region[1];
  for (const quantity of context.quantities) if (inside(quantity)) take(quantity, roleOf(context, quantity, true));
  const start = roles.get('baseline');
  // "2.0 % today, 2.3 % by the end of Q3": a second level in the same unit is where it shall go.
  if (start && !roles.has('target') && !roles.has('magnitude')) {
    const next = context.quantities.find(
      (quantity) =>
        inside(quantity) &&
        quantity.from >= start.to &&
        quantity.value.unit === start.value.unit &&
        quantity.value.unit !== '' &&
        roleOf(context, quantity, true) === 'other',
    );
    if (next) roles.set('target', next);
  }
  // A baseline or target with its own label may stand in another sentence or clause.
  for (const quantity of context.quantities) if (!inside(quantity)) take(quantity, labelled(roleOf(context, quantity, false)));
  return roles;
}

const labelled = (role: Role): Role => (role === 'labelled-baseline' ? 'baseline' : role === 'labelled-target' ? 'target' : 'other');

/** Of "resolve 70 % of tickets within 2 days by December" the window is the deadline, the days belong to the share. */
function windowOf(context: Context, isShare: boolean): Slot<Window> | undefined {
  let best: Slot<Window> | undefined;
  const several = isShare && context.windows.length > 1;
  for (const { value, from, to, confidence } of context.windows) {
    if (several && value.length && value.length.days < 31 && !value.anchor) continue;
    if (context.clauses.partOf(from) === 'aside' || context.clauses.partOf(from) === 'condition') continue;
    const metric = context.metricAt(from);
    if (metric && to <= metric.to) continue;
    if (confidence >= 0.5 && (!best || confidence > best.confidence + 0.05))
      best = { value, span: spanOf(context.tokens, from, to), confidence };
  }
  return best;
}

/** Numbers with a unit or a comparator, in the author's own clauses, that got no role. */
function unreadIn(context: Context, roles: ReadonlyMap<Role, QuantityAt>, bounds: ReadonlySet<QuantityAt>): Span[] {
  const used = new Set(roles.values());
  const spans: Span[] = [];
  for (const quantity of context.quantities) {
    if (used.has(quantity) || bounds.has(quantity) || context.clauses.partOf(quantity.from) !== 'main') continue;
    if (quantity.value.unit === '' && quantity.value.comparator === undefined) continue;
    const role = roleOf(context, quantity, true);
    if (role === 'other') spans.push(spanOf(context.tokens, quantity.from, quantity.to));
  }
  return spans;
}

function sureness(context: Context, hasFrame: boolean, metric: number, unread: readonly Span[]): number {
  if (!hasFrame) return 0.3;
  let sure = 0.95;
  if (metric === 0) sure -= 0.15;
  else if (metric < 0.7) sure -= 0.1;
  if (unread.length > 0) sure -= 0.15;
  if (context.clauses.sentences.length > 3) sure -= 0.1;
  if (context.tokens.some((_, at) => context.clauses.partOf(at) === 'condition' || context.clauses.partOf(at) === 'aside')) sure -= 0.15;
  return Math.max(0.2, Number(sure.toFixed(2)));
}
