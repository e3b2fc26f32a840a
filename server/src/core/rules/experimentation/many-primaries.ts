// Five primary metrics at 5 % each: one of them will look like a win.
import { findMetric } from '../../language/metrics.js';
import { bonferroniAlpha, familyError } from '../../math/inflation.js';
import { textAt } from '../../model/artifact.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'many-primaries',
  group: 'experimentation',
  kinds: ['experiment-plan'],
  level: 'warning',
  prose: true,
  says: 'Several primary metrics and no correction: one of them will look like a win by chance.',
  because: 'Each metric at 5 % is one more chance to be fooled. One primary metric decides, or the level is shared between them.',
  source: 'arithmetic (A3)',
  bad: [
    markdown`
      ## Primary metrics

      - <|Click-through rate
      - Churn rate
      - Refund rate|>
    `,
    markdown`
      ## Primary metrics

      - <|Containment rate
      - CSAT|>
    `,
  ],
  good: [
    yaml`
      kind: experiment-plan
      primary_metric: conversion rate
    `,
    markdown`
      ## Primary metric

      - Containment rate
      - Measured over 14 days
    `,
  ],
  check({ artifact }, report) {
    if (/bonferroni|holm|fdr|benjamini|correct(?:ed|ion)/i.test(artifact.source)) return;
    const at = ['/primary_metric', '/primary_metric/name'].find((pointer) => textAt(artifact, pointer) !== '');
    if (at === undefined) return;
    const lines = textAt(artifact, at)
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
    if (lines.length < 2 || lines.length > 12) return;
    const ids = lines.map((line) => {
      const metric = findMetric(line);
      // A metric's name and nothing else: not a definition, not a secondary metric in the same section.
      return metric && metric.span[0] === 0 && line.length - metric.span[1] < 12 ? metric.value.entry?.id : undefined;
    });
    if (ids.some((id) => id === undefined) || new Set(ids).size < ids.length) return;
    const error = familyError(lines.length) ?? 0;
    report(
      at,
      `${lines.length} primary metrics at 5 % each: a false win in ${Math.round(error * 100)} % of tests. Which one decides?\nBonferroni would test each at ${((bonferroniAlpha(lines.length) ?? 0) * 100).toFixed(1)} %. Assumes independent metrics.`,
      {
        fix: lines.map((line) => ({ title: `"${line}" decides`, sort: 'choice' as const, edits: [{ put: at, text: line }] })),
      },
    );
  },
});
