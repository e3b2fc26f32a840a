// "Use XGBoost": a choice that does not show what was given up for it. Quality, latency, interpretability and cost, of two options.

import { type Row, rowsAt, textBelow } from '../../facts/rows.js';
import { findMetrics } from '../../language/metrics.js';
import { readModels } from '../../language/models.js';
import { findPlaceholders } from '../../language/placeholder.js';
import type { Vocabulary } from '../../language/tokens.js';
import { type Artifact, dataAt, type Pointer, textAt } from '../../model/artifact.js';
import { type Initiative, membersOf } from '../../project.js';
import { behind } from '../behind.js';
import { errorFrom, type ModelEdit, markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'tradeoff-not-explicit',
  group: 'model-selection',
  kinds: ['prd', 'experiment-plan'],
  level: errorFrom('build', 'warning'),
  prose: true,
  says: 'A model is chosen without showing what was given up for it.',
  because: 'Every model trades quality, latency, interpretability and cost. Who sees two options side by side can still disagree.',
  source: '"PM responsibilities in AI": balance accuracy, latency, interpretability and cost; document the decision',
  bad: [
    yaml`
      kind: prd
      model_decision: <|We use XGBoost, it worked well for the churn team.|>
    `,
    markdown`
      ---
      kind: prd
      ---
      # Claim triage

      ## <|Model decision|>

      | Option | Accuracy | Latency |
      |---|---|---|
      | Rules | 71 % | 5 ms |
      | BERT | 84 % | 90 ms |

      **Choice:** BERT
    `,
    yaml`
      kind: experiment-plan
      <|candidates|>:
        - {name: seasonal naive, metric: WAPE 21 %}
        - {name: LightGBM, metric: WAPE 14 %, latency_p95_ms: 40}
      decision: {winner: LightGBM}
    `,
  ],
  good: [
    yaml`
      kind: prd
      model_decision:
        options:
          - {name: scorecard, accuracy: AUC 0.78, latency: 4 ms, interpretability: full, cost: €0.01 per 1k}
          - {name: boosted trees, accuracy: AUC 0.81, latency: 30 ms, interpretability: SHAP, cost: €0.05 per 1k}
        choice: scorecard
    `,
    markdown`
      ## Model decision

      Logistic regression (AUC 0.78, 4 ms, every weight can be read, €0.01 per 1k requests) over a deep network
      (AUC 0.79, 180 ms, no explanation, €0.50 per 1k requests): 0.01 is not worth the loss of reason codes.
    `,
  ],
  check({ artifact, initiative }, report) {
    const field = artifact.kind === 'prd' ? '/model_decision' : '/candidates';
    const options = artifact.kind === 'prd' ? `${field}/options` : field;
    if (dataAt(artifact, field) === undefined) return;
    const text = textBelow(artifact, field);
    if (findPlaceholders(text).length > 0) return;
    const rows = rowsAt(artifact, options);
    // A list of what shall be tried is no choice yet: an experiment is asked once it has results or a winner.
    if (artifact.kind === 'experiment-plan' && (rows.length < 2 || textBelow(artifact, '/decision') === '' || decidedElsewhere(initiative)))
      return;
    // "Model selection: best checkpoint on validation" is about training. Without a name nothing was chosen.
    const structured = rows.some(({ prose }) => !prose) || textAt(artifact, `${field}/choice`) !== '';
    if (artifact.kind === 'prd' && !structured && readModels(text).length === 0) return;
    const all = artifact.kind === 'prd' ? text : `${text}\n${textBelow(artifact, '/decision')}`;
    const missing = criteria.filter(({ keys, words }) => !scored(artifact, rows, keys) && !words(all, artifact.vocabulary));
    const alone = rows.length > 0 ? rows.length < 2 : !compares.test(text) && new Set(readModels(text).map(({ sort }) => sort)).size < 2;
    if (missing.length === 0 && !alone) return;
    const without = missing.length === 0 ? '' : `No word on ${list(missing)}`;
    report(
      textAt(artifact, field) === '' ? { keyOf: field } : field,
      alone
        ? `One option: what else was looked at, and what did it lose on?${without === '' ? '' : `\n${without}.`}`
        : `${without}: what was given up for this choice?`,
      {
        fix: {
          title: alone ? 'Compare two options' : 'Add what is missing',
          sort: 'template',
          edits: [
            ...(rows.length === 0 ? besideNothing(artifact, field, missing) : scores(artifact, rows, missing)),
            ...(alone && rows.length > 0 ? [{ append: options, value: option }] : []),
          ],
        },
      },
    );
  },
});

/** The PRD of the initiative may hold the comparison. */
const decidedElsewhere = (initiative: Initiative): boolean =>
  membersOf(initiative, 'prd').some((prd) => rowsAt(prd.artifact, '/model_decision/options').length >= 2);

