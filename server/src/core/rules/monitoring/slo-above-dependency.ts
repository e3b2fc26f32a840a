// Three nines promised on an interface that promises two and a half.
import { dependenciesOf } from '../../facts/dependencies.js';
import { serialAvailability, withFallback } from '../../math/availability.js';
import { membersOf } from '../../project.js';
import { markdown, rule, together, yaml } from '../rule.js';

export default rule({
  id: 'slo-above-dependency',
  group: 'monitoring',
  kinds: ['prd', 'monitoring'],
  level: 'warning',
  prose: true,
  says: 'The objective is above what the dependencies allow even on their best day.',
  because: 'Availabilities in a chain multiply. Without a fallback nobody can be more reliable than what they stand on.',
  source: 'arithmetic (A14); Site Reliability Workbook',
  bad: [
    yaml`
      kind: prd
      slos: [<|99.9 % of quotes are answered over 30 days|>]
      infra:
        dependencies:
          - {name: pricing API, sla: 99.5 %}
          - {name: own service, sla: 99.9 %}
    `,
    markdown`
      ---
      kind: prd
      ---
      # Search

      ## SLOs

      | Indicator | Objective | Window |
      |---|---|---|
      | Queries answered | <|99.95 %|> | 30 days |

      ## Infrastructure

      ### Dependencies

      | Name | SLA |
      |---|---|
      | Index cluster | 99.9 % |
      | Embedding service | 99.9 % |
    `,
    together(
      yaml`
        kind: monitoring
        slos: [{sli: requests answered, objective: <|99.9 %|>, window: 30 days}]
      `,
      yaml`
        kind: prd
        infra: {dependencies: [{name: speech API, sla: 99 %}]}
      `,
    ),
  ],
  good: [
    yaml`
      kind: prd
      slos: [99.8 % of quotes are answered over 30 days]
      infra:
        dependencies:
          - {name: pricing API, sla: 99.5 %, fallback: "the price of yesterday, 99 %"}
          - {name: own service, sla: 99.9 %}
    `,
    markdown`
      ---
      kind: prd
      ---
      # Search

      ## SLOs

      - 99.9 % of queries are answered over 30 days

      ## Infrastructure

      ### Dependencies

      - Index cluster: 99.5 %, fallback: the cached page of popular results
    `,
  ],
  check({ artifact, facts, initiative }, report) {
    const own = dependenciesOf(artifact);
    const others = artifact.kind === 'monitoring' ? membersOf(initiative, 'prd').flatMap((member) => dependenciesOf(member.artifact)) : [];
    const chain = own.length > 0 ? own : others;
    const each = chain.map(({ availability, fallback }) =>
      fallback === undefined ? availability : (withFallback(availability, fallback) ?? availability),
    );
    const best = serialAvailability(each);
    if (chain.length === 0 || best === undefined) return;
    for (const { objective } of facts.slos) {
      if (!objective || objective.value <= best + 1e-9) continue;
      const floor = Math.floor(best * 10_000 + 1e-6) / 100;
      const text = artifact.places.get(objective.pointer)?.text?.text ?? '';
      const stated = /\d{2}(?:\.\d+)?(?=\s?%)|^\s*\d{2}(?:\.\d+)?\s*$/.exec(text);
      report(
        objective.pointer,
        `${show(objective.value)} is promised; the dependencies allow ${show(best)} at best.\n${chain.map(({ name, availability }) => `${name || 'dependency'} ${show(availability)}`).join(' × ')}${each.some((one, at) => one !== chain[at]?.availability) ? ', fallbacks counted' : ''}: all are needed and fail independently. Add a fallback, or promise less.`,
        stated && floor >= 50
          ? {
              fix: {
                title: `Promise ${floor} %`,
                sort: 'choice',
                edits: [{ within: objective.pointer, from: stated.index, to: stated.index + stated[0].length, text: String(floor) }],
              },
            }
          : {},
      );
    }
  },
});

const show = (share: number): string => `${Number((Math.round(share * 1e5) / 1e3).toPrecision(6))} %`;
