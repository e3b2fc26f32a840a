// The fallback fires after the promise is broken: timeout and fallback, or the chosen model alone, against the objective.

import type { Promised } from '../../facts/latency.js';
import { longestTimeoutMs, roughChainMs } from '../../math/cost.js';
import { textAt } from '../../model/artifact.js';
import { membersOf } from '../../project.js';
import { type Context, markdown, rule, together, yaml } from '../rule.js';

export default rule({
  id: 'latency-exceeds-slo',
  group: 'model-selection',
  kinds: ['prd', 'experiment-plan', 'runbook'],
  level: 'error',
  profile: 'strict',
  prose: true,
  says: 'It takes longer than what users are promised.',
  because: 'A timeout that ends after the objective saves nobody: by the time the fallback answers, the promise is broken.',
  source: 'arithmetic (A12); Beyer et al., Site Reliability Engineering, addressing cascading failures',
  bad: [
    yaml`
      kind: prd
      slos: [95 % of requests are answered in under 300 ms over 30 days]
      infra:
        dependencies:
          - {name: scorer, timeout: <|500 ms|>, fallback: popularity list within 50 ms}
    `,
    markdown`
      ---
      kind: prd
      ---
      # Intent routing

      ## SLOs

      - p95 latency ≤ 200 ms

      ## Model decision

      | Option | Accuracy | Latency | Interpretability | Cost |
      |---|---|---|---|---|
      | Keyword rules | 71 % | 4 ms | full | €0.001 per 1k |
      | BERT | 88 % | <|240 ms|> | none | €0.10 per 1k |

      **Choice:** BERT
    `,
    together(
      yaml`
        kind: experiment-plan
        candidates:
          - {name: BM25, metric: NDCG@10 0.31, latency_p95_ms: 20}
          - {name: cross-encoder, metric: NDCG@10 0.36, latency_p95_ms: <|420|>}
        decision: {winner: cross-encoder}
      `,
      yaml`
        kind: prd
        slos: [p95 latency ≤ 250 ms]
      `,
    ),
  ],
  good: [
    yaml`
      kind: prd
      slos: [95 % of requests are answered in under 300 ms over 30 days]
      infra:
        dependencies:
          - {name: scorer, timeout: 200 ms, fallback: popularity list within 50 ms}
    `,
    markdown`
      ## SLOs

      - p95 latency ≤ 2 s

      ## Infrastructure

      The language model times out after 1.5 s; then the canned answer is shown within 100 ms.
    `,
  ],
  check(context, report) {
    const { artifact, facts } = context;
    const limit = limitOf(context);
    if (!limit) return;
    for (const timeout of facts.latency.timeouts) {
      const sum = timeout.ms + (timeout.fallback?.ms ?? 0);
      const longest = longestTimeoutMs(limit.ms, timeout.fallback?.ms ?? 0);
      // A dependency of batch jobs may time out after minutes, and promises nothing to users.
      if (sum <= limit.ms || timeout.ms > 50 * limit.ms) continue;
      // Without a fallback nobody says that users wait for it.
      const own = timeout.fallback ? {} : ({ level: 'hint' } as const);
      if (aside.test(textAt(artifact, timeout.pointer).slice(Math.max(0, timeout.words[0] - 80), timeout.words[1] + 60))) continue;
      const wanted = longest === undefined ? undefined : Math.max(1, roundDown(longest));
      report(
        { pointer: timeout.pointer, from: timeout.words[0], to: timeout.words[1] },
        `${timeout.fallback ? `${timeout.ms} + ${timeout.fallback.ms} = ${sum} ms` : `A timeout of ${sum} ms`}: the promise of ${limit.ms} ms is broken by then.`,
        wanted === undefined || wanted >= timeout.ms
          ? own
          : {
              ...own,
              fix: {
                title: `Time out after ${wanted} ms`,
                sort: 'choice',
                edits: [{ within: timeout.pointer, from: timeout.words[0], to: timeout.words[1], text: `${wanted} ms` }],
              },
            },
      );
    }
    const { chosen, candidates } = facts.comparison;
    const winner = chosen?.candidate ?? (candidates.length === 1 ? candidates[0] : undefined);
    if (winner?.latencyMs === undefined || winner.latencyMs <= limit.ms) return;
    const at =
      ['latency_p95_ms', 'latency'].map((part) => `${winner.pointer}/${part}`).find((pointer) => textAt(artifact, pointer) !== '') ??
      winner.pointer;
    report(
      at,
      `${winner.name.slice(0, 40)} takes ${roughChainMs([winner.latencyMs])} ms, and users are promised ${limit.ms} ms.\nThe model alone; what stands before and behind it comes on top.`,
      {
        fix:
          at === winner.pointer
            ? []
            : { title: 'Ask for a faster variant', sort: 'template', edits: [{ put: at, text: `\${1:${roundDown(limit.ms * 0.8)}} ms` }] },
      },
    );
  },
});

/** The tightest promise of this artifact, else of the initiative's PRD. */
function limitOf({ facts, initiative, self }: Context): Promised | undefined {
  const others = membersOf(initiative, 'prd', 'monitoring').filter((member) => member !== self);
  for (const promised of [facts.latency.promised, ...others.map((member) => member.facts.latency.promised)]) {
    const [first, ...rest] = promised;
    if (first) return rest.reduce((least, one) => (one.ms < least.ms ? one : least), first);
  }
  return undefined;
}

const roundDown = (ms: number): number => (ms >= 100 ? Math.floor(ms / 10) * 10 : Math.floor(ms));
/** Not on the way of an answer. */
const aside = /\b(?:analysts?|offline|internal|admin\w*|batch|nightly|background|asynchronous\w*|training|deploy\w*|health ?checks?)\b/i;
