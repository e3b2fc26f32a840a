// Suspect links over a real repository: the command line and the server read the same history and say the same, a record in the file
// ends it, and without git nobody is suspected.
import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type ScriptedClient, startClient } from './client.js';
import { hasGit, type Scripted, scripted } from './repository.js';

(hasGit ? describe : describe.skip)('suspect links in a repository', () => {
  let repo: Scripted;
  let client: ScriptedClient | undefined;
  beforeEach(() => {
    repo = scripted('recommender');
    repo.commit('2026-01-10', 'The whole initiative');
    repo.edit('recs.prd.md', 'for 90 days\n', 'for 90 days \n');
    repo.edit('recs.prd.md', '| Canary   | 5 % ', '| Canary   | 10 %');
    repo.commit('2026-02-10', 'A larger canary');
  });
  afterEach(async () => {
    await client?.stop();
    client = undefined;
    repo.remove();
  });

  const suspects = (env?: NodeJS.ProcessEnv) =>
    (
      JSON.parse(repo.run(['check', '--format', 'json', '--as-of', '2026-11-24'], env).stdout) as {
        readonly findings: readonly { readonly rule: string; readonly path: string; readonly message: string }[];
      }
    ).findings.filter(({ rule }) => rule === 'suspect-link');

  it('are found at the dependant, and by nobody without git', () => {
    const [found, ...more] = suspects();
    assert.deepEqual(more, []);
    assert.equal(found?.path, 'recs.runbook.yaml');
    assert.match(
      found?.message ?? '',
      /^The PRD's canary stage traffic moved from 5 % to 10 % after this was reviewed\.\nIt moved on 2026-02-10 \([0-9a-f]{7}\); this was last changed on 2026-01-10\./,
    );
    assert.deepEqual(suspects({ PATH: '/nowhere' }), []);
  });

  it('are the same in the editor, follow a rename, and end with the record', async () => {
    const uri = pathToFileURL(join(repo.folder, 'recs.runbook.yaml')).href;
    const text = readFileSync(join(repo.folder, 'recs.runbook.yaml'), 'utf8');
    client = await startClient({}, pathToFileURL(repo.folder).href);
    await client.open(uri, 'yaml', text);
    const wanted = suspects()[0]?.message;
    await client.eventually(uri, (items) => items.some(({ code, message }) => code === 'suspect-link' && message === wanted));
    const checked = text.replace('stages:\n', '# shipworthy-checked prd/stages/canary/traffic by @sam on 2026-11-24: 10 %\nstages:\n');
    await client.change(uri, 2, checked);
    await client.eventually(uri, (items) => items.every(({ code }) => code !== 'suspect-link'));
    repo.git('mv', 'recs.runbook.yaml', 'deploy.runbook.yaml');
    repo.commit('2026-03-10', 'Another name');
    assert.deepEqual(
      suspects().map(({ path }) => path),
      ['deploy.runbook.yaml'],
    );
  });

  it('follow a commit by themselves, without a document that opens or changes', async () => {
    const uri = pathToFileURL(join(repo.folder, 'recs.runbook.yaml')).href;
    client = await startClient({}, pathToFileURL(repo.folder).href);
    await client.open(uri, 'yaml', readFileSync(join(repo.folder, 'recs.runbook.yaml'), 'utf8'));
    await client.eventually(uri, (items) => items.some(({ code }) => code === 'suspect-link'));
    // Both documents in one commit: whoever wrote it saw both. No file changes by it.
    repo.git('reset', '-q', '--soft', 'HEAD~1');
    repo.git('commit', '-q', '--amend', '-m', 'All at once');
    await client.eventually(uri, (items) => items.every(({ code }) => code !== 'suspect-link'));
  });

  it('are found in a submodule that is opened by itself, and so is what changed', async () => {
    const outer = scripted();
    try {
      outer.write('README.md', '# Outer\n');
      outer.git('submodule', '--quiet', 'add', repo.folder, 'docs');
      outer.commit('2026-03-01', 'With the documents');
      const inside = join(outer.folder, 'docs');
      const run = (...args: readonly string[]) =>
        spawnSync(process.execPath, [resolve('dist/cli.cjs'), ...args], { cwd: inside, encoding: 'utf8' }).stdout;
      assert.match(run('check', '--as-of', '2026-11-24'), /canary stage traffic moved from 5 % to 10 %/);
      assert.match(run('diff', 'HEAD~1'), /canary.*5 %.*10 %/i);
      const uri = pathToFileURL(join(inside, 'recs.runbook.yaml')).href;
      client = await startClient({}, pathToFileURL(inside).href);
      await client.open(uri, 'yaml', readFileSync(join(inside, 'recs.runbook.yaml'), 'utf8'));
      await client.eventually(uri, (items) => items.some(({ code }) => code === 'suspect-link'));
    } finally {
      outer.remove();
    }
  });
});
