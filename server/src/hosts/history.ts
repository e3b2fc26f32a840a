// What earlier commits said: an interface, so that a browser, which has no git, simply has no history. Read only, and quiet where
// there is nothing to read: no git, no repository, a shallow clone.
import { URI } from 'vscode-uri';
import { ownersPlaces, readHave } from '../core/have/have.js';
import { pointedAt } from '../core/have/pointed.js';
import type { Member } from '../core/project.js';
import type { Settings } from '../core/settings.js';
import { pathOf } from '../features/uris.js';
import { readArtifact } from './artifacts.js';
import type { InForce } from './configuration.js';

export interface Commit {
  /** The full hash. */
  readonly id: string;
  /** The day it was committed, YYYY-MM-DD, in the committer's own time zone. */
  readonly day: string;
  readonly subject: string;
  /** YAML and Markdown files that it changed, with forward slashes below the repository; `from` is the name before a rename. */
  readonly files: readonly { readonly path: string; readonly from?: string }[];
}

export interface Repositories {
  /** Of the repository that the folder lies in; undefined where there is none that can be read. Folders are absolute paths. */
  repository(folder: string): Promise<Repository | undefined>;
}

export interface Repository {
  /** The folder of the working tree, absolute, with forward slashes. */
  readonly root: string;
  /** The commit a name stands for: a hash, a branch, a tag, `HEAD~3`, `main@{yesterday}`; undefined where there is none. */
  commit(name: string): Promise<Pick<Commit, 'id' | 'day' | 'subject'> | undefined>;
  /** Where what is checked out and that commit parted; undefined where git does not know. */
  base(commit: string): Promise<string | undefined>;
  /** Every file of a commit, below the repository. */
  files(commit: string): Promise<readonly string[]>;
  /** Texts by `commit:path`, in the order asked for; undefined where there is none. */
  texts(names: readonly { readonly commit: string; readonly path: string }[]): Promise<readonly (string | undefined)[]>;
  /** The newest commits first, along the first parents, so that a merge is one step; at most `most`, and whether that is all. */
  log(from: string, most: number): Promise<{ readonly commits: readonly Commit[]; readonly complete: boolean }>;
  /** Names that people compare with: branches and tags, the newest first. */
  names(): Promise<readonly string[]>;
  /** Who commits here, as git is configured. */
  author(): Promise<{ readonly name: string; readonly email: string } | undefined>;
  /** Calls when there may be a new commit or another branch: told by the system, never asked for. Holds until the process ends. */
  watch?(changed: () => void): Promise<void>;
}

/** All artifacts of a commit, read with the configuration that is in force today: what differs is what the documents say. */
export async function membersAt(
  repository: Repository,
  commit: string,
  inForce: (uri: string) => Promise<InForce>,
  isOurs: (path: string) => boolean,
  onDisk: (path: string) => boolean | undefined = () => undefined,
): Promise<readonly (Member & { readonly settings: Settings })[]> {
  const all = await repository.files(commit);
  const paths = all.filter((path) => written.test(path) && !hidden.test(path) && isOurs(`${repository.root}/${path}`));
  const texts = await repository.texts(paths.map((path) => ({ commit, path })));
  const there = existence(repository, all, onDisk);
  const members: (Member & { readonly settings: Settings })[] = [];
  for (const [at, path] of paths.entries()) {
    const text = texts[at];
    if (text === undefined) continue;
    const uri = URI.file(`${repository.root}/${path}`).toString();
    const force = await inForce(uri);
    const found = readArtifact({ uri, text }, force);
    if (found) members.push({ ...found, exists: there, settings: force.settings });
  }
  return withHave(repository, { commit, files: all }, members, isOurs);
}

/** The same artifacts with what files of other formats said at that commit, so that only what is said differs. */
export async function withHave<M extends Member>(
  repository: Repository,
  { commit, files }: { readonly commit: string; readonly files: readonly string[] },
  members: readonly M[],
  isOurs: (path: string) => boolean = () => true,
): Promise<readonly M[]> {
  const top = `${URI.file(repository.root).path.replace(/\/$/, '')}/`;
  const tracked = new Set(files);
  const known = new Set(members.map(({ path }) => path));
  const isThere = (path: string) => path.startsWith(top) && tracked.has(path.slice(top.length)) && !known.has(path) && isOurs(path);
  const owners = ownersPlaces.map((place) => `${top}${place}`);
  const asked = members.map((member) => [...pointedAt(member).map(({ path }) => path), ...owners].filter(isThere));
  const paths = [...new Set(asked.flat())];
  const texts = paths.length > 0 ? await repository.texts(paths.map((path) => ({ commit, path: path.slice(top.length) }))) : [];
  const held = new Map(paths.map((path, at) => [path, readHave(path, texts[at] ?? '')] as const));
  return members.map((member, at) => ({ ...member, have: (asked[at] ?? []).flatMap((path) => held.get(path) ?? []) }));
}

/** What the commit holds is there; what it does not hold may lie beside it without being tracked, then as now. */
function existence(
  { root }: Repository,
  files: readonly string[],
  onDisk: (path: string) => boolean | undefined,
): (path: string) => boolean | undefined {
  const known = new Set<string>();
  for (const file of files) for (let at = file; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('/')))) known.add(at);
  const top = pathOf(URI.file(root).toString());
  return (path) => (path.startsWith(`${top}/`) && known.has(path.slice(top.length + 1)) ? true : onDisk(path));
}

const written = /\.(?:ya?ml|md|markdown)$/i;
/** What the walk over a folder leaves out as well. */
const hidden = /(?:^|\/)(?:\.|node_modules\/)/;
