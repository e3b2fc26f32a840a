// 42 % against 60 % is a ratio of 0.70. Below four fifths somebody has to look; it is a screen and not a verdict.
import { disparityOf } from '../../facts/disparity.js';
import { textBelow } from '../../facts/rows.js';
import { dataAt } from '../../model/artifact.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'fairness-below-limit',
  group: 'risk',
  kinds: ['experiment-plan', 'retrospective'],
  level: 'warning',
  profile: 'strict',
  prose: true,
  says: 'One group does clearly worse than another: what explains it?',
  because: 'Below four fifths the usual screen asks for a closer look. A difference may have a reason; then the reason belongs here.',
  source: 'Uniform Guidelines, 29 CFR 1607.4(D): the four-fifths screen',
  bad: [
    yaml`
      kind: experiment-plan
      fairness:
        metric: share of applicants who are invited
        segments:
          - segment: women
            value: <|42 %|>
          - segment: men
            value: 60 %
    `,
    markdown`
      # Loans in the app, after 90 days

      ## Risk review

      - **Fairness:** approval rate of customers under 25 was <|31 % vs 55 %|> of all others
      - **Complaints:** 0.2 % of customers
    `,
    yaml`
      kind: retrospective
      risk_review:
        fairness: <|ratio 0.71|> for listings of private sellers, limit 0.8
    `,
  ],
  good: [
    yaml`
      kind: experiment-plan
      fairness:
        metric: share of applicants who are invited
        segments:
          - segment: women
            value: 55 %
          - segment: men
            value: 60 %
    `,
    markdown`
      # Loans in the app, after 90 days

      ## Risk review

      **Fairness:** approval ratio 0.91 between customers under 25 and all others; false positives 4 % vs 6 %
    `,
  ],
  check({ artifact, threshold }, report) {
    const limit = threshold('selection_ratio');
    const field = artifact.kind === 'retrospective' ? '/risk_review/fairness' : '/fairness';
    if (dataAt(artifact, field) === undefined) return;
    const [explained, whole] = [
      /\b(?:because|due to|explained by|investigat\w{1,5}|follow[ -]?up|examined|reason)\b/i,
      textBelow(artifact, field),
    ];
    if (explained.test(whole)) return;
    const low = disparityOf(artifact, field);
    if (!low) {
      // Values by group, and no word on what is measured.
      if (
        dataAt(artifact, `${field}/segments`) !== undefined &&
        !/[a-z]/i.test(`${textBelow(artifact, `${field}/metric`)}${textBelow(artifact, `${field}/disparity_metric`)}`)
      )
        report({ keyOf: field }, 'Values by group, but of which metric, and how far may they differ?', {
          level: 'hint',
          fix: {
            title: 'Name the metric',
            sort: 'template',
            edits: [{ add: `${field}/metric`, value: '${1:<share of each group that is selected>}' }],
          },
        });
      return;
    }
    if (low.ratio >= limit - 1e-9) return;
    const text = artifact.places.get(low.pointer)?.text?.text ?? '';
    const how = low.of ? `${low.of} is a ratio of ${low.ratio.toFixed(2)}` : `A ratio of ${low.ratio}`;
    report({ pointer: low.pointer, from: low.from, to: low.to }, `${how}, below ${limit}: what explains the difference?`, {
      fix: {
        title: 'Add what was looked at',
        sort: 'template',
        edits: [
          {
            within: low.pointer,
            from: text.trimEnd().length - 1,
            to: text.trimEnd().length,
            text: `${text.trimEnd().slice(-1)} (follow-up by \${1:@name} until \${2:<date>}, \${3:<what is examined>})`,
          },
        ],
      },
    });
  },
});
