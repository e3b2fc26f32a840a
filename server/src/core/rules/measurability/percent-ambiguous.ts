// "Raise CTR by 8 %": of the old value, or percentage points? The sample that a test needs differs by a factor of hundreds.

import type { GoalFact } from '../../facts/goal.js';
import { textBelow } from '../../facts/rows.js';
import { readQuantities } from '../../language/quantity.js';
import { rateSample } from '../../math/sampleSize.js';
import type { Artifact } from '../../model/artifact.js';
import { behind } from '../behind.js';
import { markdown, rule, yaml } from '../rule.js';
import { caution, isReadable } from './goal-vague.js';

export default rule({
  id: 'percent-ambiguous',
  group: 'measurability',
  kinds: ['prd', 'one-pager', 'experiment-plan'],
  level: 'warning',
  prose: true,
  says: 'Percent of the old value, or percentage points?',
  because:
    'From 4 %, "by 8 %" is 4.32 % to one reader and 12 % to the next. A test for the first needs 61,119 users per arm, for the second 180.',
  source: 'arithmetic (A1): sample size for two proportions, alpha 0.05 two-sided, power 80 %',
  bad: [
    yaml`
      kind: prd
      goal: raise click-through by <|8 %|> within 90 days of full rollout while complaints stay under 0.5 %
      baseline: 4.0 %
    `,
    markdown`
      ## Goal

      Increase self-service conversion by <|5%|> by 2027-03-31 without lowering CSAT.
    `,
  ],
  good: [
    yaml`
      kind: prd
      goal: raise click-through by 8 % relative within 90 days of full rollout while complaints stay under 0.5 %
    `,
    markdown`
      ## Goal

      Increase self-service conversion by 5 percentage points by 2027-03-31 without lowering CSAT.
    `,
    markdown`
      ## Goal

      Reduce average handling time by 15 % by 2027-03-31 without lowering CSAT.
    `,
  ],
  check({ artifact, facts, threshold }, report) {
    const goal = facts.goal;
    const amount = goal?.reading.magnitude;
    if (!goal || !amount || !isReadable(goal) || goal.reading.target) return;
    const { value, unit, basis } = amount.value;
    if (unit !== '%' || basis !== undefined || amount.confidence < 0.6 || goal.reading.metric?.value.entry?.type !== 'proportion') return;
    const start = baseRate(artifact, goal);
    const sign = goal.reading.direction?.value === 'decrease' ? -1 : 1;
    const relative = start === undefined ? undefined : start * (1 + (sign * value) / 100);
    const points = start === undefined ? undefined : start + sign * value;
    // Where only one reading is possible, nobody misreads it.
    if (value > 50 || (points !== undefined && (points < 0 || points > 100))) return;
    report(
      { pointer: goal.pointer, from: amount.span[0], to: amount.span[1] },
      message({ value, start, relative, points, alpha: threshold('alpha'), power: threshold('power') }),
      {
        fix: ['relative', 'percentage points'].map((reading) => ({
          title: reading === 'relative' ? 'Of the old value (relative)' : 'Percentage points',
          sort: 'choice' as const,
          edits: [
            reading === 'relative'
              ? behind(goal.pointer, goal.text, amount.span[1], ' relative')
              : { within: goal.pointer, from: percentSign(goal.text, amount.span), to: amount.span[1], text: ' percentage points' },
          ],
        })),
        ...caution(goal),
      },
    );
  },
});

interface Readings {
  readonly value: number;
  readonly start: number | undefined;
  readonly relative: number | undefined;
  readonly points: number | undefined;
  readonly alpha: number;
  readonly power: number;
}

function message({ value, start, relative, points, alpha, power }: Readings): string {
  if (start === undefined || relative === undefined || points === undefined)
    return `${value} % of the old value, or ${value} percentage points? From 4 % that is ${round(4 * (1 + value / 100))} % or ${round(4 + value)} %.`;
  const need = (target: number) => rateSample({ baseRate: start / 100, targetRate: target / 100, alpha, power });
  const [few, many] = [need(points), need(relative)];
  const first = `${round(start)} % to ${round(relative)} %, or to ${round(points)} %? "${value} %" can mean either.`;
  return few === undefined || many === undefined
    ? first
    : `${first}\nA test needs ${many.toLocaleString('en')} per arm for the first and ${few.toLocaleString('en')} for the second (alpha ${round(alpha * 100)} %, power ${round(power * 100)} %).`;
}

/** Today's rate in percent, from the sentence or the field, where exactly one is given. */
function baseRate(artifact: Artifact, goal: GoalFact): number | undefined {
  const said = goal.reading.baseline?.value;
  if (said) return said.unit === '%' ? said.value : undefined;
  const rates = readQuantities(textBelow(artifact, '/baseline')).filter(({ value }) => value.unit === '%');
  const only = rates[0]?.value.value;
  return rates.length === 1 && only !== undefined && only > 0 && only < 100 ? only : undefined;
}

const percentSign = (text: string, [from, to]: readonly [number, number]): number => {
  const sign = text.slice(from, to).search(/\s*(?:%|percent)/i);
  return sign === -1 ? to : from + sign;
};
const round = (value: number): number => Number(value.toPrecision(4));
