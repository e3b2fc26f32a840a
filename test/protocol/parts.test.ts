// `check` in parts, and what stays the same when a file changes: the bytes of the merged parts, and the print of a finding.
import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formats } from '../../server/src/hosts/cli/formats/index.js';

const cli = join(process.cwd(), 'dist', 'cli.cjs');
const names = Object.keys(formats);

describe('check in parts', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'shipworthy-'));
    mkdirSync(join(folder, '.git'));
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      cpSync(join('examples', 'recommender-broken'), join(folder, name), { recursive: true });
      for (const file of ['recs.prd.md', 'recs.runbook.yaml']) {
        const path = join(folder, name, file);
        writeFileSync(path, readFileSync(path, 'utf8').replace('recs-draft', `recs-${name}`));
      }
    }
    writeFileSync(join(folder, 'notes.md'), '# Notes\n');
    writeFileSync(
      join(folder, 'f.prd.md'),
      '# F\n\n<!-- shipworthy-ignore goal-vague until 2027-03-01 by @ana: OKR open -->\n\n## Goal\n\nimprove it\n',
    );
    run(['check', 'a', '--baseline', 'baseline.json', '--update-baseline']);
    rmSync(join(folder, 'a', 'recs.retrospective.md'));
  });
  after(() => rmSync(folder, { recursive: true }));
  const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    spawnSync(process.execPath, [cli, ...args], { cwd: folder, encoding: 'utf8', env: { ...process.env, ...env } });
  const all = ['check', '--as-of', '2026-11-25', '--baseline', 'baseline.json'];

  it('merges to the same bytes as one run, in every format', () => {
    for (let part = 1; part <= 3; part++) run([...all, '--shard', `${part}/3`, '--format', 'json', '--output', `part-${part}.json`]);
    const parts = ['part-3.json', 'part-1.json', 'part-2.json'];
    const sizes = parts.map((part) => JSON.parse(readFileSync(join(folder, part), 'utf8')).summary.artifacts);
    assert.ok(Math.max(...sizes) < 35, `no part has it all: ${sizes.join(', ')}`);
    for (const format of names) {
      const whole = run([...all, '--format', format]);
      const merged = run(['check', '--merge', ...parts, '--format', format]);
      assert.equal(merged.stdout, whole.stdout, format);
      assert.equal(merged.status, whole.status);
    }
    assert.match(run([...all]).stdout, /stale entries in baseline\.json/);
  });

  it('says which part is missing, given twice, or of another run', () => {
    run([...all, '--shard', '1/2', '--format', 'json', '--output', 'half.json']);
    for (const [args, words] of [
      [['half.json'], /parts 2\/2 are missing/],
      [['half.json', 'half.json'], /given twice/],
      [['half.json', 'part-1.json'], /no part of the same run/],
      [['baseline.json'], /not the JSON of a check --shard/],
      [[], /takes the JSON files/],
    ] as const) {
      const { status, stderr } = run(['check', '--merge', ...args]);
      assert.equal(status, 2);
      assert.match(stderr, words);
    }
    for (const said of ['0/2', '3/2', 'x', '1/0']) assert.equal(run([...all, '--shard', said]).status, 2, said);
  });

  it('knows a finding again when its line has moved', () => {
    const prints = () =>
      JSON.parse(run(['check', 'b', '--format', 'json']).stdout).findings.map(
        ({ fingerprint }: { readonly fingerprint: string }) => fingerprint,
      );
    const before = prints();
    assert.equal(new Set(before).size, before.length);
    const path = join(folder, 'b', 'recs.prd.md');
    writeFileSync(path, readFileSync(path, 'utf8').replace('\n## ', '\nA new line.\n\n## '));
    assert.deepEqual(prints(), before);
  });

  it('puts the comment on the page of a run of GitHub Actions', () => {
    const page = join(folder, 'summary.md');
    run(['check', 'f.prd.md', '--format', 'github'], { GITHUB_STEP_SUMMARY: page });
    assert.match(readFileSync(page, 'utf8'), /^<!-- shipworthy -->\n## Shipworthy/);
  });
});
