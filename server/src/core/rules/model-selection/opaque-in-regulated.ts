// A decision about a person by a model that cannot say why.
import { textBelow } from '../../facts/rows.js';
import { readModels, sortOf } from '../../language/models.js';
import { type Artifact, textAt } from '../../model/artifact.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'opaque-in-regulated',
  group: 'model-selection',
  kinds: ['prd'],
  level: 'warning',
  profile: 'strict',
  prose: true,
  says: 'A decision about people by a model that cannot say why.',
  because:
    'Who is refused has a right to the reason, and who defends the refusal needs it. Where none can be given, the simple model wins.',
  source: '"PM responsibilities in AI", explainability; EU AI Act, Art. 13 and 86',
  bad: [
    yaml`
      kind: prd
      title: Credit limit
      regulated: true
      model_decision: {choice: <|deep neural network|>, rationale: two points more AUC than the scorecard}
    `,
    markdown`
      ---
      kind: prd
      customer_facing: true
      ---
      # Screening of applications for open jobs

      ## Model decision

      <|A transformer over the CV text ranks the applicants; recruiters see the top 20.|>
    `,
  ],
  good: [
    yaml`
      kind: prd
      title: Credit limit
      regulated: true
      model_decision: {choice: deep neural network, rationale: two points more AUC than the scorecard}
      transparency: {explanation_method: SHAP reason codes on each letter, appeal by form}
    `,
    markdown`
      ---
      kind: prd
      regulated: true
      ---
      # Claims triage

      ## Model decision

      A scorecard with eleven points; a deep network was 1 % better and could not be explained.
    `,
  ],
  check({ artifact, flags, facts }, report) {
    const strict = flags.regulated === true || flags.riskClass === 'high';
    const people = aboutPeople.test(
      [
        textAt(artifact, '/title'),
        textBelow(artifact, '/goal'),
        textBelow(artifact, '/problem'),
        textBelow(artifact, '/model_decision'),
      ].join('\n'),
    );
    if (!strict && !(people && flags.customerFacing !== false)) return;
    const { chosen, candidates } = facts.comparison;
    const at = placeOf(artifact);
    const words = at === undefined ? '' : textAt(artifact, at);
    // The first model that the sentence names is the one that is used; what it is compared with comes behind.
    const sort =
      chosen?.candidate.sort ??
      (candidates.length === 0 || at?.endsWith('/choice')
        ? sortOf(words.split(/\b(?:over|instead of|rather than|than|;|compared)\b/i)[0] ?? '')
        : undefined);
    if (at === undefined || sort === undefined || sort === 'simple') return;
    const own = chosen?.candidate.interpretability ?? '';
    if (
      explained.test(textBelow(artifact, '/transparency')) ||
      explained.test(textBelow(artifact, '/model_decision/rationale')) ||
      explained.test(words) ||
      (own !== '' && explained.test(own))
    )
      return;
    report(at, `"${(readModels(words)[0]?.name ?? words).slice(0, 40)}" decides about people, and no way to explain it is named.`, {
      ...(strict ? {} : { level: 'hint' as const }),
      fix: {
        title: 'Name how a decision is explained',
        sort: 'template',
        edits: [
          {
            add: '/transparency/explanation_method',
            value: '${1:reason codes from SHAP values on each decision}, ${2:appeal to a person}',
          },
        ],
      },
    });
  },
});

const placeOf = (artifact: Artifact): string | undefined =>
  ['/model_decision/choice', '/model_decision/rationale', '/model_decision'].find((at) => textAt(artifact, at) !== '');
const aboutPeople =
  /\b(?:credit|loans?|lending|mortgages?|insurance|claims?|underwriting|hir(?:e|ing)|recruit\w*|applicants?|cv|résumés?|resumes?|admissions?|grading|exams?|benefits|eligibility|diagnos\w+|triage of patients|patients?|parole|tenants?|visa)\b/i;
const explained =
  /\b(?:shap|lime|reason codes?|counterfactuals?|reasons?|explanations?|explain(?:s|ed|ers?)?|explainer|feature (?:contributions?|importance|attributions?)|attributions?|surrogate|saliency|grad-?cam|highlight(?:s|ed)?|monotonic|interpretable|contest\w*|appeals?)\b(?! (?:none|not))/i;
