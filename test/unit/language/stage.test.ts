import assert from 'node:assert/strict';
import { cues, readStage, splitStages } from '../../../server/src/core/language/stage.js';

function spell(text: string): string {
  const stage = readStage(text, {});
  const parts = [
    stage.type?.value,
    stage.traffic && `${stage.traffic.value.value} %`,
    stage.duration?.value.iso,
    stage.exit && `if ${stage.exit.value}`,
    stage.conditions.length > 0 && `(${stage.conditions.length})`,
  ];
  return parts.filter((part) => part).join(' ');
}

const rows: readonly (readonly [text: string, stage: string])[] = [
  ['Shadow mode for 2 weeks (no impact on users)', 'shadow P14D'],
  ['Canary on 5% traffic for 1 week', 'canary 5 % P7D'],
  ['Monitor metrics, then ramp to 100% if green', 'full 100 % if green'],
  ['Post-launch A/B test for business lift', 'ab'],
  ['canary 5 %, 7 d', 'canary 5 % P7D'],
  ['25 %', 'ramp 25 %'],
  ['5 %, then 20 %, then 60 % of depots over 9 days', 'ramp P9D'],
  ['From 10 % up to 60 % of ferries over 12 days', 'ramp P12D'],
  ['Canary 2 % for 2 days, go / no-go on error rate < 0.4 %', 'canary 2 % P2D if error rate < 0.4 % (1)'],
  ['Pilot, 10 days; CSAT must be > 4.2 to continue', 'pilot P10D if CSAT must be > 4.2 (1)'],
  ['Switch on for all harbours', 'full 100 %'],
  ['100 %', 'full 100 %'],
  ['ramp to 25 % for 3 days', 'ramp 25 % P3D'],
  ['Dark launch, 10 days', 'shadow P10D'],
  ['Internal dogfood for two weeks', 'internal P14D'],
  ['Private beta with 5 % of users', 'beta 5 %'],
  ['Pilot in 3 stores for 6 weeks', 'pilot P42D'],
  ['5 % holdback for 8 weeks', 'holdback 5 % P56D'],
  ['A/B test at 20 % exposure for 14 days', 'ab 20 % P14D'],
  ['Full rollout', 'full 100 %'],
  ['GA to all users', 'full 100 %'],
  ['Roll out to everyone', 'full 100 %'],
  ['General availability', 'full'],
  ['canary 1 % for 24 h, exit: error rate ≤ 0.6 %', 'canary 1 % PT24H if error rate ≤ 0.6 % (1)'],
  ['ramp to 50 % when CTR is not below control by more than 1 %', 'ramp 50 % if CTR is not below control by more than 1 % (1)'],
  ['canary 5 % until p95 ≤ 300 ms and error rate ≤ 1 %', 'canary 5 % if p95 ≤ 300 ms and error rate ≤ 1 % (2)'],
  ['half of the traffic for a week', 'ramp 50 % P7D'],
  ['Expand to 30 % of routes over 10 days', 'ramp 30 % P10D'],
  ['Early access for 15 % of seats', 'beta 15 %'],
  ['Phase 2: canary at 10 percent for 48 hours', 'canary 10 % PT48H'],
  ['P14D alpha', 'internal P14D'],
  ['10% of queries, 5 business days', 'ramp 10 % P7D'],
  ['Experiment on 5 % of impressions for 21 days', 'ab 5 % P21D'],
  ['silent scoring for a month', 'shadow P1M'],
  ['increase to 100 % if all guardrails hold', 'full 100 % if all guardrails hold'],
  ['Phase 1: MVP with three categories', ''],
  ['We watch the dashboards closely', ''],
  ['accuracy up by 5 %', ''],
];

describe('readStage', () => {
  for (const [text, stage] of rows) it(`${text} → ${stage || 'nothing'}`, () => assert.equal(spell(text), stage));

  it('is unsure where there is no stage', () => {
    assert.ok(readStage('Canary on 5% traffic for 1 week', {}).confidence >= 0.9);
    assert.ok(readStage('We will watch the dashboards', {}).confidence < 0.5);
  });
  it('points into the text that was given', () => {
    const text = 'then canary 5 % for 1 week if error rate < 1 %';
    const stage = readStage(text, {});
    assert.deepEqual(
      [stage.traffic, stage.duration, stage.exit, stage.conditions[0]].map((slot) => text.slice(...(slot?.span ?? [0, 0]))),
      ['5 %', '1 week', 'error rate < 1 %', 'error rate < 1 %'],
    );
  });
});

describe('splitStages', () => {
  const split = (text: string): string[] => splitStages(text).map((span) => text.slice(...span));
  const plans: readonly (readonly [text: string, stages: readonly string[]])[] = [
    ['shadow → canary 5 %, 7 d → 25 % → 100 %', ['shadow', 'canary 5 %, 7 d', '25 %', '100 %']],
    [
      '- Shadow mode for 2 weeks (no impact on users)\n- Canary on 5% traffic for 1 week\n- Monitor metrics, then ramp to 100% if green\n- Post-launch A/B test for business lift',
      [
        'Shadow mode for 2 weeks (no impact on users)',
        'Canary on 5% traffic for 1 week',
        'Monitor metrics, then ramp to 100% if green',
        'Post-launch A/B test for business lift',
      ],
    ],
    ['Shadow for 2 weeks, canary 5 % for 1 week, then 100 %.', ['Shadow for 2 weeks', 'canary 5 % for 1 week', '100 %']],
    ['Canary 5 %. Ramp to 50 %; full rollout.', ['Canary 5 %', 'Ramp to 50 %', 'full rollout']],
    ['1. Shadow\n2. Canary', ['Shadow', 'Canary']],
    ['5 %, 25 %, 100 %', ['5 %', '25 %', '100 %']],
    ['', []],
  ];
  for (const [text, stages] of plans) it(JSON.stringify(text), () => assert.deepEqual(split(text), stages));
});

describe('what kind of stage it is', () => {
  for (const { type, sample } of cues) it(`${type}: ${sample}`, () => assert.equal(readStage(sample, {}).type?.value, type));
});
