// Links that end nowhere: only where the host knows that there is no such file, or the target is an artifact that can be read.
import { strict as assert } from 'node:assert';
import { judge, read } from '../../../server/src/core/check.js';
import { resolveLink } from '../../../server/src/core/facts/links.js';
import type { Member } from '../../../server/src/core/project.js';
import linkBroken from '../../../server/src/core/rules/structure/link-broken.js';
import { defaultSettings } from '../../../server/src/core/settings.js';
import { knownFiles } from '../../../server/src/hosts/known.js';

const text = `---
kind: runbook
related: [./gone.md, ../there.yaml]
---
# Release

See [the code](src/a%20b.py), [the site](https://example.org/x.md) and [root](/x.md).
`;

const broken = (exists?: Member['exists']) => {
  const source = { text, syntax: 'markdown', kind: 'runbook', kindFrom: 'declared', candidate: false } as const;
  const self = { ...read(source as never, defaultSettings), path: '/w/docs/run.md', ...(exists ? { exists } : {}) };
  return judge(self, defaultSettings, undefined, [linkBroken]).findings.map(({ span, level }) => `${text.slice(...span)} ${level}`);
};

describe('links', () => {
  it('are resolved from the document that holds them', () => {
    assert.equal(resolveLink('/w/docs/run.md', './a.md'), '/w/docs/a.md');
    assert.equal(resolveLink('/w/docs/run.md', '../../a.md'), '/a.md');
    assert.equal(resolveLink('/w/docs/run.md', '../../../a.md'), undefined);
  });

  it('are broken only where the host knows it', () => {
    assert.deepEqual(broken(), []);
    assert.deepEqual(
      broken(() => undefined),
      [],
    );
    assert.deepEqual(
      broken(() => true),
      [],
    );
    assert.deepEqual(
      broken((path) => path === '/w/there.yaml'),
      ['./gone.md error', 'src/a%20b.py warning'],
    );
  });

  it('are read as Markdown does: titles, images, no code, no comment, and the field that they fill', () => {
    const source =
      '# T\n\n![i](x.png "t") [ref][1] [c](#one "x") <!-- [d](#no) --> `[e](#no)`\n\n## Alerts\n\n| Name | Runbook |\n|---|---|\n| CTR | [page](./r.md#ctr) |\n';
    const { facts } = read({ text: source, syntax: 'markdown', kind: 'monitoring', kindFrom: 'forced', candidate: false }, defaultSettings);
    assert.deepEqual(
      facts.links.out.map(({ text: link, field }) => [link, field]),
      [
        ['x.png', false],
        ['#one', false],
        ['./r.md#ctr', true],
      ],
    );
  });

  it('are looked for once, the missing ones again, and none outside', async () => {
    const disk = new Set(['file:///w/there.yaml']);
    const asked: string[] = [];
    const known = knownFiles(
      {
        exists: async (uri) => {
          asked.push(uri);
          return disk.has(uri);
        },
      },
      { isOurs: (path) => path.startsWith('/w/'), rootOf: () => undefined },
    );
    await known.learn('file:///w/docs/run.md', `${text}\n[out](../../etc/passwd)\n`);
    assert.deepEqual(asked.sort(), ['file:///w/docs/gone.md', 'file:///w/docs/src/a%20b.py', 'file:///w/there.yaml']);
    assert.equal(known.exists('/w/there.yaml'), true);
    assert.equal(known.exists('/w/docs/gone.md'), false);
    assert.equal(known.exists('/etc/passwd'), undefined);
    disk.add('file:///w/docs/gone.md');
    assert.deepEqual(await known.changed(['file:///w/docs/gone.md', 'file:///w/other.md']), ['/w/docs/gone.md']);
    assert.equal(known.exists('/w/docs/gone.md'), true);
    assert.equal(knownFiles({}, { isOurs: () => true, rootOf: () => undefined }).learn('file:///w/docs/run.md', text), undefined);
  });
});
