// One loop in one agent can spend the month, and the bill arrives at its end.
import { subjectsBeside } from '../../have/lookup.js';
import { dataAt } from '../../model/artifact.js';
import { markdown, rule, yaml } from '../rule.js';
import { watchSignal } from '../watchSignal.js';

export default rule({
  id: 'cost-unmonitored',
  group: 'monitoring',
  kinds: ['monitoring'],
  level: 'warning',
  profile: 'strict',
  when: ['generative'],
  prose: true,
  says: 'Nobody watches what the model spends: one loop can cost the month.',
  because: 'Tokens are paid per call. A retry loop or an abuser spends in a night what was planned for a quarter.',
  source: 'OWASP Top 10 for LLM applications 2025, LLM10: unbounded consumption',
  bad: [
    yaml`
      kind: monitoring
      generative: true
      <|signals|>:
        technical: [p95 latency, time to first token, error rate]
        business: [resolution rate, CSAT]
    `,
    markdown`
      ---
      kind: monitoring
      generative: true
      ---
      # Monitoring of the reply drafts

      ## <|Signals|>

      - p95 latency
      - share of drafts that are sent unchanged
    `,
  ],
  good: [
    yaml`
      kind: monitoring
      generative: true
      signals:
        technical: [p95 latency, error rate, "tokens per day, alert at 80 % of the cap of $500"]
    `,
    markdown`
      ---
      kind: monitoring
      generative: false
      ---
      # Monitoring of the route planner

      ## Signals

      - p95 latency
    `,
  ],
  check({ artifact, facts, self }, report) {
    const field = ['/signals', '/dashboards', '/alerts'].find((place) => dataAt(artifact, place) !== undefined);
    if (
      field === undefined ||
      facts.watched.subjects.has('cost') ||
      facts.watched.text.trim() === '' ||
      capped.test(artifact.source) ||
      subjectsBeside(self).has('cost')
    )
      return;
    report({ keyOf: field }, undefined, {
      fix: watchSignal(artifact, 'Watch the spending', 'cost per day, cap \\$${1:500}, alert at ${2:80 %}'),
    });
  },
});

const capped =
  /\b(?:spend(?:ing)?|cost|token|billing|budget|daily|monthly)\W{1,3}(?:cap|limit|quota|alert|budget)s?\b|\bcap (?:of|on) (?:[$€£]|spend|cost|tokens)|\bmax(?:imum)?[_ -]tokens\b/i;
