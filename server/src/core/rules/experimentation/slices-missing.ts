// One number for everybody: a mean that rises by one percent can hide a group that loses half.
import { textBelow } from '../../facts/rows.js';
import { findMetrics } from '../../language/metrics.js';
import { findPlaceholders } from '../../language/placeholder.js';
import { dataAt, textAt } from '../../model/artifact.js';
import { reached } from '../../schema/look.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'slices-missing',
  group: 'experimentation',
  kinds: ['experiment-plan'],
  level: 'warning',
  profile: 'strict',
  prose: true,
  says: 'Only a number for everybody: who gets less than before?',
  because: 'A better mean can hide a language, a device or a group of people for whom it became useless.',
  source: 'ML Test Score, Model 6: performance on important slices',
  bad: [
    yaml`
      kind: experiment-plan
      results: <|AUC .88 on the hold-out|>
    `,
    markdown`
      ## Results

      <|WAPE fell from 21 % to 14 % over all stores.|>
    `,
  ],
  good: [
    yaml`
      kind: experiment-plan
      results: AUC .88 on the hold-out; by market DE .89, PL .84; by tenure under a year .83
    `,
    markdown`
      ## Results

      WAPE fell from 21 % to 14 %.

      ## Slices

      - Stores with less than a year of history: 19 %
      - Fresh goods: 17 %
    `,
  ],
  check({ artifact, flags, phase }, report) {
    // Where slices are required, that the field is missing is said already.
    if (reached(phase, 'build') && (flags.customerFacing === true || flags.regulated === true) && dataAt(artifact, '/slices') === undefined)
      return;
    const results = textBelow(artifact, '/results');
    if (results === '' || findPlaceholders(results).length > 0 || !/\d/.test(results)) return;
    // A metric of quality or of the outcome, with its number right behind.
    const measured = findMetrics(results, artifact.vocabulary).some(
      ({ value, span }) =>
        /^(?:model|business|adoption)$/.test(value.entry?.group ?? '') && /\d/.test(results.slice(span[1], span[1] + 32)),
    );
    if (!measured && textAt(artifact, '/results/effect') === '') return;
    const elsewhere = ['/slices', '/fairness', '/results/per_slice', '/evaluation_dataset/slices'].some(
      (field) => textBelow(artifact, field).trim() !== '',
    );
    if (elsewhere || sliced.test(artifact.source)) return;
    const at =
      textAt(artifact, '/results') !== ''
        ? '/results'
        : textAt(artifact, '/results/effect') !== ''
          ? '/results/effect'
          : { keyOf: '/results' };
    report(at, undefined, {
      fix: {
        title: 'Add slices',
        sort: 'template',
        edits: [
          {
            add: '/slices',
            value: [
              { slice: '${1:new users}', n: '${2:8,800}', value: '${3:metric and value}' },
              { slice: '${4:mobile}', n: '${5:29,600}', value: '${6:metric and value}' },
            ],
          },
        ],
      },
    });
  },
});

const sliced =
  /\b(?:slices?|segments?|sub-?groups?|cohorts?|strat(?:um|a|ified)|by (?:market|country|countries|region|language|device|tenure|gender|sex|age|category|class|store|site|hospital|scanner|intent|topic|channel|user type|customer type|skin type|dialect)|per (?:market|country|region|language|device|class|category|segment|group|store|site|hospital|intent|topic|channel|dialect)|for (?:new|returning|mobile|younger|older|female|male) \w+|new users|worst group|breakdowns?|broken down|disaggregat\w+)\b/i;
