// F1 is computed from precision and recall; three numbers of one row either fit or they do not.
import { f1 } from '../../math/classification.js';
import { leaves } from '../../model/artifact.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'f1-inconsistent',
  group: 'arithmetic',
  kinds: ['experiment-plan', 'retrospective'],
  level: 'error',
  prose: true,
  says: 'F1 does not follow from this precision and recall.',
  because: 'One of the three numbers is wrong, or they come from different runs.',
  source: 'arithmetic: F1 = 2PR/(P + R)',
  bad: [
    yaml`
      kind: experiment-plan
      results: precision 0.80, recall 0.50, F1 <|0.70|>
    `,
    markdown`
      ## Results

      On the fraud hold-out precision is 90 %, recall is 60 %, and F1 is <|80 %|>.
    `,
  ],
  good: [
    yaml`
      kind: experiment-plan
      results: precision 0.80, recall 0.50, F1 0.615
    `,
    markdown`
      ## Results

      Macro precision 0.80, macro recall 0.50, macro F1 0.58.
    `,
  ],
  check({ artifact }, report) {
    for (const { pointer, text } of leaves(artifact)) {
      if (text.verbatim === 'code') continue;
      for (const sentence of text.text.matchAll(/[^;\n]{1,300}/g)) {
        const words = sentence[0];
        // Averages over classes do not obey the formula.
        if (/\b(?:macro|micro|weighted|average|mean)\b|[<>≤≥±]|target|at least|goal/i.test(words)) continue;
        const [precision, recall, score] = names.map((name) => [...words.matchAll(name)]);
        if (precision?.length !== 1 || recall?.length !== 1 || score?.length !== 1) continue;
        const [p, r, f] = [precision, recall, score].map((found) => share(found[0]?.[1] as string));
        const computed = p === undefined || r === undefined ? undefined : f1(p, r);
        if (computed === undefined || f === undefined || Math.abs(computed - f) <= 0.0051 + (String(score[0]?.[1]).length <= 4 ? 0.005 : 0))
          continue;
        const found = score[0] as RegExpMatchArray;
        const from = sentence.index + (found.index as number) + found[0].length - (found[1] as string).length;
        const wanted = (found[1] as string).includes('%') ? `${(computed * 100).toFixed(1)} %` : computed.toFixed(3);
        report(
          { pointer, from, to: from + (found[1] as string).length },
          `Precision ${precision[0]?.[1]} and recall ${recall[0]?.[1]} give an F1 of ${wanted}, not ${found[1]}.`,
          {
            fix: {
              title: `F1 ${wanted}`,
              sort: 'choice',
              edits: [{ within: pointer, from, to: from + (found[1] as string).length, text: wanted }],
            },
          },
        );
      }
    }
  },
});

const amount = '(?: score)?(?: is| of| was|:| =)? ?(0?\\.\\d{1,4}|\\d{1,3}(?:\\.\\d+)?\\s?%)';
const names = ['\\bprecision', '\\brecall', '\\bF1(?:-score)?'].map((name) => new RegExp(name + amount, 'gi'));
const share = (text: string): number | undefined => {
  const value = Number.parseFloat(text);
  return Number.isFinite(value) ? (text.includes('%') ? value / 100 : value) : undefined;
};
