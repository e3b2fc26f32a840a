// What a run asked the disk and what it was told, so that a later run can see whether it would be told the same. Texts are known by
// their hash. Nothing is remembered before somebody begins, and a run that was told two things about one file remembers nothing.
import { createHash } from 'node:crypto';
import { type Dirent, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** What a file holds, what stands at a path, what lies in a folder, where a link leads. */
export type Question = 'text' | 'sort' | 'names' | 'real';
export type Told = readonly (readonly [question: Question, path: string, answer: string])[];

let told: Map<string, readonly [Question, string, string]> | undefined;

export const beginToRemember = (): void => {
  told = new Map();
};

/** Undefined: the run depended on more than can be asked again. That something is missing its folder's list of names says too. */
export function remembered(): Told | undefined {
  if (!told) return undefined;
  const all = [...told.values()];
  const listed = new Set(all.flatMap(([question, path, answer]) => (question === 'names' && !answer.startsWith('!') ? [path] : [])));
  return all.filter(([, path, answer]) => answer !== '!ENOENT' || !listed.has(dirname(path)));
}

/** From here on nothing is remembered: something counted that nobody can ask the disk. */
export const stopRemembering = (): void => {
  told = undefined;
};

export function note(question: Question, path: string, answer: string): void {
  if (!told) return;
  const key = `${question} ${path}`;
  const before = told.get(key);
  if (before && before[2] !== answer) stopRemembering();
  else told.set(key, [question, path, answer]);
}

export const isRemembering = (): boolean => told !== undefined;

/** The answer as of now. */
export function ask(question: Question, path: string): string {
  try {
    if (question === 'text') return ofText(readFileSync(path));
    if (question === 'sort') return statSync(path).isDirectory() ? 'folder' : 'file';
    if (question === 'names') return ofNames(readdirSync(path, { withFileTypes: true }));
    return realpathSync(path);
  } catch (error) {
    return ofFailure(error);
  }
}

export const ofText = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('base64');

export const ofNames = (entries: readonly Dirent[]): string =>
  ofText(
    Buffer.from(
      entries
        .map((entry) => `${entry.name}${entry.isDirectory() ? '/' : entry.isSymbolicLink() ? '@' : ''}`)
        .sort()
        .join('\0'),
    ),
  );

export const ofFailure = (error: unknown): string => `!${(error as NodeJS.ErrnoException).code ?? 'failed'}`;
