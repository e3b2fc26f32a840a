// What commands that look at the past share: which repository, which of its files, and under which settings they are read.
import { statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { URI } from 'vscode-uri';
import { defaultSettings } from '../../core/settings.js';
import { configurations } from '../configuration.js';
import { gitRepositories } from '../git.js';
import type { Repository } from '../history.js';
import { nodeFiles, repositoryRoot } from '../nodeFiles.js';
import { Misuse } from './misuse.js';
import { workspaceOf } from './sources.js';

/** Of the folder that a path lies in; without one there is nothing to look back on. */
export async function repositoryAt(path: string): Promise<Repository> {
  const absolute = resolve(path);
  const repository = await gitRepositories.repository(isFolder(absolute) ? absolute : dirname(absolute));
  if (!repository)
    throw new Misuse(`No git history can be read from "${path}": it lies in no repository with a commit, or git is not installed.`);
  return repository;
}

export const unknownCommit = (ref: string): string =>
  `There is no commit "${ref}" here. In a shallow clone, git fetch --unshallow brings the older ones.`;

/** Whether a file is looked at together with what was asked for, there or not. */
export function insideOf(paths: readonly string[]): (path: string) => boolean {
  const roots = (paths.length > 0 ? paths : ['.']).map((path) => {
    const absolute = resolve(path);
    return workspaceOf(isFolder(absolute) ? join(absolute, 'any') : absolute);
  });
  return below(roots);
}

/** Whether a file is what was asked for, or lies in a folder that was. */
export const namedBy = (paths: readonly string[]): ((path: string) => boolean) =>
  below((paths.length > 0 ? paths : ['.']).map((path) => resolve(path)));

function below(roots: readonly string[]): (path: string) => boolean {
  const tops = roots.map((root) => URI.file(root).path.replace(/\/$/, ''));
  return (path) => tops.some((top) => path === top || path.startsWith(`${top}/`));
}

/** The configuration in force for a file, with that day as "today". */
export function forceOn(day: string) {
  const resolver = configurations(nodeFiles, () => ({ ...defaultSettings, today: day }));
  return (uri: string) => resolver.forFile(uri, [URI.file(repositoryRoot(URI.parse(uri).fsPath) ?? process.cwd()).toString()]);
}

const isFolder = (absolute: string): boolean => statSync(absolute, { throwIfNoEntry: false })?.isDirectory() === true;
