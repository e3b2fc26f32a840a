// `check --changed [REF]`: only documents that say something else than a commit does, by what git has. They are judged among what they
// belong to, as always; what is not in that commit, is new or is not tracked, has changed.
import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import { stopRemembering } from '../asked.js';
import { slashes } from '../nodeFiles.js';
import { Misuse } from './misuse.js';
import { repositoryAt, unknownCommit } from './past.js';
import type { InputFile } from './sources.js';

/** The word behind `--changed` is a commit unless a file or folder has that name; without one it is HEAD. */
export function withCommit(args: readonly string[]): readonly string[] {
  const at = args.indexOf('--changed');
  if (at === -1) return args;
  const next = args[at + 1];
  const taken = next !== undefined && !next.startsWith('-') && !existsSync(next);
  return [...args.slice(0, at), `--changed=${taken ? next : 'HEAD'}`, ...args.slice(at + (taken ? 2 : 1))];
}

export async function changedSince(inputs: readonly InputFile[], ref: string): Promise<readonly InputFile[]> {
  stopRemembering();
  const repository = await repositoryAt(inputs[0]?.absolute ?? '.');
  const commit = await repository.commit(ref);
  if (!commit) throw new Misuse(unknownCommit(ref));
  // What happened on the other branch since is nothing that this one changed. A shallow clone may not know where they parted.
  const from = (await repository.base(commit.id)) ?? commit.id;
  const texts = await repository.texts(
    inputs.map(({ absolute }) => ({ commit: from, path: slashes(relative(repository.root, absolute)) })),
  );
  return inputs.filter(({ text, absolute }, at) => {
    const before = texts[at];
    return before === undefined || relative(repository.root, absolute).startsWith('..') || sameEnds(before) !== sameEnds(text);
  });
}

/** Git may store other line ends than the disk has. */
const sameEnds = (text: string): string => text.replace(/^\uFEFF/, '').replace(/\r\n/g, '\n');
