// `check --changed` in a real repository: what is edited, staged, new or on this branch, and nothing that others did.
import { strict as assert } from 'node:assert';
import { hasGit, type Scripted, scripted } from './repository.js';

describe('check --changed', function () {
  if (!hasGit) return;
  this.timeout(60_000);
  let repository: Scripted;
  before(() => {
    repository = scripted('recommender-broken');
    repository.commit('2026-01-01', 'begin');
  });
  after(() => repository.remove());
  const checked = (...args: readonly string[]) => {
    const { status, stdout, stderr } = repository.run(['check', '--format', 'json', ...args]);
    const findings = status === 2 ? [] : (JSON.parse(stdout) as { findings: readonly { path: string }[] }).findings;
    return { status, stderr, paths: [...new Set(findings.map(({ path }) => path))] };
  };

  it('says nothing, and keeps no gate closed, where nothing changed', () => {
    assert.deepEqual(checked('--changed'), { status: 0, stderr: '', paths: [] });
    assert.equal(checked('--changed', '--gate', 'discover').status, 0);
  });

  it('looks at what is edited and what is new, judged among what it belongs to', () => {
    const all = JSON.parse(repository.run(['check', '--format', 'json']).stdout);
    repository.edit('recs.prd.md', 'Improve personalization.', 'Improve personalization!');
    assert.deepEqual(checked('--changed').paths, ['recs.prd.md']);
    const mine = (findings: readonly { path: string; rule: string }[]) =>
      findings.filter(({ path }) => path === 'recs.prd.md').map(({ rule }) => rule);
    const changed = JSON.parse(repository.run(['check', '--format', 'json', '--changed']).stdout);
    assert.deepEqual(mine(changed.findings), mine(all.findings), 'also what only the other documents tell');
    repository.git('add', '-A');
    repository.write('other.prd.md', '---\nkind: prd\n---\n\n## Goal\n\nImprove it.\n');
    assert.deepEqual(checked('--changed').paths, ['other.prd.md', 'recs.prd.md']);
    assert.deepEqual(checked('--changed', 'recs.prd.md').paths, ['recs.prd.md'], 'what is a file is no commit');
  });

  it('compares with where a branch parted, not with what others did since', () => {
    repository.git('checkout', '-q', '-b', 'mine');
    repository.commit('2026-01-02', 'mine');
    repository.git('checkout', '-q', 'main');
    repository.edit('recs.runbook.yaml', 'CI is green', 'CI is green, and so are we');
    repository.commit('2026-01-03', 'theirs');
    repository.git('checkout', '-q', 'mine');
    assert.deepEqual(checked('--changed', 'main').paths, ['other.prd.md', 'recs.prd.md']);
    assert.deepEqual(checked('--changed').paths, []);
  });

  it('says what is wrong where git cannot tell', () => {
    const { status, stderr } = checked('--changed', 'nowhere');
    assert.equal(status, 2);
    assert.match(stderr, /nowhere/);
  });
});
