// "Monitor drift" is a wish. A check has a measure, a limit and a window; which signal it is about may be the section's title.

import type { DriftFact } from '../../facts/drift.js';
import { addPart } from '../addPart.js';
import { behind } from '../behind.js';
import { eachOrAll } from '../eachOrAll.js';
import { type Context, type ModelEdit, markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'drift-underspecified',
  group: 'data',
  kinds: ['data-readiness', 'monitoring'],
  level: 'warning',
  prose: true,
  says: 'This check for drift has no measure, no limit or no window.',
  because: 'Without a number nobody is told, and the customer is the one who notices that the world has changed.',
  source: '"PM responsibilities in AI": drift detection defined, automated alerts for drift',
  bad: [
    yaml`
      kind: data-readiness
      drift_detection:
        - <|monitor drift|>
    `,
    markdown`
      ---
      kind: monitoring
      ---
      # Monitoring of the claims model

      ## Drift

      | Signal | Metric | Alert | Window |
      |---|---|---|---|
      | Amount | PSI | 0.25 | weekly |
      | <|Share of photos without a plate|> | share | | daily |
    `,
    markdown`
      ## Drift detection

      - KS distance of basket size against last quarter, alert above 0.15, every night
      - <|We track label drift in Evidently|>
    `,
  ],
  good: [
    yaml`
      kind: data-readiness
      drift_detection:
        - PSI, 10 bins, warn .1, alert .25, daily, n ≥ 1000
    `,
    markdown`
      ## Drift

      Every night the share of unknown words is compared with the training corpus; above 4 % @yuki gets a ticket.
    `,
    yaml`
      kind: monitoring
      drift:
        - signal: referral reasons (input)
          metric: Jensen-Shannon distance
          alert: "0.12"
          window: 7 days
    `,
  ],
  check(context, report) {
    const { drift } = context.facts;
    const first = drift[0];
    if (!first) return;
    // What no check of the section has was forgotten once.
    const nowhere = drift.length > 1 ? parts.filter(({ key }) => !drift.some(({ has }) => has[key])) : [];
    if (nowhere.length > 0)
      report({ keyOf: first.field }, `The checks for drift have ${listed(nowhere)}: which number, over what?`, {
        fix: {
          title: 'Add what is missing',
          sort: 'template',
          edits: drift.flatMap((check) => complete(context, check, nowhere)),
        },
      });
    const lacking = drift.flatMap((check) => {
      const lacks = parts.filter((part) => !check.has[part.key] && !nowhere.includes(part));
      return lacks.length === 0 ? [] : [{ at: check.pointer, message: sentence(check, lacks), edits: complete(context, check, lacks) }];
    });
    eachOrAll(
      report,
      { field: first.field, rows: drift.length, lacking },
      { all: (share) => `${share} checks for drift has a measure, a limit and a window.`, title: 'Add what is missing' },
    );
  },
});

const parts = [
  { key: 'measure', words: 'no measure', part: 'metric', value: 'PSI', prose: 'PSI with 10 bins' },
  { key: 'limit', words: 'no limit', part: 'alert', value: '0.25', prose: 'warn at 0.1, alert at 0.25' },
  { key: 'window', words: 'no window', part: 'window', value: 'daily', prose: 'daily' },
] as const;

type Part = (typeof parts)[number];

function sentence(check: DriftFact, lacks: readonly Part[]): string {
  const words = check.text.replace(/\s+/g, ' ');
  return `"${words.length > 30 ? `${words.slice(0, 29)}…` : words}" has ${listed(lacks)}: which number, over what?`;
}

function listed(lacks: readonly Part[]): string {
  const words = lacks.map(({ words: own }) => own);
  return words.length > 1 ? `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}` : (words[0] ?? '');
}

function complete({ artifact }: Context, check: DriftFact, lacks: readonly Part[]): readonly ModelEdit[] {
  if (!check.prose) return lacks.flatMap(({ part, value }, at) => addPart(artifact, check.pointer, part, `\${${at + 1}:${value}}`));
  const end = check.text.replace(/(?<![.\s])[.\s]+$/, '').length;
  return [behind(check.pointer, check.text, end, lacks.map(({ prose }, at) => `, \${${at + 1}:${prose}}`).join(''))];
}
