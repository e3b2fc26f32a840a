// Git, read only, through the program that is installed. Nothing of the workspace may run: its configuration can name programs for
// hooks, file watching, signatures, diffs, text conversion, paging and transport, so each of them is switched off for every call,
// and whatever the environment says about repositories is left behind.
import { spawn } from 'node:child_process';
import { readFileSync, watch } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { ask, isRemembering, note, stopRemembering } from './asked.js';
import type { Commit, Repositories, Repository } from './history.js';
import { repositoryRoot, slashes } from './nodeFiles.js';

/** Programs that a repository's configuration may name, and where it could reach others: never from here. */
const harmless = [
  ['core.fsmonitor', 'false'],
  ['core.hooksPath', '/dev/null'],
  ['core.pager', 'cat'],
  ['core.sshCommand', 'false'],
  ['core.askPass', ''],
  ['credential.helper', ''],
  ['diff.external', ''],
  ['log.showSignature', 'false'],
  ['gpg.program', 'false'],
  ['gpg.ssh.program', 'false'],
  ['gpg.x509.program', 'false'],
  // A partial clone fetches what it misses, through whatever transport is configured.
  ['protocol.allow', 'never'],
  // A repository inside the documents, made to look like one by a few files, is none.
  ['safe.bareRepository', 'explicit'],
].flatMap(([key, value]) => ['-c', `${key}=${value}`]);

/** Of a log and of a diff: what would start programs, or change its form. */
const plainDiff = ['--no-ext-diff', '--no-textconv', '--no-color', '--ignore-submodules=all'];

/** Milliseconds that anybody waits for it, and bytes that it may print. */
const longest = 20_000;
const largest = 64_000_000;
/** What is larger was not written by hand. */
const largestFile = 1_000_000;

const documents = [':(glob)**/*.md', ':(glob)**/*.markdown', ':(glob)**/*.yaml', ':(glob)**/*.yml'];

export const gitRepositories: Repositories = {
  async repository(folder) {
    // Found by its name, as the rest of us spell it: git would resolve links on the way.
    const root = repositoryRoot(folder);
    if (root === undefined || isEmpty(root)) return undefined;
    const known = isRemembering() && noteHistory(root);
    if ((await git(root, ['rev-parse', '--show-prefix']))?.trim() !== '') {
      // Whether there is a git, and what it trusts, cannot be asked of the disk.
      stopRemembering();
      return undefined;
    }
    if (!known) stopRemembering();
    // A repository without a commit has no history.
    return (await git(root, ['rev-parse', '--verify', '--quiet', 'HEAD'])) === undefined ? undefined : repository(slashes(root));
  },
};

/** A folder of that name in which nothing is: no repository, whatever git finds above it. */
function isEmpty(root: string): boolean {
  const [folder, head] = [join(root, '.git'), join(root, '.git', 'HEAD')];
  note('sort', folder, ask('sort', folder));
  note('sort', head, ask('sort', head));
  return ask('sort', folder) === 'folder' && ask('sort', head) === '!ENOENT';
}

/** What decides its history: the commit, how deep the clone is, and who is asking. False where it is kept in another way. */
function noteHistory(root: string): boolean {
  const folder = join(root, '.git');
  if (ask('sort', folder) !== 'folder' || ask('sort', join(folder, 'reftable')) !== '!ENOENT') return false;
  const head = /^ref: (refs\/[^\n]{1,500})\n?$/.exec(headOf(folder))?.[1];
  const files = ['HEAD', ...(head ? [head] : []), 'packed-refs', 'shallow', 'config'].map((name) => join(folder, name));
  const own = [join(homedir(), '.gitconfig'), join(process.env.XDG_CONFIG_HOME || join(homedir(), '.config'), 'git', 'config')];
  for (const path of [...files, ...own]) note('text', path, ask('text', path));
  return true;
}

function headOf(folder: string): string {
  try {
    return readFileSync(join(folder, 'HEAD'), 'utf8');
  } catch {
    return '';
  }
}

