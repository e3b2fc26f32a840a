// "NDCG rises by 3 %, so click-through will": what happens offline is a reason to test, not the result.

import { textBelow } from '../../facts/rows.js';
import { findMetrics } from '../../language/metrics.js';
import { dataAt, leaves } from '../../model/artifact.js';
import { membersOf } from '../../project.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'offline-only',
  group: 'experimentation',
  kinds: ['experiment-plan', 'prd'],
  level: { discover: 'information', build: 'information', deploy: 'warning', operate: 'warning' },
  profile: 'strict',
  prose: true,
  says: 'A business goal, and only offline numbers to show for it.',
  because: 'Offline gains often do not arrive: users see other items, wait longer, or do something else. Only a test with users tells.',
  source: 'ML Test Score, Model 2: offline and online metrics correlate',
  bad: [
    yaml`
      kind: experiment-plan
      hypothesis: <|NDCG rises by 3 %, so click-through will rise by 8 %|>
      results: NDCG@10 0.320 to 0.330 on the hold-out
    `,
    markdown`
      ---
      kind: prd
      ---
      # Search for spare parts

      ## Goal

      <|Increase conversion by 4 % relative within 90 days of launch while returns stay below 5 %.|>

      ## Evaluation dataset

      parts-eval@v2: NDCG@10 0.41 against 0.36 today

      ## Rollout plan

      - Shadow mode for 2 weeks
      - Full release
    `,
  ],
  good: [
    yaml`
      kind: experiment-plan
      hypothesis: NDCG rises by 3 %, so click-through will rise by 8 %
      online_test: {design: A/B, duration: 14 days}
    `,
    markdown`
      ---
      kind: prd
      ---
      # Search for spare parts

      ## Goal

      Increase conversion by 4 % relative within 90 days of launch while returns stay below 5 %.

      ## Evaluation dataset

      parts-eval@v2: NDCG@10 0.41 against 0.36 today

      ## Rollout plan

      - Shadow mode for 2 weeks
      - A/B test on 50 % for 2 weeks
    `,
  ],
  check({ artifact, facts, initiative }, report) {
    const goal = facts.goal;
    if (!goal || dataAt(artifact, '/online_test') !== undefined || online.test(artifact.source)) return;
    if (
      membersOf(initiative, 'experiment-plan', 'runbook').some(
        (member) =>
          dataAt(member.artifact, '/online_test') !== undefined ||
          dataAt(member.artifact, '/post_launch_test') !== undefined ||
          online.test(member.artifact.source),
      )
    )
      return;
    const named = findMetrics(goal.text, artifact.vocabulary).flatMap(({ value }) => value.entry ?? []);
    const business = goal.reading.metric?.value.entry ?? named.find(({ group }) => group === 'business');
    if (
      (business?.group !== 'business' && business?.group !== 'adoption' && !named.some(({ group }) => group === 'business')) ||
      goal.text === ''
    )
      return;
    const inferred =
      named.some(({ group }) => group === 'model') &&
      /\b(?:so|therefore|hence|thus|will|should|means|leads? to|translates?|which|and with it|because)\b|→|⇒/i.test(goal.text);
    const fields = artifact.kind === 'prd' ? ['/evaluation_dataset', '/model_decision'] : ['/results', '/candidates', '/validation'];
    const measured = fields.some((field) =>
      [...leaves(artifact)].some(
        ({ pointer, text }) =>
          (pointer === field || pointer.startsWith(`${field}/`)) &&
          /\d/.test(text.text) &&
          findMetrics(text.text, artifact.vocabulary).some(({ value }) => value.entry?.group === 'model'),
      ),
    );
    // Without a plan of the release nobody can say that it lacks a test.
    if (!inferred && !(measured && (artifact.kind !== 'prd' || textBelow(artifact, '/rollout_plan') !== ''))) return;
    report(
      goal.pointer,
      inferred
        ? 'Offline gains need an online check: which test shows this with users?'
        : `Only offline numbers so far: which test shows ${goal.reading.metric?.value.name ?? 'this'} with users?`,
      {
        fix: {
          title: 'Plan a test with users',
          sort: 'template',
          edits:
            artifact.kind === 'prd'
              ? Array.isArray(dataAt(artifact, '/rollout_plan/stages'))
                ? [{ append: '/rollout_plan/stages', value: { name: 'A/B test', traffic: '${1:50} %', duration: '${2:14 days}' } }]
                : [{ add: '/rollout_plan/holdback', value: '${1:10} % for ${2:30} days, A/B against it' }]
              : [{ add: '/online_test', value: { design: 'A/B', exposure: '${1:100} %', duration: '${2:14 days}' } }],
        },
      },
    );
  },
});

const online =
  /\ba\/b\b|\bab[- ]test\w*|\bsplit test|\bonline (?:test|experiment|evaluation)|\bhold-?back|\bcontrol (?:group|arm)|\brandomi[sz]ed\b|\binterleav\w+|\bswitch-?back|\bgeo[- ]test|\bpilot\b|\blive test|\bcontrolled (?:trial|experiment)|\bbandit\b/i;
