// Two promises about one thing: the PRD tells users one number, monitoring watches another.
import type { SloFact } from '../../facts/slos.js';
import { percent } from '../../have/fills.js';
import { fileName, type Have } from '../../have/have.js';
import { readQuantities } from '../../language/quantity.js';
import { textAt } from '../../model/artifact.js';
import type { Initiative, Member } from '../../project.js';
import type { Span } from '../../text.js';
import { disagree, type Said, titleOf } from '../disagree.js';
import { markdown, rule, together, withFiles, yaml } from '../rule.js';

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
    withFiles(
      yaml`
        kind: prd
        related: [./slo.yaml]
        slos: ["Availability <|99.9 %|> over 28 days"]
      `,
      {
        'slo.yaml': `
          apiVersion: openslo/v1
          kind: SLO
          metadata: {name: claims-availability}
          spec:
            timeWindow: [{duration: 28d, isRolling: true}]
            objectives: [{target: 0.995}]
        `,
      },
    ),
  ],
  good: [
    withFiles(
      yaml`
        kind: prd
        id: claims
        related: [./payments.slo.yaml]
        slos: ["Availability 99.9 % over 28 days"]
      `,
      {
        'payments.slo.yaml': `
          apiVersion: openslo/v1
          kind: SLO
          metadata: {name: availability}
          spec: {service: payments-gateway, objectives: [{target: 0.995}]}
        `,
      },
    ),
    withFiles(
      markdown`
        ---
        kind: prd
        related: [./slo.yaml]
        ---
        # Claims triage

        ## SLOs

        - 99.5 % of requests are answered, over 28 days
        - p95 latency ≤ 300 ms over 28 days
      `,
      {
        'slo.yaml': `
          apiVersion: openslo/v1
          kind: SLO
          metadata: {name: claims-availability}
          spec: {objectives: [{target: 0.995}]}
          ---
          apiVersion: openslo/v1
          kind: SLO
          metadata: {name: claims-labels-complete}
          spec: {objectives: [{target: 0.9}]}
        `,
      },
    ),
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
        const stated = same.length > 0 ? [] : statedOf(initiative, own);
        const [level] = stated;
        if (level && stated.length === 1 && level.value !== own.value)
          report(
            { pointer: own.said.at.pointer, from: own.said.at.from, to: own.said.at.to },
            `${own.said.at.text} here, ${level.text} in ${fileName(level.have)}: two promises about one thing.`,
            {
              related: [{ have: level.have, span: level.span, message: `${fileName(level.have)} says ${level.text}.` }],
              fix: {
                title: `Write "${level.text}" here, as in ${fileName(level.have)}`,
                sort: 'choice',
                edits: [{ within: own.said.at.pointer, from: own.said.at.from, to: own.said.at.to, text: level.text }],
              },
            },
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

/** Service levels that files of the initiative state about the same; one alone, or the one of several that goes by the same words. */
function statedOf({ members }: Initiative, { subject, value, said }: Promise): readonly Stated[] {
  const files = new Map(members.flatMap(({ have = [] }) => have.map((one) => [one.path, one] as const)));
  const about = members.map(({ artifact }) => ['/id', '/title'].map((at) => textAt(artifact, at).toLowerCase()).join(' ')).join(' ');
  const isOwn = (service: string) =>
    service === '' || (service.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? []).some((word) => about.includes(word.replace(/s$/, '')));
  const same = [...files.values()].flatMap((have) =>
    have.slos.flatMap((level): readonly Stated[] => {
      const { words: own, target, bound, span, service } = level;
      // Another team's service, linked because this one depends on it, has a promise of its own.
      if (!isOwn(service)) return [];
      const unit = bound?.unit === 's' ? 1000 : bound?.unit === 'ms' ? 1 : undefined;
      const [what, stated, text] =
        bound && unit
          ? [`latency ${Number((target * 100).toPrecision(6))} ${words(own)}`, bound.value * unit, `${bound.value} ${bound.unit}`]
          : !bound && kept.test(own) && !/\blatenc|\bfresh|\bquality\b/i.test(own)
            ? ['availability', target, percent(target)]
            : [];
      return what === subject && stated !== undefined && text !== undefined ? [{ have, span, value: stated, text, own }] : [];
    }),
  );
  if (same.some((one) => one.value === value)) return [];
  const line = textAt(said.member.artifact, said.at.pointer).toLowerCase();
  return same.length > 1
    ? same.filter(({ own }) =>
        (own.toLowerCase().match(/\p{L}{4,}/gu) ?? []).filter((word) => !kept.test(word)).some((word) => line.includes(word)),
      )
    : same;
}

interface Stated {
  readonly have: Have;
  readonly span: Span;
  readonly value: number;
  readonly text: string;
  readonly own: string;
}

const kept = /\b(?:availab|uptime|success|error|request|served)/i;

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
    slo.latency || !slo.objective || !kept.test(slo.text)
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
