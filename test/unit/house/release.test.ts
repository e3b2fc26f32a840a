// What the release promises: rights are given job by job, no token is kept where an identity does, and both builds are compared.
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

interface Job {
  readonly environment?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps: readonly { readonly uses?: string; readonly run?: string; readonly env?: Readonly<Record<string, string>> }[];
}

const text = readFileSync('.github/workflows/release.yml', 'utf8');
const { permissions, jobs } = parse(text) as { readonly permissions: object; readonly jobs: Readonly<Record<string, Job>> };

describe('the release', () => {
  it('gives no right to all jobs, and to each only what it needs', () => {
    assert.deepEqual(permissions, {});
    for (const [name, { permissions: own = {}, environment }] of Object.entries(jobs)) {
      assert.deepEqual(
        Object.entries(own).filter(([right, level]) => level === 'write' && right !== 'id-token'),
        [],
        name,
      );
      assert.equal(environment === 'release', own['id-token'] === 'write', `${name} asks somebody before it publishes`);
    }
  });

  it('keeps no token but the one for which there is no other way, and that only where somebody put it', () => {
    assert.deepEqual([...new Set([...text.matchAll(/secrets\.(\w+)/g)].map(([, name]) => name))], ['OVSX_PAT']);
    const runs = Object.values(jobs).flatMap(({ steps }) => steps.map(({ run = '' }) => run));
    assert.ok(runs.some((run) => run.includes('--azure-credential')));
    assert.ok(runs.some((run) => /^npm publish .*--ignore-scripts/.test(run)));
    assert.ok(!runs.some((run) => /\$\{\{/.test(run)), 'no expression becomes part of a script');
  });

  it('builds twice and publishes what was compared', () => {
    const [build, ...others] = Object.values(jobs);
    const runs = (build?.steps ?? []).map(({ run = '' }) => run).join('\n');
    assert.match(runs, /cmp dist\/shipworthy\.vsix built\/shipworthy\.vsix && cmp dist\/shipworthy\.tgz built\/shipworthy\.tgz/);
    for (const { steps } of others) assert.ok(steps.some(({ uses = '' }) => uses.startsWith('actions/download-artifact@')));
  });
});
