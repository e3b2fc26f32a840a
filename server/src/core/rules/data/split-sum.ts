// Shares that do not add up to a hundred, or parts that hold more than there is: one of the numbers is wrong.

import type { SplitPart } from '../../facts/splits.js';
import { decimal } from '../../facts/sums/sum.js';
import { type Fix, markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'split-sum',
  group: 'data',
  kinds: ['data-readiness', 'experiment-plan'],
  level: 'error',
  says: 'Training, validation and test do not add up.',
  because: 'Either a part of the data is in none of the three, or some of it is in two of them and the test is no exam.',
  source: '"PM responsibilities in AI": split strategy defined; arithmetic',
  bad: [
    yaml`
      kind: data-readiness
      splits:
        train: <|80|> %
        val: 15 %
        test: 10 %
    `,
    markdown`
      ## Splits

      By month, <|70|>/15/10; the test part is frozen as fraud-eval@v2.
    `,
    markdown`
      ---
      kind: experiment-plan
      ---
      # Wait times in the emergency room

      ## Validation

      Hold-out by hospital: <|75|> % train, 15 % validation, 15 % test.
    `,
    yaml`
      kind: data-readiness
      labels: {count: 6000}
      splits:
        strategy: group
        train: <|5000|>
        val: 600
        test: 600
    `,
  ],
  good: [
    yaml`
      kind: data-readiness
      splits: time, 80/10/10, cut at 2026-06-01
    `,
    markdown`
      ## Splits

      80 % train, 20 % test by patient; 10 % of train is for tuning.
    `,
    yaml`
      kind: data-readiness
      splits: {train: 0.7, val: 0.15, test: 0.15}
    `,
    yaml`
      kind: experiment-plan
      validation: 5-fold by speaker, report of 12/10/25
    `,
  ],
  check({ facts }, report) {
    const splits = facts.splits;
    const first = splits?.parts[0];
    if (!splits || !first) return;
    const sum = splits.parts.reduce((total, { value }) => total + value, 0);
    const whole = splits.unit === '%' ? 100 : facts.labels?.count?.value;
    if (whole === undefined || !['training', 'test'].every((name) => splits.parts.some((part) => part.name === name))) return;
    const off = splits.unit === '%' ? 0.5 : whole * 0.005;
    // Fewer cases than labels may have a reason; more are impossible.
    if (sum <= whole + off && (splits.unit === 'cases' || sum >= whole - off)) return;
    const numbers = splits.parts.map(({ value }) => decimal(value, 2)).join(' + ');
    report(
      { pointer: first.pointer, from: first.from, to: first.to },
      splits.unit === '%'
        ? `The parts sum to ${decimal(sum, 2)} %: ${numbers}.`
        : `The parts hold ${decimal(sum, 0)} cases, and there are ${decimal(whole, 0)} labels.`,
      { fix: splits.unit === '%' ? splits.parts.flatMap((part) => makeFit(part, part.value + whole - sum)) : [] },
    );
  },
});

function makeFit(part: SplitPart, value: number): readonly Fix[] {
  if (value <= 0 || value >= 100) return [];
  const text = String(Number((part.share ? value / 100 : value).toFixed(part.share ? 4 : 2)));
  return [
    {
      title: `Make ${part.name} ${part.share ? text : `${text} %`}`,
      sort: 'choice',
      edits: [{ within: part.pointer, from: part.from, to: part.to, text }],
    },
  ];
}
