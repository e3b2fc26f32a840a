// What other people's machines run: the steps of action.yml, the hook, the example for GitLab, each as it stands in its file.
import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';

const cli = join(process.cwd(), 'dist', 'cli.cjs');
const yamlFile = (name: string) => parse(readFileSync(name, 'utf8'));

describe('on other people’s machines', () => {
  let folder: string;
  before(function () {
    if (process.platform === 'win32') this.skip();
    folder = mkdtempSync(join(tmpdir(), 'shipworthy-'));
    mkdirSync(join(folder, '.git'));
    cpSync(join('examples', 'recommender'), join(folder, 'docs'), { recursive: true });
    cpSync(join('examples', 'recommender-broken'), join(folder, 'my docs'), { recursive: true });
  });
  after(() => folder && rmSync(folder, { recursive: true }));
  const bash = (script: string, env: Readonly<Record<string, string>> = {}) =>
    spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, ...env },
    });

  describe('the action', () => {
    const action: {
      readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
      readonly runs: { readonly steps: readonly { readonly name: string; readonly run: string; readonly env?: object }[] };
    } = yamlFile('action.yml');
    const step = (name: string) => action.runs.steps.find((one) => one.name === name) ?? assert.fail(name);
    /** What GitHub makes of `inputs` and `github.action_path`. */
    const run = (inputs: Readonly<Record<string, string>>) => {
      const defaults = Object.fromEntries(Object.entries(action.inputs).map(([name, { default: value = '' }]) => [name, value]));
      const given: Readonly<Record<string, string>> = { ...defaults, ...inputs };
      const { env, run: script } = step('Check');
      const filled = Object.fromEntries(
        Object.entries(env ?? {}).map(([name, value]) => [
          name,
          String(value)
            .replace('${{ github.action_path }}', process.cwd())
            .replace(/\$\{\{ inputs\.([\w-]+) \}\}/, (_, input) => {
              assert.ok(input in given, input);
              return given[input] ?? '';
            }),
        ]),
      ) as Record<string, string>;
      return bash(script, { ...filled, GITHUB_STEP_SUMMARY: join(folder, 'page.md') });
    };

    it('passes where nothing is at error level and fails where something is', () => {
      assert.equal(run({ paths: 'docs', args: '--as-of\n2026-11-25' }).status, 0);
      const { status, stdout } = run({ paths: 'docs\nmy docs', sarif: 'out.sarif', args: '--as-of\n2026-11-25' });
      assert.equal(status, 1);
      assert.match(stdout, /^::error file=my docs\//m);
      assert.equal(JSON.parse(readFileSync(join(folder, 'out.sarif'), 'utf8')).version, '2.1.0');
      assert.match(readFileSync(join(folder, 'page.md'), 'utf8'), /## Shipworthy/);
    });

    it('takes inputs for words, never for commands', () => {
      const { status, stderr } = run({ paths: '$(touch owned)\n`touch owned`; touch owned' });
      assert.equal(status, 2);
      assert.match(stderr, /There is no file or folder/);
      assert.ok(!existsSync(join(folder, 'owned')));
    });

    it('builds the checkout that it comes with', () => {
      const { run: script } = step('Build');
      const { status, stdout } = spawnSync('bash', ['-eo', 'pipefail', '-c', script], { encoding: 'utf8' });
      assert.deepEqual([status, stdout], [0, '']);
    });
  });

  it('the hook runs a command that the package has', () => {
    const [hook] = yamlFile('.pre-commit-hooks.yaml');
    const [command, ...args] = hook.entry.split(' ');
    const { bin } = JSON.parse(readFileSync('package.json', 'utf8'));
    const { status, stdout } = spawnSync(process.execPath, [bin[command], ...args, join(folder, 'my docs', 'recs.prd.md')], {
      encoding: 'utf8',
    });
    assert.equal(status, 1);
    assert.match(stdout, /goal-vague/);
  });

  it('the example for GitLab writes what it says it does', () => {
    const [example] = (readFileSync('docs/ci.md', 'utf8').split('## GitLab')[1] ?? '').match(/(?<=```yaml\n)[\s\S]*?(?=```)/) ?? [];
    const { script, artifacts } = parse(example ?? '').shipworthy;
    const { status } = bash(`shipworthy() { "${process.execPath}" "${cli}" "$@"; }\n${script[1]}`);
    assert.equal(status, 0);
    assert.ok(Array.isArray(JSON.parse(readFileSync(join(folder, artifacts.reports.codequality), 'utf8'))));
    assert.match(readFileSync(join(folder, artifacts.reports.junit), 'utf8'), /^<\?xml/);
  });
});
