// Links between artifacts: in YAML and in cells always, in Markdown's own form only where no other server draws them.
import { strict as assert } from 'node:assert';
import { check } from '../../../server/src/core/check.js';
import { defaultSettings } from '../../../server/src/core/settings.js';
import type { Syntax } from '../../../server/src/core/tree.js';
import { documentLinks } from '../../../server/src/features/documentLinks.js';

const linksOf = (text: string, syntax: Syntax, standalone = false) =>
  documentLinks(
    check({ text, syntax, kind: 'monitoring', kindFrom: 'forced', candidate: false }, defaultSettings),
    'file:///docs/x.monitoring.md',
    standalone,
  ).map(({ target }) => target);

describe('document links', () => {
  it('lead from YAML to the file and its place', () =>
    assert.deepEqual(
      linksOf('kind: monitoring\nrelated: [../x.runbook.md]\nalerts: [{name: Slow, runbook: "./x.runbook.md#slow-answers"}]\n', 'yaml'),
      ['file:///x.runbook.md', 'file:///docs/x.runbook.md#slow-answers'],
    ));

  it('are drawn in Markdown where VS Code draws none', () => {
    const text = '---\nrelated: [./x.prd.md]\n---\n## Alerts\n\n- Slow: see [the runbook](./x.runbook.md#slow)\n';
    assert.deepEqual(linksOf(text, 'markdown'), ['file:///docs/x.prd.md']);
    assert.deepEqual(linksOf(text, 'markdown', true).sort(), ['file:///docs/x.prd.md', 'file:///docs/x.runbook.md#slow']);
  });
});
