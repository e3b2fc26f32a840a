// A random split of data that has time or persons in it: the model meets in the test what it has seen in training.

import { textsUnder } from '../../facts/rows.js';
import type { SplitsFact } from '../../facts/splits.js';
import { type Artifact, textAt } from '../../model/artifact.js';
import { behind } from '../behind.js';
import { type Context, type Fix, markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'split-leakage-risk',
  group: 'data',
  kinds: ['data-readiness', 'experiment-plan'],
  level: 'warning',
  prose: true,
  says: 'The split is random, and the same person or the future can stand on both sides.',
  because: 'The test then measures memory. The score is high until launch and falls on the first day with new people.',
  source: 'Sculley et al., "Hidden technical debt"; ML Test Score, Model 1',
  bad: [
    yaml`
      kind: data-readiness
      splits: <|random|> 80/10/10 on 18-month user logs
    `,
    yaml`
      kind: data-readiness
      sources:
        - "chest X-rays of 4,100 patients: @noor"
      splits:
        strategy: <|random|>
        train: 80 %
        test: 20 %
    `,
    markdown`
      ---
      kind: experiment-plan
      ---
      # Demand forecast for fresh food

      ## Hypothesis

      If we add weather, daily sales per store are forecast with 10 % less error.

      ## Validation

      Rows are <|shuffled|> and split 80/20.
    `,
  ],
  good: [
    yaml`
      kind: data-readiness
      splits: cut at 2025-06-01, grouped by user, 80/10/10
    `,
    yaml`
      kind: data-readiness
      sources:
        - "product photos: @tom"
      splits: {strategy: random, train: 80 %, test: 20 %}
    `,
    markdown`
      ## Splits

      A random 20 % of the patients are held out, all studies of one patient on the same side.
    `,
    yaml`
      kind: data-readiness
      splits:
        strategy: random
        leakage_controls: by customer, near-duplicates removed
    `,
  ],
  check(context, report) {
    const splits = context.facts.splits;
    if (!splits?.random) return;
    const word = entityIn(context, splits);
    if (word === undefined) return;
    report(splits.random, `A random split, and the data is about ${word}: the test can hold what training has seen.`, {
      fix: fixOf(context.artifact, splits),
    });
  },
});

const entity =
  /\b(?:users?|customers?|patients?|visitors?|members?|subscribers?|sellers?|merchants?|accounts?|devices?|applicants?|job candidates?|drivers?|students?|employees?|speakers?|authors?|households?|meters?|sensors?|machines?|stores?|time[- ]series|logs|click ?streams?|event (?:log|stream)s?|transactions?|sessions?|orders|bookings|sales|demand|sensor readings|price history|forecasts?)\b/i;

/** The word that says so: in the split itself, the sources, the labels, what is measured. */
function entityIn({ artifact, initiative }: Context, splits: SplitsFact): string | undefined {
  const fields = ['/sources', '/labels', '/fields', '/hypothesis', '/evaluation_dataset', '/primary_metric', '/baseline', '/title'];
  const texts = [splits.text, ...textsOf(artifact, fields)];
  for (const member of initiative.members)
    if (member.artifact !== artifact && member.source.kind === 'data-readiness') texts.push(...textsOf(member.artifact, ['/sources']));
  for (const text of texts) {
    const match = entity.exec(text);
    if (match) return match[0].toLowerCase();
  }
  return undefined;
}

const textsOf = (artifact: Artifact, fields: readonly string[]): readonly string[] => textsUnder(artifact, fields).map(({ text }) => text);

function fixOf(artifact: Artifact, splits: SplitsFact): readonly Fix[] {
  const control = 'cut at ${1:2026-06-01}, grouped by ${2:user}';
  if (splits.field === '/splits' && !splits.prose)
    return [{ title: 'Say what keeps them apart', sort: 'template', edits: [{ add: '/splits/leakage_controls', value: control }] }];
  const at = splits.random;
  const text = at ? textAt(artifact, at.pointer) : '';
  if (!at || text === '') return [];
  const end = text.replace(/(?<![.\s])[.\s]+$/, '').length;
  return [{ title: 'Say what keeps them apart', sort: 'template', edits: [behind(at.pointer, text, end, `, ${control}`)] }];
}
