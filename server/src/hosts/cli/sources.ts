// Which files a command is about: paths as given, folders walked with .gitignore respected, standard input for "-".
import { statSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { ask, note, ofFailure, stopRemembering } from '../asked.js';
import { repositoryRoot, slashes, textOf, walk } from '../nodeFiles.js';
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
      stopRemembering();
      const name = stdinName ?? 'stdin.md';
      files.set('-', { path: slashes(name), absolute: resolve(name), named: true, text: await readStandardInput() });
      continue;
    }
    const absolute = resolve(path);
    const stat = statSync(absolute, { throwIfNoEntry: false });
    note('sort', absolute, ask('sort', absolute));
    if (!stat) throw new Misuse(`There is no file or folder "${path}".`);
    if (!stat.isDirectory()) files.set(absolute, await readInput(absolute, true));
    else for (const found of await walk(absolute)) if (!files.has(found)) files.set(found, await readInput(found, false));
  }
  return [...files.values()].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

/**
 * The other files of the workspace that the inputs lie in, so that a file is judged among what it belongs to whether or not the
 * rest was named: the current folder where it lies inside a repository with them, else the repository, else the folders themselves.
 */
export async function readBeside(inputs: readonly InputFile[]): Promise<readonly InputFile[]> {
  const folders = new Set(inputs.map(({ absolute }) => workspaceOf(absolute)));
  const known = new Set(inputs.map(({ absolute }) => absolute));
  const beside = new Map<string, InputFile>();
  for (const folder of folders)
    for (const file of await walk(folder)) if (!known.has(file) && !beside.has(file)) beside.set(file, await readInput(file, false));
  return [...beside.values()];
}

/** The folder whose files are looked at together with this one. */
export function workspaceOf(absolute: string): string {
  const here = process.cwd();
  const repository = repositoryRoot(dirname(absolute));
  if (repository === undefined) return dirname(absolute);
  const inside = (folder: string, path: string) => path === folder || path.startsWith(folder + sep);
  return inside(repository, here) && inside(here, absolute) ? here : repository;
}

async function readInput(absolute: string, named: boolean): Promise<InputFile> {
  const path = slashes(relative(process.cwd(), absolute)) || absolute;
  try {
    return { path, absolute, named, text: await textOf(absolute) };
  } catch (error) {
    note('text', absolute, ofFailure(error));
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

async function readStandardInput(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
