// What docs/editors tells people to write, in the editors themselves. An editor that is not on this machine is skipped, and said so.
import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

const root = process.cwd();
const fetched = join(root, '.vscode-test', 'editors', 'bin');
const page = (editor: string): string => readFileSync(join(root, 'docs', 'editors', `${editor}.md`), 'utf8');
const blocks = (editor: string, language: string): readonly string[] =>
  [...page(editor).matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, text]) => text as string);

interface Seen {
  readonly findings: readonly string[];
  readonly hover: string;
  readonly completion: readonly string[];
  readonly fixed: string;
  readonly other?: readonly string[];
  readonly symbols?: number;
}

describe('other editors', () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'shipworthy-'));
    mkdirSync(join(home, 'work', '.git'), { recursive: true });
    mkdirSync(join(home, 'bin'));
    writeFileSync(join(home, 'bin', 'shipworthy'), `#!/bin/sh\nexec '${process.execPath}' '${join(root, 'dist', 'cli.cjs')}' "$@"\n`);
    chmodSync(join(home, 'bin', 'shipworthy'), 0o755);
    writeFileSync(join(home, 'work', 'recs.prd.yaml'), 'kind: prd\nowner: @ana\ngoal: increase click rate by 8 % within 90 days\n\n');
    writeFileSync(join(home, 'work', 'notes.yaml'), 'owner: ana\ngoal: improve it\n');
  });
  afterEach(() => rmSync(home, { recursive: true }));

  const run = (command: string, args: readonly string[]) =>
    spawnSync(command, args, {
      cwd: join(home, 'work'),
      encoding: 'utf8',
      timeout: 60_000,
      env: {
        ...process.env,
        HOME: home,
        XDG_CONFIG_HOME: join(home, '.config'),
        XDG_DATA_HOME: join(home, '.local'),
        XDG_STATE_HOME: join(home, '.state'),
        PATH: [join(home, 'bin'), fetched, process.env.PATH].join(delimiter),
        DOCUMENT: join(home, 'work', 'recs.prd.yaml'),
        OTHER: join(home, 'work', 'notes.yaml'),
      },
    });
  const has = (command: string, ...args: readonly string[]): string => {
    const { status, stdout } = run(command, args);
    return status === 0 ? stdout : '';
  };
  const write = (path: string, text: string) => {
    mkdirSync(join(home, path, '..'), { recursive: true });
    writeFileSync(join(home, path), text);
  };
  const holds = ({ status, stdout, stderr }: ReturnType<typeof run>) => {
    assert.equal(status, 0, stderr);
    const seen = JSON.parse(stdout.slice(stdout.indexOf('{'))) as Seen;
    assert.ok(seen.findings.length > 1);
    assert.match(seen.hover, /goal/i);
    assert.ok(seen.completion.length > 5, String(seen.completion));
    assert.equal(seen.fixed, 'owner: "@ana"');
    return seen;
  };

  for (const [style, config] of [
    ['a file in lsp/', ([file, enable]: readonly string[]) => ({ 'lsp/shipworthy.lua': file, 'init.lua': enable })],
    ['vim.lsp.start', ([, , old]: readonly string[]) => ({ 'init.lua': old })],
  ] as const) {
    it(`Neovim with ${style} shows findings, hover and completion, and takes a fix`, function () {
      const version = /NVIM v0\.(\d+)/.exec(has('nvim', '--version'))?.[1];
      if (Number(version) < 11 || version === undefined) this.skip();
      for (const [path, text] of Object.entries(config(blocks('neovim', 'lua')))) write(join('.config', 'nvim', path), text ?? '');
      const { other } = holds(run('nvim', ['--headless', '-n', '-S', join(root, 'test', 'editors', 'nvim.lua')]));
      assert.deepEqual(other, [], 'a file that is not ours');
    }).timeout(60_000);
  }

  it('Emacs with eglot shows findings, hover, completion and an outline, and takes a fix', function () {
    if (run('emacs', ['--batch', '-f', 'package-initialize', '-l', 'eglot', '-l', 'yaml-mode']).status !== 0) this.skip();
    write('init.el', blocks('emacs', 'elisp')[0] ?? '');
    const seen = holds(
      run('emacs', [
        '--batch',
        '-f',
        'package-initialize',
        '-l',
        'yaml-mode',
        '-l',
        join(home, 'init.el'),
        '-l',
        join(root, 'test', 'editors', 'eglot.el'),
      ]),
    );
    assert.ok((seen.symbols ?? 0) >= 3, 'it says that it has no other server');
  }).timeout(60_000);

  it('Emacs with lsp-mode takes the registration', function () {
    if (run('emacs', ['--batch', '-f', 'package-initialize', '-l', 'lsp-mode']).status !== 0) this.skip();
    write('init.el', blocks('emacs', 'elisp')[1] ?? '');
    const known = '(princ (lsp--client-add-on? (gethash (quote shipworthy) lsp-clients)))';
    const { status, stdout, stderr } = run('emacs', ['--batch', '-f', 'package-initialize', '-l', join(home, 'init.el'), '--eval', known]);
    assert.deepEqual([status, stdout], [0, 't'], stderr);
  }).timeout(60_000);

  it('Helix reads its languages.toml and finds the server', function () {
    if (has('hx', '--version') === '') this.skip();
    write('.config/helix/languages.toml', blocks('helix', 'toml')[0] ?? '');
    for (const language of ['markdown', 'yaml']) assert.match(has('hx', '--health', language), /✓\S* shipworthy: /, language);
  });

  it('what stays JSON is JSON, and every configuration starts the same command', () => {
    for (const editor of ['kate', 'sublime', 'jetbrains']) for (const text of blocks(editor, 'json')) JSON.parse(text);
    for (const name of readdirSync(join(root, 'docs', 'editors')).filter((file) => file !== 'README.md'))
      assert.match(
        page(name.replace('.md', ''))
          .replace(/(?:args|command) =|["',[\]\s]+/g, ' ')
          .replace(/ +/g, ' '),
        /shipworthy lsp --stdio/,
        name,
      );
    assert.ok(existsSync(join(root, 'dist', 'cli.cjs')));
  });
});
