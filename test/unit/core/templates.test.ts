// A template that nobody has filled in says what it lacks: a heading with nothing below it speaks of nothing.
import { strict as assert } from 'node:assert';
import { check, type Source } from '../../../server/src/core/check.js';
import { defaultSettings } from '../../../server/src/core/settings.js';

const said = (text: string, syntax: Source['syntax'] = 'markdown') =>
  check({ text, syntax, kind: 'prd', kindFrom: 'declared', candidate: false }, { ...defaultSettings, today: '2026-11-25' })
    .findings.filter(({ rule }) => rule === 'field-missing')
    .map(({ level, message }) => `${level} ${message}`)
    .join('\n');
const body = '## Goal\n\nIncrease CTR by 8 % within 90 days while NPS drops by at most 3 points.\n\n';

describe('an empty heading', () => {
  it('is missing what it names, with hints in comments, an empty table or further headings below it too', () => {
    for (const empty of [
      '## Target users\n\n',
      '## Target users\n\n<!-- (segment) For example: returning shoppers -->\n\n',
      '## Target users\n\n### Segment\n\n### Size\n\n',
      '## Target users\n\n| Segment | Size |\n|---|---|\n| | |\n\n',
    ])
      assert.match(said(`# T\n\n${empty}${body}`), /^warning .*Target users/, empty);
    assert.match(
      said('kind: prd\n# Target users (segment) For example: shoppers\ntarget_users: ""\nrollout_plan:\n  - ""\n', 'yaml'),
      /Target users/,
    );
  });

  it('is not missing where something stands below it, or elsewhere', () => {
    for (const there of [
      '## Target users\n\nReturning shoppers.\n\n',
      '## Target users\n\n### Segment\n\nReturning shoppers.\n\n',
      '## Who it is for\n\n- shoppers\n\n',
    ])
      assert.doesNotMatch(said(`# T\n\n${there}${body}`), /Target users/, there);
  });

  it('that was recognised is a gap and not an unknown word', () => {
    const template = ['Goal', 'Target users', 'Baseline', 'Data sources', 'Privacy concerns', 'Metrics', 'Owners'];
    const text = `# T\n\n${template.map((title) => `## ${title}\n\n<!-- ${'what belongs here '.repeat(8)} -->\n`).join('\n')}`;
    assert.match(said(text), /^warning Goal, Target users, Baseline, Data sources/);
  });
});
