// With 4 % positives, always saying "no" is right 96 % of the time.

import { numberAt } from '../../facts/experiment.js';
import { metricsOf } from '../../facts/metrics.js';
import { readQuantity } from '../../language/quantity.js';
import { majorityAccuracy } from '../../math/classification.js';
import { type Artifact, leaves, textAt } from '../../model/artifact.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'accuracy-below-majority',
  group: 'experimentation',
  kinds: ['prd', 'experiment-plan'],
  level: 'error',
  prose: true,
  says: 'Always giving the more frequent answer reaches this accuracy for free.',
  because: 'On rare events accuracy measures how rare they are. Precision and recall of the rare class tell whether the model finds them.',
  source: 'arithmetic (A9)',
  bad: [
    yaml`
      kind: prd
      baseline: manual review, 4 % of transactions are fraudulent
      metrics:
        technical: [<|accuracy ≥ 95 %|>]
    `,
    markdown`
      ---
      kind: experiment-plan
      ---
      # Churn model

      ## Primary metric

      <|accuracy ≥ 90 %|>

      ## Evaluation dataset

      - n: 5,000
      - Positives: 400
    `,
  ],
  good: [
    yaml`
      kind: prd
      baseline: manual review, 4 % of transactions are fraudulent
      metrics:
        technical: [accuracy ≥ 98 %, recall ≥ 80 % at precision ≥ 50 %]
    `,
    markdown`
      ## Baseline

      Urgent scans are found by reading order; prevalence 3 %.

      ## Metrics

      - Recall of urgent scans ≥ 95 %
    `,
  ],
  check({ artifact }, report) {
    const prevalence = prevalenceOf(artifact);
    const free = prevalence === undefined ? undefined : majorityAccuracy(prevalence);
    if (prevalence === undefined || free === undefined) return;
    const rows = artifact.kind === 'prd' ? metricsOf(artifact).map(({ pointer }) => pointer) : ['/primary_metric'];
    for (const row of rows) {
      const at = [`${row}/target`, row].find((pointer) => textAt(artifact, pointer) !== '');
      const name = textAt(artifact, `${row}/name`) || textAt(artifact, row);
      const amount = readQuantity(textAt(artifact, at ?? row))?.value;
      if (at === undefined || !/^\s*(?:overall |model |classification |prediction )?accuracy\b/i.test(name) || amount?.unit !== '%')
        continue;
      if (amount.basis === 'relative' || amount.basis === 'points' || amount.value / 100 > free || amount.value < 50) continue;
      report(at, `At ${round(prevalence * 100)} % positives, always saying "no" is already ${round(free * 100)} % accurate.`, {
        fix: {
          title: 'Use recall at a precision instead',
          sort: 'template',
          edits:
            at === row
              ? [{ put: row, text: 'recall ≥ ${1:80} % at precision ≥ ${2:50} %' }]
              : [
                  { put: `${row}/name`, text: 'Recall at precision ≥ ${1:50} %' },
                  { put: at, text: '≥ ${2:80} %' },
                ],
        },
      });
    }
  },
});

/** Share of positives, 0 to 1, where exactly one is stated. */
function prevalenceOf(artifact: Artifact): number | undefined {
  const found = new Set<number>();
  const n = numberAt(artifact, '/evaluation_dataset/n');
  const positives = numberAt(artifact, '/evaluation_dataset/positives');
  if (n !== undefined && positives !== undefined && n > positives && positives > 0) found.add(positives / n);
  for (const { text } of leaves(artifact))
    for (const match of text.text.matchAll(stated)) found.add(Number(match[1] ?? match[2] ?? match[3]) / 100);
  const [only] = found;
  return found.size === 1 && only !== undefined && only > 0 && only < 0.5 ? only : undefined;
}

const stated =
  /\b(\d{1,2}(?:\.\d+)?)\s?% (?:positives\b|prevalence\b|positive (?:class|rate)\b)|\bprevalence (?:is |of |: ?|= ?|about |~)?(\d{1,2}(?:\.\d+)?)\s?%|\b(\d{1,2}(?:\.\d+)?)\s?% of (?:the |all )?\w{3,20} (?:are|is) (?:fraudulent|fraud|positive|urgent|spam|defective|malignant)\b/gi;
const round = (value: number): number => Number(value.toPrecision(4));
