// The model has a pipeline; its data and its machines are changed by hand.
import { automated, byHand, delivered, deliveredParts, deliveryMentions } from '../../facts/delivery.js';
import { textBelow } from '../../facts/rows.js';
import { findPlaceholders } from '../../language/placeholder.js';
import { child, dataAt } from '../../model/artifact.js';
import { behind } from '../behind.js';
import { errorFrom, type Fix, markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'cicd-gap',
  group: 'rollout',
  kinds: ['prd', 'runbook'],
  level: errorFrom('deploy', 'warning'),
  profile: 'strict',
  prose: true,
  says: 'Of model, data pipeline and infrastructure something is not built and deployed automatically.',
  because: 'What is changed by hand differs between stages, and cannot be taken back by night.',
  source: '"PM responsibilities in AI": CI/CD for models, data pipelines, infrastructure as code',
  bad: [
    yaml`
      kind: prd
      infra:
        serving: real time
        ci_cd: <|for the model only|>
    `,
    markdown`
      ---
      kind: runbook
      ---
      # Deploy the forecaster

      ## Preflight

      - <|CI/CD is green for the model and the feature pipeline|>
      - No change freeze
    `,
    yaml`
      kind: prd
      infra:
        ci_cd: {model: true, data: <|false|>, infra: true}
    `,
  ],
  good: [
    yaml`
      kind: prd
      infra:
        ci_cd: {model: true, data: true}
        iac: Terraform, infra/recs
    `,
    markdown`
      ---
      kind: runbook
      ---
      # Deploy the forecaster

      ## Preflight

      - CI is green on main
      - The data pipeline's backfill has finished
    `,
  ],
  check({ artifact }, report) {
    const field = '/infra/ci_cd';
    const data = dataAt(artifact, field);
    if (typeof data === 'object' && !Array.isArray(data)) {
      for (const key of deliveredParts) {
        const at = child(field, key);
        const text = textBelow(artifact, at) || String(dataAt(artifact, at) ?? '');
        if (findPlaceholders(text).length > 0 || (text !== '' && !byHand.test(text))) continue;
        if (key === 'infra' && text === '' && automated(textBelow(artifact, '/infra/iac'))) continue;
        const fix: Fix = {
          title: 'Say what deploys it',
          sort: 'template',
          edits: [text === '' ? { add: at, value: '${1:which pipeline}' } : { put: at, text: '${1:which pipeline}' }],
        };
        report(text === '' ? { keyOf: field } : at, `${delivered[key].words} has no CI/CD: how is a change to it tested and deployed?`, {
          fix,
        });
      }
      return;
    }
    const said = deliveryMentions(artifact, data === undefined ? undefined : field);
    const all = said.map(({ text }) => text).join('\n');
    const named = deliveredParts.filter(
      (key) => delivered[key].named.test(all) || (key === 'infra' && automated(textBelow(artifact, '/infra/iac'))),
    );
    const last = said.at(-1);
    // "CI is green" says nothing of its parts, and so nothing of a gap.
    if (
      !last ||
      named.length === 0 ||
      named.length === deliveredParts.length ||
      /\b(?:all three|everything|all of (?:it|them)|end[- ]to[- ]end)\b/i.test(all)
    )
      return;
    const missing = deliveredParts.filter((key) => !named.includes(key));
    report(
      last.pointer,
      `${missing.map((key) => delivered[key].words).join(' and ')} ${missing.length > 1 ? 'have' : 'has'} no CI/CD: how is a change tested and deployed?`,
      {
        fix: {
          title: 'Say what deploys the rest',
          sort: 'template',
          edits: [
            behind(
              last.pointer,
              last.leaf,
              last.leaf.replace(/(?<![.\s])[.\s]+$/, '').length,
              missing.map((key, at) => `; ${delivered[key].words.toLowerCase()} by \${${at + 1}:which pipeline}`).join(''),
            ),
          ],
        },
      },
    );
  },
});
