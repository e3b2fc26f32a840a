// Two promises about one thing: the PRD tells users one number, monitoring watches another.
import type { SloFact } from '../../facts/slos.js';
import { readQuantities } from '../../language/quantity.js';
import { textAt } from '../../model/artifact.js';
import type { Member } from '../../project.js';
import { disagree, type Said, titleOf } from '../disagree.js';
import { markdown, rule, together, yaml } from '../rule.js';

export default rule({
  id: 'slo-mismatch',
  group: 'cross-artifact',
  kinds: ['prd', 'monitoring'],
  level: 'error',
  across: true,
  says: 'The PRD and the monitoring plan promise different service levels.',
  because: 'One of the two is broken in silence: the alert guards a number that nobody was promised, or the other way round.',
  source: '"PM responsibilities in AI": SLOs for inference latency and error budgets',
  bad: [
    together(
      yaml`
        kind: prd
        slos: ["p95 latency ≤ <|300 ms|> over 30 days"]
      `,
      yaml`
        kind: monitoring
        slos: ["p95 latency ≤ <|500 ms|> over 30 days"]
      `,
    ),
    together(
      markdown`
        ---
        kind: prd
        ---
        # Claims triage

        ## SLOs

        - Availability <|99.9 %|> over 28 days
      `,
      markdown`
        ---
        kind: monitoring
        ---
        # Monitoring

        ## SLOs

        - Availability <|99.5 %|> over 28 days
      `,
    ),
  ],
  good: [
    together(
      yaml`
        kind: prd
        slos: ["p95 latency ≤ 300 ms over 30 days"]
      `,
      yaml`
        kind: monitoring
        slos: ["p95 latency ≤ 0.3 s over 30 days", "p99 latency ≤ 900 ms over 30 days"]
      `,
    ),
    together(
      markdown`
        ---
        kind: prd
        ---
        # Claims triage

        ## SLOs

        - Availability 99.9 % over 28 days
      `,
      markdown`
        ---
        kind: monitoring
        ---
        # Monitoring

        ## SLOs

        - 99 % of labels arrive within 30 days
      `,
    ),
  ],
  check({ facts, initiative, self }, report) {
    const others = initiative.members.filter(
      (member) => member !== self && member.source.kind !== self.source.kind && member.facts.slos.length > 0,
    );
    for (const mine of facts.slos) {
      for (const part of parts) {
        const own = part(mine, self);
        if (!own) continue;
        const same = others.flatMap((member) =>
          member.facts.slos.flatMap((slo) => {
            const theirs = part(slo, member);
            return theirs && theirs.subject === own.subject ? [theirs] : [];
          }),
        );
        // Several promises of one kind (two percentiles, two windows): only one that agrees with none is wrong.
        if (same.length === 0 || same.some(({ value }) => value === own.value)) continue;
        const [first] = same as [Promise, ...Promise[]];
        disagree(
          report,
          own.said,
          [first.said],
          `${own.said.at.text} here, ${first.said.at.text} in the ${titleOf(first.said.member)}: two promises about one thing.`,
        );
      }
    }
  },
});

interface Promise {
  readonly subject: string;
  readonly value: number;
  readonly said: Said;
}

const parts: readonly ((slo: SloFact, member: Member) => Promise | undefined)[] = [
  (slo, member) =>
    slo.latency &&
    where(
      slo,
      member,
      (unit) => unit === 'ms' || unit === 's',
      `latency ${slo.latency.percentile ?? ''} ${words(slo.text)}`,
      slo.latency.ms,
    ),
  (slo, member) =>
    slo.latency || !slo.objective || !/\b(?:availab|uptime|success|error|request|served)/i.test(slo.text)
      ? undefined
      : where(slo, member, (unit) => unit === '%' || unit === '', 'availability', slo.objective.value),
];

/** "p95 of search" and "p95 of scoring" are two promises. */
const words = (text: string): string =>
  (
    text.toLowerCase().match(/\b(?:search|scor|rank|suggest|answer|first token|checkout|inference|embed|retriev|train|batch|page|api)/g) ??
    []
  )
    .sort()
    .join(' ');

function where(slo: SloFact, member: Member, fits: (unit: string) => boolean, subject: string, value: number): Promise | undefined {
  for (const pointer of [slo.pointer, ...['threshold', 'objective', 'sli'].map((key) => `${slo.pointer}/${key}`)]) {
    const text = textAt(member.artifact, pointer);
    const found = readQuantities(text).find((slot) => fits(slot.value.unit) && slot.value.value > 0);
    if (found)
      return { subject, value, said: { member, at: { pointer, from: found.span[0], to: found.span[1], text: text.slice(...found.span) } } };
  }
  return undefined;
}
