// `shipworthy new`: what it writes, and that it never writes over anything.
import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Snippet, template } from '../../server/src/core/templates/template.js';
import { newInitiative } from '../../server/src/newFiles.js';

const cli = resolve('dist/cli.cjs');

describe('shipworthy new', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'shipworthy-new-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const run = (...args: readonly string[]) => spawnSync(process.execPath, [cli, 'new', ...args], { cwd: folder, encoding: 'utf8' });

  it('writes one artifact and says which', () => {
    const { status, stdout } = run('prd', 'Answer suggestions');
    assert.equal(status, 0);
    assert.equal(stdout, 'answer-suggestions.prd.md\n');
    assert.match(
      readFileSync(join(folder, 'answer-suggestions.prd.md'), 'utf8'),
      /^---\nkind: prd\nid: "answer-suggestions"\n[\s\S]*^# Answer suggestions$/m,
    );
  });

  it('writes the seven of an initiative into a folder that it makes, as the editor’s snippets would', () => {
    const { status, stdout } = run('initiative', 'recs', '--dir', 'docs/recs', '--syntax', 'yaml');
    assert.equal(status, 0);
    const stored = Object.values(JSON.parse(readFileSync('snippets/yaml.json', 'utf8'))) as Snippet[];
    const files = newInitiative('recs', 'yaml', (kind) =>
      (stored.find(({ prefix }) => prefix === `ai-${kind}`) as Snippet).body.join('\n'),
    );
    assert.deepEqual(readdirSync(join(folder, 'docs/recs')).sort(), files.map(({ name }) => name).sort());
    assert.deepEqual(
      stdout.trim().split('\n'),
      files.map(({ name }) => `docs/recs/${name}`),
    );
    for (const { name, text } of files) assert.equal(readFileSync(join(folder, 'docs/recs', name), 'utf8'), text);
    assert.deepEqual(
      newInitiative('recs', 'yaml', (kind) => template(kind, 'yaml')),
      files,
    );
    assert.equal(spawnSync(process.execPath, [cli, 'check'], { cwd: folder, encoding: 'utf8' }).status, 0);
  });

  it('overwrites nothing, and writes nothing at all where one name is taken', () => {
    writeFileSync(join(folder, 'recs.runbook.md'), 'mine');
    const { status, stderr, stdout } = run('initiative', 'recs');
    assert.equal(status, 2);
    assert.equal(stdout, '');
    assert.match(stderr, /recs\.runbook\.md exists already; nothing was written/);
    assert.deepEqual(readdirSync(folder), ['recs.runbook.md']);
    assert.equal(readFileSync(join(folder, 'recs.runbook.md'), 'utf8'), 'mine');
  });

  it('tells misuse apart', () => {
    mkdirSync(join(folder, 'a'));
    writeFileSync(join(folder, 'file'), '');
    for (const args of [
      [],
      ['prd'],
      ['poem', 'x'],
      ['prd', '…'],
      ['prd', 'x', '--syntax', 'toml'],
      ['prd', 'x', '--dir', 'file'],
      ['prd', 'x', '--force'],
    ]) {
      const { status, stderr, stdout } = run(...args);
      assert.equal(status, 2, `${args.join(' ')}: ${stdout}`);
      assert.ok(stderr.length > 0);
    }
    assert.deepEqual(readdirSync(folder).sort(), ['a', 'file']);
  });

  it('stays inside its folder whatever the name', () => {
    assert.equal(run('prd', '../../up').status, 0);
    assert.deepEqual(readdirSync(folder), ['up.prd.md']);
  });
});
