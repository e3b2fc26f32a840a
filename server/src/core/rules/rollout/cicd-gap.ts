// The model has a pipeline; its data and its machines are changed by hand.
import { rowsAt, textBelow } from '../../facts/rows.js';
import { findPlaceholders } from '../../language/placeholder.js';
import { type Artifact, child, dataAt, leaves, type Pointer, textAt } from '../../model/artifact.js';
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
      for (const key of ['model', 'data', 'infra'] as const) {
        const at = child(field, key);
        const text = textBelow(artifact, at) || String(dataAt(artifact, at) ?? '');
        if (findPlaceholders(text).length > 0 || (text !== '' && !byHand.test(text))) continue;
        if (key === 'infra' && text === '' && automated(textBelow(artifact, '/infra/iac'))) continue;
        const fix: Fix = {
          title: 'Say what deploys it',
          sort: 'template',
          edits: [text === '' ? { add: at, value: '${1:which pipeline}' } : { put: at, text: '${1:which pipeline}' }],
        };
        report(text === '' ? { keyOf: field } : at, `${parts[key].words} has no CI/CD: how is a change to it tested and deployed?`, {
          fix,
        });
      }
      return;
    }
    const said = mentions(artifact, data === undefined ? undefined : field);
    const all = said.map(({ text }) => text).join('\n');
    const named = keys.filter((key) => parts[key].named.test(all) || (key === 'infra' && automated(textBelow(artifact, '/infra/iac'))));
    const last = said.at(-1);
    // "CI is green" says nothing of its parts, and so nothing of a gap.
    if (
      !last ||
      named.length === 0 ||
      named.length === keys.length ||
      /\b(?:all three|everything|all of (?:it|them)|end[- ]to[- ]end)\b/i.test(all)
    )
      return;
    const missing = keys.filter((key) => !named.includes(key));
    report(
      last.pointer,
      `${missing.map((key) => parts[key].words).join(' and ')} ${missing.length > 1 ? 'have' : 'has'} no CI/CD: how is a change tested and deployed?`,
      {
        fix: {
          title: 'Say what deploys the rest',
          sort: 'template',
          edits: [
            behind(
              last.pointer,
              last.leaf,
              last.leaf.replace(/[.\s]+$/, '').length,
              missing.map((key, at) => `; ${parts[key].words.toLowerCase()} by \${${at + 1}:which pipeline}`).join(''),
            ),
          ],
        },
      },
    );
  },
});

const keys = ['model', 'data', 'infra'] as const;
const parts = {
  model: { words: 'The model', named: /\bmodels?\b|\btraining (?:code|pipeline)\b|\bprompts?\b/i },
  data: {
    words: 'The data pipeline',
    named:
      /\bdata\b|\bfeatures? (?:code|store)|\betl\b|\bdbt\b|\bingest\w*|\bairflow\b|\bdags?\b|(?<!\b(?:model|training|ci|cd|deployment|release|build|the) )\bpipelines?\b/i,
  },
  infra: {
    words: 'The infrastructure',
    named: /\binfra\w*|\biac\b|\bterraform\b|\bpulumi\b|\bhelm\b|\bcloudformation\b|\bbicep\b|\bansible\b|\bmanifests\b/i,
  },
} as const;
const byHand = /^\W*(?:false|no|none|manual\w*|by hand|planned|not yet|todo)\b/i;
const automated = (text: string): boolean => text !== '' && !byHand.test(text);

interface Said {
  readonly pointer: Pointer;
  readonly text: string;
  /** What stands at the pointer. */
  readonly leaf: string;
}

/** The sentences about building and deploying: the field for it, else where CI is named in the infrastructure or the preflight. */
function mentions(artifact: Artifact, field: Pointer | undefined): readonly Said[] {
  const named = (text: string): boolean =>
    findPlaceholders(text).length === 0 &&
    text.length <= 300 &&
    /\bci(?:\/cd)?\b|\bcontinuous (?:integration|delivery|deployment)\b/i.test(text);
  if (field) {
    const leaf = textAt(artifact, field);
    return leaf === '' || findPlaceholders(leaf).length > 0 ? [] : [{ pointer: field, text: leaf, leaf }];
  }
  const infra = [...leaves(artifact)].flatMap(({ pointer, text: { text } }) =>
    /^\/infra(?:\/|$)/.test(pointer) && named(text) ? [{ pointer, text, leaf: text }] : [],
  );
  // "CI/CD green: model" is a check and what is expected of it.
  const checks = rowsAt(artifact, '/preflight').flatMap((row): Said[] => {
    const pointer = row.prose
      ? row.pointer
      : (['expected', 'check'].map((key) => child(row.pointer, key)).find((place) => textAt(artifact, place) !== '') ?? row.pointer);
    return named(row.text) ? [{ pointer, text: row.text, leaf: textAt(artifact, pointer) }] : [];
  });
  return [...infra, ...checks];
}
