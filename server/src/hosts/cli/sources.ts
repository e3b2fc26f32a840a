// Which files a command is about: paths as given, folders walked with .gitignore respected, standard input for "-".
import { existsSync, readFileSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { glob } from 'tinyglobby';
import { Misuse } from './misuse.js';

export interface InputFile {
  /** Relative to the current folder, forward slashes. */
  readonly path: string;
  readonly absolute: string;
  /** Named by the caller rather than found in a folder. */
  readonly named: boolean;
  /** Why it could not be read; `text` is '' then. */
  readonly unreadable?: string;
  readonly text: string;
}

export async function readInputs(paths: readonly string[], stdinName: string | undefined): Promise<readonly InputFile[]> {
  const files = new Map<string, InputFile>();
  for (const path of paths.length > 0 ? paths : ['.']) {
    if (path === '-') {
      const name = stdinName ?? 'stdin.md';
      files.set('-', { path: slashes(name), absolute: resolve(name), named: true, text: await readStandardInput() });
      continue;
    }
    const absolute = resolve(path);
    const stat = statSync(absolute, { throwIfNoEntry: false });
    if (!stat) throw new Misuse(`There is no file or folder "${path}".`);
    if (!stat.isDirectory()) files.set(absolute, await readInput(absolute, true));
    else for (const found of await walk(absolute)) if (!files.has(found)) files.set(found, await readInput(found, false));
  }
  return [...files.values()].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

async function readInput(absolute: string, named: boolean): Promise<InputFile> {
  const path = slashes(relative(process.cwd(), absolute)) || absolute;
  try {
    return { path, absolute, named, text: await readFile(absolute, 'utf8') };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    return { path, absolute, named, text: '', unreadable: reasons[code] ?? 'it cannot be opened' };
  }
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission is denied',
  EISDIR: 'it is a folder',
  ENOENT: 'it is gone',
  ELOOP: 'its links run in a circle',
};

async function walk(folder: string): Promise<readonly string[]> {
  const found = await glob(['**/*.{yaml,yml,md,markdown}'], {
    cwd: folder,
    absolute: true,
    dot: false,
    followSymbolicLinks: false,
    expandDirectories: false,
    ignore: ['**/node_modules/**', '**/.git/**'],
  });
  const rules = new Map<string, Ignore | undefined>();
  return found.filter((file) => !isIgnored(file, folder, rules)).sort();
}

/** Every .gitignore from the repository's root down to the file has a say. */
function isIgnored(file: string, folder: string, rules: Map<string, Ignore | undefined>): boolean {
  const top = repositoryRoot(folder) ?? folder;
  for (let at = dirname(file); at.startsWith(top); at = dirname(at)) {
    if (!rules.has(at)) rules.set(at, readIgnore(join(at, '.gitignore')));
    if (rules.get(at)?.ignores(slashes(relative(at, file)))) return true;
    if (at === top) break;
  }
  return false;
}

const readIgnore = (path: string): Ignore | undefined => (existsSync(path) ? ignore().add(readFileSync(path, 'utf8')) : undefined);

/** The folder that holds .git, from here up. */
export function repositoryRoot(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (dirname(at) === at) return undefined;
  }
}

async function readStandardInput(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

const slashes = (path: string): string => (sep === '/' ? path : path.split(sep).join('/'));
