// What changed in every initiative since a commit: the documents of then and of now, both judged by today's rules on the same day,
// so that only what the documents say makes a difference. Shared by the command line and the server.
import { URI } from 'vscode-uri';
import { type Change, changesBetween } from '../core/diff/changes.js';
import { type Initiative, initiativesOf } from '../core/project.js';
import { type Report, reportOf } from '../core/report.js';
import type { Settings } from '../core/settings.js';
import type { InForce } from './configuration.js';
import { membersAt, type Repositories, type Repository } from './history.js';

export interface Since {
  /** As it is now; of one that is gone, as it was then. */
  readonly initiative: Initiative;
  readonly changes: readonly Change[];
}

export async function changesSince(
  repository: Repository,
  commit: string,
  now: readonly Report[],
  { inForce, isOurs }: { inForce(uri: string): Promise<InForce>; isOurs(path: string): boolean },
): Promise<readonly Since[]> {
  const onDisk = (path: string) => now[0]?.initiative.members[0]?.exists?.(path);
  const members = await membersAt(repository, commit, inForce, isOurs, onDisk);
  const settings = new Map(members.map((member) => [member.path, member.settings]));
  const before = [...initiativesOf(members)];
  const pairs = now.map((report) => {
    const at = before.findIndex((initiative) => isSame(initiative, report.initiative));
    return { report, old: at === -1 ? undefined : before.splice(at, 1)[0] };
  });
  // Called otherwise since then: the same files are the same initiative.
  for (const pair of pairs) {
    const paths = new Set(pair.report.initiative.members.map(({ path }) => path));
    const at = pair.old ? -1 : before.findIndex((initiative) => initiative.members.some(({ path }) => paths.has(path)));
    if (at !== -1) pair.old = before.splice(at, 1)[0];
  }
  const readinessOf = (initiative: Initiative) => reportOf(initiative, ({ path }) => settings.get(path) as Settings).readiness;
  return [
    ...pairs.map(({ report: { initiative, readiness }, old }) => ({
      initiative,
      changes: changesBetween(old ? { initiative: old, readiness: readinessOf(old) } : {}, { initiative, readiness }),
    })),
    ...before.map((initiative) => ({ initiative, changes: changesBetween({ initiative }, {}) })),
  ];
}

/** The same for all that is open, repository by repository; undefined: nothing here lies in a repository that knows the commit. */
export async function workspaceSince(
  repositories: Repositories,
  reports: readonly Report[],
  ref: string,
  { inForce, roots }: { inForce(uri: string): Promise<InForce>; readonly roots: readonly string[] },
): Promise<{ readonly day: string; readonly found: readonly Since[] } | undefined> {
  const groups = new Map<string, { readonly repository: Repository; readonly own: Report[] }>();
  for (const report of reports) {
    const path = report.initiative.members.find((member) => member.path.startsWith('/'))?.path;
    const repository =
      path && (await repositories.repository(URI.from({ scheme: 'file', path: path.slice(0, path.lastIndexOf('/')) || '/' }).fsPath));
    if (!repository) continue;
    const group = groups.get(repository.root) ?? { repository, own: [] };
    group.own.push(report);
    groups.set(repository.root, group);
  }
  let day: string | undefined;
  const found: Since[] = [];
  for (const { repository, own } of groups.values()) {
    const commit = await repository.commit(ref);
    if (!commit) continue;
    day ??= commit.day;
    const isOurs = (path: string) => roots.some((root) => path.startsWith(`${root.replace(/\/$/, '')}/`));
    found.push(...(await changesSince(repository, commit.id, own, { inForce, isOurs })));
  }
  return day === undefined ? undefined : { day, found };
}

const isSame = (a: Initiative, b: Initiative): boolean => a.id === b.id && a.from === b.from;
