// "Met", and the numbers beside it do not show it: the level is missed, or the interval reaches back to no change.
import type { OutcomeFact } from '../../facts/outcomes.js';
import { compareBounds } from '../../language/compare.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'retro-success-overclaimed',
  group: 'cross-artifact',
  kinds: ['retrospective'],
  level: 'error',
  prose: true,
  says: 'This is called met, and the numbers do not show it.',
  because: 'The next plan is built on this line. A win that was noise is paid for twice.',
  source: 'Miller, Adding Error Bars to Evals',
  bad: [
    yaml`
      kind: retrospective
      goal_vs_actual:
        - {metric: conversion, target: +8 % relative, actual: +5 %, ci: "[-1, 11]", verdict: <|met|>}
    `,
    markdown`
      ## Goal vs actual

      | Metric | Target | Actual | Verdict |
      |---|---|---|---|
      | p95 latency | ≤ 200 ms | 240 ms | <|met|> |
      | recall | ≥ 90 % | 93 % | met |
    `,
    markdown`
      ## Goal vs actual

      | Metric | Target | Actual | CI | Verdict |
      |---|---|---|---|---|
      | deflection rate | ≥ 20 % | 17 % | 15 to 19 | <|achieved ✅|> |
    `,
  ],
  good: [
    yaml`
      kind: retrospective
      goal_vs_actual:
        - {metric: conversion, target: +8 % relative, actual: +5 %, ci: "[-1, 11]", verdict: inconclusive}
        - {metric: p95 latency, target: 200 ms, actual: 180 ms, verdict: met}
    `,
    markdown`
      ## Goal vs actual

      | Metric | Target | Actual | CI | Verdict |
      |---|---|---|---|---|
      | click-through | +8 % | +9 % | [4, 14] | met |
      | complaint rate | ≤ 0.5 % | 0.4 % | | met |
    `,
  ],
  check({ facts }, report) {
    for (const outcome of facts.outcomes) {
      if (outcome.verdict !== 'met') continue;
      const why = overclaim(outcome);
      if (!why) continue;
      report(outcome.verdictAt, why.message, {
        ...(outcome.verdictAt === outcome.pointer
          ? {}
          : { fix: { title: `Write "${why.verdict}"`, sort: 'choice' as const, edits: [{ put: outcome.verdictAt, text: why.verdict }] } }),
      });
    }
  },
});

function overclaim({
  target,
  actual,
  interval,
  better,
  tolerance,
}: OutcomeFact): { readonly message: string; readonly verdict: string } | undefined {
  // How much worse would be accepted is another question than whether something was gained.
  if (tolerance) return undefined;
  if (interval && isEffect(target, actual) && interval[0] <= 0 && interval[1] >= 0)
    return {
      message: `The interval from ${interval[0]} to ${interval[1]} includes no change: this is not shown.`,
      verdict: 'inconclusive',
    };
  if (!target || !actual || actual.high !== undefined) return undefined;
  const way = target.comparator === undefined ? better : undefined;
  if (target.comparator === undefined && (way === undefined || way === 'band')) return undefined;
  // "+8 %" against "+5 %" are two effects, "8 % relative" against "4.4 %" are not comparable.
  const change = isEffect(target, actual) ? { change: true } : {};
  const relation = compareBounds(
    {
      quantity: {
        ...actual,
        ...(target.comparator ? { comparator: target.comparator } : {}),
        ...(actual.percentile === undefined && target.percentile !== undefined ? { percentile: target.percentile } : {}),
      },
      ...change,
    },
    { quantity: target, ...change },
    better,
  );
  return relation === 'looser' ? { message: 'The target is missed, and the verdict says that it is met.', verdict: 'not met' } : undefined;
}

/** A change and not a level: the interval may be held against zero. */
const isEffect = (target: OutcomeFact['target'], actual: OutcomeFact['actual']): boolean =>
  actual !== undefined &&
  (actual.basis === 'relative' ||
    actual.basis === 'points' ||
    actual.value < 0 ||
    target?.basis === 'relative' ||
    target?.basis === 'points');
