// "First of its kind" is no baseline: there is always something that a model has to beat, if only a rule of thumb.

import { textBelow } from '../../facts/rows.js';
import { findPlaceholders } from '../../language/placeholder.js';
import { dataAt } from '../../model/artifact.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'baseline-missing',
  group: 'experimentation',
  kinds: ['prd', 'experiment-plan'],
  level: 'error',
  prose: true,
  profile: 'light',
  says: 'Beat what? The baseline names neither a value nor a substitute.',
  because:
    'A model is only worth its cost by what it beats: today’s number, a simple rule, people doing it by hand. Without that, every result is a success.',
  source: '"PM responsibilities in AI": define a baseline and require any model to beat it; ML Test Score, Model 5',
  bad: [
    yaml`
      kind: prd
      baseline: <|first of its kind|>
    `,
    markdown`
      ## Baseline

      <|We have no data on this yet.|>
    `,
  ],
  good: [
    yaml`
      kind: prd
      baseline: popularity ranking, CTR 3.6 %
    `,
    markdown`
      ## Baseline

      None yet for this surface; the manual triage of the support team stands in.
    `,
  ],
  check({ artifact }, report) {
    if (dataAt(artifact, '/baseline') === undefined) return;
    const text = textBelow(artifact, '/baseline');
    if (/\d/.test(text) || substitutes.test(text) || findPlaceholders(text).length > 0) return;
    const pointer = '/baseline';
    report(pointer, undefined, {
      fix: ['popularity or most-recent ranking', 'the rule of thumb in use today', 'people doing it by hand'].map((heuristic) => ({
        title: `Compare with ${heuristic}`,
        sort: 'template' as const,
        edits: [{ put: pointer, text: `\${1:${heuristic}}, \${2:<metric> <value>} in \${3:<period>}` }],
      })),
    });
  },
});

const substitutes =
  /\b(?:heuristics?|rules?(?: of thumb| engine|-based)?|manual(?:ly)?|by hand|humans?|analysts?|industry|benchmarks?|current(?:ly)?|existing|today|legacy|random|majority|popularity|most[- ]popular|competitors?|vendor|spreadsheets?|keyword|bm25|linear|logistic|regression|previous|status quo|editor(?:ial|s)?|agents?|experiment|exp-?\d+)\b/i;
