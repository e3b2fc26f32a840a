// shipworthy.yaml through the built server and command line: the file's own diagnostics, who wins, people, own checks, the baseline.
import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CodeAction, CompletionItem, CompletionList, Hover } from 'vscode-languageserver-protocol';
import { type ScriptedClient, startClient } from './client.js';

const cli = join(process.cwd(), 'dist', 'cli.cjs');

describe('shipworthy.yaml', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'shipworthy-'));
    mkdirSync(join(folder, '.git'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const write = (name: string, text: string) => {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  };
  const run = (...args: readonly string[]) =>
    spawnSync(process.execPath, [cli, ...args, '--as-of', '2026-11-24'], { cwd: folder, encoding: 'utf8' });
  const explain = (subject: string) => spawnSync(process.execPath, [cli, 'explain', subject], { cwd: folder, encoding: 'utf8' });
  const old =
    'kind: prd\ntitle: Ranking\ngoal: improve personalization\nmetrics:\n  technical: [low latency]\n  business: [quick answers]\n';

  it('says on the command line which file is in force and which of them decides what', () => {
    write('base.yaml', 'rules: { weasel-word: error, goal-vague: hint }\n');
    write('shipworthy.yaml', 'extends: ./base.yaml\nrules: { weasel-word: off }\n');
    write('a/x.prd.yaml', old);
    const { stdout, status } = run('check', '--print-config', 'a/x.prd.yaml');
    assert.equal(status, 0);
    assert.match(stdout, /^a\/x\.prd\.yaml: shipworthy\.yaml, which extends base\.yaml$/m);
    assert.match(stdout, /^rules\.weasel-word: off +shipworthy\.yaml, over base\.yaml \(override\)$/m);
    assert.match(stdout, /^rules\.goal-vague: hint +base\.yaml \(extends\)$/m);
    assert.match(stdout, /^thresholds\.labels: 2000 labels +built in$/m);
    const data = JSON.parse(run('check', '--print-config', '--format', 'json', 'a/x.prd.yaml').stdout);
    assert.deepEqual([data.config, data.extends, data.settings.rules['weasel-word']], ['shipworthy.yaml', ['base.yaml'], 'off']);
  });

  it('that runs in a circle or leads nowhere is told, with exit 2', () => {
    write('x.prd.yaml', old);
    write('shipworthy.yaml', 'extends: ./b.yaml\n');
    write('b.yaml', 'extends: ./shipworthy.yaml\n');
    const circle = run('check');
    assert.equal(circle.status, 2);
    assert.match(circle.stderr, /^shipworthy\.yaml:1:10 extends: this runs in a circle: shipworthy\.yaml → b\.yaml → shipworthy\.yaml\.$/m);
    write('shipworthy.yaml', 'extends: ./gone.yaml\n');
    const nowhere = run('check');
    assert.equal(nowhere.status, 2);
    assert.match(nowhere.stderr, /there is no file \.\/gone\.yaml/);
  });

  it('is explained where a team has written a check of its own', () => {
    write(
      'shipworthy.yaml',
      'phase: build\ncustom:\n  - id: acme-dpo\n    when: { personal_data: direct }\n    require: [privacy_concerns.sign_off]\n    message: Ask the DPO.\n',
    );
    const { stdout, status } = explain('acme-dpo');
    assert.equal(status, 0);
    assert.match(stdout, /Ask the DPO\./);
    assert.match(stdout, /defined in shipworthy\.yaml:3: it wants privacy_concerns\.sign_off if personal_data is direct\. No code is run/);
    assert.match(explain('acme-dp').stderr, /Did you mean acme-dpo\?/);
  });

  it('lets an old repository start green: only new findings fail, stale entries are told, the bytes are the same', () => {
    write('docs/a.prd.yaml', old);
    assert.equal(run('check').status, 1);
    assert.equal(run('check', '--baseline', 'b.json').status, 2, 'a baseline that is not there');
    assert.equal(run('check', '--update-baseline').status, 2, 'no baseline is named');
    assert.equal(run('check', '--baseline', 'b.json', '--update-baseline').status, 0);
    const first = readFileSync(join(folder, 'b.json'), 'utf8');
    run('check', 'docs', '--baseline', 'b.json', '--update-baseline');
    assert.equal(readFileSync(join(folder, 'b.json'), 'utf8'), first);
    const known = run('check', '--baseline', 'b.json');
    assert.equal(known.status, 0);
    assert.match(known.stdout, /4 in the baseline/);

    write('docs/a.prd.yaml', `# moved\n\n${old.replace('quick answers', 'answers, seamless')}`);
    write('docs/b.prd.yaml', old);
    const next = run('check', '--baseline', 'b.json', '--format', 'json');
    assert.equal(next.status, 1);
    const report = JSON.parse(next.stdout);
    const fresh = report.findings.filter(
      ({ level, baselined }: { level: string; baselined?: boolean }) => !baselined && ['error', 'warning'].includes(level),
    );
    assert.deepEqual(
      fresh.filter(({ path }: { path: string }) => path === 'docs/a.prd.yaml').map(({ rule }: { rule: string }) => rule),
      ['weasel-word'],
    );
    assert.ok(fresh.some(({ path, rule }: { path: string; rule: string }) => path === 'docs/b.prd.yaml' && rule === 'goal-vague'));
    assert.deepEqual(report.baseline.stale, [
      { path: 'docs/a.prd.yaml', rule: 'weasel-word', pointer: '/metrics/business/*', words: 'quick', count: 1 },
    ]);
    assert.equal(report.summary.baselined, report.findings.filter(({ baselined }: { baselined?: boolean }) => baselined).length);

    rmSync(join(folder, 'docs/a.prd.yaml'));
    assert.match(run('check', '--baseline', 'b.json').stdout, /stale entr/);
    assert.doesNotMatch(run('check', 'docs/b.prd.yaml', '--baseline', 'b.json').stdout, /stale/, 'what was not looked at is not stale');
    run('check', 'docs/b.prd.yaml', '--baseline', 'b.json', '--update-baseline');
    assert.match(readFileSync(join(folder, 'b.json'), 'utf8'), /a\.prd\.yaml[\s\S]*b\.prd\.yaml/);
  });

  it('waived findings are listed in every report and fail nothing', () => {
    write('x.prd.yaml', old.replace('goal:', '# shipworthy-ignore goal-vague until 2027-03-01 by @ana: workshop on Monday\ngoal:'));
    const { stdout } = run('check');
    assert.match(stdout, /waived .*goal-vague\n.*@ana until 2027-03-01: workshop on Monday/);
    const report = JSON.parse(run('check', '--format', 'json').stdout);
    const waived = report.findings.find(({ rule }: { rule: string }) => rule === 'goal-vague');
    assert.deepEqual([waived.waived, waived.waiver.by, waived.waiver.until, report.summary.waived], [true, '@ana', '2027-03-01', 1]);
  });
});