/** What is missing, beside each option; below a table whose columns are set, in words. */
function scores(artifact: Artifact, rows: readonly Row[], missing: readonly Criterion[]): readonly ModelEdit[] {
  const words = (from: number) => missing.map(({ sample }, nth) => `, \${${nth + from}:${sample}}`).join('');
  const inTable = rows.some(({ pointer }) => artifact.places.get(`${pointer}/name`)?.from === 'table');
  if (!inTable)
    return rows.flatMap(({ pointer, prose, text }): readonly ModelEdit[] =>
      prose
        ? [behind(pointer, text, text.length, words(1))]
        : missing
            .filter(({ keys }) => !artifact.places.has(`${pointer}/${keys[artifact.kind]}`))
            .map(({ keys, sample }) => ({ add: `${pointer}/${keys[artifact.kind]}`, value: `\${1:${sample}}` })),
    );
  const at = artifact.kind === 'prd' ? '/model_decision/rationale' : '/decision/rationale';
  const told = textAt(artifact, at);
  const names = missing.map(({ name, sample }, nth) => `${name} \${${nth + 1}:${sample}}`).join(', ');
  if (told !== '') return [behind(at, told, told.trimEnd().length, ` (${names})`)];
  const decided = textAt(artifact, '/decision');
  return artifact.kind === 'experiment-plan' && decided !== ''
    ? [behind('/decision', decided, decided.trimEnd().length, ` (${names})`)]
    : [{ add: at, value: names }];
}

function besideNothing(artifact: Artifact, field: Pointer, missing: readonly Criterion[]): readonly ModelEdit[] {
  const text = textAt(artifact, field);
  if (text === '') return [{ add: `${field}/options`, value: [option, { ...option, name: '${1:the choice}' }] }];
  const words = missing.map(({ sample }, nth) => `, \${${nth + 2}:${sample}}`).join('');
  return [behind(field, text, text.trimEnd().length, ` Compared with \${1:a simple rule}${words}.`)];
}

interface Criterion {
  readonly name: string;
  /** Its key among the options of a PRD and among the candidates of an experiment. */
  readonly keys: { readonly [kind: string]: string };
  readonly words: (text: string, vocabulary: Vocabulary) => boolean;
  readonly sample: string;
}

const said = (pattern: RegExp) => (text: string) => pattern.test(text);
const criteria: readonly Criterion[] = [
  {
    name: 'quality',
    keys: { prd: 'accuracy', 'experiment-plan': 'metric' },
    words: (text, vocabulary) =>
      /\b(?:accura\w+|quality|precise|precision|recall|score[sd]?)\b/i.test(text) ||
      findMetrics(text, vocabulary).some(({ value }) => value.entry?.group === 'model'),
    sample: 'AUC 0.78',
  },
  {
    name: 'latency',
    keys: { prd: 'latency', 'experiment-plan': 'latency_p95_ms' },
    words: said(
      /\blatenc(?:y|ies)\b|\b\d+ ?m?s\b|\b(?:fast(?:er)?|slow(?:er)?|response time|milliseconds|seconds|overnight|nightly|throughput)\b/i,
    ),
    sample: 'p95 40 ms',
  },
  {
    name: 'interpretability',
    keys: { prd: 'interpretability', 'experiment-plan': 'interpretability' },
    words: said(
      /\b(?:interpretab\w+|explain\w*|explanations?|opaque|black box|transparen\w+|reasons?|reason codes?|shap|coefficients|(?:can be|is) read\w*|auditab\w+)\b/i,
    ),
    sample: 'reasons by feature contribution',
  },
  {
    name: 'cost',
    keys: { prd: 'cost', 'experiment-plan': 'cost_per_1k_req' },
    words: said(/[$€£¥]|\b(?:costs?|cheap(?:er|est)?|price[sd]?|pricing|expensive|budget|spend|gpus?)\b/i),
    sample: '€0.05 per 1k requests',
  },
];

const scored = (artifact: Artifact, rows: readonly Row[], keys: Criterion['keys']): boolean =>
  rows.length > 0 &&
  rows.filter(({ pointer }) => textBelow(artifact, `${pointer}/${keys[artifact.kind]}`) !== '').length >= Math.min(2, rows.length);

const option = {
  name: '${1:popularity ranking}',
  accuracy: '${2:AUC 0.78}',
  latency: '${3:p95 4 ms}',
  interpretability: '${4:full}',
  cost: '${5:€0.01 per 1k requests}',
};

const list = (missing: readonly Criterion[]): string =>
  missing
    .map(({ name }) => name)
    .join(', ')
    .replace(/, ([^,]+)$/, ' and $1');

const compares =
  /\b(?:over|instead of|rather than|than|against|versus|vs|compared|alternativ\w+|unlike|both|either|considered|rejected|only if|unless|first|complex(?:er)?)\b/i;
