// "Rarely wrong": how rarely, on which questions? A generative model needs a limit and a set to measure it on.
import { type firstMention, mentions } from '../../facts/mentions.js';
import { textBelow } from '../../facts/rows.js';
import { readQuantities } from '../../language/quantity.js';
import { dataAt, parent } from '../../model/artifact.js';
import { membersOf } from '../../project.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'hallucination-unbounded',
  group: 'risk',
  kinds: ['experiment-plan', 'prd'],
  level: 'warning',
  profile: 'strict',
  when: ['generative'],
  prose: true,
  says: 'How often may it be wrong, and on which set is that measured?',
  because: 'It will make things up. Without a limit nobody knows when that is too often, and without a set nobody notices.',
  source: 'NIST AI 600-1, MS-2.5-003; OWASP Top 10 for LLM applications 2025, LLM09',
  bad: [
    yaml`
      kind: experiment-plan
      generative: true
      llm_eval:
        task_set_n: 400
        hallucination_limit: <|rarely wrong|>
    `,
    markdown`
      ---
      kind: prd
      generative: true
      ---
      # Discharge letters

      ## Guardrails

      - Drafts contain <|no made-up|> findings
    `,
    yaml`
      kind: experiment-plan
      generative: true
      <|llm_eval|>:
        injection_suite_n: 300
        prompt_version: v12
    `,
  ],
  good: [
    yaml`
      kind: experiment-plan
      generative: true
      llm_eval:
        task_set_n: 1000
        hallucination_limit: ≤ 2 % of the sentences without support
    `,
    markdown`
      ---
      kind: prd
      generative: true
      ---
      # Discharge letters

      ## Guardrails

      - Unsupported findings ≤ 1 % of drafts, on 1,000 letters of eval v3
    `,
    yaml`
      kind: prd
      generative: true
      metrics:
        technical:
          - name: groundedness
            target: ≥ 95 % on 500 questions
    `,
  ],
  check({ artifact, initiative }, report) {
    if (artifact.kind === 'prd') {
      // The experiment plan is the place; a PRD is asked where it promises something, or where it is alone.
      if (membersOf(initiative, 'experiment-plan').length > 0) return;
      let first: ReturnType<typeof firstMention>;
      for (const mention of mentions(artifact, wrong, promising)) {
        const row = parent(mention.pointer);
        // The limit of a metric may stand in the cell beside its name.
        if (measured(mention.sentence) || (row.split('/').length > 2 && /\/\d+$/.test(row) && measured(textBelow(artifact, row)))) return;
        first ??= mention;
      }
      if (!first) return;
      report(
        { pointer: first.pointer, from: first.from, to: first.to },
        `"${first.word}": how often is acceptable, and on which set is it measured?`,
        {
          fix: {
            title: 'Give the limit and the set',
            sort: 'template',
            edits: [
              {
                within: first.pointer,
                from: first.from,
                to: first.to,
                text:
                  'at most ${1:2 %} unsupported on ${2:1,000} cases of ${3:<eval set>}, instead of ' +
                  first.word.replace(/[\\$}]/g, '\\$&'),
              },
            ],
          },
        },
      );
      return;
    }
    if (dataAt(artifact, '/llm_eval') === undefined) return;
    const limit = '/llm_eval/hallucination_limit';
    const said = textBelow(artifact, limit).trim();
    const whole = textBelow(artifact, '/llm_eval');
    const bounded = measured(said) || measured(wrongIn(whole));
    const set =
      dataAt(artifact, '/llm_eval/task_set_n') !== undefined ||
      dataAt(artifact, '/evaluation_dataset') !== undefined ||
      /\bn ?= ?\d|\b\d[\d,.]* ?k?\s(?:tasks|questions|answers|cases|prompts|conversations|samples|documents|examples)\b/i.test(whole);
    if (bounded && set) return;
    const value = '≤ ${1:2 %} of ${2:<answers>} without support in the source';
    const lacks = bounded
      ? 'The limit has no set: on how many cases is it measured?'
      : said
        ? `"${said.slice(0, 50)}": how wrong is acceptable, in numbers?`
        : undefined;
    report(said && !bounded ? limit : { keyOf: '/llm_eval' }, lacks, {
      fix: {
        title: bounded ? 'Add the set' : 'Add the limit',
        sort: 'template',
        edits: [
          ...(bounded ? [] : [said ? { put: limit, text: value } : { add: limit, value }]),
          ...(set ? [] : [{ add: '/llm_eval/task_set_n', value: '${3:1000}' }]),
        ],
      },
    });
  },
});

const promising: ReadonlySet<string> = new Set(['goal', 'guardrails', 'metrics', 'feature', 'slos', 'launch_gate']);
const wrong =
  /\b(?:(?:no|zero|few|minimal|rare|low|reduced?|avoid|without|never) )?(?:hallucinat(?:e|es|ed|ions?|ing)|made[ -]up|fabricat(?:e|es|ed|ions?)|invent(?:s|ed)? (?:facts|answers|findings|sources)|unsupported (?:claims?|answers?|statements?|findings?)|(?:rarely|seldom|hardly ever|almost never|never) wrong|factual(?:ly)? (?:accura\w{2,4}|correct\w{0,4}|errors?)|ground(?:ed|edness)|wrong answers?|incorrect answers?|accurate answers)\b/i;
const wrongIn = (text: string): string =>
  text
    .split(/[\n;]/)
    .filter((line) => wrong.test(line))
    .join('\n');

/** A number with a percent sign or a comparator, and not merely a version. */
const measured = (text: string): boolean =>
  readQuantities(text).some(({ value }) => value.unit === '%' || value.unit === 'pp' || value.comparator !== undefined) ||
  /\b\d+ (?:in|of|out of) \d+\b|[<≤>≥]\s*0?\.\d/.test(text);
