// A guardrail that the PRD promises and that nobody checks: neither the plan, nor a gate of the rollout, nor an alert.
// Only artifacts that exist are asked; one that is still to come owes nothing yet.
import { speaksOf } from '../../facts/guarded.js';
import type { Pointer } from '../../model/artifact.js';
import type { Kind } from '../../schema/kinds.js';
import { titleOf } from '../disagree.js';
import { errorFrom, markdown, rule, type Template, together, yaml } from '../rule.js';

const lanes: readonly {
  readonly kind: Kind;
  readonly where: RegExp;
  readonly add: (metric: string) => { readonly append: Pointer; readonly value: Template };
}[] = [
  {
    kind: 'experiment-plan',
    where: /^\/(?:guardrails|primary_metric|hypothesis|decision_rule|results)/,
    add: (metric) => ({ append: '/guardrails', value: { metric, worst_acceptable: '${1:at most <how much worse>}' } }),
  },
  {
    kind: 'runbook',
    where: /^\/(?:stages|rollback|post_launch_test|preflight)/,
    add: (metric) => ({ append: '/rollback/triggers', value: { metric, threshold: '${1:> <limit>}', for: '${2:<how long>}' } }),
  },
  {
    kind: 'monitoring',
    where: /^\/(?:alerts|signals|dashboards|slos)/,
    add: (metric) => ({ append: '/signals/business', value: { name: metric } }),
  },
];

export default rule({
  id: 'guardrail-dropped',
  group: 'cross-artifact',
  kinds: ['prd'],
  level: errorFrom('deploy', 'warning', 'warning'),
  across: true,
  prose: true,
  says: 'This guardrail is promised here and checked nowhere.',
  because: 'What nobody measures after launch was never protected; it reads like a promise to the people who signed the PRD.',
  source: '"PM responsibilities in AI": guardrails up front',
  bad: [
    together(
      yaml`
        kind: prd
        goal: cut handling time by 12 % relative within 90 days while <|reopen rate|> stays at or below 4 %
      `,
      yaml`
        kind: experiment-plan
        guardrails: [complaint rate at most 0.5 %]
      `,
    ),
    together(
      markdown`
        ---
        kind: prd
        ---
        # Feed ranking

        ## Guardrails

        - <|NPS drops by at most 3 points|>
      `,
      markdown`
        ---
        kind: monitoring
        ---
        # Monitoring

        ## Alerts

        - Page @li when error rate > 1 % for 5 min
      `,
    ),
  ],
  good: [
    together(
      yaml`
        kind: prd
        goal: cut handling time by 12 % relative within 90 days while reopen rate stays at or below 4 %
      `,
      yaml`
        kind: experiment-plan
        guardrails: [reopen rate at most 4 %]
      `,
      yaml`
        kind: runbook
        stages: [{name: canary, traffic: 5 %, duration: 7 d, exit: reopen rate ≤ 4 %}]
      `,
    ),
    together(
      yaml`
        kind: prd
        goal: raise questions solved from 22 % to 40 % within 16 weeks while customer satisfaction stays at or above 4.2 of 5
      `,
      markdown`
        ---
        kind: experiment-plan
        ---
        # Answers

        ## Metrics

        - **Primary:** invoice questions solved without an agent
        - **Guardrail:** customer satisfaction at or above 4.2 of 5
      `,
    ),
    together(
      yaml`
        kind: prd
        goal: raise clicks on the first five results from 41 % to 47 % within 10 weeks while p95 latency stays below 250 ms
      `,
      markdown`
        ---
        kind: runbook
        ---
        # Parts ranker

        ## Rollback

        **Trigger:** p95 above 250 ms for 10 minutes
      `,
    ),
    together(
      markdown`
        ---
        kind: prd
        ---
        # Feed ranking

        ## Guardrails

        - NPS drops by at most 3 points
      `,
      markdown`
        ---
        kind: retrospective
        ---
        # Retro

        ## Went well

        - The launch
      `,
    ),
  ],
  check({ facts, initiative }, report) {
    const seen = new Set<string>();
    for (const { metric, at } of facts.guarded) {
      const key = metric.entry?.id ?? metric.name.toLowerCase();
      if (seen.has(key)) continue;
      seen.add(key);
      // An artifact that says nothing of the kind yet has its own finding.
      const asked = lanes.flatMap(({ kind, where, add }) =>
        initiative.members
          .filter((member) => member.source.kind === kind && [...member.artifact.places.keys()].some((pointer) => where.test(pointer)))
          .map((member) => ({ member, where, add })),
      );
      // Checked in one place it is checked: a survey moves too slowly for a canary, an error rate needs no test.
      if (asked.length === 0 || asked.some(({ member, where }) => speaksOf(member.artifact, metric, where))) continue;
      const missing = asked.filter(
        ({ member }, nth) => asked.findIndex((other) => other.member.source.kind === member.source.kind) === nth,
      );
      const named = metric.name.length > 30 ? `${metric.name.slice(0, 28)}…` : metric.name;
      const narrow = at.text.indexOf(metric.name);
      const [from, to] =
        at.text.length > 60 && narrow >= 0 ? [at.from + narrow, at.from + narrow + metric.name.length] : guarded(at.text, metric.name, at);
      report(
        { pointer: at.pointer, from, to },
        `${named} is promised here and not checked in the ${missing.map(({ member }) => titleOf(member)).join(' or the ')}.`.slice(0, 100),
        {
          related: missing.map(({ member }) => ({ member, at: '', message: `The ${titleOf(member)} does not mention ${named}.` })),
          fix: missing.map(({ member, add }) => ({
            title: `Add ${named} to the ${titleOf(member)}`,
            sort: 'template' as const,
            member,
            edits: [add(metric.name)],
          })),
        },
      );
    }
  },
});

/** In a goal only the metric, in a list of guardrails the whole line. */
const guarded = (
  text: string,
  name: string,
  at: { readonly from: number; readonly to: number; readonly pointer: string },
): readonly [number, number] => {
  const start = text.indexOf(name);
  return at.pointer.startsWith('/guardrails') || start < 0 ? [at.from, at.to] : [at.from + start, at.from + start + name.length];
};
