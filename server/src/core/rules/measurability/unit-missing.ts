// A bare number where only a unit gives it a meaning: a duration of 14, a latency of 300.
import { rowsAt } from '../../facts/rows.js';
import { findMetric } from '../../language/metrics.js';
import { leaves, textAt } from '../../model/artifact.js';
import { shapeAt } from '../../schema/look.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'unit-missing',
  group: 'measurability',
  kinds: ['prd', 'one-pager', 'data-readiness', 'experiment-plan', 'runbook', 'monitoring', 'retrospective'],
  level: 'warning',
  says: 'A number without its unit: days or hours, milliseconds or seconds?',
  because: 'Everything that is computed from it depends on a guess, and the next reader will guess differently.',
  source: 'Wiegers & Beatty, Software Requirements',
  bad: [
    yaml`
      kind: experiment-plan
      online_test:
        attribution_window: <|14|>
    `,
    yaml`
      kind: runbook
      stages:
        - {name: Canary, traffic: 5 %, duration: <|7|>}
    `,
    markdown`
      ## Metrics

      | Metric | Target |
      |---|---|
      | p95 latency | <|300|> |
      | Conversion | 2.3 % |
    `,
  ],
  good: [
    yaml`
      kind: experiment-plan
      online_test: {duration: 14 d, attribution_window: P7D}
    `,
    markdown`
      ## Metrics

      | Metric | Target |
      |---|---|
      | p95 latency (ms) | 300 |
      | Tickets per agent | 14 |
    `,
  ],
  check({ artifact }, report) {
    for (const { pointer, text } of leaves(artifact)) {
      const shape = shapeAt(artifact.kind, pointer);
      // Where a number alone is allowed, the field's name holds the unit.
      if (shape?.reads !== 'duration' || shape.types.has('number') || shape.types.has('integer') || !bare.test(text.text)) continue;
      offer(pointer, text.text, ['d', 'weeks', 'h', 'min']);
    }
    const lists =
      artifact.kind === 'prd' ? ['/metrics/technical', '/metrics/business'] : artifact.kind === 'one-pager' ? ['/success_metrics'] : [];
    for (const row of lists.flatMap((field) => rowsAt(artifact, field))) {
      const name = textAt(artifact, `${row.pointer}/name`);
      const target = textAt(artifact, `${row.pointer}/target`);
      const entry = findMetric(name, artifact.vocabulary)?.value.entry;
      if (
        !bounded.test(target) ||
        !entry ||
        !/latency|response-time|ttft/.test(entry.id) ||
        timed.test(`${name} ${textAt(artifact, `${row.pointer}/unit`)}`)
      )
        continue;
      offer(`${row.pointer}/target`, target, ['ms', 's']);
    }

    function offer(pointer: string, text: string, units: readonly string[]): void {
      const number = text.trim();
      report(pointer, `${number} what? ${units.join(', ')}: the number alone does not say.`, {
        fix: units.map((unit) => ({
          title: `${number} ${unit}`,
          sort: 'choice' as const,
          edits: [{ put: pointer, text: `${number} ${unit}` }],
        })),
      });
    }
  },
});

const bare = /^\s*\d{1,6}(?:\.\d+)?\s*$/;
const bounded = /^\s*(?:[<>≤≥]=?\s*)?\d{1,6}(?:\.\d+)?\s*$/;
const timed = /\b(?:ms|s|sec(?:onds?)?|milliseconds?|min(?:utes?)?|h(?:ours?)?|days?)\b/i;
