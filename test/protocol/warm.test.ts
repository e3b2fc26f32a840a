// A warm start says what a cold one says, and what is kept for it can be anything without keeping the program from running.
import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

describe('a warm start', () => {
  const home = mkdtempSync(join(tmpdir(), 'shipworthy-warm-'));
  const kept = join(home, '.cache');
  before(() => {
    for (const name of ['cli.cjs', 'cliMain.cjs', 'server.cjs', 'serverMain.cjs'])
      copyFileSync(join(process.cwd(), 'dist', name), join(home, name));
    writeFileSync(join(home, 'recs.prd.yaml'), 'kind: prd\ngoal: lift CTR by 8 %\n');
  });
  after(() => rmSync(home, { recursive: true }));

  const check = () => {
    const args = [join(home, 'cli.cjs'), 'check', 'recs.prd.yaml', '--no-cache', '--format', 'json', '--as-of', '2026-11-24'];
    const { stdout, stderr, status } = spawnSync(process.execPath, args, { cwd: home, encoding: 'utf8' });
    assert.equal(stderr, '');
    assert.equal(status, 1);
    return stdout;
  };
  const files = () => (existsSync(kept) ? readdirSync(kept) : []);
  const only = () => {
    assert.equal(files().length, 1, files().join(', '));
    return join(kept, files()[0] as string);
  };

  it('says what a cold one says', () => {
    const cold = check();
    assert.ok(readFileSync(only()).length > 100_000);
    const written = readFileSync(only());
    assert.equal(check(), cold);
    assert.deepEqual(readFileSync(only()), written, 'it was taken and not made again');
  });

  it('makes anew what is cut off, empty or something else', () => {
    const cold = check();
    const whole = readFileSync(only()).length;
    for (const broken of [readFileSync(only()).subarray(0, 5_000), Buffer.alloc(0), Buffer.from('something else'.repeat(1_000))]) {
      writeFileSync(only(), broken);
      assert.equal(check(), cold);
      assert.ok(readFileSync(only()).length > whole / 2, 'it was made again');
    }
  });

  it('takes nothing of another build or another Node.js, and clears away what older builds left', () => {
    const mine = only();
    const [older, other] = [mine.replace(/\.cjs\.[0-9a-f]+\./, '.cjs.0123456789ab.'), mine.replace(/v\d+\.\d+\.\d+/, 'v1.2.3')];
    rmSync(mine);
    writeFileSync(older, 'older');
    writeFileSync(other, 'other');
    check();
    assert.ok(existsSync(mine) && existsSync(other) && !existsSync(older), files().join(', '));
    rmSync(other);
  });

  it('does without where nothing can be kept', () => {
    const cold = check();
    rmSync(kept, { recursive: true });
    // A file where the folder would be: nobody can write there, whoever it is.
    writeFileSync(kept, '');
    assert.equal(check(), cold);
    rmSync(kept);
    mkdirSync(kept);
    chmodSync(kept, 0o555);
    assert.equal(check(), cold);
    chmodSync(kept, 0o755);
  });
});
