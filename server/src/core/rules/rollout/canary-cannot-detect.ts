// 7,000 users see a crash, and no change of five per cent in what they click.
import { type GuardrailFact, type Limit, limitsIn, limitWords, ratesAt } from '../../facts/limits.js';
import type { StageFact } from '../../facts/rollout.js';
import { textBelow } from '../../facts/rows.js';
import { requestsPerDay, unitsPerDay } from '../../facts/sums/inputs.js';
import { canaryDays, canaryPower } from '../../math/canary.js';
import { type Artifact, child, textAt } from '../../model/artifact.js';
import { membersOf } from '../../project.js';
import { type Fix, markdown, rule, together, yaml } from '../rule.js';

export default rule({
  id: 'canary-cannot-detect',
  group: 'rollout',
  kinds: ['runbook', 'prd'],
  level: { discover: 'hint', build: 'warning', deploy: 'warning', operate: 'warning' },
  prose: true,
  says: 'This stage is too small or too short to see that its guardrail is broken.',
  because: 'A canary finds breakage; harm of a few per cent takes far more users. A stage that cannot see it passes always.',
  source: 'arithmetic (A5); Site Reliability Workbook, canarying releases',
  bad: [
    yaml`
      kind: prd
      traffic: {users_per_day: 20000}
      baseline: click-through 4.0 % in October
      guardrails: [click-through drops by at most 5 % relative]
      rollout_plan:
        - <|Canary on 5 % of users for 7 days|>
        - Ramp to 100 %
    `,
    together(
      markdown`
        ---
        kind: runbook
        ---
        # Deploy the scorer

        ## Stages

        | Stage | Traffic | Duration | Exit |
        |---|---|---|---|
        | <|Canary|> | 5 % | 2 d | conversion drops by less than 3 % |
        | Full | 100 % | | |
      `,
      yaml`
        kind: prd
        traffic: {users_per_day: 9000}
        metrics:
          business:
            - {name: conversion, baseline: 2.6 %, target: 2.9 %}
      `,
    ),
  ],
  good: [
    yaml`
      kind: prd
      traffic: {users_per_day: 20000}
      metrics:
        technical:
          - {name: error rate, baseline: 0.5 %, target: ≤ 0.6 %}
      rollout_plan:
        - Canary on 5 % of users for 7 days, exit if the error rate rises by less than 50 %
        - Ramp to 100 %
    `,
    markdown`
      ---
      kind: prd
      ---
      # Search

      ## Target users

      20,000 visitors per day

      ## Baseline

      Click-through 4.0 %

      ## Guardrails

      - click-through drops by at most 5 % relative

      ## Rollout plan

      - Canary on 5 % of users for 7 days
      - A/B test on 50 % for 3 weeks
      - Ramp to 100 %
    `,
  ],
  check({ artifact, facts, initiative, self, threshold }, report) {
    const members = [self, ...membersOf(initiative, 'prd', 'experiment-plan').filter((member) => member !== self)];
    const users = members.flatMap((member) => unitsPerDay(member.artifact) ?? [])[0]?.value;
    const requests = members.flatMap((member) => requestsPerDay(member.artifact) ?? [])[0]?.value;
    const guardrails = members.flatMap((member) => member.facts.guardrails);
    // What a test with users will show is not asked of the canary.
    const tested =
      facts.stages.some(({ type }) => type === 'ab' || type === 'holdback') ||
      members.some((member) => textBelow(member.artifact, '/online_test') !== '') ||
      textBelow(artifact, '/post_launch_test') !== '';
    for (const stage of facts.stages) {
      const { traffic, duration } = stage;
      if (!stages.has(stage.type ?? '') || traffic === undefined || traffic <= 0 || traffic >= 100 || !duration || duration.days <= 0)
        continue;
      const blind = watchedBy(artifact, stage, tested ? [] : guardrails).flatMap((limit) => {
        const rates = ratesAt(members, limit, stage.text);
        const units = limit.entry?.group === 'technical' ? (requests ?? users) : users;
        if (!rates || units === undefined) return [];
        const plan = {
          unitsPerDay: units,
          traffic: traffic / 100,
          ...rates,
          control: sameSize(stage) && traffic <= 50 ? ('equal' as const) : ('rest' as const),
        };
        const power = canaryPower({ ...plan, days: duration.days });
        return power !== undefined && power < threshold('canary_power')
          ? [{ limit, power, days: canaryDays({ ...plan, power: threshold('canary_power') }), units }]
          : [];
      });
      const worst = blind.sort((a, b) => a.power - b.power)[0];
      if (!worst) continue;
      const days = worst.days !== undefined && Number.isFinite(worst.days) ? worst.days : undefined;
      report(
        stage.prose ? stage.at : child(stage.pointer, 'name'),
        `The chance to see ${limitWords(worst.limit).slice(0, 40)} here is ${Math.round(worst.power * 100)} %${days ? `: it would take ${days} days` : ''}.\n${worst.units.toLocaleString('en')} a day, ${traffic} %, ${Number(duration.days.toPrecision(4))} days against everybody else; alpha 5 % one-sided. Give it more days or traffic, or leave it to the A/B test.`,
        days && days <= 90 ? { fix: lengthen(artifact, stage, days) } : {},
      );
    }
  },
});

const stages = new Set<string>(['canary', 'ramp']);

/** What the stage itself says it looks at; else, while no test follows, what must not get worse at all. */
function watchedBy(artifact: Artifact, stage: StageFact, guardrails: readonly GuardrailFact[]): readonly Limit[] {
  const abort = textBelow(artifact, child(stage.pointer, 'abort'));
  const own = [...limitsIn(stage.exit, 'allowed'), ...(abort === '' ? [] : limitsIn(abort, 'passed'))].filter(
    ({ entry }) => entry?.type === 'proportion',
  );
  return own.length > 0 || stage.type !== 'canary' ? own : guardrails.filter(({ entry }) => entry?.type === 'proportion');
}

const sameSize = ({ text }: StageFact): boolean => /\b(?:same|equal)[- ]siz|\bof the same size\b|\bequal baseline\b/i.test(text);

function lengthen(artifact: Artifact, stage: StageFact, days: number): Fix {
  const own = child(stage.pointer, 'duration');
  const cell = textAt(artifact, own);
  const inProse = stage.reading.duration?.span;
  return {
    title: `Give it ${days} days`,
    sort: 'choice',
    edits:
      cell !== ''
        ? [{ put: own, text: `${days} days` }]
        : inProse
          ? [{ within: stage.pointer, from: stage.lead.length + inProse[0], to: stage.lead.length + inProse[1], text: `${days} days` }]
          : [],
  };
}
