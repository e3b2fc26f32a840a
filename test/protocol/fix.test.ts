// `shipworthy fix`: what has one right answer is written, everything else stays byte for byte.
import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const cli = join(process.cwd(), 'dist', 'cli.cjs');

describe('fix', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'shipworthy-'));
    mkdirSync(join(folder, '.git'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const run = (...args: readonly string[]) => spawnSync(process.execPath, [cli, ...args], { cwd: folder, encoding: 'utf8' });
  const write = (name: string, text: string | Buffer) => writeFileSync(join(folder, name), text);
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  const broken = 'kind: prd\r\nowner: @ana\r\ngoal: improve it   # stays\r\n';

  it('quotes a handle, tells each place, and leaves nothing of the kind', () => {
    write('a.prd.yaml', broken);
    const { stdout, status } = run('fix');
    assert.equal(status, 0);
    assert.match(stdout, /^a\.prd\.yaml:2:8 {2}.* {2}handle-unquoted$/m);
    assert.match(stdout, /^1 fix in 1 file\.$/m);
    assert.equal(read('a.prd.yaml'), broken.replace('@ana', '"@ana"'));
    assert.match(run('fix').stdout, /^Nothing here/);
    assert.doesNotMatch(run('check').stdout, /handle-unquoted/);
  });

  it('with --dry-run only shows', () => {
    write('a.prd.yaml', broken);
    assert.match(run('fix', '--dry-run').stdout, /1 fix in 1 file, nothing was written/);
    assert.equal(read('a.prd.yaml'), broken);
  });

  it('leaves alone what is waived, what is only named like an artifact, and what is no UTF-8', () => {
    const waived = `# shipworthy-ignore handle-unquoted until 2999-01-01 by @ana: a tool reads it\n${broken}`;
    write('a.prd.yaml', waived);
    write('PRD.md', '---\nowner: @ana\n---\n\n# PRD\n\n## Goal\n\nincrease sales by 5 % in 30 days\n');
    const before = read('PRD.md');
    write('b.prd.yaml', Buffer.concat([Buffer.from(broken), Buffer.from([0x23, 0xff, 0x0a])]));
    run('fix', '--as-of', '2026-11-25');
    assert.equal(read('a.prd.yaml'), waived);
    assert.equal(read('PRD.md'), before);
    assert.ok(readFileSync(join(folder, 'b.prd.yaml')).includes(0xff));
  });
});
