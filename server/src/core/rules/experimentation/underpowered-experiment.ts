// The test as planned would miss the very effect that it is run for. Computed only where every input is written down.
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
  noFix: 'days, exposure and the smallest effect worth finding trade against each other, and only the author can choose',
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
  check({ facts }, report) {
    const plan = facts.experiment;
    if (!plan || plan.ratio || plan.baseRate === undefined || plan.targetRate === undefined || plan.treatmentShare === undefined) return;
    if (plan.targetRate <= 0 || plan.targetRate >= 1) return;
    const design = { baseRate: plan.baseRate, targetRate: plan.targetRate, alpha: plan.alpha, sides: plan.sides };
    const assumption = `Assumes ${plan.effect?.assumed ? 'a relative change, ' : ''}alpha ${plan.alpha ?? 0.05}, ${plan.sides === 1 ? 'one' : 'two'}-sided, a new unit every time.`;
    const change = `${percent(plan.baseRate)} to ${percent(plan.targetRate)} %`;
    if (plan.unitsPerDay !== undefined && plan.duration) {
      const found = checkPlan({
        ...design,
        unitsPerDay: plan.unitsPerDay,
        exposure: plan.exposure,
        days: plan.duration.days,
        treatmentShare: plan.treatmentShare,
      });
      if (!found || found.power >= enough) return;
      const days = Math.ceil(found.daysNeeded);
      report(
        '/online_test/duration',
        `Power ${Math.round(found.power * 100)} %: to see ${change} takes ${Number.isFinite(days) ? `${days.toLocaleString('en')} days` : 'for ever'}, planned are ${Math.round(plan.duration.days)}.\nNeeds ${found.needed.treatment.toLocaleString('en')} in the treatment arm, reaches ${found.reached.treatment.toLocaleString('en')}. ${assumption}`,
        found.power >= coin ? { level: 'warning' } : {},
      );
    } else if (plan.unitsPerArm !== undefined) {
      const power = ratePower({ ...design, control: plan.unitsPerArm, treatment: plan.unitsPerArm });
      const needed = rateSample(design);
      if (power === undefined || needed === undefined || power >= enough) return;
      report(
        '/online_test/sample_size',
        `Power ${Math.round(power * 100)} %: to see ${change} takes ${needed.toLocaleString('en')} per arm.\n${assumption}`,
        power >= coin ? { level: 'warning' } : {},
      );
    }
  },
});

/** A point less is a rounding of the plan's own numbers. */
const enough = 0.79;
const coin = 0.5;
const percent = (rate: number): number => Number((rate * 100).toPrecision(4));
