// A model graded 500 answers: who graded the grader?
import { textBelow } from '../../facts/rows.js';
import { readModels } from '../../language/models.js';
import { findPlaceholders } from '../../language/placeholder.js';
import { type Artifact, dataAt, leaves, textAt } from '../../model/artifact.js';
import { behind } from '../behind.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'judge-unvalidated',
  group: 'experimentation',
  kinds: ['experiment-plan'],
  level: 'warning',
  profile: 'strict',
  prose: true,
  says: 'A model grades the answers, and nobody has checked how well it grades.',
  because: 'Graders prefer long answers, the first of two, and their own kind. Without human labels beside it the score may measure that.',
  source: 'Zheng et al., Judging LLM-as-a-judge, NeurIPS 2023',
  bad: [
    yaml`
      kind: experiment-plan
      llm_eval:
        task_set_n: 500
        judge: {model: <|gpt-4o-2024-08-06|>}
    `,
    markdown`
      ## LLM eval

      500 answers of the claims bot were <|graded by Claude|>; 93 % passed.
    `,
    yaml`
      kind: experiment-plan
      candidates: [prompt v3 on claude-sonnet-4-20250514]
      llm_eval:
        judge: {model: <|claude-opus-4-20250514|>, agreement_with_humans: kappa 0.71, n: 200}
    `,
  ],
  good: [
    yaml`
      kind: experiment-plan
      llm_eval:
        task_set_n: 500
        judge: {model: gpt-4o-2024-08-06, agreement_with_humans: kappa 0.71, n: 200}
    `,
    markdown`
      ## LLM eval

      500 answers of the claims bot were graded by Claude; on 200 of them two people agree with it at kappa 0.74.
    `,
  ],
  check({ artifact }, report) {
    const judge = '/llm_eval/judge';
    const all = [...leaves(artifact)]
      .filter(({ pointer }) => /^\/(?:llm_eval|results|validation|evaluation_dataset|slices)/.test(pointer))
      .map(({ text }) => text.text)
      .join('\n');
    const agreed =
      (dataAt(artifact, `${judge}/agreement_with_humans`) !== undefined && textBelow(artifact, `${judge}/agreement_with_humans`) !== '') ||
      calibrated.test(all);
    const named = ['/llm_eval/judge/model', judge].find((pointer) => textAt(artifact, pointer) !== '');
    if (named !== undefined) {
      const text = textAt(artifact, named);
      if (findPlaceholders(text).length > 0 || /^\s*(?:none|no|human|people|annotators)\b/i.test(text)) return;
      const fix = {
        title: 'Add the agreement with people',
        sort: 'template' as const,
        edits:
          named === judge
            ? [behind(named, text, text.trimEnd().length, ', kappa ${1:0.71} with people on ${2:200} answers')]
            : [
                { add: `${judge}/agreement_with_humans`, value: 'kappa ${1:0.71}' },
                ...(dataAt(artifact, `${judge}/n`) === undefined ? [{ add: `${judge}/n`, value: '${2:200}' }] : []),
              ],
      };
      if (!agreed) return report(named, `"${text.slice(0, 40)}" grades the answers: how often does it agree with people?`, { fix });
      const family = readModels(text).find((model) => model.family)?.family;
      const own = family !== undefined && familiesOf(artifact).includes(family);
      // Checked against people, a bias towards its own kind shows; that it is its own kind is still worth a word.
      if (own && !/\b(?:swapped|blind(?:ed)?|second judge|other family|cross-check\w*)\b/i.test(all))
        report(named, `The judge is of the family that it grades (${family}): such judges favour their own.`, {
          level: 'hint',
          fix: {
            title: 'Say how that was checked',
            sort: 'template',
            edits: [behind(named, text, text.trimEnd().length, ' (${1:a second judge of another family agrees, order swapped})')],
          },
        });
      return;
    }
    if (agreed) return;
    for (const { pointer, text } of leaves(artifact)) {
      if (text.verbatim === 'code' || !/^\/(?:llm_eval|results|validation)/.test(pointer)) continue;
      const found = graded.exec(text.text);
      if (!found || /\b(?:not|never|no)\s+$/i.test(text.text.slice(0, found.index)) || findPlaceholders(text.text).length > 0) continue;
      return report(
        { pointer, from: found.index, to: found.index + found[0].length },
        'Who graded the grader? How often does it agree with people, on how many answers?',
        {
          fix: {
            title: 'Add the agreement with people',
            sort: 'template',
            edits: [behind(pointer, text.text, found.index + found[0].length, ' (kappa ${1:0.71} with people on ${2:200} answers)')],
          },
        },
      );
    }
  },
});

function familiesOf(artifact: Artifact): readonly string[] {
  const text = ['/candidates', '/decision', '/reproducibility', '/baseline'].map((field) => textBelow(artifact, field)).join('\n');
  return readModels(text).flatMap(({ family }) => family ?? []);
}

const model =
  '(?:an? |the |another )?(?:llm|language model|gpt[\\w.-]{0,16}|chatgpt|claude[\\w. -]{0,16}?|gemini[\\w.-]{0,16}|llama[\\w.-]{0,16}|judge model|strong(?:er)? model|llm[- ]judge)';
const graded = new RegExp(
  `\\b(?:graded|judged|scored|rated|evaluated|assessed) (?:automatically )?(?:by|with|using) ${model}\\b|\\b${model} (?:graded|judges|judged|scored|rated|grades|rates) [\\w ]{1,30}|\\bllm[- ]as[- ](?:a[- ])?judge\\b`,
  'i',
);
const calibrated =
  /\b(?:kappa|krippendorff|agree(?:s|d|ment)?\b.{0,40}\b(?:humans?|people|annotators?|experts?|labels?|reviewers?)|(?:humans?|people|annotators?|experts?|reviewers?)\b.{0,40}\bagree|human[- ](?:labels?|labelled|labeled|annotated|reviewed|spot[- ]?check\w*|calibrat\w+|agreement)|calibrated (?:on|against|with)|spot[- ]check\w*|correlat\w+ with human)/i;
