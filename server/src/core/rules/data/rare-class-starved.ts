// The rare class decides what a test can show: with four positives in it, recall is a quarter, a half or nothing.

import { shareAt } from '../../facts/sums/inputs.js';
import { count, decimal, percent } from '../../facts/sums/sum.js';
import { readQuantities } from '../../language/quantity.js';
import { labelsForPositives, testPositives } from '../../math/labels.js';
import { type Artifact, leaves, type Pointer, textAt } from '../../model/artifact.js';
import { type Context, markdown, rule, type Spot, yaml } from '../rule.js';

export default rule({
  id: 'rare-class-starved',
  group: 'data',
  kinds: ['data-readiness', 'experiment-plan'],
  level: 'warning',
  profile: 'strict',
  prose: true,
  says: 'The test holds too few cases of the rare class to measure anything about it.',
  because: 'Recall on a handful of cases jumps by tens of points when one of them is found or missed.',
  source: 'Arithmetic: labels × share of the class × share of the test; A9',
  noFix: 'More labels, a stratified split or a larger test are work to be planned, not words to be inserted.',
  bad: [
    yaml`
      kind: data-readiness
      labels: {count: 2000, per_class: [{class: fraud, count: <|40|>}, {class: legitimate, count: 1960}]}
      splits: {train: 80 %, val: 10 %, test: 10 %}
    `,
    markdown`
      ## Labels

      3,000 labelled mammograms, <|1.5 %|> of them positive.

      ## Splits

      By patient, 80/10/10, frozen as mammo@v1.
    `,
    yaml`
      kind: experiment-plan
      evaluation_dataset: {name: toxic-eval@v2, n: 900, positives: <|35|>}
    `,
  ],
  good: [
    yaml`
      kind: data-readiness
      labels: {count: 60000, per_class: [{class: fraud, count: 1200}, {class: legitimate, count: 58800}]}
      splits: {train: 80 %, val: 10 %, test: 10 %}
    `,
    markdown`
      ---
      kind: experiment-plan
      ---
      # Churn of subscribers

      ## Evaluation dataset

      churn-eval@v1, 4,000 subscribers, 310 positives.
    `,
  ],
  check(context, report) {
    const { artifact, threshold } = context;
    const least = threshold('test_positives');
    const found = artifact.kind === 'data-readiness' ? inLabels(context) : inEvaluation(artifact);
    if (!found || found.positives >= least) return;
    report(
      found.at,
      `${found.positives < 10 ? decimal(found.positives, 1) : count(found.positives)} ${found.name} in the test cannot measure recall; ${least} can.${found.needed}`,
    );
  },
});

interface Found {
  readonly at: Spot;
  readonly name: string;
  readonly positives: number;
  readonly needed: string;
}

function inLabels({ artifact, facts, threshold }: Context): Found | undefined {
  const { labels, splits } = facts;
  if (!labels?.count) return undefined;
  const test = splits?.parts.find(({ name }) => name === 'test');
  const total = labels.count.value;
  const share = test === undefined ? undefined : splits?.unit === '%' ? test.value / 100 : test.value / total;
  if (share === undefined || share <= 0 || share >= 1 || /\bstratif|\bover-?sampl|\benriched|\bbalanced\b/i.test(splits?.text ?? ''))
    return undefined;
  const rare = labels.perClass.length > 1 ? labels.perClass.reduce((least, row) => (row.count < least.count ? row : least)) : undefined;
  const prevalence = rare ? rare.count / total : undefined;
  const said = prevalence === undefined ? prevalenceIn(artifact) : undefined;
  const p = prevalence ?? said?.value;
  const positives = p === undefined || p > 0.5 ? undefined : testPositives(total, p, share);
  if (p === undefined || positives === undefined) return undefined;
  const needed = labelsForPositives(threshold('test_positives'), p, share);
  return {
    at: rare ? (artifact.places.has(`${rare.pointer}/count`) ? `${rare.pointer}/count` : rare.pointer) : (said?.at ?? '/labels'),
    name: rare?.name ? `"${rare.name.slice(0, 24)}"` : 'positives',
    positives,
    needed: `\n${count(total)} labels × ${percent(p, 2)} × ${percent(share, 1)} test; ${threshold('test_positives')} take ${needed === undefined ? 'more' : count(needed)} labels, or a stratified test.`,
  };
}

/** "2 % positive", "prevalence 0.6 %" among what is said of the labels. */
function prevalenceIn(artifact: Artifact): { readonly value: number; readonly at: Spot } | undefined {
  for (const { pointer, text } of leaves(artifact)) {
    if (pointer !== '/labels' && !pointer.startsWith('/labels/')) continue;
    for (const { value, span } of readQuantities(text.text)) {
      if (value.unit !== '%' || value.high !== undefined) continue;
      const around = `${text.text.slice(Math.max(0, span[0] - 30), span[0])} ${text.text.slice(span[1], span[1] + 30)}`;
      if (/\bpositives?\b|\bprevalence\b|\brare\b|\bfraud|\bminority\b|\bbase rate\b/i.test(around))
        return { value: value.value / 100, at: { pointer, from: span[0], to: span[1] } };
    }
  }
  const loose = artifact.unclaimed.find(({ words, under }) => under === '/labels' && /preval|positiv|base.?rate|minority/i.test(words));
  const share = loose && /(\d{1,2}(?:\.\d{1,4})?)\s?%/.exec(artifact.source.slice(...loose.whole));
  return loose && share ? { value: Number(share[1]) / 100, at: { span: loose.whole, pointer: '/labels' } } : undefined;
}

function inEvaluation(artifact: Artifact): Found | undefined {
  const structured: Pointer = '/evaluation_dataset/positives';
  const own = /^\D{0,3}(\d{1,3}(?:,\d{3})+|\d{1,9})(?![\d.]|\s?%)/.exec(textAt(artifact, structured));
  if (own) return found(structured, textAt(artifact, structured), own);
  for (const pointer of ['/evaluation_dataset', '/evaluation_dataset/name']) {
    const text = textAt(artifact, pointer);
    const match = /(?<![\w.,])(\d{1,3}(?:,\d{3})+|\d{1,9})\s(?:[a-z]{1,12}\s)?(?:positives?|positive (?:cases|labels|examples))\b/i.exec(
      text,
    );
    if (match) return found(pointer, text, match);
  }
  const share = shareAt(artifact, structured);
  const n = Number(/^\D{0,3}(\d[\d,]{0,12})/.exec(textAt(artifact, '/evaluation_dataset/n'))?.[1]?.replaceAll(',', ''));
  if (!share || !(n > 0) || !textAt(artifact, structured).includes('%')) return undefined;
  return { at: structured, name: 'positives', positives: n * share.value, needed: `\n${count(n)} cases × ${percent(share.value, 2)}.` };
}

function found(pointer: Pointer, text: string, match: RegExpExecArray): Found {
  const from = text.indexOf(match[1] as string, match.index);
  return {
    at: { pointer, from, to: from + (match[1] as string).length },
    name: 'positives',
    positives: Number((match[1] as string).replaceAll(',', '')),
    needed: '',
  };
}
