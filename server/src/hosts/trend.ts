// How ready each initiative was over the commits that touched its documents: read from git, judged by today's rules as of each commit's
// day. Nothing is kept; what a document says at two commits in a row is read once.
import { URI } from 'vscode-uri';
import { type Initiative, initiativesOf, type Member } from '../core/project.js';
import { reportOf } from '../core/report.js';
import type { Settings } from '../core/settings.js';
import { type Step, type Trend, trendOf } from '../core/trend.js';
import { recognise } from '../recognise.js';
import { readArtifact } from './artifacts.js';
import type { InForce } from './configuration.js';
import { type Commit, type Repositories, type Repository, withHave } from './history.js';

/** Commits that one chart holds, and how far back they are looked for. */
const mostPoints = 30;
const mostCommits = 1_000;

/** Up to what is checked out; undefined where its documents lie in no repository. */
export async function trendOfHead(
  repositories: Repositories,
  initiative: Initiative,
  inForce: (uri: string) => Promise<InForce>,
): Promise<Trend | undefined> {
  const path = initiative.members.find((member) => member.path.startsWith('/'))?.path;
  if (path === undefined) return undefined;
  const repository = await repositories.repository(URI.from({ scheme: 'file', path: path.slice(0, path.lastIndexOf('/')) || '/' }).fsPath);
  const head = await repository?.commit('HEAD');
  return repository && head ? (await trendsOf(repository, head.id, [initiative], inForce)).get(initiative) : undefined;
}

export async function trendsOf(
  repository: Repository,
  from: string,
  initiatives: readonly Initiative[],
  inForce: (uri: string) => Promise<InForce>,
): Promise<ReadonlyMap<Initiative, Trend>> {
  const { commits, complete } = await repository.log(from, mostCommits);
  const trends = new Map<Initiative, Trend>();
  for (const initiative of initiatives) {
    const { touching, folders } = commitsOf(initiative, commits, repository);
    const chosen = touching.slice(0, mostPoints).reverse();
    const read = reader(repository, inForce, folders);
    const steps: Step[] = [];
    for (const { id: commit, day } of chosen) {
      const members = await read(commit, day);
      const then =
        initiativesOf(members).find((one) => one.id === initiative.id && one.from === initiative.from) ??
        sharing(initiativesOf(members), initiative);
      if (!then) continue;
      const settings = new Map(members.map((member) => [member.path, member.settings]));
      steps.push({ commit, day, readiness: reportOf(then, ({ path }) => settings.get(path) as Settings).readiness });
    }
    trends.set(initiative, trendOf(steps, touching.length > mostPoints || !complete));
  }
  return trends;
}

const sharing = (all: readonly Initiative[], { members }: Initiative): Initiative | undefined => {
  const paths = new Set(members.map(({ path }) => path));
  return all.find((one) => one.members.some(({ path }) => paths.has(path)));
};

/** The newest first: those that changed one of its files, under whatever name, or an artifact that lay beside them. */
function commitsOf({ members }: Initiative, commits: readonly Commit[], { root }: Repository) {
  const top = `${URI.file(root).path}/`;
  const names = new Set(members.flatMap(({ path }) => (path.startsWith(top) ? [path.slice(top.length)] : [])));
  const folders = new Set([...names].map(folderOf));
  const touching = commits.filter(({ files }) => {
    const own = files.filter(({ path }) => names.has(path) || (folders.has(folderOf(path)) && recognise(path, '')?.candidate === false));
    for (const { path, from } of files)
      if (from !== undefined && names.has(path)) {
        names.add(from);
        folders.add(folderOf(from));
      }
    return own.length > 0;
  });
  return { touching, folders };
}

const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/** The artifacts below some folders at a commit; a file that is as it was is not read again. */
function reader(repository: Repository, inForce: (uri: string) => Promise<InForce>, folders: ReadonlySet<string>) {
  const last = new Map<string, { readonly text: string; readonly member: Member | undefined }>();
  return async (commit: string, day: string): Promise<readonly (Member & { readonly settings: Settings })[]> => {
    const all = await repository.files(commit);
    const paths = all.filter((path) => folders.has(folderOf(path)) && /\.(?:ya?ml|md|markdown)$/i.test(path));
    const texts = await repository.texts(paths.map((path) => ({ commit, path })));
    const members: (Member & { readonly settings: Settings })[] = [];
    for (const [at, path] of paths.entries()) {
      const text = texts[at];
      if (text === undefined) continue;
      const uri = URI.file(`${repository.root}/${path}`).toString();
      const force = await inForce(uri);
      const before = last.get(path);
      const member = before?.text === text ? before.member : readArtifact({ uri, text }, force);
      last.set(path, { text, member });
      if (member) members.push({ ...member, settings: { ...force.settings, today: day } });
    }
    return withHave(repository, { commit, files: all }, members);
  };
}
