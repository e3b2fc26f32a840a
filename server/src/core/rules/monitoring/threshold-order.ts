// It retrains at 0.2 and tells somebody at 0.25: the steps are out of order.
import type { Words } from '../../facts/alerts.js';
import { rowsAt } from '../../facts/rows.js';
import { findMetric } from '../../language/metrics.js';
import { type Artifact, child, textAt } from '../../model/artifact.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'threshold-order',
  group: 'monitoring',
  kinds: ['monitoring'],
  level: 'information',
  profile: 'strict',
  says: 'The steps of a signal are out of order: warn, then alert, then retrain or roll back.',
  because: 'A step that comes before its warning acts while nobody knows. One that comes late never acts.',
  source: 'arithmetic',
  bad: [
    yaml`
      kind: monitoring
      drift:
        - {signal: basket size, metric: PSI, warn: "0.1", alert: "0.25", retrain: "<|0.2|>"}
    `,
    markdown`
      ## Drift

      - PSI of the sender's country, daily: warn at 0.1, alert at 0.25, retrain at <|0.2|>
    `,
    markdown`
      ## Drift

      | Signal | Metric | Warn | Alert |
      |---|---|---|---|
      | weekly recall | recall | 0.78 | <|0.82|> |
    `,
  ],
  good: [
    yaml`
      kind: monitoring
      drift:
        - {signal: basket size, metric: PSI, warn: "0.1", alert: "0.25", retrain: "0.25"}
    `,
    markdown`
      ## Drift

      | Signal | Metric | Warn | Alert |
      |---|---|---|---|
      | weekly recall | recall | 0.82 | 0.78 |
    `,
  ],
  check({ artifact }, report) {
    for (const row of rowsAt(artifact, '/drift')) {
      const steps = (
        row.prose ? stepsIn(row.pointer, row.text) : keys.flatMap((key) => stepAt(artifact, child(row.pointer, key), key))
      ).concat(row.prose ? [] : stepsIn(child(row.pointer, 'alert'), severalIn(textAt(artifact, child(row.pointer, 'alert')))));
      const falling = fallsWhenBad(row.text, artifact);
      const wrong = steps.findIndex(
        (step, at) => at > 0 && (falling ? step.value > (steps[at - 1] as Step).value : step.value < (steps[at - 1] as Step).value),
      );
      const step = steps[wrong];
      const before = steps[wrong - 1];
      if (!step || !before) continue;
      const sorted = [...steps].sort((a, b) => (falling ? b.value - a.value : a.value - b.value));
      report(step, `"${step.key}" at ${step.text} comes before "${before.key}" at ${before.text}: are the steps in order?`, {
        fix: {
          title: `Sort them: ${sorted.map(({ text }) => text).join(', ')}`,
          sort: 'choice',
          edits: steps.map(({ pointer, from, to }, at) => ({ within: pointer, from, to, text: (sorted[at] as Step).text })),
        },
      });
    }
  },
});

interface Step extends Words {
  readonly key: string;
  readonly value: number;
}

const keys = ['warn', 'alert', 'retrain'] as const;
const decimal = /(?<![\w.])(?:\d+(?:\.\d+)?|\.\d+)/;

function stepAt(artifact: Artifact, pointer: string, key: string): readonly Step[] {
  const text = textAt(artifact, pointer);
  const found = decimal.exec(text);
  if (!found || severalIn(text) !== '') return [];
  return [{ key, value: Number(found[0]), text: found[0], pointer, from: found.index, to: found.index + found[0].length }];
}

/** A cell or item that names its steps itself. */
const severalIn = (text: string): string => (/\b(?:warn|retrain|roll ?back)/i.test(text) && /\d/.test(text) ? text : '');

/** "warn at 0.1, alert at 0.25, retrain at 0.2", in the order in which they must rise. */
function stepsIn(pointer: string, text: string): readonly Step[] {
  return [
    ['warn', /\bwarn(?:ing|s)?\b[^\d\n;.]{0,16}?((?:\d+)?(?:\.\d+)|\d+)/i],
    ['alert', /\balert(?:s|ing)?\b[^\d\n;.]{0,16}?((?:\d+)?(?:\.\d+)|\d+)/i],
    ['retrain', /\bretrain(?:s|ing)?\b[^\d\n;.]{0,16}?((?:\d+)?(?:\.\d+)|\d+)/i],
    ['roll back', /\broll(?:s|ed)?[- ]?back\b[^\d\n;.]{0,16}?((?:\d+)?(?:\.\d+)|\d+)/i],
  ].flatMap(([key, pattern]): Step[] => {
    const found = (pattern as RegExp).exec(text);
    const number = found?.[1];
    if (!found || number === undefined) return [];
    const from = found.index + found[0].length - number.length;
    return [{ key: key as string, value: Number(number), text: number, pointer, from, to: from + number.length }];
  });
}

/** Accuracy, or a p-value: worse is lower. */
const fallsWhenBad = (text: string, { vocabulary }: Artifact): boolean =>
  /[<≤]|\bbelow\b|\bunder\b|\bp[- ]?values?\b/i.test(text) ||
  (!/\bpsi\b|\bdrift\b|\bks\b/i.test(text) && findMetric(text, vocabulary)?.value.entry?.better === 'up');
