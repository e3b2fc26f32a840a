// Files and the date from Node: the only place in the server that touches the disk or the clock.
import { existsSync, readFileSync } from 'node:fs';
import { readFile, realpath, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { glob } from 'tinyglobby';
import { URI } from 'vscode-uri';
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
      return size > sizeLimit ? undefined : await readFile(file.fsPath, 'utf8');
    } catch {
      return undefined;
    }
  },
  async list(folder) {
    const { scheme, fsPath } = URI.parse(folder);
    return scheme === 'file' ? (await walk(fsPath)).map((path) => URI.file(path).toString()) : [];
  },
  async exists(uri) {
    const file = URI.parse(uri);
    if (file.scheme !== 'file') return undefined;
    try {
      await stat(file.fsPath);
      return true;
    } catch (error) {
      const { code } = error as { readonly code?: string };
      return code === 'ENOENT' || code === 'ENOTDIR' ? false : undefined;
    }
  },
  async real(uri) {
    const file = URI.parse(uri);
    if (file.scheme !== 'file') return undefined;
    return realpath(file.fsPath).then(
      (path) => URI.file(path).toString(),
      () => undefined,
    );
  },
};

/** YAML and Markdown files below a folder, with every .gitignore respected; hidden folders and links are left alone. */
export async function walk(folder: string): Promise<readonly string[]> {
  const found = await glob(['**/*.{yaml,yml,md,markdown}'], {
    cwd: folder,
    absolute: true,
    dot: false,
    followSymbolicLinks: false,
    expandDirectories: false,
    ignore: ['**/node_modules/**', '**/.git/**'],
  });
  const top = repositoryRoot(folder) ?? folder;
  const rules = new Map<string, Ignore | undefined>();
  return found.filter((file) => !isIgnored(file, top, rules)).sort();
}

/** Every .gitignore from the repository's root down to the file has a say. */
function isIgnored(file: string, top: string, rules: Map<string, Ignore | undefined>): boolean {
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

/** For documents that are looked at together: files are read below their repositories, else below their own folders. */
export function boundsOf(documents: readonly string[]): Bounds {
  const roots = [...new Set(documents.map((path) => repositoryRoot(dirname(path)) ?? dirname(path)))].map((root) => URI.file(root).path);
  return { isOurs: () => true, rootOf: (path) => roots.find((root) => path.startsWith(`${root.replace(/\/$/, '')}/`)) };
}

export const slashes = (path: string): string => (sep === '/' ? path : path.split(sep).join('/'));

/** The local calendar date. */
export function today(): string {
  const now = new Date();
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`;
}
