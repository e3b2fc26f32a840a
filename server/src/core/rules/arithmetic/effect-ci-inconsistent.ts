// The effect lies outside its own interval, or is significant while the interval holds zero.
import { dataAt, textAt } from '../../model/artifact.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'effect-ci-inconsistent',
  group: 'arithmetic',
  kinds: ['retrospective', 'experiment-plan'],
  level: 'error',
  says: 'Effect, interval and p-value do not fit together.',
  because: 'At least one of the numbers is from another run, another metric or a slip.',
  source: 'arithmetic',
  noFix: 'which of the numbers is right is not known',
  bad: [
    yaml`
      kind: retrospective
      experiment_result: {effect: <|+2 %|>, ci: "[3 %, 5 %]"}
    `,
    markdown`
      ---
      kind: experiment-plan
      ---
      # Form test

      ## Results

      - Effect: +1.2 points
      - CI: [-0.4, 2.8]
      - p: <|0.01|>
    `,
  ],
  good: [
    yaml`
      kind: retrospective
      experiment_result: {effect: +4 %, ci: "[3 %, 5 %]", p: "0.001"}
    `,
    markdown`
      ---
      kind: experiment-plan
      ---
      # Form test

      ## Results

      - Effect: +1.2 points
      - CI: -0.4 to 2.8
      - p: 0.14
    `,
  ],
  check({ artifact }, report) {
    const base = artifact.kind === 'retrospective' ? '/experiment_result' : '/results';
    const [effects, bounds] = [
      numbersIn(textAt(artifact, `${base}/effect`)),
      numbersIn(textAt(artifact, `${base}/ci`).replace(/\b\d{2}(?:\.\d)?\s?% ?(?:ci|confidence)[^:[(]*[:[(]?/i, '')),
    ];
    const [effect, low, high] = [effects[0], bounds[0], bounds[1]];
    if (bounds.length !== 2 || low === undefined || high === undefined || low > high) return;
    if (effects.length === 1 && effect !== undefined && (effect < low || effect > high)) {
      report(`${base}/effect`, `An effect of ${effect} lies outside its own interval [${low}, ${high}]: which number is right?`);
      return;
    }
    const p = dataAt(artifact, `${base}/p`) === undefined ? undefined : numbersIn(textAt(artifact, `${base}/p`))[0];
    if (p === undefined || p < 0 || p > 1) return;
    // Rounded bounds of zero decide nothing.
    if (p < 0.04 && low < 0 && high > 0)
      report(`${base}/p`, `p = ${p}, and the interval [${low}, ${high}] holds zero: which number is right?`);
    else if (p > 0.06 && (low > 0 || high < 0) && !/[<≤]/.test(textAt(artifact, `${base}/p`)))
      report(`${base}/p`, `p = ${p}, and the interval [${low}, ${high}] leaves out zero: which number is right?`);
  },
});

const numbersIn = (text: string): number[] =>
  [...text.replace(/[−–](?=\d)/g, '-').matchAll(/(?<![\d.])[+-]?\d+(?:\.\d+)?/g)].map(([number]) => Number(number));
