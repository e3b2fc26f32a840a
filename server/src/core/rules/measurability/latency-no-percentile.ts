// A bound on latency without a percentile, or on its mean: the slowest requests are the ones that users remember.
import { findLatencyBounds } from '../../language/vague.js';
import { type Artifact, leaves, leavesBelow } from '../../model/artifact.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'latency-no-percentile',
  group: 'measurability',
  kinds: ['prd', 'monitoring', 'runbook', 'experiment-plan'],
  level: 'warning',
  prose: true,
  says: 'Which percentile? A bound on all requests, or on their mean, hides the slow tail.',
  because: 'A mean of 200 ms can hide one request in twenty that takes 3 seconds. p95 or p99 says what the slowest users get.',
  source: 'Site Reliability Workbook, implementing SLOs',
  bad: [
    yaml`
      kind: prd
      metrics:
        technical: [<|latency < 300 ms|>]
        business: [CTR ≥ 4.3 %]
    `,
    markdown`
      ## Success metrics

      | Metric | Target |
      |---|---|
      | Response time | <|< 800 ms|> |
      | p99 response time | < 2 s |
    `,
    markdown`
      ---
      kind: runbook
      ---
      # Deploy

      ## Rollback

      ### Triggers

      - <|average response time above 800 ms|> for 5 min
    `,
  ],
  good: [
    yaml`
      kind: prd
      metrics:
        technical: [p95 latency < 300 ms]
    `,
    markdown`
      ## Success metrics

      - 99 % of requests answered in under 300 ms
      - Time to first response in support under 4 hours
    `,
  ],
  check({ artifact, facts }, report) {
    // In a table the metric and its limit stand in cells of their own.
    for (const metric of facts.metrics) {
      if (!isLatency(metric.entry?.id) || !/\d\s*(?:ms|s|sec|seconds?|milliseconds?)\b/.test(metric.target) || hasPercentile(metric.text))
        continue;
      report(artifact.places.has(`${metric.pointer}/target`) ? `${metric.pointer}/target` : metric.pointer, undefined, {
        fix: [95, 99].map((percentile) => ({
          title: `Make it p${percentile}`,
          sort: 'choice' as const,
          edits: [{ put: `${metric.pointer}/name`, text: `p${percentile} ${metric.name}` }],
        })),
      });
    }
    for (const { pointer, text } of leaves(artifact)) {
      if (text.verbatim === 'code' || !judged.has(pointer.split('/')[1] as string) || hasPercentileBeside(artifact, pointer)) continue;
      for (const { value, span } of findLatencyBounds(text.text, text.masked ? { masked: text.masked } : {})) {
        if (value.percentile !== undefined) continue;
        const at = { pointer, from: span[0], to: span[1] };
        report(
          at,
          value.mean
            ? 'The mean hides the slow tail: which percentile do you promise?'
            : 'Which percentile? p95 or p99 says what the slowest users get.',
          {
            fix: [95, 99].map((percentile) => ({
              title: `Make it p${percentile}`,
              sort: 'choice' as const,
              edits: [
                {
                  within: pointer,
                  from: value.word[0],
                  to: value.word[1],
                  text: `p${percentile} ${value.mean ? value.plainWord : text.text.slice(...value.word)}`,
                },
              ],
            })),
          },
        );
      }
    }
  },
});

const judged: ReadonlySet<string> = new Set([
  'goal',
  'success_metrics',
  'metrics',
  'guardrails',
  'slos',
  'launch_gate',
  'infra',
  'cost',
  'candidates',
  'model_decision',
  'stages',
  'preflight',
  'rollback',
  'alerts',
  'signals',
  'steps',
  'oncall',
]);

const isLatency = (id: string | undefined): boolean => id === 'latency' || id === 'ttft';
const hasPercentile = (text: string): boolean => /\bp\d{2}|percentile|\bmedian\b|\d\s*% of\b/i.test(text);

/** In a table the percentile may stand in the metric's name: "p95 latency | < 300 ms". */
function hasPercentileBeside(artifact: Artifact, pointer: string): boolean {
  const row = pointer.slice(0, pointer.lastIndexOf('/'));
  return /\/\d+$/.test(row) && leavesBelow(artifact, row).some(({ text }) => /\bp\d{2}\b|percentile/i.test(text.text));
}
