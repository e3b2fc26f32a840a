// Baseline on eval@v1, model on eval@v3: two exams, and nobody knows which was harder.
import { type CandidateFact, datasetsIn, type Mention } from '../../facts/candidates.js';
import { type Artifact, leaves, textAt } from '../../model/artifact.js';
import { markdown, type ReportFinding, rule, yaml } from '../rule.js';

export default rule({
  id: 'baseline-not-comparable',
  group: 'experimentation',
  kinds: ['experiment-plan'],
  level: 'error',
  prose: true,
  says: 'Baseline and model were not measured on the same thing.',
  because: 'Another data set or another metric is another exam. The difference between the scores may be the difference between the exams.',
  source: '"PM responsibilities in AI": define a baseline and require any model to beat it; ML Test Score, Model 5',
  bad: [
    yaml`
      kind: experiment-plan
      baseline: {kind: heuristic, metric: NDCG@10, value: 0.31, dataset: <|recs-eval@v1|>}
      candidates:
        - {name: boosted trees, metric: NDCG@10 0.34, dataset: recs-eval@v3}
    `,
    markdown`
      ## Baseline

      Keyword rules reach F1 0.62 on <|test set v2|>.

      ## Candidates

      - BERT: F1 0.74 on test set v4
    `,
    yaml`
      kind: experiment-plan
      baseline: <|reading order of the radiologists, AUC 0.71|>
      candidates:
        - {name: DenseNet, metric: F1 0.80}
        - {name: logistic regression, metric: F1 0.74}
    `,
  ],
  good: [
    yaml`
      kind: experiment-plan
      baseline: {kind: heuristic, metric: NDCG@10, value: 0.31, dataset: recs-eval@v3}
      candidates:
        - {name: boosted trees, metric: NDCG@10 0.34, dataset: recs-eval v3 (40k sessions)}
    `,
    markdown`
      ## Baseline

      Keyword rules reach F1 0.62 on test set v4; on v2 it was 0.60.

      ## Candidates

      - BERT: F1 0.74 and AUC 0.91 on test set v4
    `,
  ],
  check({ artifact, facts }, report) {
    const { baseline, candidates } = facts.comparison;
    const measured = candidates.filter(({ dataset }) => dataset !== undefined);
    const exam = measured[0]?.dataset ?? evaluationSet(artifact);
    if (baseline) {
      const own = baseline.dataset ?? onlyDataset(baseline);
      if (own && exam && !same(own.text, exam.text)) return differs(own, exam, report);
      const [metrics, other] = [baseline.metric, candidates.flatMap(({ metric }) => metric ?? [])[0]];
      const text = candidates.map((one) => one.text).join('\n');
      if (
        metrics &&
        other &&
        metrics.id !== other.id &&
        !new RegExp(`\\b${escaped(metrics.name)}`, 'i').test(text) &&
        !baseline.text.toLowerCase().includes(other.name.toLowerCase())
      )
        return report(
          baseline.prose ? baseline.pointer : `${baseline.pointer}/metric`,
          `The baseline is measured in ${metrics.name}, the candidates in ${other.name}: which one was better?`,
          {
            fix: baseline.prose
              ? {
                  title: `Add ${other.name}`,
                  sort: 'template',
                  edits: [
                    {
                      put: baseline.pointer,
                      text: `${baseline.text.trimEnd().replace(/[\\$}]/g, '\\$&')}, ${other.name} \${1:to be measured}`,
                    },
                  ],
                }
              : [],
          },
        );
    }
    const [first, ...rest] = measured;
    for (const one of rest)
      if (first?.dataset && one.dataset && !same(first.dataset.text, one.dataset.text)) return differs(one.dataset, first.dataset, report);
    for (const { pointer, text } of leaves(artifact)) {
      if (!/^\/(?:results|validation|evaluation_dataset)(?:\/|$)/.test(pointer)) continue;
      for (const found of text.text.matchAll(sideBySide)) {
        const [one, other] = datasetsIn(found[0]);
        if (!one || !other || same(one.name, other.name)) continue;
        return differs(
          { pointer, text: one.name, span: [found.index + one.span[0], found.index + one.span[1]] },
          { pointer, text: other.name, span: other.span },
          report,
        );
      }
    }
  },
});

function differs(own: Mention, exam: Mention, report: ReportFinding): void {
  report(
    { pointer: own.pointer, from: own.span[0], to: own.span[1] },
    `Measured on "${own.text.slice(0, 30)}", the other on "${exam.text.slice(0, 30)}": not the same exam.`,
    {
      fix: {
        title: `Run it again on ${exam.text.slice(0, 40)}`,
        sort: 'template',
        edits: [
          {
            within: own.pointer,
            from: own.span[0],
            to: own.span[1],
            text: `${exam.text.replace(/[\\$}]/g, '\\$&')} (\${1:to be run again by @owner})`,
          },
        ],
      },
    },
  );
}

/** The one data set that a baseline's sentence names. */
function onlyDataset({ prose, pointer, text }: CandidateFact): Mention | undefined {
  const found = prose ? datasetsIn(text) : [];
  const only = found[0];
  return only && found.length === 1 ? { pointer, text: only.name, span: only.span } : undefined;
}

/** The set that everything is said to be measured on, where candidates name none. */
function evaluationSet(artifact: Artifact): Mention | undefined {
  const [name, version] = [textAt(artifact, '/evaluation_dataset/name'), textAt(artifact, '/evaluation_dataset/version')];
  if (name !== '' && version !== '') return { pointer: '/evaluation_dataset/name', text: `${name}@${version}`, span: [0, name.length] };
  const text = textAt(artifact, '/evaluation_dataset') || name;
  const found = datasetsIn(text);
  const only = found[0];
  return only && found.length === 1 ? { pointer: '/evaluation_dataset', text: only.name, span: only.span } : undefined;
}

/** Only the version or the whole name tells two sets apart: "eval@v3" and "recs-eval v3 (40k sessions)" are one. */
function same(a: string, b: string): boolean {
  const [x, y] = [a, b].map((text) =>
    text
      .toLowerCase()
      .replace(/\([^)]{0,120}\)/g, '')
      .replace(/[^a-z0-9]+/g, ''),
  ) as [string, string];
  return x.includes(y) || y.includes(x);
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const sideBySide =
  /\b(?:baseline|rules?|current|heuristic)\b(?:[^.;\n]|\.\d){0,160}\b(?:model|candidate|challenger|network|new)\b(?:[^.;\n]|\.\d){0,80}/gi;
