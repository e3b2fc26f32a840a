// Seed, code, data, run: with one of the four missing nobody can repeat the result.
import { textBelow } from '../../facts/rows.js';
import { dataAt } from '../../model/artifact.js';
import { behind } from '../behind.js';
import { errorFrom, markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'not-reproducible',
  group: 'experimentation',
  kinds: ['experiment-plan'],
  level: errorFrom('build'),
  prose: true,
  says: 'The result cannot be repeated from what is written here.',
  because: 'When the number changes next month, somebody must be able to tell whether the model, the code or the data did.',
  source: '"PM responsibilities in AI": seed, code version, experiment tracking; ML Test Score, Infra 1',
  bad: [
    yaml`
      kind: experiment-plan
      phase: build
      <|reproducibility|>: {seed: "42"}
    `,
    markdown`
      ## <|Reproducibility|>

      - Seed: 7
      - Code version: 4f2a91c
    `,
  ],
  good: [
    yaml`
      kind: experiment-plan
      reproducibility: {seed: "42", code_version: 4f2a91c, data_version: recs@v3, tracker_run: "https://mlflow.example.org/run/17"}
    `,
    markdown`
      ## Reproducibility

      Seed 42, commit 4f2a91c, dataset claims@v3, tracked in MLflow as run 17.
    `,
  ],
  check({ artifact }, report) {
    const field = '/reproducibility';
    const data = dataAt(artifact, field);
    if (data === undefined) return;
    const text = textBelow(artifact, field);
    const structured = typeof data === 'object' || !artifact.places.get(field)?.text;
    const missing = parts.filter(
      ({ key, words }) => !(structured && dataAt(artifact, `${field}/${key}`) !== undefined) && !words.test(text),
    );
    if (missing.length === 0) return;
    const end = text.replace(/(?<![.\s])[.\s]+$/, '').length;
    report(
      structured ? { keyOf: field } : field,
      `To repeat this, ${missing.map(({ name }) => name).join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing.`,
      {
        fix: {
          title: 'Add what is missing',
          sort: 'template',
          edits: structured
            ? missing.map(({ key, sample }, at) => ({ add: `${field}/${key}`, value: `\${${at + 1}:${sample}}` }))
            : [behind(field, text, end, missing.map(({ name, sample }, at) => `, ${name} \${${at + 1}:${sample}}`).join(''))],
        },
      },
    );
  },
});

const parts = [
  { key: 'seed', name: 'the seed', words: /\bseed(?:s|ed)?\b|\bdeterministic\b/i, sample: '42' },
  {
    key: 'code_version',
    name: 'the code version',
    words: /\bcode version\b|\bcommit\b|\bgit\b|\bsha\b|\bbranch\b|\btag\b|\brelease\b|\brepo/i,
    sample: 'commit 4f2a91c',
  },
  {
    key: 'data_version',
    name: 'the data version',
    words: /\bdata(?:set)?[- ](?:version|snapshot)|@v?\d|\bdvc\b|\bsnapshot\b|\bfrozen\b|\bfixtures?\b|\bdataset v/i,
    sample: 'dataset@v3',
  },
  {
    key: 'tracker_run',
    name: 'the tracker run',
    words: /\bmlflow\b|\bweights ?& ?biases\b|\bwandb\b|\bneptune\b|\bcomet\b|\btrack(?:er|ed|ing)\b|\brun id\b|https?:/i,
    sample: 'https://tracker.example.org/run/17',
  },
];
