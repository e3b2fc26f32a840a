// What files of other formats say reaches the engine: what a document points at and CODEOWNERS, inside the workspace and nothing outside.
import { strict as assert } from 'node:assert';
import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { read } from '../../../server/src/core/check.js';
import { ownersOfPath } from '../../../server/src/core/have/codeowners.js';
import { reportOf } from '../../../server/src/core/report.js';
import { defaultSettings } from '../../../server/src/core/settings.js';
import type { Files } from '../../../server/src/hosts/files.js';
import { knownFiles } from '../../../server/src/hosts/known.js';
import { boundsOf, nodeFiles } from '../../../server/src/hosts/nodeFiles.js';

const rules = (name: string) => `groups:\n  - name: x\n    rules:\n      - {alert: ${name}, expr: errors > 1}\n`;

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'shipworthy-have-')));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

function known(folder: string, text: string, files: Files = nodeFiles) {
  const path = join(folder, 'w', 'docs', 'x.monitoring.yaml');
  const uri = pathToFileURL(path).toString();
  const beside = knownFiles(files, boundsOf([join(folder, 'w')]));
  const source = { text, syntax: 'yaml', kind: 'monitoring', kindFrom: 'suffix', candidate: false } as const;
  const reading = () => ({ ...read(source, defaultSettings), path });
  return {
    beside,
    async member() {
      await beside.learn(uri, text);
      const found = reading();
      return { ...found, have: beside.besideOf(found) };
    },
  };
}

describe('files of other formats', () => {
  it('are read where a document points at them; CODEOWNERS from above; what lies outside is not opened, by whatever way', async () => {
    const folder = folderWith({
      'w/.git/HEAD': '',
      'w/deploy/alerts.yml': rules('Inside'),
      'w/.github/CODEOWNERS': '/deploy/ @sre\n',
      'secret.yml': rules('Outside'),
    });
    symlinkSync(join(folder, 'secret.yml'), join(folder, 'w', 'deploy', 'link.yml'));
    const opened: string[] = [];
    const files: Files = {
      ...nodeFiles,
      read(uri) {
        opened.push(uri.slice(uri.lastIndexOf('/') + 1));
        return nodeFiles.read(uri);
      },
    };
    const text = 'kind: monitoring\nalerts: ../deploy/alerts.yml\nrelated: [../deploy/link.yml, ../../secret.yml, ../deploy/gone.yml]\n';
    const { have } = await known(folder, text, files).member();
    assert.deepEqual(
      have.flatMap(({ alerts }) => alerts.map(({ name }) => name)),
      ['Inside'],
    );
    assert.deepEqual(opened.sort(), ['CODEOWNERS', 'alerts.yml']);
    assert.deepEqual(ownersOfPath(have, join(folder, 'w', 'deploy', 'alerts.yml')), ['@sre']);
  });

  it('are followed: what changes is read again, what goes is forgotten', async () => {
    const folder = folderWith({ 'w/.git/HEAD': '', 'w/docs/alerts.yml': rules('First') });
    const { beside, member } = known(folder, 'kind: monitoring\nrelated: [./alerts.yml]\n');
    const names = async () => (await member()).have.flatMap(({ alerts }) => alerts.map(({ name }) => name));
    assert.deepEqual(await names(), ['First']);
    const path = join(folder, 'w', 'docs', 'alerts.yml');
    writeFileSync(path, rules('Second'));
    assert.deepEqual(await beside.changed([pathToFileURL(path).toString()]), [path]);
    assert.deepEqual(await names(), ['Second']);
    writeFileSync(path, 'nothing: here\n');
    await beside.changed([pathToFileURL(path).toString()]);
    assert.deepEqual(await names(), []);
  });

  it('count as evidence and are not called missing', async () => {
    const folder = folderWith({ 'w/.git/HEAD': '', 'w/docs/alerts.yml': rules('Errors') });
    const judged = async (text: string) => {
      const member = await known(folder, text).member();
      const { checks, readiness } = reportOf({ id: 'x', from: 'id', members: [member] }, () => defaultSettings);
      const missing = checks[0]?.findings.find(({ rule }) => rule === 'field-missing');
      const evidence = readiness.cells
        .flatMap((cell) => cell.evidence)
        .find(({ kind, pointer }) => kind === 'monitoring' && pointer === '/alerts');
      return { says: missing?.message ?? '', credit: evidence?.credit, from: evidence?.from?.path.replace(/^.*\//, '') };
    };
    const without = await judged('kind: monitoring\nphase: deploy\n');
    assert.match(without.says, /Alerts/);
    assert.equal(without.credit, 0);
    const with_ = await judged('kind: monitoring\nphase: deploy\nrelated: [./alerts.yml]\n');
    assert.doesNotMatch(with_.says, /Alerts/);
    assert.deepEqual([with_.credit, with_.from], [1, 'alerts.yml']);
  });
});