function repository(root: string): Repository {
  return {
    root,
    async commit(name) {
      // A name that begins with a dash would be an option.
      if (name === '' || name.startsWith('-') || /[\0\n]/.test(name)) return undefined;
      const id = (await git(root, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`]))?.trim().split('\n').at(-1);
      if (!id || !/^[0-9a-f]{40,64}$/.test(id)) return undefined;
      const line = await git(root, ['log', '-1', '--no-show-signature', '--format=%cs%x00%s', ...plainDiff, id]);
      const [day = '', subject = ''] = (line ?? '').trim().split('\0');
      return { id, day, subject };
    },
    base: async (commit) => (await git(root, ['merge-base', 'HEAD', commit]))?.trim() || undefined,
    async files(commit) {
      const list = await git(root, ['ls-tree', '-r', '-z', '--name-only', '--full-tree', commit]);
      return (list ?? '').split('\0').filter((path) => path !== '');
    },
    texts: (names) => texts(root, names),
    async log(from, most) {
      const format = '%x01%H%x00%cs%x00%s%x00';
      const out = await git(root, [
        'log',
        '--first-parent',
        '-m',
        '-M',
        '-l500',
        '--no-show-signature',
        '--name-status',
        '-z',
        `-n${most + 1}`,
        `--format=${format}`,
        ...plainDiff,
        from,
        '--',
        ...documents,
      ]);
      const commits = commitsIn(out ?? '');
      return { commits: commits.slice(0, most), complete: out !== undefined && commits.length <= most };
    },
    async names() {
      const out = await git(root, [
        'for-each-ref',
        '--sort=-creatordate',
        '--count=40',
        '--format=%(refname:short)',
        'refs/heads',
        'refs/tags',
        'refs/remotes',
      ]);
      return (out ?? '').split('\n').filter((name) => name !== '' && !name.endsWith('/HEAD'));
    },
    async author() {
      const [name, email] = await Promise.all(['user.name', 'user.email'].map((key) => git(root, ['config', '--get', key])));
      return name?.trim() || email?.trim() ? { name: name?.trim() ?? '', email: email?.trim() ?? '' } : undefined;
    },
    async watch(changed) {
      // Of a submodule and of a linked working tree it lies elsewhere.
      const folder = (await git(root, ['rev-parse', '--absolute-git-dir']))?.trim();
      if (!folder) return;
      // Every commit, checkout, reset and pull is appended to the log of HEAD; where none is kept, the index is written after it.
      watchIn(join(folder, 'logs'), new Set(['HEAD']), changed);
      watchIn(folder, new Set(['HEAD', 'index', 'packed-refs']), changed);
    },
  };
}

/** Keeps no process alive, and is silent where a folder cannot be watched or goes. */
function watchIn(folder: string, names: ReadonlySet<string>, changed: () => void): void {
  try {
    const watcher = watch(folder, { persistent: false }, (_event, name) => {
      if (name === null || names.has(name)) changed();
    });
    watcher.on('error', () => watcher.close());
  } catch {
    // No such folder, or no watches left: whoever opens the next document asks for news.
  }
}

/** `\x01hash\0day\0subject\0` and then `\0M\0path\0` or `R090\0old\0new\0` for each file. */
function commitsIn(out: string): readonly Commit[] {
  return out
    .split('\x01')
    .slice(1)
    .map((block): Commit => {
      const [id = '', day = '', subject = '', ...rest] = block.split('\0');
      const words = rest.map((word) => word.replace(/^\n/, '')).filter((word) => word !== '');
      const files: { path: string; from?: string }[] = [];
      for (let at = 0; at < words.length; at++) {
        const status = words[at] as string;
        if (/^[RC]\d+$/.test(status)) {
          files.push({ path: words[at + 2] ?? '', ...(status.startsWith('R') ? { from: words[at + 1] ?? '' } : {}) });
          at += 2;
        } else {
          files.push({ path: words[at + 1] ?? '' });
          at += 1;
        }
      }
      return { id, day, subject, files: files.filter(({ path }) => path !== '') };
    });
}

async function texts(
  root: string,
  names: readonly { readonly commit: string; readonly path: string }[],
): Promise<readonly (string | undefined)[]> {
  // A line break in a name would ask for something else.
  const asked = names.map(({ commit, path }) => (/[\n\r]/.test(path) ? undefined : `${commit}:${path}`));
  const wanted = asked.filter((name) => name !== undefined);
  if (wanted.length === 0) return names.map(() => undefined);
  const out = await run(root, ['cat-file', '--batch'], `${wanted.join('\n')}\n`);
  const found: (string | undefined)[] = [];
  let at = 0;
  while (out && at < out.length && found.length < wanted.length) {
    const end = out.indexOf(10, at);
    if (end === -1) break;
    const head = out.toString('utf8', at, end);
    const size = / blob (\d+)$/.exec(head)?.[1];
    const other = / (?:commit|tree|tag) (\d+)$/.exec(head)?.[1];
    at = end + 1;
    if (size !== undefined) {
      const length = Number(size);
      found.push(length > largestFile ? undefined : out.toString('utf8', at, at + length));
      at += length + 1;
    } else {
      found.push(undefined);
      if (other !== undefined) at += Number(other) + 1;
    }
  }
  let next = 0;
  return asked.map((name) => (name === undefined ? undefined : found[next++]));
}

const git = async (folder: string, args: readonly string[]): Promise<string | undefined> => (await run(folder, args))?.toString('utf8');

/** What it printed; undefined where it failed, is not there, or takes too long. Never throws. */
function run(folder: string, args: readonly string[], input = ''): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    let failed = false;
    // Started beside node and not in the workspace: some systems look for programs in the current folder first.
    const child = spawn('git', ['-C', folder, '--no-pager', '--no-optional-locks', ...harmless, ...args], {
      cwd: dirname(process.execPath),
      env: environment(),
      stdio: ['pipe', 'pipe', 'ignore'],
      windowsHide: true,
    });
    const timer = setTimeout(() => {
      failed = true;
      child.kill();
    }, longest);
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      chunks.push(chunk);
      if (size <= largest) return;
      failed = true;
      child.kill();
    });
    child.on('error', () => {
      clearTimeout(timer);
      resolve(undefined);
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve(code === 0 && !failed ? Buffer.concat(chunks) : undefined);
    });
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

/** The person's own git, and nothing that points it elsewhere or makes it talk. */
function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([key]) => !/^(?:GIT_|SSH_ASKPASS|PAGER|LESS|EDITOR|VISUAL)/i.test(key));
  return {
    ...Object.fromEntries(kept),
    LC_ALL: 'C',
    GIT_TERMINAL_PROMPT: '0',
    GIT_NO_LAZY_FETCH: '1',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_REPLACE_OBJECTS: '1',
  };
}
