// Untrusted text can steer a generative model. Whether it does is found by a suite, before somebody else finds it.
import { saysAnywhere } from '../../facts/mentions.js';
import { textBelow } from '../../facts/rows.js';
import { dataAt } from '../../model/artifact.js';
import { membersOf } from '../../project.js';
import { literal } from '../../syntax/write.js';
import { errorFrom, type ModelEdit, markdown, rule, type Spot, yaml } from '../rule.js';

export default rule({
  id: 'injection-untested',
  group: 'risk',
  kinds: ['experiment-plan', 'prd'],
  level: errorFrom('deploy'),
  profile: 'strict',
  when: ['generative'],
  prose: true,
  says: 'Untrusted text can steer this model, and no suite of injections or jailbreaks tests how far.',
  because: 'Mails, web pages and uploads carry instructions as well as content. The model follows both until somebody has tried.',
  source: 'OWASP Top 10 for LLM applications 2025, LLM01; NIST AI 600-1, MS-2.7-007',
  bad: [
    yaml`
      kind: experiment-plan
      generative: true
      <|llm_eval|>:
        task_set_n: 800
        hallucination_limit: ≤ 2 %
        judge:
          model: judge-m
          agreement_with_humans: kappa 0.71
          n: 200
    `,
    markdown`
      ---
      kind: prd
      generative: true
      ---
      # Answers to e-mails of customers

      ## <|Feature|>

      Reads the e-mail and its attachments and drafts an answer.
    `,
  ],
  good: [
    yaml`
      kind: experiment-plan
      generative: true
      llm_eval:
        task_set_n: 800
        injection_suite_n: 300
        pass_bar: attack success ≤ 1 %
    `,
    markdown`
      ---
      kind: prd
      generative: true
      ---
      # Answers to e-mails of customers

      ## Feature

      Reads the e-mail and drafts an answer.

      ## Evaluation dataset

      800 mails, and 300 prompt injections, direct and in attachments: at most 1 % may succeed.
    `,
  ],
  check({ artifact, initiative }, report) {
    const suite = '/llm_eval/injection_suite_n';
    const spot = place();
    if (spot === undefined) return;
    const given = textBelow(artifact, suite).trim();
    if (given !== '' && !/^(?:0|none|no|n\/a|not (?:yet|planned)|-)\b/i.test(given)) return;
    if (saysAnywhere(initiative, tested)) return;
    report(spot, undefined, {
      fix: {
        title: 'Add the suite',
        sort: 'template',
        edits: [artifact.kind === 'prd' ? mention() : given === '' ? { add: suite, value: '${1:300}' } : { put: suite, text: '${1:300}' }],
      },
    });

    function mention(): ModelEdit {
      const said = artifact.places.get('/evaluation_dataset')?.text?.text;
      return said ? { put: '/evaluation_dataset', text: `${literal(said)}; ${stub}` } : { add: '/evaluation_dataset', value: stub };
    }

    /** Where the evaluation stands; the experiment plan is asked first, and a plan without any evaluation lacks more than this. */
    function place(): Spot | undefined {
      if (artifact.kind === 'experiment-plan')
        return dataAt(artifact, suite) !== undefined
          ? suite
          : dataAt(artifact, '/llm_eval') === undefined
            ? undefined
            : { keyOf: '/llm_eval' };
      if (membersOf(initiative, 'experiment-plan').length > 0) return undefined;
      return ['/feature', '/goal']
        .map((field) => (dataAt(artifact, field) === undefined ? undefined : { keyOf: field }))
        .find((found) => found !== undefined);
    }
  },
});

const stub = '${1:300} prompt injections and jailbreaks, direct and in ${2:documents}: attack success ≤ ${3:1 %}';

const tested =
  /\b(?:injections?|jailbreaks?|prompt attacks?|adversarial (?:prompts?|inputs?|examples?)|red[ -]?team\w{0,5})\b[^\n]{0,80}\b(?:suite|tests?|tested|cases|set|success|eval\w{0,7}|benchmark|probes?|\d+)\b|\b(?:suite|tests?|cases|probes?|benchmark|\d+)\b[^\n]{0,60}\b(?:injections?|jailbreaks?|prompt attacks?|adversarial prompts?)\b/i;
