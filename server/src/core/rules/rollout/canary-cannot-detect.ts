// 7,000 users see a crash, and no change of five per cent in what they click.
import type { Facts } from '../../facts/facts.js';
import { type Limit, limitsIn, limitWords, ratesAt } from '../../facts/limits.js';
import type { StageFact } from '../../facts/rollout.js';
import { textBelow } from '../../facts/rows.js';
import { requestsPerDay, unitsPerDay } from '../../facts/sums/inputs.js';
import { canaryDays, canaryPower } from '../../math/canary.js';
import { type Artifact, child, textAt } from '../../model/artifact.js';
import { membersOf } from '../../project.js';
import { type Fix, markdown, rule, type Spot, together, yaml } from '../rule.js';

export default rule({
  id: 'canary-cannot-detect',
  group: 'rollout',
  kinds: ['runbook', 'prd', 'experiment-plan'],
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
    markdown`
      ---
      kind: experiment-plan
      ---
      # Does the new wording of invitations do harm?

      ## Guardrails

      - unsubscribe rate rises by at most 5 % relative

      ## Baseline

      Unsubscribe rate 2 % in May

      ## Online test

      - Design: canary
      - Eligible units per day: 12,000
      - Exposure: 4 %
      - Duration: <|5 days|>
    `,
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
    yaml`
      kind: experiment-plan
      guardrails: [unsubscribe rate rises by at most 5 % relative]
      baseline: unsubscribe rate 2 % in May
      online_test: {design: A/B after a canary, eligible_units_per_day: 12000, exposure: 4 %, duration: 5 days}
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
      members.some((member) => member !== self && textBelow(member.artifact, '/online_test') !== '') ||
      textBelow(artifact, '/post_launch_test') !== '';
    for (const stage of artifact.kind === 'experiment-plan' ? canaryTest(artifact, facts) : stagesIn(artifact, facts)) {
      const { traffic, days: planned } = stage;
      if (!(traffic > 0 && traffic < 100 && planned > 0)) continue;
      const blind = (stage.own.length > 0 || stage.ramp ? stage.own : tested ? [] : guardrails.filter(isShare)).flatMap((limit) => {
        const rates = ratesAt(members, limit, stage.text);
        const units = limit.entry?.group === 'technical' ? (requests ?? users) : users;
        if (!rates || units === undefined) return [];
        const plan = {
          unitsPerDay: units,
          traffic: traffic / 100,
          ...rates,
          control: sameSize(stage.text) && traffic <= 50 ? ('equal' as const) : ('rest' as const),
        };
        const power = canaryPower({ ...plan, days: planned });
        return power !== undefined && power < threshold('canary_power')
          ? [{ limit, power, days: canaryDays({ ...plan, power: threshold('canary_power') }), units }]
          : [];
      });
      const worst = blind.sort((a, b) => a.power - b.power)[0];
      if (!worst) continue;
      const days = worst.days !== undefined && Number.isFinite(worst.days) ? worst.days : undefined;
      report(
        stage.at,
        `The chance to see ${limitWords(worst.limit).slice(0, 40)} here is ${Math.round(worst.power * 100)} %${days ? `: it would take ${days} days` : ''}.\n${worst.units.toLocaleString('en')} a day, ${traffic} %, ${Number(planned.toPrecision(4))} days against everybody else; alpha 5 % one-sided. Give it more days or traffic, or leave it to the A/B test.`,
        days && days <= 90 ? { fix: { title: `Give it ${days} days`, sort: 'choice', edits: stage.lengthen(`${days} days`) } } : {},
      );
    }
  },
});

/** A small share of users for some days, and what is looked at meanwhile. */
interface Small {
  readonly text: string;
  readonly at: Spot;
  /** Percent. */
  readonly traffic: number;
  readonly days: number;
  readonly ramp: boolean;
  /** What it says itself that it looks at; else, while no test follows, it is what must not get worse at all. */
  readonly own: readonly Limit[];
  readonly lengthen: (duration: string) => Fix['edits'];
}

const stagesIn = (artifact: Artifact, { stages }: Facts): readonly Small[] =>
  stages.flatMap((stage): Small[] => {
    const { type, traffic, duration } = stage;
    if ((type !== 'canary' && type !== 'ramp') || traffic === undefined || !duration) return [];
    const abort = textBelow(artifact, child(stage.pointer, 'abort'));
    return [
      {
        text: stage.text,
        at: stage.prose ? stage.at : child(stage.pointer, 'name'),
        traffic,
        days: duration.days,
        ramp: type === 'ramp',
        own: [
          ...limitsIn(stage.exit, 'allowed', artifact.vocabulary),
          ...(abort === '' ? [] : limitsIn(abort, 'passed', artifact.vocabulary)),
        ].filter(isShare),
        lengthen: (text) => lengthen(artifact, stage, text),
      },
    ];
  });

/** A plan whose only test is a canary; an A/B test is sized by its own rules. */
function canaryTest(artifact: Artifact, { experiment }: Facts): readonly Small[] {
  const text = textBelow(artifact, '/online_test');
  const said = experiment?.said.duration;
  if (!experiment?.duration || !said || !/\bcanar(?:y|ies)\b/i.test(text) || wider.test(text)) return [];
  const at = { pointer: said.pointer, from: said.words[0], to: said.words[1] };
  return [
    {
      text,
      at,
      traffic: experiment.exposure * 100,
      days: experiment.duration.days,
      ramp: false,
      own: [],
      lengthen: (duration) => [{ within: said.pointer, from: at.from, to: at.to, text: duration }],
    },
  ];
}

const wider = /\ba\s?\/\s?b\b|\bab test|\bsplit test|\bhold-?(?:back|out)\b|\bswitchback\b|\binterleav/i;

const isShare = ({ entry }: Limit): boolean => entry?.type === 'proportion';

const sameSize = (text: string): boolean => /\b(?:same|equal)[- ]siz|\bof the same size\b|\bequal baseline\b/i.test(text);

/** In its own cell, or in its sentence. */
function lengthen(artifact: Artifact, stage: StageFact, text: string): Fix['edits'] {
  const own = child(stage.pointer, 'duration');
  if (textAt(artifact, own) !== '') return [{ put: own, text }];
  const words = stage.reading.duration?.span;
  return words ? [{ within: stage.pointer, from: stage.lead.length + words[0], to: stage.lead.length + words[1], text }] : [];
}
