// People label, and nobody knows whether two of them would say the same; or one knows, and they would not.

import { dataAt, textAt } from '../../model/artifact.js';
import { behind } from '../behind.js';
import { type Fix, markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'agreement-missing-or-low',
  group: 'data',
  kinds: ['data-readiness', 'experiment-plan'],
  level: 'warning',
  profile: 'strict',
  prose: true,
  says: 'How far do those who label agree?',
  because: 'A model cannot be more right than its labels are equal; where one class is rare, a raw share hides that they are not.',
  source: 'Landis and Koch (1977) for kappa; Krippendorff for alpha',
  bad: [
    yaml`
      kind: data-readiness
      labels:
        count: 5000
        agreement: <|90|> % agreement
    `,
    markdown`
      ## Labels

      - Count: 8,000 messages
      - Agreement: kappa <|0.48|> on 300

      ## Labelling

      Two moderators by the house rules, 300 a day.
    `,
    yaml`
      kind: data-readiness
      labeling: two radiologists by protocol v2, 60 studies a day
      <|labels|>:
        count: 4100
    `,
    yaml`
      kind: experiment-plan
      llm_eval:
        judge:
          model: judge-3
          agreement_with_humans: <|85|> %
    `,
  ],
  good: [
    yaml`
      kind: data-readiness
      labels:
        count: 5000
        agreement: {stat: kappa, value: 0.74, n: 300}
    `,
    markdown`
      ## Labels

      9,000 CVs, Krippendorff's alpha 0.71 on 250 of them, 88 % raw agreement.
    `,
    yaml`
      kind: data-readiness
      labeling: "None by hand: the chargeback is the label"
      labels: {count: 90000}
    `,
  ],
  check({ artifact, facts, threshold }, report) {
    const { agreement, labeling, labels } = facts;
    if (!agreement) {
      // Nobody to agree with: the world labels, or there is no plan to read.
      if (
        !labels ||
        !labeling ||
        labeling.byItself ||
        !labeling.who ||
        labels.text.trim() === '' ||
        /\bagree|\bkappa|\bicc\b|\bIoU\b/i.test(labels.text + labeling.text)
      )
        return;
      report(
        labels.prose ? '/labels' : { keyOf: '/labels' },
        'People label, and nothing says how far they agree: on how many items was it measured?',
        {
          fix: labels.prose
            ? add(artifact, '/labels')
            : {
                title: 'Add the agreement',
                sort: 'template',
                edits: [{ add: '/labels/agreement', value: 'kappa ${1:0.7} on ${2:300} items' }],
              },
        },
      );
      return;
    }
    const { stat, value, pointer } = agreement;
    const at = { pointer, from: agreement.from, to: agreement.to };
    if (stat === 'raw')
      report(
        at,
        `${value === undefined ? 'Raw' : `${Math.round(value * 100)} % raw`} agreement can be a kappa of 0.44 where one class is rare: what is the kappa?`,
        {
          fix: /\/agreement\/value$/.test(pointer)
            ? {
                title: 'Give the kappa',
                sort: 'template',
                edits: [
                  { put: '/labels/agreement/stat', text: 'kappa' },
                  { put: pointer, text: '${1:0.7}' },
                ],
              }
            : add(artifact, pointer),
        },
      );
    const least = stat === 'kappa' ? threshold('agreement_kappa') : threshold('agreement_alpha');
    if ((stat === 'kappa' || stat === 'alpha') && value !== undefined && value < least && dataAt(artifact, pointer) !== undefined)
      report(
        at,
        `${stat === 'alpha' ? 'An' : 'A'} ${stat} of ${value} is below ${least}: mend the guideline or adjudicate before you train on it.`,
      );
  },
});

function add(artifact: Parameters<typeof textAt>[0], pointer: string): Fix {
  const text = textAt(artifact, pointer);
  return {
    title: 'Give the kappa',
    sort: 'template',
    edits: [behind(pointer, text, text.replace(/(?<![.\s])[.\s]+$/, '').length, ', kappa ${1:0.7} on ${2:300} items')],
  };
}
