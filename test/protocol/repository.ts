// A real repository in a temporary folder, with a history that a test scripts: commits on given days, by somebody of no consequence.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const hasGit = spawnSync('git', ['--version']).status === 0;

export interface Scripted {
  readonly folder: string;
  /** Changes words of a file; each must be there. */
  edit(file: string, old: string | RegExp, now: string): void;
  write(file: string, text: string): void;
  commit(day: string, subject: string): string;
  git(...args: readonly string[]): string;
  /** The command line, in the folder. */
  run(
    args: readonly string[],
    env?: NodeJS.ProcessEnv,
  ): { readonly status: number | null; readonly stdout: string; readonly stderr: string };
  remove(): void;
}

/** Starts from a copy of an example, not yet committed. */
export function scripted(example?: string): Scripted {
  const folder = mkdtempSync(join(tmpdir(), 'shipworthy-history-'));
  if (example) cpSync(resolve('examples', example), folder, { recursive: true });
  const cli = resolve('dist/cli.cjs');
  const git = (...args: readonly string[]): string => {
    const { status, stdout, stderr } = spawnSync(
      'git',
      [
        '-c',
        'user.name=Ana Lopez',
        '-c',
        'user.email=ana@example.org',
        '-c',
        'commit.gpgsign=false',
        '-c',
        'init.defaultBranch=main',
        '-c',
        'protocol.file.allow=always',
        ...args,
      ],
      { cwd: folder, encoding: 'utf8', env: { ...process.env, GIT_CONFIG_NOSYSTEM: '1' } },
    );
    if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
    return stdout.trim();
  };
  git('init', '-q');
  return {
    folder,
    git,
    edit(file, old, now) {
      const text = readFileSync(join(folder, file), 'utf8');
      const changed = text.replace(old, now);
      if (changed === text) throw new Error(`${file} does not say ${String(old)}`);
      writeFileSync(join(folder, file), changed);
    },
    write: (file, text) => writeFileSync(join(folder, file), text),
    commit(day, subject) {
      git('add', '-A');
      spawnSync(
        'git',
        ['-c', 'user.name=Ana Lopez', '-c', 'user.email=ana@example.org', '-c', 'commit.gpgsign=false', 'commit', '-q', '-m', subject],
        {
          cwd: folder,
          env: { ...process.env, GIT_AUTHOR_DATE: `${day}T12:00:00Z`, GIT_COMMITTER_DATE: `${day}T12:00:00Z` },
        },
      );
      return git('rev-parse', 'HEAD');
    },
    run: (args, env = process.env) =>
      spawnSync(process.execPath, [cli, ...args], { cwd: folder, encoding: 'utf8', env: { ...env, NO_COLOR: '1' } }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
