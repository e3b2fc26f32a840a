// Each guardrail at 80 %: that all of them hold together is seen far more rarely.

import { percentAt } from '../../facts/experiment.js';
import { rowsAt, textBelow } from '../../facts/rows.js';
import { readQuantities } from '../../language/quantity.js';
import { guardrailPower } from '../../math/inflation.js';
import { checkPlan } from '../../math/power.js';
import { rateSample } from '../../math/sampleSize.js';
import { dataAt, textAt } from '../../model/artifact.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'guardrail-power',
  group: 'experimentation',
  kinds: ['experiment-plan'],
  level: 'information',
  profile: 'strict',
  prose: true,
  says: 'All guardrails have to pass, and each is planned with the power of one.',
  because: 'A change that hurts nothing is stopped whenever one guardrail misses by chance. The more there are, the more often.',
  source: 'Schultzberg, Ankargren & Frånberg, Risk-aware product decisions in A/B tests (2024); arithmetic (A3)',
  bad: [
    yaml`
      kind: experiment-plan
      guardrails:
        - {metric: NPS, worst_acceptable: drop of at most 3 points}
        - {metric: complaint rate, worst_acceptable: +0.1 pp}
      online_test: {power: <|0.8|>}
    `,
    markdown`
      ## Guardrails

      - Refund rate rises by at most 0.2 points
      - Time to first reply grows by at most 5 %
      - Escalations rise by at most 1 point

      ## Online test

      - Design: A/B
      - Power: <|80 %|>
    `,
  ],
  good: [
    yaml`
      kind: experiment-plan
      guardrails:
        - {metric: NPS, worst_acceptable: drop of at most 3 points}
        - {metric: complaint rate, worst_acceptable: +0.1 pp}
      online_test: {power: 0.94}
    `,
    markdown`
      ## Guardrails

      - Refund rate rises by at most 0.2 points
      - Time to first reply grows by at most 5 %

      ## Online test

      - Design: A/B
      - Power: 80 % for all metrics jointly, 93.3 % each
    `,
  ],
  check({ artifact, facts }, report) {
    const at = '/online_test/power';
    const stated = dataAt(artifact, at) === undefined ? undefined : percentAt(artifact, at);
    const text = textBelow(artifact, at);
    const prose = /\b(\d{2}) ?% (?:statistical )?power\b|\bpower (?:of |: ?|= ?)?(0?\.\d{1,3}|\d{2} ?%)/i.exec(
      textAt(artifact, '/online_test'),
    );
    const power = normal(stated ?? Number.parseFloat(prose?.[1] ?? prose?.[2] ?? ''));
    const guards = rowsAt(artifact, '/guardrails').filter(({ text: row }) => readQuantities(row).length > 0).length;
    if (
      power === undefined ||
      guards === 0 ||
      /\b(?:each|per metric|jointly|joint|every guardrail|all metrics|overall)\b/i.test(`${text}\n${textAt(artifact, '/online_test')}`)
    )
      return;
    const needed = guardrailPower(guards, power);
    if (needed === undefined || needed - power < 0.02 || power > 0.9) return;
    const plan = facts.experiment;
    const known =
      plan?.baseRate !== undefined && plan.targetRate !== undefined
        ? { baseRate: plan.baseRate, targetRate: plan.targetRate, alpha: plan.alpha, sides: plan.sides }
        : undefined;
    // A plan that reaches more units than it needs has the power already.
    if (known && plan?.unitsPerDay !== undefined && plan.duration && !plan.ratio) {
      const reached = checkPlan({
        ...known,
        unitsPerDay: plan.unitsPerDay,
        exposure: plan.exposure,
        days: plan.duration.days,
        treatmentShare: plan.treatmentShare,
      });
      if (reached && reached.power >= needed) return;
    }
    const units = known && !plan?.ratio ? rateSample({ ...known, power: needed }) : undefined;
    const each = Number((needed * 100).toFixed(1));
    const whole = textAt(artifact, at) === '' ? undefined : at;
    const span = prose ? ([prose.index, prose.index + prose[0].length] as const) : undefined;
    if (whole === undefined && span === undefined) return;
    report(
      whole ?? { pointer: '/online_test', from: span?.[0] ?? 0, to: span?.[1] ?? 0 },
      `${guards} guardrail${guards > 1 ? 's' : ''} and the goal at ${Math.round(power * 100)} % each pass together less often: ${each} % each would do.\nPower per metric 1 − β/(guardrails + 1), no correction of alpha${units === undefined ? '' : `; takes ${units.toLocaleString('en')} units per arm`}.`,
      {
        fix: {
          title: `Plan each with ${each} %`,
          sort: 'choice',
          edits: whole
            ? [{ put: whole, text: (ceil(needed) / 1000).toString() }]
            : [{ within: '/online_test', from: span?.[0] ?? 0, to: span?.[1] ?? 0, text: `power ${each} % for each metric` }],
        },
      },
    );
  },
});

const normal = (value: number): number | undefined => (value > 1 && value < 100 ? value / 100 : value > 0 && value < 1 ? value : undefined);
const ceil = (share: number): number => Math.ceil(share * 1000 - 1e-9);
