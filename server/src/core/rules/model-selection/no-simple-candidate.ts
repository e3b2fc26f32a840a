// Three transformers: nobody knows what a rule of thumb would have reached.
import { rowsAt, textBelow } from '../../facts/rows.js';
import { readModels } from '../../language/models.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'no-simple-candidate',
  group: 'model-selection',
  kinds: ['experiment-plan'],
  level: 'warning',
  profile: 'strict',
  prose: true,
  says: 'No simple candidate: is a rule or a linear model really worse?',
  because: 'Without a simple one in the same table nobody can tell what the complexity buys. Often it buys little.',
  source: 'ML Test Score, Model 5; Zinkevich, Rules of Machine Learning, #1 and #4',
  bad: [
    yaml`
      kind: experiment-plan
      <|candidates|>:
        - {name: BERT-base, metric: F1 0.81}
        - {name: RoBERTa, metric: F1 0.82}
        - {name: DeBERTa, metric: F1 0.83}
    `,
    markdown`
      ## <|Candidates|>

      - Two-tower network: NDCG 0.34
      - SASRec transformer: NDCG 0.35
    `,
  ],
  good: [
    yaml`
      kind: experiment-plan
      candidates:
        - {name: most popular in category, simple: "yes", metric: NDCG@10 0.31}
        - {name: boosted trees, metric: NDCG@10 0.34}
    `,
    markdown`
      ## Baseline

      Seasonal naive, WAPE 21 %

      ## Candidates

      - LightGBM: WAPE 14 %
      - N-BEATS: WAPE 13 %
    `,
  ],
  check({ artifact, facts }, report) {
    const { candidates } = facts.comparison;
    const text = textBelow(artifact, '/candidates');
    const known = candidates.filter(({ simple }) => simple !== undefined);
    const several =
      candidates.length >= 2 ||
      readModels(text).length >= 2 ||
      /\b(?:two|three|four|five|[2-9]) (?:\w+ )?(?:transformers|networks|llms|models|ensembles)\b/i.test(text);
    // A name that nobody knows may be the simple one.
    if (!several || known.length < candidates.length || known.some(({ simple }) => simple)) return;
    if ([text, textBelow(artifact, '/baseline')].some((words) => readModels(words).some(({ sort }) => sort === 'simple'))) return;
    const [first] = candidates;
    report(
      { keyOf: '/candidates' },
      `${first?.name.slice(0, 30)} and nothing simple: would a rule or a linear model really be worse?`,
      rowsAt(artifact, '/candidates').length > 0
        ? {
            fix: {
              title: 'Add a simple one',
              sort: 'template',
              edits: [
                { append: '/candidates', value: { name: '${1:popularity ranking}', simple: 'yes', metric: '${2:metric and value}' } },
              ],
            },
          }
        : {},
    );
  },
});
