// A sample that nobody checked, or one that failed a check and nobody did anything about it.

import { partOf, rowsAt, textBelow } from '../../facts/rows.js';
import { findPlaceholders } from '../../language/placeholder.js';
import { dataAt, type Place, unclaimedUnder } from '../../model/artifact.js';
import { behind } from '../behind.js';
import { errorFrom, markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'sample-unchecked',
  group: 'data',
  kinds: ['data-readiness'],
  level: errorFrom('build', 'warning'),
  profile: 'strict',
  prose: true,
  says: 'The sample was never checked.',
  because: 'What is wrong with the data is cheap to find in a thousand rows and expensive to find in a trained model.',
  source: '"PM responsibilities in AI": a sample dataset passes the quality checks',
  bad: [
    yaml`
      kind: data-readiness
      <|sample_dataset|>:
        location: s3://lake/claims-sample
        rows: 10000
    `,
    yaml`
      kind: data-readiness
      sample_dataset:
        location: s3://lake/claims-sample
        checks:
          - {name: null rate of amount, result: <|fail|>, date: 2026-02-03}
          - {name: no claim before the policy, result: pass, date: 2026-02-03}
    `,
    markdown`
      ## Sample dataset

      ### Checks

      - <|Null rate below 1 % FAIL|>
      - Ids unique: pass
    `,
    markdown`
      ## <|Sample|>

      5,000 CVs in the recruiting bucket.
    `,
  ],
  good: [
    markdown`
      ## Sample data

      10,000 sentence pairs; all 6 checks pass (2026-02-03).
    `,
    yaml`
      kind: data-readiness
      sample_dataset:
        checks:
          - name: null rate of amount
            result: fail, 3 % in old claims; they are left out since v2
            date: 2026-02-03
    `,
    markdown`
      ## Sample dataset

      ### Checks

      | Check | Result | Note |
      |---|---|---|
      | Image size | fail | 40 scans are rescaled when loaded, PR 17 |
      | One study per patient | pass | |
    `,
  ],
  check({ artifact }, report) {
    const field = '/sample_dataset';
    if (dataAt(artifact, field) === undefined) return;
    const text = textBelow(artifact, field);
    if (findPlaceholders(text).length > 0) return;
    const rows = rowsAt(artifact, `${field}/checks`);
    if (rows.length === 0) {
      if (!isSample(artifact.places.get(field))) return;
      if (
        checked.test(text) ||
        artifact.unclaimed.some(({ words, under }) => under.startsWith(field) && /check|quality|test|valid/i.test(words))
      )
        return;
      report({ keyOf: field }, 'There is a sample, and no check was made on it.', {
        fix: {
          title: 'Add the checks',
          sort: 'template',
          edits: [
            {
              add: `${field}/checks`,
              value: [{ name: '${1:null rate of <field> below 1 %}', result: '${2:pass}', date: '${3:2026-02-02}' }],
            },
          ],
        },
      });
      return;
    }
    if (!rows.some((row) => checked.test(row.text) || /\d/.test(partOf(artifact, row, 'result')))) {
      report(
        { keyOf: `${field}/checks` },
        `${rows.length === 1 ? 'The check has' : `The ${rows.length} checks have`} no result: were they run, and did they pass?`,
      );
      return;
    }
    for (const row of rows) {
      const at = row.prose ? row.pointer : `${row.pointer}/result`;
      const result = row.prose ? row.text : partOf(artifact, row, 'result');
      const failed = /\bfail(?:ed|s|ing)?\b|❌|✗/i.exec(result);
      const loose = unclaimedUnder(artifact, row.pointer);
      const note = loose.map(({ whole, words }) => artifact.source.slice(...whole).replace(words, '')).join(' ');
      if (!failed || /\b0 fail|\bno fail|\bnone fail/i.test(result) || saysMore(`${result.slice(failed.index + failed[0].length)} ${note}`))
        continue;
      report(at, `This check failed, and nothing says what is done about it.`, {
        fix: {
          title: 'Say what is done about it',
          sort: 'template',
          edits: [behind(at, result, result.replace(/(?<![.\s])[.\s]+$/, '').length, ', ${1:what is done about it, by whom}')],
        },
      });
    }
  },
});

/** "Paper & samples", "Actual sample": a sample of something else. */
const isSample = (place: Place | undefined): boolean =>
  place?.from === 'key' || /\bsample (?:data|set)|^\W*(?:data )?samples?\W*$/i.test(place?.words ?? '');

const checked =
  /\b(?:pass(?:ed|es)?|fail(?:ed|s|ing)?|ok|green|verified|validated|checked|checks? (?:run|ran|done)|profiled|audited|reviewed|inspected)\b|[✓✔✅❌✗]|\bchecks?\b[^.\n]{0,40}\d/i;
const saysMore = (text: string): boolean =>
  (text.match(/[a-z]{3,}/gi) ?? []).length >= 3 ||
  /\b(?:fixed|dropped|waived|accepted|excluded|ticket|#\d+|[A-Z]{2,8}-\d+|re-?run|see)\b/i.test(text);
