// Who labels, how, how fast: with one of the three missing nobody can say when there is something to train on.
// Where the world itself answers (clicks, chargebacks, outcomes), nobody has to.

import { dataAt } from '../../model/artifact.js';
import { behind } from '../behind.js';
import { errorFrom, markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'label-plan-incomplete',
  group: 'data',
  kinds: ['data-readiness'],
  level: errorFrom('build'),
  prose: true,
  says: 'The labelling plan does not say who labels, how, or how fast.',
  because: 'Labels are the slowest part of most projects: without a speed there is no date, without a guideline no agreement.',
  source: '"PM responsibilities in AI": labelling plan, who, how and how fast',
  bad: [
    yaml`
      kind: data-readiness
      labeling: <|vendor will label|>
    `,
    yaml`
      kind: data-readiness
      <|labeling|>:
        method: in-house
        who: "@radiology-kim"
    `,
    markdown`
      ## <|Labelling plan|>

      - Guideline: [v3](./guideline.md)
      - Throughput: 40 CVs an hour
    `,
  ],
  good: [
    markdown`
      ## Labelling

      Vendor, 400/day, guideline v2.
    `,
    yaml`
      kind: data-readiness
      labeling: Two dispatchers label late parcels by the handbook, done by 2026-04-30.
    `,
    yaml`
      kind: data-readiness
      labeling:
        method: active-learning
        who: "@noor and two linguists"
        items_per_hour: 60
    `,
    markdown`
      ## Labelling

      None by hand: a chargeback within 60 days is the label.
    `,
  ],
  check({ artifact, facts }, report) {
    const field = '/labeling';
    const plan = facts.labeling;
    if (!plan || plan.byItself || dataAt(artifact, field) === undefined) return;
    const missing = slots.filter(({ key }) => !plan[key]);
    if (missing.length === 0 || isEssay(plan.text)) return;
    const end = plan.text.replace(/(?<![.\s])[.\s]+$/, '').length;
    report(
      plan.prose ? field : { keyOf: field },
      `The labelling plan does not say ${listed(missing.map(({ key, words }) => words ?? key))}.`,
      {
        fix: {
          title: 'Add what is missing',
          sort: 'template',
          edits: plan.prose
            ? [behind(field, plan.text, end, missing.map(({ sample }, at) => `, \${${at + 1}:${sample}}`).join(''))]
            : missing.map(({ part, sample }, at) => ({ add: `${field}/${part}`, value: `\${${at + 1}:${sample}}` })),
        },
      },
    );
  },
});

/** Questions of a template, or pages on how the data came to be: whether a plan is in there, no reader of words can say. */
const isEssay = (text: string): boolean => text.includes('?') || text.split(/\s+/).length > 80;

const slots = [
  { key: 'who', words: 'who labels', part: 'who', sample: '@name and two annotators' },
  { key: 'how', words: 'how', part: 'guideline', sample: 'guideline v1' },
  { key: 'speed', words: 'how fast', part: 'items_per_hour', sample: '40 an hour' },
] as const;

const listed = (words: readonly string[]): string =>
  words.length > 1 ? `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}` : (words[0] ?? '');
