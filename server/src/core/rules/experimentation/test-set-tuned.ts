// The best of thirty on the test set: by now it is part of the training.
import { leaves } from '../../model/artifact.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'test-set-tuned',
  group: 'experimentation',
  kinds: ['experiment-plan'],
  level: 'warning',
  profile: 'strict',
  prose: true,
  says: 'Something is chosen on the test set, so its score there is no test any more.',
  because: 'Each choice made by looking at the test set fits the model to it. The score rises, and production does not.',
  source: 'ML Test Score, Model 3; Dwork et al., The reusable holdout, Science 349 (2015)',
  bad: [
    yaml`
      kind: experiment-plan
      results: <|best of 30 runs on the test set|> reaches F1 0.84
    `,
    markdown`
      ## Validation

      Temporal split by month. <|The threshold is chosen on the hold-out|> to reach 95 % recall of urgent scans.
    `,
    yaml`
      kind: experiment-plan
      validation: {method: random split, tuned_on: <|test set|>}
    `,
    yaml`
      kind: experiment-plan
      validation: 80/10/10 split, <|40 evaluations on the test set|> so far
    `,
  ],
  good: [
    yaml`
      kind: experiment-plan
      results: best of 30 runs on the validation set, F1 0.84 once on the test set
    `,
    markdown`
      ## Validation

      Temporal split by month. The threshold is chosen on the validation month; the hold-out was used once and never for tuning.
    `,
  ],
  check({ artifact, threshold }, report) {
    for (const { pointer, text } of leaves(artifact)) {
      if (
        !/^\/(?:validation|results|candidates|evaluation_dataset|reproducibility|decision|llm_eval)(?:\/|$)/.test(pointer) ||
        text.verbatim === 'code'
      )
        continue;
      if (pointer.endsWith('/tuned_on')) {
        const own = /\b(?:test|hold-?out|held[- ]out)(?:[- ](?:set|data|split))?\b/i.exec(text.text);
        if (own && !spared.test(text.text)) put(pointer, own.index, own[0], own[0]);
        continue;
      }
      for (const sentence of text.text.matchAll(/[^.;\n](?:[^.;\n]|\.(?=\d)){0,300}/g)) {
        const looked = looks.exec(sentence[0]);
        const often = looked && Number(looked[1]) > threshold('test_looks') ? looked : undefined;
        const found = chosen.map((pattern) => pattern.exec(sentence[0])).find((match) => match !== null) ?? often;
        if (!found || spared.test(sentence[0])) continue;
        const set = /\b(?:test|hold-?out|held[- ]out)\b(?!.*\b(?:test|hold-?out|held[- ]out)\b)/i.exec(found[0]);
        if (set) put(pointer, sentence.index + found.index, found[0], set[0]);
      }
    }
    function put(pointer: string, from: number, whole: string, set: string): void {
      const at = from + whole.toLowerCase().lastIndexOf(set.toLowerCase());
      report({ pointer, from, to: from + whole.length }, `"${whole.slice(0, 50)}": what is chosen there cannot be tested there.`, {
        fix: {
          title: 'Choose on the validation set',
          sort: 'choice',
          edits: [
            {
              within: pointer,
              from: at,
              to: at + set.length,
              text: /\b(?:set|data|split)$/i.test(set) ? 'validation set' : /out$/i.test(set) ? 'validation set' : 'validation',
            },
          ],
        },
      });
    }
  },
});

const set =
  '(?:the |our |a )?(?:same |final )?(?:held[- ]out |hold-?out )?(?:test|hold-?out|held[- ]out)(?:[- ](?:set|data(?:set)?|split|month|sample|fold))?\\b';
const chosen = [
  new RegExp(
    `\\b(?:chose|choose|picked?|select(?:ed)?|took|kept|keep|ship(?:ped)?) the (?:\\w{1,16} ){1,3}(?:that|which|with) (?:\\w{1,12} ){0,4}(?:highest|best|lowest|top)(?: \\w{1,12}){0,2} (?:on )?${set}`,
    'i',
  ),
  new RegExp(`\\bbest (?:checkpoint|model|prompt|epoch|run|threshold|seed|configuration) (?:by|on|according to) (?:the )?${set}`, 'i'),
  /\b(?:tried|ran|tested|compared|swept) (?:\d{1,4}|ten|twenty|thirty|forty|fifty|many|several|all) (?:\w{1,16} ){1,3}and (?:report(?:ed)?|took|take|pick(?:ed)?|keep|kept|choose|chose|ship(?:ped)?) the (?:one with the )?best (?:on the )?(?:test|hold-?out)(?:[- ](?:set|score|result|accuracy|data))?\b/i,
  new RegExp(
    `\\b(?:best|top|winner) of (?:\\d{1,4}|ten|twenty|thirty|forty|fifty|all|several|many) (?:\\w{1,16} ){0,2}(?:on|by|measured on|scored on) ${set}`,
    'i',
  ),
  new RegExp(
    `\\b(?:the |all |our )?(?:thresholds?|cut-?offs?|hyper-?parameters?|learning rate|architecture|model|prompts?|features?|checkpoint|parameters|weights) (?:\\w{1,12} ){0,2}(?:chosen|selected|picked|tuned|set|optimi[sz]ed|fitted|calibrated|adjusted)(?: \\w{1,12}){0,3} (?:on|against|with|using|by score on|to maximi[sz]e \\w{1,12} on) ${set}`,
    'i',
  ),
  new RegExp(
    `\\b(?:we |was |were |is |are )?(?:tun(?:e|ed|ing)|optimi[sz](?:e|ed|ing)|select(?:ed|ing)?|early stopping|grid search(?:ed)?|calibrat(?:e|ed|ing)|pick(?:ed)?|chose|adjusted)(?: \\w{1,16}){0,4} (?:on|against|using) ${set}`,
    'i',
  ),
];
const looks =
  /\b(\d{1,4}) (?:evaluations?|looks?|runs?|submissions?|times|experiments?|scorings?)(?: \w{1,10}){0,3} (?:on|at|against) (?:the |our )?(?:test|hold-?out|held[- ]out)(?:[- ](?:set|data|split))?\b/i;
const spared = /\b(?:never|not|no tuning|n't|instead of|rather than|only after|once|without|neither|nor|forbidden|must not|validation)\b/i;
