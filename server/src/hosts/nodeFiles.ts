// Files from Node: the only place in the server that touches the disk. What the disk says is noted for whoever remembers it.
import { type Dirent, existsSync, readdir, readFileSync } from 'node:fs';
import { readFile, realpath, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { glob } from 'tinyglobby';
import { URI } from 'vscode-uri';
import { ask, isRemembering, note, ofFailure, ofNames, ofText } from './asked.js';
import type { Files } from './files.js';
import type { Bounds } from './known.js';

/** In bytes. What is larger the engine does not even name the parts of. */
const sizeLimit = 5_000_000;

export const nodeFiles: Files = {
  async read(uri) {
    const file = URI.parse(uri);
    if (file.scheme !== 'file') return undefined;
    try {
      const { size } = await stat(file.fsPath);
      if (size <= sizeLimit) return await textOf(file.fsPath);
      note('text', file.fsPath, 'too large');
    } catch (error) {
      note('text', file.fsPath, ofFailure(error));
    }
    return undefined;
  },
  async list(folder) {
    const { scheme, fsPath } = URI.parse(folder);
    return scheme === 'file' ? (await walk(fsPath)).map((path) => URI.file(path).toString()) : [];
  },
  async exists(uri) {
    const file = URI.parse(uri);
    if (file.scheme !== 'file') return undefined;
    try {
      note('sort', file.fsPath, (await stat(file.fsPath)).isDirectory() ? 'folder' : 'file');
      return true;
    } catch (error) {
      note('sort', file.fsPath, ofFailure(error));
      const { code } = error as { readonly code?: string };
      return code === 'ENOENT' || code === 'ENOTDIR' ? false : undefined;
    }
  },
  async real(uri) {
    const file = URI.parse(uri);
    if (file.scheme !== 'file') return undefined;
    try {
      const path = await realpath(file.fsPath);
      note('real', file.fsPath, path);
      return URI.file(path).toString();
    } catch (error) {
      note('real', file.fsPath, ofFailure(error));
      return undefined;
    }
  },
};

/** What a file holds; throws where it cannot be read. */
export async function textOf(path: string): Promise<string> {
  const bytes = await readFile(path);
  if (isRemembering()) note('text', path, ofText(bytes));
  return bytes.toString('utf8');
}

/** Whether anything stands at a path. */
export function isThere(path: string): boolean {
  const there = existsSync(path);
  if (isRemembering()) note('sort', path, ask('sort', path));
  return there;
}

/** YAML and Markdown files below a folder, with every .gitignore respected; hidden folders and links are left alone. */
export async function walk(folder: string): Promise<readonly string[]> {
  const found = await glob(['**/*.{yaml,yml,md,markdown}'], {
    cwd: folder,
    absolute: true,
    dot: false,
    followSymbolicLinks: false,
    expandDirectories: false,
    ignore: ['**/node_modules/**', '**/.git/**'],
    fs: { readdir: notedReaddir as typeof readdir },
  });
  const top = repositoryRoot(folder) ?? folder;
  const rules = new Map<string, Ignore | undefined>();
  return found.filter((file) => !isIgnored(file, top, rules)).sort();
}

const notedReaddir = (
  path: string,
  options: { withFileTypes: true },
  done: (error: NodeJS.ErrnoException | null, entries: Dirent[]) => void,
): void =>
  readdir(path, options, (error, entries) => {
    if (isRemembering()) note('names', resolve(path), error ? ofFailure(error) : ofNames(entries));
    done(error, entries);
  });

/** Every .gitignore from the repository's root down to the file has a say. */
function isIgnored(file: string, top: string, rules: Map<string, Ignore | undefined>): boolean {
  for (let at = dirname(file); at.startsWith(top); at = dirname(at)) {
    if (!rules.has(at)) rules.set(at, readIgnore(join(at, '.gitignore')));
    if (rules.get(at)?.ignores(slashes(relative(at, file)))) return true;
    if (at === top) break;
  }
  return false;
}

function readIgnore(path: string): Ignore | undefined {
  if (isRemembering()) note('text', path, ask('text', path));
  return existsSync(path) ? ignore().add(readFileSync(path, 'utf8')) : undefined;
}

/** The folder that holds .git, from here up. */
export function repositoryRoot(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (isThere(join(at, '.git'))) return at;
    if (dirname(at) === at) return undefined;
  }
}

/** Files are read below these folders and nowhere else; whether one is there may be asked of any. */
export function boundsOf(folders: readonly string[]): Bounds {
  const roots = [...new Set(folders)].map((root) => URI.file(root).path);
  return { isOurs: () => true, rootOf: (path) => roots.find((root) => path.startsWith(`${root.replace(/\/$/, '')}/`)) };
}

export const slashes = (path: string): string => (sep === '/' ? path : path.split(sep).join('/'));