describe('shipworthy.yaml in the server', () => {
  let folder: string;
  let client: ScriptedClient;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'shipworthy-'));
  });
  afterEach(async () => {
    assert.equal(await client.stop(), 0);
    rmSync(folder, { recursive: true });
  });
  const uriOf = (name: string) => pathToFileURL(join(folder, name)).toString();
  const start = async () => {
    client = await startClient(
      { textDocument: { diagnostic: {} }, workspace: { workspaceEdit: { documentChanges: true } } },
      pathToFileURL(folder).toString(),
    );
  };
  const codes = async (name: string) => (await client.pull(uriOf(name))).map(({ code, severity }) => `${code} ${severity}`);

  it('has diagnostics, fixes, completion and hover, and so has the file that it extends', async () => {
    writeFileSync(join(folder, 'base.yaml'), 'phaze: build\nrules: { goal-vague: hint }\n');
    await start();
    const config = uriOf('shipworthy.yaml');
    await client.open(config, 'yaml', 'extends: ./base.yaml\nrules:\n  wesel-word: off\n  goal-vague: error\n');
    const [finding, ...more] = await client.pull(config);
    assert.deepEqual(more, []);
    assert.match(String(finding?.message), /rules\.wesel-word.*Did you mean weasel-word\?/);
    const [fix] = (await client.connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri: config },
      range: finding?.range,
      context: { diagnostics: [] },
    })) as CodeAction[];
    assert.equal(fix?.title, 'Change to weasel-word');
    const at = { textDocument: { uri: config }, position: { line: 3, character: 14 } };
    const { items } = (await client.connection.sendRequest('textDocument/completion', at)) as CompletionList;
    assert.deepEqual(
      items.map(({ label }: CompletionItem) => label),
      ['error', 'warning', 'information', 'hint', 'off'],
    );
    const hover = (await client.connection.sendRequest('textDocument/hover', { ...at, position: { line: 3, character: 4 } })) as Hover;
    assert.match(JSON.stringify(hover.contents), /cannot pass or fail.*Wins over base/);

    await client.open(uriOf('base.yaml'), 'yaml', readFileSync(join(folder, 'base.yaml'), 'utf8'));
    assert.match(String((await client.pull(uriOf('base.yaml')))[0]?.message), /phaze.*Did you mean phase\?/);
  });

  it('keeps the last good one while it is broken, and carries the one diagnostic itself', async () => {
    await start();
    await client.open(uriOf('shipworthy.yaml'), 'yaml', 'rules: { goal-vague: hint }\n');
    await client.open(uriOf('x.prd.yaml'), 'yaml', 'goal: improve personalization\n');
    assert.ok((await codes('x.prd.yaml')).includes('goal-vague 4'));
    await client.change(uriOf('shipworthy.yaml'), 2, 'rules: { goal-vague: "hi\n');
    assert.ok((await codes('x.prd.yaml')).includes('goal-vague 4'));
    assert.deepEqual(await codes('shipworthy.yaml'), ['configuration 1']);
    await client.change(uriOf('shipworthy.yaml'), 3, 'rules: { goal-vague: warning }\n');
    assert.ok((await codes('x.prd.yaml')).includes('goal-vague 2'));
  });

  it('makes hints of what its baseline knows, as the command line does', async () => {
    writeFileSync(join(folder, 'x.prd.yaml'), 'goal: improve personalization\n');
    writeFileSync(join(folder, 'shipworthy.yaml'), 'baseline: ./shipworthy-baseline.json\n');
    spawnSync(process.execPath, [cli, 'check', '--update-baseline'], { cwd: folder });
    await start();
    await client.open(uriOf('x.prd.yaml'), 'yaml', 'goal: improve personalization\n');
    assert.ok((await codes('x.prd.yaml')).includes('goal-vague 4'));
    await client.change(uriOf('x.prd.yaml'), 2, 'goal: make it much nicer\n');
    assert.ok((await codes('x.prd.yaml')).includes('goal-vague 1'));
  });

  it('completes owners from people and hints at those whom nobody knows', async () => {
    writeFileSync(join(folder, 'CODEOWNERS'), '* @ana @li\n');
    writeFileSync(join(folder, 'shipworthy.yaml'), 'people: ./CODEOWNERS\n');
    await start();
    const text = 'owners:\n  product: "@anna"\n  data: \n';
    await client.open(uriOf('x.prd.yaml'), 'yaml', text);
    assert.ok((await codes('x.prd.yaml')).includes('owner-unknown 4'));
    const { items } = (await client.connection.sendRequest('textDocument/completion', {
      textDocument: { uri: uriOf('x.prd.yaml') },
      position: { line: 2, character: 8 },
    })) as CompletionList;
    assert.ok(
      ['@ana', '@li'].every((name) => items.some(({ label }: CompletionItem) => label === name)),
      JSON.stringify(items.map(({ label }) => label)),
    );
  });
});
