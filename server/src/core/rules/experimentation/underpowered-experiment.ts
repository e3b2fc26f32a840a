// The test as planned would miss the very effect that it is run for. Computed only where every input is written down.
import { testDays } from '../../math/calendar.js';
import { checkPlan, ratePower } from '../../math/power.js';
import { rateSample } from '../../math/sampleSize.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'underpowered-experiment',
  group: 'experimentation',
  kinds: ['experiment-plan'],
  level: 'error',
  says: 'The test is too small to see the effect that it is run for.',
  because: 'With a power of 47 % a real gain of the planned size is missed more often than found, and what is found is exaggerated.',
  source: 'arithmetic (A2); Kohavi, Tang & Xu, Trustworthy Online Controlled Experiments',
  bad: [
    yaml`
      kind: experiment-plan
      hypothesis: the new ranking raises click-through by 8 % relative
      primary_metric: {name: click-through, baseline: 4.0 %}
      online_test:
        eligible_units_per_day: 20000
        exposure: 20 %
        duration: <|14 days|>
    `,
    markdown`
      ## Hypothesis

      A shorter form raises the completion rate from 10 % to 11 %.

      ## Online test

      - Eligible units per day: 1,500
      - Exposure: 100 %
      - Duration: <|7 days|>
    `,
    yaml`
      kind: experiment-plan
      hypothesis: the new triage raises the share of cases closed in a day from 4.0 % to 4.32 %
      online_test:
        sample_size: <|28,000|> per arm
    `,
    markdown`
      ## Hypothesis

      Ranked answers raise the share of solved chats by 8 % relative.

      ## Baseline

      Solved chats: 4.0 % in Q3.

      ## Online test

      A/B on 20 % of 20,000 visitors a day for <|14 days|>.
    `,
  ],
  good: [
    yaml`
      kind: experiment-plan
      hypothesis: the new ranking raises click-through by 8 % relative
      primary_metric: {name: click-through, baseline: 4.0 %}
      online_test: {eligible_units_per_day: 20000, exposure: 20 %, duration: 35 days}
    `,
    markdown`
      ## Hypothesis

      A shorter form raises the completion rate from 10 % to 11 %.

      ## Online test

      - Eligible units per day: 5,000
      - Duration: 14 days
    `,
  ],
  check({ facts, threshold }, report) {
    const plan = facts.experiment;
    if (!plan || plan.ratio || plan.baseRate === undefined || plan.targetRate === undefined || plan.treatmentShare === undefined) return;
    if (plan.targetRate <= 0 || plan.targetRate >= 1) return;
    const alpha = plan.alpha ?? threshold('alpha');
    const design = { baseRate: plan.baseRate, targetRate: plan.targetRate, alpha, power: threshold('power'), sides: plan.sides };
    // A point less is a rounding of the plan's own numbers.
    const enough = design.power - 0.01;
    const assumption = `Assumes ${plan.effect?.assumed ? 'a relative change, ' : ''}alpha ${alpha}, ${plan.sides === 1 ? 'one' : 'two'}-sided, a new unit every time.`;
    const change = `${percent(plan.baseRate)} to ${percent(plan.targetRate)} %`;
    if (plan.unitsPerDay !== undefined && plan.duration) {
      const { exposure } = plan;
      const planned = plan.duration.days;
      const found = checkPlan({ ...design, unitsPerDay: plan.unitsPerDay, exposure, days: planned, treatmentShare: plan.treatmentShare });
      if (!found || found.power >= enough) return;
      const days = Math.ceil(found.daysNeeded);
      const weeks = testDays(found.daysNeeded);
      const share = Math.ceil((exposure * found.daysNeeded * 100) / planned);
      const at = plan.said.duration;
      if (!at) return;
      report(
        { pointer: at.pointer, from: at.words[0], to: at.words[1] },
        `Power ${Math.round(found.power * 100)} %: to see ${change} takes ${Number.isFinite(days) ? `${days.toLocaleString('en')} days` : 'for ever'}, planned are ${Math.round(planned)}.\nNeeds ${found.needed.treatment.toLocaleString('en')} in the treatment arm, reaches ${found.reached.treatment.toLocaleString('en')}. ${assumption}`,
        {
          ...(found.power >= coin ? { level: 'warning' as const } : {}),
          fix: [
            ...(weeks !== undefined && weeks <= longest
              ? [
                  {
                    title: `Run it for ${weeks} days`,
                    sort: 'choice' as const,
                    edits: [{ within: at.pointer, from: at.words[0], to: at.words[1], text: `${weeks} days` }],
                  },
                ]
              : []),
            ...(share <= 100 && plan.prose === undefined
              ? [{ title: `Expose ${share} %`, sort: 'choice' as const, edits: [{ put: '/online_test/exposure', text: `${share} %` }] }]
              : []),
          ],
        },
      );
    } else if (plan.unitsPerArm !== undefined) {
      const power = ratePower({ ...design, control: plan.unitsPerArm, treatment: plan.unitsPerArm });
      const needed = rateSample(design);
      if (power === undefined || needed === undefined || power >= enough) return;
      const at = plan.said.unitsPerArm;
      if (!at) return;
      report(
        { pointer: at.pointer, from: at.words[0], to: at.words[1] },
        `Power ${Math.round(power * 100)} %: to see ${change} takes ${needed.toLocaleString('en')} per arm.\n${assumption}`,
        {
          ...(power >= coin ? { level: 'warning' as const } : {}),
          fix: {
            title: `Plan ${needed.toLocaleString('en')} per arm`,
            sort: 'choice',
            edits: [{ within: at.pointer, from: at.words[0], to: at.words[1], text: needed.toLocaleString('en') }],
          },
        },
      );
    }
  },
});

const coin = 0.5;
/** Nobody runs a test for longer than half a year. */
const longest = 182;
const percent = (rate: number): number => Number((rate * 100).toPrecision(4));
