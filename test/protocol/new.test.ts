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

  it('begins with what files of other formats say, points at them, and says what it took', () => {
    mkdirSync(join(folder, 'deploy'));
    writeFileSync(
      join(folder, 'deploy/alerts.yml'),
      'groups:\n  - rules:\n      - {alert: Errors, expr: ratio > 0.02, for: 5m, annotations: {runbook_url: "https://example.org/rb"}}\n',
    );
    writeFileSync(
      join(folder, 'slo.yaml'),
      'apiVersion: openslo/v1\nkind: SLO\nmetadata: {name: up}\nspec: {objectives: [{target: 0.995}]}\n',
    );
    const { status, stderr } = run('monitoring', 'Claims', '--dir', 'docs', '--from', 'deploy/alerts.yml', '--from', 'slo.yaml');
    assert.equal(status, 0, stderr);
    assert.match(stderr, /From \.\.\/deploy\/alerts\.yml: 1 alert rule: Errors\./);
    const text = readFileSync(join(folder, 'docs/claims.monitoring.md'), 'utf8');
    assert.match(text, /^related: \[\.\.\/deploy\/alerts\.yml, \.\.\/slo\.yaml\]$/m);
    assert.match(text, /\| Errors \| ratio \| > \| 0\.02 \| 5 min \|/);
    assert.match(text, /99\.5 %/);
    const none = run('prd', 'Claims', '--from', 'deploy/alerts.yml');
    assert.deepEqual([none.status, readdirSync(folder).sort()], [2, ['deploy', 'docs', 'slo.yaml']]);
    assert.match(none.stderr, /holds nothing that a prd begins with/);
    assert.equal(run('monitoring', 'Claims', '--from', 'gone.yml').status, 2);
  });

  it('writes OpenSLO from the SLOs of a PRD, which begins another one again', () => {
    writeFileSync(
      join(folder, 'x.prd.yaml'),
      'kind: prd\nid: claims\nslos:\n  - {sli: claims answered, objective: 99.9 %, window: 28 days}\n  - it is fast\n',
    );
    const written = spawnSync(process.execPath, [cli, 'export', 'openslo', 'x.prd.yaml'], { cwd: folder, encoding: 'utf8' });
    assert.equal(written.status, 0);
    assert.match(written.stderr, /Left out, because it holds no share and no limit: it is fast/);
    writeFileSync(join(folder, 'slo.yaml'), written.stdout);
    rmSync(join(folder, 'x.prd.yaml'));
    assert.equal(run('prd', 'Claims', '--syntax', 'yaml', '--from', 'slo.yaml').status, 0);
    assert.match(
      readFileSync(join(folder, 'claims.prd.yaml'), 'utf8'),
      /sli: claims answered\n(?:.*\n){0,3}\s+objective: 99\.9 %\n\s+window: 28 days/,
    );
  });

  it('overwrites nothing: an initiative gets what it lacks, and no name is taken twice', () => {
    writeFileSync(join(folder, 'recs.runbook.md'), '---\nid: recs\n---\nmine');
    const first = run('initiative', 'recs');
    assert.equal(first.status, 0);
    assert.equal(first.stdout.trim().split('\n').length, 6);
    assert.match(first.stderr, /Joins recs\.runbook\.md/);
    const before = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
    for (const [args, why] of [
      [['initiative', 'recs'], /has all of its documents \(.*\); nothing was written/],
      [['runbook', 'recs'], /recs\.runbook\.md exists already; nothing was written/],
    ] as const) {
      const { status, stderr, stdout } = run(...args);
      assert.equal(status, 2);
      assert.equal(stdout, '');
      assert.match(stderr, why);
      assert.deepEqual(
        readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8')),
        before,
      );
    }
    assert.equal(readFileSync(join(folder, 'recs.runbook.md'), 'utf8'), '---\nid: recs\n---\nmine');
  });

  it('fills a new artifact from the initiative that it joins', () => {
    for (const file of readdirSync('examples/recommender'))
      if (/prd|one-pager/.test(file)) writeFileSync(join(folder, file), readFileSync(join('examples/recommender', file)));
    const { status, stdout, stderr } = run('runbook', 'Deploy the recommender');
    assert.equal(status, 0);
    assert.equal(stdout, 'deploy-the-recommender.runbook.md\n');
    assert.match(stderr, /Joins recs\.one-pager\.md, recs\.prd\.md/);
    const text = readFileSync(join(folder, 'deploy-the-recommender.runbook.md'), 'utf8');
    assert.match(text, /^id: "recs"$/m);
    assert.match(text, /^related: \[\.\/recs\.one-pager\.md, \.\/recs\.prd\.md\]$/m);
    assert.match(text, /^# Deploy the recommender$/m);
    assert.match(text, /^\| Canary \| canary \| 5 % \| 1 week \| error rate ≤ 0\.06 % and p95 latency ≤ 300 ms \| {2}\|$/m);
  });

  it('fills a whole initiative from its goal', () => {
    const goal =
      'Cut the median time to settle a claim from 6 days to 2 days within 90 days of full rollout while complaints stay below 0.5 %.';
    assert.equal(run('initiative', 'Claims', '--goal', goal, '--syntax', 'yaml').status, 0);
    const text = (kind: string) => readFileSync(join(folder, `claims.${kind}.yaml`), 'utf8');
    assert.match(text('prd'), /^goal: Cut the median time/m);
    assert.match(text('one-pager'), /^success_statement: Cut the median time/m);
    assert.match(text('retrospective'), /^ {2}- metric: median time to settle(?: a claim)?\n {4}target: 2 days$/m);
    assert.match(text('experiment-plan'), /^ {2}name: median time to settle(?: a claim)?$/m);
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
