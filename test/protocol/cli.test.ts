// The built command line as a process: output, exit codes, what happens to bad input.
import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const cli = join(process.cwd(), 'dist', 'cli.cjs');

describe('the command line', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'shipworthy-'));
    mkdirSync(join(folder, '.git'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const run = (args: readonly string[], input = '') =>
    spawnSync(process.execPath, [cli, ...args], { cwd: folder, input, encoding: 'utf8' });
  const write = (name: string, text: string) => {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  };

  it('finds, tells where, and exits with 1', () => {
    write('docs/recs.prd.md', '# R\n\n## Goal\n\nimprove personalization\n');
    write('docs/README.md', '# Goal\n\nTBD\n');
    const { stdout, status } = run(['check']);
    assert.equal(status, 1);
    assert.match(stdout, /^docs\/recs\.prd\.md$/m);
    assert.match(stdout, /5:1 {2}error {7}.*goal-vague/);
    assert.doesNotMatch(stdout, /README/);
    assert.ok(!stdout.includes('\u001b'), 'no colour in a pipe');
  });

  it('respects .gitignore', () => {
    write('.gitignore', 'drafts/\n');
    write('drafts/a.prd.md', '# R\n\n## Goal\n\nimprove personalization\n');
    assert.equal(run(['check']).status, 0);
  });

  it('gives JSON by contract, the same bytes each time', () => {
    write('a.prd.yaml', 'goal: improve personalization\nid: recs\n');
    const first = run(['check', '--format', 'json', '--as-of', '2026-11-24']);
    assert.equal(first.stdout, run(['check', '--format', 'json', '--as-of', '2026-11-24']).stdout);
    const report = JSON.parse(first.stdout);
    assert.equal(report.schemaVersion, 1);
    assert.equal(report.asOf, '2026-11-24');
    const finding = report.findings.find(({ rule }: { rule: string }) => rule === 'goal-vague');
    assert.deepEqual(
      { ...finding, message: '' },
      {
        rule: 'goal-vague',
        level: 'error',
        message: '',
        path: 'a.prd.yaml',
        range: { start: { line: 0, character: 6 }, end: { line: 0, character: 29 } },
        pointer: '/goal',
        kind: 'prd',
        initiative: 'recs',
        fixes: 1,
        fingerprint: finding.fingerprint,
        related: [],
      },
    );
    assert.ok(!first.stdout.includes(folder));
  });

  it('writes several formats at once', () => {
    write('a.prd.yaml', 'goal: improve personalization\n');
    const { stdout } = run(['check', '--format', 'text', '--format', 'json', '--output', 'o.txt', '--output', 'o.json']);
    assert.equal(stdout, '');
  });

  it('reads standard input under a name', () =>
    assert.match(run(['check', '-', '--stdin-filename', 'x.prd.yaml'], 'goal: improve personalization\n').stdout, /goal-vague/));
  it('forces a kind', () => {
    write('notes.md', '## Goal\n\nimprove personalization\n');
    assert.match(run(['check', '--kind', 'prd', 'notes.md']).stdout, /goal-vague/);
  });

  it('keeps giving findings for the rest of broken YAML', () => {
    write('a.prd.yaml', 'goal: improve personalization\ntitle: "open\nbaseline: first of its kind\n');
    const { stdout } = run(['check']);
    for (const rule of ['syntax', 'goal-vague', 'baseline-missing']) assert.match(stdout, new RegExp(rule));
  });

  it('names line and key of a broken configuration and exits with 2', () => {
    write('shipworthy.yaml', 'rules:\n  weasel-word: sometimes\n');
    write('a.prd.yaml', 'title: x\n');
    const { status, stderr } = run(['check']);
    assert.equal(status, 2);
    assert.match(stderr, /^shipworthy\.yaml:2:16 rules\.weasel-word: /);
  });

  it('warns of an unknown key and goes on', () => {
    write('shipworthy.yaml', 'phaze: build\n');
    write('a.prd.yaml', 'goal: improve personalization\n');
    const { status, stderr } = run(['check']);
    assert.equal(status, 1);
    assert.match(stderr, /phaze.*Did you mean phase/);
  });

  it('reports a file that cannot be read and goes on', () => {
    write('a.prd.yaml', 'goal: improve personalization\n');
    spawnSync('ln', ['-s', 'loop.prd.md', join(folder, 'loop.prd.md')]);
    const { stdout, status } = run(['check', 'a.prd.yaml', '.']);
    assert.equal(status, 1);
    assert.match(stdout, /goal-vague/);
  });

  it('tells misuse apart: exit 2 and one line', () => {
    for (const args of [
      ['chek'],
      ['check', '--format', 'pdf'],
      ['check', 'nowhere'],
      ['check', '--kind', 'poem'],
      ['check', '--as-of', 'today'],
      ['explain', 'goal-vage'],
      ['inspect'],
      ['check', '--no-such'],
    ]) {
      const { status, stderr, stdout } = run(args);
      assert.equal(status, 2, args.join(' '));
      assert.equal(stdout, '');
      assert.ok(stderr.length > 0);
    }
    assert.match(run(['explain', 'goal-vage']).stderr, /Did you mean goal-vague/);
  });

  it('explains rules and fields', () => {
    assert.match(run(['explain', 'goal-no-window']).stdout, /# goal-no-window/);
    assert.match(run(['explain', 'prd.rollout_plan']).stdout, /Rollout plan/);
    assert.match(run(['explain', 'runbook']).stdout, /rollback/);
  });

  it('inspects by contract', () => {
    write(
      'recs.prd.md',
      '# Recs\n\n## Objective\n\nincrease click-through on recommended items by 8% within 90 days while preserving NPS\n\n## Appendix\n',
    );
    const view = JSON.parse(run(['inspect', 'recs.prd.md', '--format', 'json']).stdout);
    assert.equal(view.kind, 'prd');
    assert.equal(view.kindFrom, 'suffix');
    const goal = view.fields['/goal'];
    assert.equal(goal.line, 2);
    assert.equal(goal.heading, 'Objective');
    assert.equal(goal.from, 'heading');
    assert.equal(goal.value.direction, 'increase');
    assert.equal(goal.value.window, 'P90D');
    assert.deepEqual([goal.value.magnitude.value, goal.value.magnitude.unit], [8, '%']);
    assert.equal(goal.value.guardrails.length, 1);
    assert.deepEqual(view.unclaimed, [{ line: 6, heading: 'Appendix' }]);
  });

  it('writes nothing but its own output to stdout as a language server', () => {
    const { stdout } = spawnSync(process.execPath, [cli, 'lsp', '--stdio'], { input: '', encoding: 'utf8', timeout: 5000 });
    assert.equal(stdout, '');
  });
});
