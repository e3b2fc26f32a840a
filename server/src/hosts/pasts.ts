// The versions of documents that git holds, for whoever asks whether somebody has to look again. Read in the background and kept until
// there is a new commit; a version is read as an artifact only when somebody compares with it.
import { URI } from 'vscode-uri';
import type { Reading } from '../core/check.js';
import type { Past, Revision, Version } from '../core/suspect/past.js';
import { readArtifact } from './artifacts.js';
import type { InForce } from './configuration.js';
import type { Commit, Repositories, Repository } from './history.js';

export interface Pasts {
  /** What is known of a document by now; asks nothing. */
  of(path: string): Past | undefined;
  /** Looks for new commits; true where what is known of one of these documents changed. */
  learn(paths: readonly string[]): Promise<boolean>;
}

/** How far back it looks, and how many versions of one document it holds. */
const mostCommits = 400;
const mostVersions = 12;

/** `news` is called when a repository that was looked at may have another commit. */
export function pasts(repositories: Repositories, inForce: (uri: string) => Promise<InForce>, news?: () => void): Pasts {
  const byFolder = new Map<string, Promise<Repository | undefined>>();
  const known = new Map<string, Past>();
  const watched = new Set<string>();
  /** By root: the commit, and the documents it was asked about. */
  const seen = new Map<string, string>();

  const repositoryOf = (path: string): Promise<Repository | undefined> => {
    const folder = URI.from({ scheme: 'file', path: path.slice(0, path.lastIndexOf('/')) || '/' }).fsPath;
    const found = byFolder.get(folder) ?? repositories.repository(folder);
    byFolder.set(folder, found);
    return found;
  };

  async function learnIn(repository: Repository, paths: readonly string[]): Promise<boolean> {
    const head = await repository.commit('HEAD');
    if (!head) return false;
    const state = [head.id, ...paths].join('\n');
    if (seen.get(repository.root) === state) return false;
    const [{ commits }, author] = await Promise.all([repository.log(head.id, mostCommits), repository.author()]);
    const revisions = commits.map(({ id, day }): Revision => ({ id, day }));
    const top = `${URI.file(repository.root).path}/`;
    const asked = paths.flatMap((path) => (path.startsWith(top) ? [{ path, steps: stepsOf(path.slice(top.length), commits) }] : []));
    const texts = await repository.texts(
      asked.flatMap(({ steps }) => steps.map(({ at, name }) => ({ commit: revisions[at]?.id ?? '', path: name }))),
    );
    let next = 0;
    for (const { path, steps } of asked) {
      const versions: Version[] = [];
      for (const { at, name } of steps) {
        const text = texts[next++];
        const uri = URI.file(`${repository.root}/${name}`).toString();
        versions.push(text === undefined ? { at, reading: undefined } : lazily(at, readerOf(uri, text, await inForce(uri))));
      }
      known.set(path, { revisions, versions, ...(author ? { author } : {}) });
    }
    seen.set(repository.root, state);
    return true;
  }

  return {
    of: (path) => known.get(path),
    async learn(paths) {
      const groups = new Map<Repository, string[]>();
      const byRoot = new Map<string, Repository>();
      for (const path of [...paths].sort()) {
        if (!path.startsWith('/')) continue;
        const found = await repositoryOf(path);
        if (!found) continue;
        const repository = byRoot.get(found.root) ?? found;
        if (news && !watched.has(found.root)) {
          watched.add(found.root);
          await found.watch?.(news);
        }
        byRoot.set(found.root, repository);
        groups.set(repository, [...(groups.get(repository) ?? []), path]);
      }
      let changed = false;
      for (const [repository, own] of groups) if (await learnIn(repository, own)) changed = true;
      return changed;
    },
  };
}

/** The commits that wrote a document, the newest first, each with its name at that time. */
function stepsOf(path: string, commits: readonly Commit[]): readonly { readonly at: number; readonly name: string }[] {
  const steps: { at: number; name: string }[] = [];
  let name = path;
  for (const [at, { files }] of commits.entries()) {
    const file = files.find((one) => one.path === name);
    if (!file) continue;
    steps.push({ at, name });
    if (steps.length === mostVersions) break;
    name = file.from ?? name;
  }
  return steps;
}

const readerOf = (uri: string, text: string, force: InForce) => (): Reading | undefined => readArtifact({ uri, text }, force);

function lazily(at: number, read: () => Reading | undefined): Version {
  let done = false;
  let reading: Reading | undefined;
  return {
    at,
    get reading() {
      if (!done) reading = read();
      done = true;
      return reading;
    },
  };
}
