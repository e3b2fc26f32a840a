// `shipworthy diff` over a real repository: sentences about what commits changed in meaning, quiet where git has nothing to tell, and
// nothing of the repository runs.
import { strict as assert } from 'node:assert';
import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type ChangesResult, changesRequest, type DrillResult, drillRequest } from '../../server/src/protocol.js';
import { startClient } from './client.js';
import { hasGit, type Scripted, scripted } from './repository.js';

const asOf = ['--as-of', '2026-11-24'];

(hasGit ? describe : describe.skip)('shipworthy diff', () => {
  let repo: Scripted;
  beforeEach(() => {
    repo = scripted('recommender');
    repo.commit('2026-01-10', 'The whole initiative');
  });
  afterEach(() => repo.remove());

  const sentences = (ref: string, ...more: readonly string[]): readonly string[] => {
    const { status, stdout, stderr } = repo.run(['diff', ref, '--format', 'json', ...asOf, ...more]);
    assert.equal(status, 0, stderr);
    const { initiatives } = JSON.parse(stdout) as {
      readonly initiatives: readonly { readonly changes: readonly { readonly sentence: string }[] }[];
    };
    return initiatives.flatMap(({ changes }) => changes.map(({ sentence }) => sentence));
  };

  it('follows a scripted history from each of its commits', () => {
    repo.edit('recs.prd.md', '- 99.9 % of recommendation', '- 99.5 % of recommendation');
    repo.edit('recs.monitoring.yaml', 'objective: 99.9 %', 'objective: 99.5 %');
    repo.commit('2026-02-10', 'Looser');
    repo.edit('recs.prd.md', 'by 8 % relative, from 4.0 % to 4.32 %, within', 'from 4.0 % within');
    repo.commit('2026-03-10', 'No number');
    repo.edit('recs.runbook.yaml', 'traffic: 5 %', 'traffic: 10 %');
    assert.deepEqual(
      sentences('HEAD').filter((sentence) => !/ went from \d+ % to \d+ %|gate/.test(sentence) || /stage/.test(sentence)),
      ["The canary stage's traffic went from 5 % to 10 %."],
    );
    assert.ok(sentences('HEAD~1').includes('The goal lost its number (4.32 %).'));
    const all = sentences('HEAD~2');
    assert.equal(all.filter((sentence) => sentence === 'The availability SLO loosened from 99.9 % to 99.5 %.').length, 2);
    assert.ok(
      all.some((sentence) => /^Discover went from 100 % to \d+ %, bound by R\d\.$/.test(sentence)),
      all.join('\n'),
    );
  });

  it('says that nothing changed in meaning where a file moved, or changed its line ends', () => {
    for (const file of ['recs.prd.md', 'recs.runbook.yaml']) repo.edit(file, /\n/g, '\r\n');
    renameSync(join(repo.folder, 'recs.experiment-plan.md'), join(repo.folder, 'recs-2.experiment-plan.md'));
    for (const file of ['recs.prd.md', 'recs.one-pager.md', 'recs.data-readiness.yaml', 'recs.retrospective.md'])
      if (readFileSync(join(repo.folder, file), 'utf8').includes('recs.experiment-plan.md'))
        repo.edit(file, /recs\.experiment-plan\.md/g, 'recs-2.experiment-plan.md');
    repo.edit('recs.runbook.yaml', 'recs.experiment-plan.md', 'recs-2.experiment-plan.md');
    const { stdout } = repo.run(['diff', 'HEAD', ...asOf]);
    assert.match(stdout, /^Nothing changed in meaning since HEAD \([0-9a-f]{7}, 2026-01-10\)\.\n$/);
  });

  it('says where each change stands, in text too', () => {
    repo.edit('recs.prd.md', '- 99.9 % of recommendation', '- 99.5 % of recommendation');
    assert.match(
      repo.run(['diff', 'HEAD', ...asOf]).stdout,
      / {2}− The availability SLO loosened from 99\.9 % to 99\.5 %\. {2}recs\.prd\.md:146\n/,
    );
  });

  it('says in one line what it cannot compare with', () => {
    assert.match(repo.run(['diff', 'nothing-of-that-name']).stderr, /^There is no commit "nothing-of-that-name" here/);
    assert.match(repo.run(['diff', '--', '--output=x']).stderr, /^There is no commit "--output=x" here/);
    assert.equal(existsSync(join(repo.folder, 'x')), false);
    assert.match(repo.run(['diff', 'HEAD'], { PATH: '/nowhere' }).stderr, /no repository with a commit, or git is not installed/);
    assert.equal(repo.run(['diff', 'HEAD'], { PATH: '/nowhere' }).status, 2);
    const bare = scripted();
    try {
      assert.match(bare.run(['diff', 'HEAD']).stderr, /no repository with a commit/);
    } finally {
      bare.remove();
    }
  });

  it('reads a shallow clone as far as it goes', () => {
    repo.edit('recs.prd.md', '- 99.9 % of recommendation', '- 99.5 % of recommendation');
    repo.commit('2026-02-10', 'Looser');
    const shallow = scripted();
    try {
      shallow.git('remote', 'add', 'origin', pathToFileURL(repo.folder).href);
      shallow.git('fetch', '-q', '--depth', '1', 'origin', 'main');
      shallow.git('checkout', '-q', 'FETCH_HEAD');
      assert.match(shallow.run(['diff', 'HEAD', ...asOf]).stdout, /^Nothing changed/);
      assert.match(shallow.run(['diff', 'HEAD~1']).stderr, /There is no commit "HEAD~1" here\. In a shallow clone/);
    } finally {
      shallow.remove();
    }
  });

  it('runs nothing that the repository names', () => {
    const proof = join(repo.folder, 'proof');
    const touch = `touch '${proof}'`;
    repo.write('run.sh', `#!/bin/sh\n${touch}\ncat "$@" 2>/dev/null\n`);
    repo.git('config', 'core.fsmonitor', touch);
    repo.git('config', 'core.pager', touch);
    repo.git('config', 'core.sshCommand', touch);
    repo.git('config', 'diff.external', touch);
    repo.git('config', 'diff.own.textconv', touch);
    repo.git('config', 'diff.own.command', touch);
    repo.git('config', 'filter.own.smudge', touch);
    repo.git('config', 'filter.own.clean', touch);
    repo.git('config', 'log.showSignature', 'true');
    repo.git('config', 'gpg.program', join(repo.folder, 'run.sh'));
    repo.git('config', 'alias.log', `!${touch}`);
    repo.git('config', 'core.hooksPath', repo.folder);
    repo.write('.git/info/attributes', '*.md diff=own filter=own\n*.yaml diff=own filter=own\n');
    repo.write('post-index-change', `#!/bin/sh\n${touch}\n`);
    repo.edit('recs.prd.md', '- 99.9 % of recommendation', '- 99.5 % of recommendation');
    const { stdout } = repo.run(['diff', 'HEAD', ...asOf], {
      ...process.env,
      GIT_EXTERNAL_DIFF: touch,
      GIT_PAGER: touch,
      GIT_DIR: '/nowhere',
    });
    assert.match(stdout, /availability SLO loosened/);
    assert.equal(existsSync(proof), false);
  });

  it('says the same in an editor, with the buffer in the place of the file', async () => {
    repo.edit('recs.prd.md', '- 99.9 % of recommendation', '- 99.5 % of recommendation');
    const client = await startClient({}, pathToFileURL(repo.folder).toString());
    const ask = (ref: string) => client.connection.sendRequest<ChangesResult>(changesRequest, { ref });
    const said = (found: ChangesResult) => found?.initiatives.flatMap(({ changes }) => changes.map(({ sentence }) => sentence));
    const first = await ask('HEAD');
    assert.deepEqual(said(first), sentences('HEAD'));
    const slo = first?.initiatives[0]?.changes.find(({ sentence }) => sentence.includes('SLO'));
    assert.ok(slo?.uri?.endsWith('/recs.prd.md') && slo.range);
    const uri = pathToFileURL(join(repo.folder, 'recs.prd.md')).toString();
    const text = readFileSync(join(repo.folder, 'recs.prd.md'), 'utf8');
    await client.open(uri, 'markdown', text.replace('- 99.5 % of recommendation', '- 99.9 % of recommendation'));
    assert.deepEqual(said(await ask('HEAD')), []);
    assert.equal(await ask('no-such-branch'), null);
    assert.equal(await ask('--output=owned'), null);
    assert.equal(await client.stop(), 0);
  });

  it('the drill of the editor says what the command line says', async () => {
    const client = await startClient({}, pathToFileURL(repo.folder).toString());
    const { initiatives } = await client.connection.sendRequest<DrillResult>(drillRequest);
    const { stdout } = repo.run(['drill']);
    for (const line of initiatives[0]?.lines ?? []) assert.ok(stdout.includes(line), line);
    assert.ok(initiatives[0]?.place.uri && initiatives[0].open === 0);
    assert.equal(await client.stop(), 0);
  });
});
