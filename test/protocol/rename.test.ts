// `shipworthy rename`: shows, writes, comes back to the same bytes, and writes nothing where it is refused.
import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

describe('shipworthy rename', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'shipworthy-rename-'));
    cpSync('examples/recommender', folder, { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const run = (...args: readonly string[]) =>
    spawnSync(process.execPath, [resolve('dist/cli.cjs'), 'rename', ...args], { cwd: folder, encoding: 'utf8' });
  const bytes = () => readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]);

  it('writes all files and comes back', () => {
    const before = bytes();
    const dry = run('events_db', 'home_events', '--dry-run');
    assert.match(dry.stdout, /recs\.data-readiness\.yaml:\d+:\d+ {2}events_db → home_events\n[\s\S]*nothing was written/);
    assert.deepEqual(bytes(), before);
    assert.equal(run('events_db', 'home_events').status, 0);
    assert.notDeepEqual(bytes(), before);
    assert.equal(run('home_events', 'events_db').status, 0);
    assert.deepEqual(bytes(), before);
  });

  it('writes nothing where it is refused', () => {
    const before = bytes();
    const { status, stderr } = run('events_db', 'catalogue');
    assert.equal(status, 2);
    assert.match(stderr, /is used already in/);
    assert.equal(run('nothing_of_that_name', 'x_y').status, 2);
    assert.deepEqual(bytes(), before);
  });
});
