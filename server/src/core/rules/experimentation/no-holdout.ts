// A score on the data that the model was trained on says how well it remembers.
import { leaves } from '../../model/artifact.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'no-holdout',
  group: 'experimentation',
  kinds: ['experiment-plan'],
  level: 'error',
  prose: true,
  says: 'Measured on what it was trained on: this shows memory, not skill.',
  because: 'Only data that the model has never seen tell how it will do on new cases.',
  source: '"PM responsibilities in AI": hold-out, cross-validation',
  bad: [
    yaml`
      kind: experiment-plan
      validation: accuracy of 94 % <|on the training data|>
    `,
    markdown`
      ## Validation

      We report F1 <|on the training set|> and look at the errors by hand.
    `,
  ],
  good: [
    yaml`
      kind: experiment-plan
      validation: 5-fold cross-validation on the training data, final score once on a hold-out of 10 %
    `,
    markdown`
      ## Validation

      Tuned on the training data, F1 reported on a hold-out from another month.
    `,
  ],
  check({ artifact }, report) {
    for (const { pointer, text } of leaves(artifact)) {
      if (!/^\/(?:validation|results|candidates|evaluation_dataset)(?:\/|$)/.test(pointer) || pointer.endsWith('/tuned_on')) continue;
      if (
        /\b(?:hold-?out|held[- ]out|cross[- ]?valid\w*|k-?fold|\d+-fold|test (?:set|split|data)|unseen|out[- ]of[- ](?:sample|time)|overfit\w*|train-test)\b/i.test(
          text.text,
        )
      )
        continue;
      for (const sentence of text.text.matchAll(/[^.;\n]{1,400}/g)) {
        const found = trained.exec(sentence[0]);
        if (!found || !scored.test(sentence[0].slice(0, found.index)) || learning.test(sentence[0].slice(0, found.index))) continue;
        const from = sentence.index + found.index;
        report({ pointer, from, to: from + found[0].length }, undefined, {
          fix: {
            title: 'Measure on a hold-out',
            sort: 'template',
            edits: [
              {
                within: pointer,
                from,
                to: from + found[0].length,
                text: 'on a hold-out of ${1:10 %}, split by ${2:time}, never used for training',
              },
            ],
          },
        });
      }
    }
  },
});

const trained = /\bon (?:the |our |its )?(?:same )?train(?:ing)?[- ](?:data(?:set)?|set|split|examples)\b/i;
const scored = /\b(?:accuracy|precision|recall|f1|auc|rmse|mae|scores?|measured?|evaluat\w+|tested|report\w*)\b/i;
const learning = /\b(?:train(?:ed|s)?|fit(?:ted)?|tun(?:ed|ing)|learn\w*|not|never|instead|only|than|than on|gap)\b/i;
