// A second run over the same says the same bytes without judging anything; whatever could make a difference makes it judge again.
import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

describe('a run that is kept', () => {
  const top = mkdtempSync(join(tmpdir(), 'shipworthy-kept-'));
  const [program, work, cache] = [join(top, 'program'), join(top, 'work'), join(top, 'cache', 'shipworthy')];
  const main = join(program, 'cliMain.cjs');
  const whole = join(process.cwd(), 'dist', 'cliMain.cjs');

  const write = (name: string, text: string) => {
    mkdirSync(dirname(join(work, name)), { recursive: true });
    writeFileSync(join(work, name), text);
  };
  const run = (...args: readonly string[]) => {
    const { GITHUB_STEP_SUMMARY: _, ...env } = process.env;
    const { stdout, stderr, status } = spawnSync(
      process.execPath,
      [join(program, 'cli.cjs'), 'check', '--as-of', '2026-11-24', '--format', 'json', ...args],
      { cwd: work, encoding: 'utf8', env: { ...env, XDG_CACHE_HOME: join(top, 'cache'), HOME: top } },
    );
    return { stdout, stderr, status };
  };
  /** With a program that cannot judge: only what is kept can be said. */
  const runKept = (...args: readonly string[]) => {
    writeFileSync(main, 'exports.run = async () => { process.exitCode = 70; };');
    const ran = run(...args);
    copyFileSync(whole, main);
    return ran;
  };
  const git = (...args: readonly string[]) =>
    assert.equal(spawnSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@b.c', ...args], { cwd: work }).status, 0);
  const kept = () => readdirSync(cache).map((name) => join(cache, name));

  before(() => {
    mkdirSync(program);
    for (const name of ['cli.cjs', 'cliMain.cjs']) copyFileSync(join(process.cwd(), 'dist', name), join(program, name));
    write('recs.prd.yaml', 'kind: prd\nid: recs\nphase: deploy\ngoal: lift CTR by 8 %\nrelated: [./later.md]\n');
    write('a/recs.runbook.md', '---\nkind: runbook\nid: recs\n---\n# R\n\n## Rollback\n\nGo back.\n');
  });
  beforeEach(() => rmSync(cache, { recursive: true, force: true }));
  after(() => rmSync(top, { recursive: true }));

  it('says the same again, to every place, and nobody else can read it', () => {
    const args = ['--output', '-', '--format', 'sarif', '--output', 'out.sarif', '--gate', 'discover'];
    const first = run(...args);
    assert.equal(first.status, 1);
    assert.match(first.stderr, /gate of discover is closed/);
    const file = readFileSync(join(work, 'out.sarif'), 'utf8');
    rmSync(join(work, 'out.sarif'));
    assert.deepEqual(runKept(...args), first);
    assert.equal(readFileSync(join(work, 'out.sarif'), 'utf8'), file);
    rmSync(join(work, 'out.sarif'));
    assert.deepEqual(run(...args, '--no-cache'), first);
    assert.equal(runKept(...args, '--no-cache').status, 70);
    assert.equal(runKept('--kind', 'prd').status, 70, 'another command');
    if (process.platform !== 'win32')
      for (const [path, mode] of [...kept().map((one) => [one, 0o600] as const), [cache, 0o700] as const])
        assert.equal(statSync(path).mode & 0o777, mode, path);
  });

  it('judges again where something changed that counts', () => {
    git('init', '-q');
    git('add', '-A');
    git('commit', '-qm', 'one');
    const changes: Readonly<Record<string, () => void>> = {
      'a document': () => write('recs.prd.yaml', `${readFileSync(join(work, 'recs.prd.yaml'), 'utf8')}title: Recs\n`),
      'one more': () => write('b/c/other.prd.md', '# Other\n\n## Goal\n\nBe good.\n'),
      'a document that is pointed at': () => write('later.md', 'x'),
      'what is ignored': () => write('b/.gitignore', 'c\n'),
      'the configuration': () => write('shipworthy.yaml', 'profile: strict\n'),
      'one that is nearer': () => write('a/shipworthy.yaml', 'phase: operate\n'),
      'who owns what': () => write('CODEOWNERS', '* @ana\n'),
      'a commit': () => {
        git('add', '-A');
        git('commit', '-qm', 'two');
      },
      'one that is gone': () => rmSync(join(work, 'a', 'recs.runbook.md')),
    };
    let last = run();
    for (const [what, change] of Object.entries(changes)) {
      assert.deepEqual(runKept(), last, `before ${what}`);
      change();
      assert.equal(runKept().status, 70, what);
      last = run();
    }
    assert.deepEqual(run('--no-cache'), last);
  });

  it('is known by what files hold and not by when they were written', () => {
    const first = run();
    utimesSync(join(work, 'recs.prd.yaml'), new Date(), new Date());
    assert.deepEqual(runKept(), first);
  });

  it('is ignored where it is cut off, changed, of another build, or may be written by somebody else', () => {
    run();
    const [file] = kept() as [string];
    const good = readFileSync(file);
    const changed = Buffer.from(good.toString('utf8').replace('"level": "error"', '"level": "hint" '));
    assert.notDeepEqual(changed, good);
    for (const bad of [good.subarray(0, 200), good.subarray(0, good.length - 10), changed, Buffer.alloc(0), Buffer.from('{}')]) {
      writeFileSync(file, bad);
      assert.equal(runKept().status, 70);
    }
    writeFileSync(file, good);
    if (process.platform !== 'win32') {
      chmodSync(file, 0o666);
      assert.equal(runKept().status, 70);
      chmodSync(file, 0o600);
      chmodSync(cache, 0o777);
      assert.equal(runKept().status, 70);
      chmodSync(cache, 0o700);
    }
    const start = readFileSync(join(program, 'cli.cjs'), 'utf8');
    writeFileSync(join(program, 'cli.cjs'), start.replace(/("cliMain\.cjs":)"[0-9a-f]+"/, '$1"0123456789ab"'));
    assert.notEqual(readFileSync(join(program, 'cli.cjs'), 'utf8'), start);
    assert.equal(runKept().status, 70);
    writeFileSync(join(program, 'cli.cjs'), start);
    assert.notEqual(runKept().status, 70);
  });

  it('is not kept of standard input, nor where a baseline is written', () => {
    run('--baseline', 'known.json', '--update-baseline');
    spawnSync(process.execPath, [join(program, 'cli.cjs'), 'check', '-'], {
      cwd: work,
      input: '',
      env: { ...process.env, XDG_CACHE_HOME: join(top, 'cache') },
    });
    assert.throws(() => readdirSync(cache));
  });
});
