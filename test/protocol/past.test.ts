// `map --at` and `map --trend` over a real repository: what the documents said then, from history alone.
import { strict as assert } from 'node:assert';
import { readFileSync, renameSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { hasGit, type Scripted, scripted } from './repository.js';

(hasGit ? describe : describe.skip)('the map of the past', () => {
  let repo: Scripted;
  beforeEach(() => {
    repo = scripted('recommender');
    const files = ['recs.runbook.yaml', 'recs.monitoring.yaml', 'recs.retrospective.md'];
    const texts = files.map((file) => readFileSync(join(repo.folder, file), 'utf8'));
    for (const file of files) unlinkSync(join(repo.folder, file));
    repo.commit('2026-03-10', 'Until build');
    repo.write(files[0] as string, texts[0] as string);
    repo.write(files[1] as string, texts[1] as string);
    repo.commit('2026-05-01', 'Deploy');
    repo.write('README.md', 'Nothing of ours.\n');
    repo.commit('2026-05-02', 'Beside it');
    repo.write(files[2] as string, texts[2] as string);
    repo.commit('2026-10-10', 'Operate');
    renameSync(join(repo.folder, 'recs.prd.md'), join(repo.folder, 'recommendations.prd.md'));
    repo.commit('2026-11-10', 'Renamed');
  });
  afterEach(() => repo.remove());

  const data = (...args: readonly string[]) => {
    const { status, stdout, stderr } = repo.run(['map', '--format', 'json', ...args]);
    assert.equal(status, 0, stderr);
    return JSON.parse(stdout) as {
      readonly asOf: string;
      readonly at?: string;
      readonly initiatives: readonly {
        readonly id: string;
        readonly score: number;
        readonly trend?: { readonly points: readonly { readonly day: string; readonly score: number }[] };
      }[];
    };
  };

  it('is that of a commit, as of its day', () => {
    const then = data('--at', 'HEAD~4');
    assert.equal(then.asOf, '2026-03-10');
    assert.match(then.at ?? '', /^[0-9a-f]{7}$/);
    assert.ok((then.initiatives[0]?.score ?? 1) < 0.6);
    assert.equal(data('--at', 'HEAD~1').initiatives[0]?.score, 1);
    assert.match(repo.run(['map', '--at', 'HEAD~4']).stdout, /^As of 2026-03-10, commit [0-9a-f]{7}\n/);
    assert.match(repo.run(['map', '--at', 'gone']).stderr, /^There is no commit "gone" here/);
  });

  it('goes over the commits that touched its documents, through a rename, and over no others', () => {
    const [initiative] = data('--trend').initiatives;
    const points = initiative?.trend?.points ?? [];
    assert.deepEqual(
      points.map(({ day }) => day),
      ['2026-03-10', '2026-05-01', '2026-10-10', '2026-11-10'],
    );
    for (const [at, { score }] of points.entries()) if (at > 0 && at < 3) assert.ok(score > (points[at - 1]?.score ?? 1));
  });

  it('is in every format, byte for byte each time', () => {
    for (const format of ['text', 'json', 'markdown', 'svg', 'html']) {
      const [first, second] = [0, 1].map(() => repo.run(['map', '--trend', '--format', format, '--as-of', '2026-11-24']).stdout);
      assert.equal(first, second);
      assert.match(first ?? '', /2026-03-10/);
    }
  });
});
