// Open documents over files over settings → checks, each computed once for what it depends on. Has no connection.
// A document is judged alone until the whole workspace is known; from then on among what it belongs to.
import { behindBaseline, type Check, judge, type Unjudged } from '../core/check.js';
import { resolveLink } from '../core/facts/links.js';
import { isCodeOwners } from '../core/have/have.js';
import { pointedAt } from '../core/have/pointed.js';
import type { Initiative, Member } from '../core/project.js';
import { type Report, reportOf } from '../core/report.js';
import type { Settings } from '../core/settings.js';
import { pathOf, uriOf } from '../features/uris.js';
import { isOwnConfig } from '../recognise.js';
import { readArtifact } from './artifacts.js';
import type { Configurations, InForce } from './configuration.js';
import type { Files } from './files.js';
import { breathe } from './guard.js';
import type { Repositories } from './history.js';
import { knownFiles } from './known.js';
import { pasts } from './pasts.js';
import { project } from './project.js';

export interface OpenDocument {
  readonly uri: string;
  readonly languageId: string;
  readonly version: number;
  getText(): string;
}

export interface Workspace {
  roots: readonly string[];
  /** What the document says; nothing is judged for it. undefined: it is not ours. */
  reading(document: OpenDocument): Promise<Unjudged | undefined>;
  /** undefined: the document is not ours. */
  check(document: OpenDocument): Promise<Check | undefined>;
  inForce(document: OpenDocument): Promise<InForce>;
  /** What the document belongs to, as it stands now; undefined where it belongs to nothing. */
  initiativeOf(document: OpenDocument): Promise<{ readonly initiative: Initiative; readonly path: string } | undefined>;
  /** One of its initiatives, judged. */
  report(initiative: Initiative): Report;
  /** What is judged already, and which judgement of all it was; undefined while nobody has asked. */
  judged(initiative: Initiative): { readonly report: Report; readonly nth: number } | undefined;
  /** Judges one that is not judged yet, an open document's first; false where there is none. */
  judgeNext(): Promise<boolean>;
  /** Reads all artifacts below the roots, those beside open documents first; resolves when the workspace is known as a whole. */
  scan(nearIsRead?: () => void): Promise<void>;
  /** Files came, changed or went, of whatever format; true where an artifact or what one points at is among them. */
  filesChanged(uris: readonly string[]): Promise<boolean>;
  /** Looks for new commits; true where findings may have changed by it. Reads git, so nobody who types waits for it. */
  learnHistory(): Promise<boolean>;
  /** The document was closed: from now on the file on disk counts. */
  closed(uri: string): Promise<void>;
  /** Everything that belongs together, as it stands now; nothing is judged for it. */
  initiatives(): Promise<readonly Initiative[]>;
  /** Settings changed, and which files are ours did not: what is known is read again from memory. */
  reread(): Promise<void>;
  /** Settings changed: documents are read again when asked for, files with the next scan. */
  forget(): void;
  /** A report an initiative; judges what is not judged yet, and lets others have a turn in between. */
  reports(): Promise<readonly Report[]>;
  /** Files that are only named like an artifact and belong to no initiative. */
  candidates(): readonly Member[];
  together(uri: string, other: string): boolean;
}

export interface OpenDocuments {
  get(uri: string): OpenDocument | undefined;
  all(): readonly OpenDocument[];
}

/** `onCommit` is called when there may be news in a repository that was looked at. */
export function workspace(
  configuration: Configurations,
  files: Files,
  open: OpenDocuments,
  repositories?: Repositories,
  onCommit?: () => void,
): Workspace {
  const index = project();
  let known = false;
  let generation = 0;
  const read = new Map<string, { readonly version: number; readonly settings: Settings; readonly member: Member | undefined }>();
  const settingsOf = new WeakMap<Member, Settings>();
  const alone = new WeakMap<Member, Check>();
  const reports = new WeakMap<Initiative, { readonly report: Report; readonly nth: number }>();
  let judgements = 0;
  /** By path, because clients spell URIs in several ways. */
  const isBelowRoots = (path: string): boolean => self.roots.some((root) => path.startsWith(`${pathOf(root).replace(/\/$/, '')}/`));
  const { exists: onDiskToo } = files;
  const beside = knownFiles(
    {
      ...files,
      // An open buffer beats the disk, where there is no such file too.
      read: async (uri) => open.get(uri)?.getText() ?? files.read(uri),
      ...(onDiskToo ? { exists: async (uri: string) => (open.get(uri) ? true : onDiskToo(uri)) } : {}),
    },
    { isOurs: isBelowRoots, rootOf: (path) => self.roots.map(pathOf).find((root) => path.startsWith(`${root.replace(/\/$/, '')}/`)) },
  );
  const exists = (path: string): boolean | undefined => (index.member(path) ? true : beside.exists(path));

  const inForce = (uri: string): Promise<InForce> => configuration.forFile(uri, self.roots);

  const history = repositories && pasts(repositories, inForce, onCommit);

  /** `file` is asked when the settings are there, so that it says what is true then. */
  async function take(
    uri: string,
    file: () => { readonly version: number; readonly text: string; readonly languageId?: string },
  ): Promise<Member | undefined> {
    const force = await inForce(uri);
    const before = (version: number) => {
      const last = read.get(uri);
      return last && last.version === version && version !== onDisk && sameSettings(last.settings, force.settings) ? last : undefined;
    };
    const known = file();
    const looking = before(known.version) ? undefined : beside.learn(uri, known.text);
    if (looking) await looking;
    const { version, ...source } = file();
    const same = before(version);
    if (same) return same.member;
    if (version === onDisk && open.get(uri)) return undefined;
    const found = isOwnConfig(uri) ? undefined : readArtifact({ uri, ...source }, force, undefined, read.get(uri)?.member);
    const member = found && { ...found, exists, have: beside.besideOf(found), past: () => history?.of(found.path) };
    read.set(uri, { version, settings: force.settings, member });
    if (member) {
      settingsOf.set(member, force.settings);
      index.put(member);
    } else index.remove(pathOf(uri));
    return member;
  }

  const takeDocument = (document: OpenDocument): Promise<Member | undefined> =>
    take(document.uri, () => ({ version: document.version, text: document.getText(), languageId: document.languageId }));

  /** From the disk, unless it is open or was opened meanwhile. Nothing outside the workspace is read. */
  async function takeFile(uri: string): Promise<void> {
    if (open.get(uri)) return;
    const text = isBelowRoots(pathOf(uri)) ? await files.read(uri) : undefined;
    if (open.get(uri)) return;
    if (text === undefined) {
      read.delete(uri);
      index.remove(pathOf(uri));
    } else await take(uri, () => ({ version: onDisk, text }));
  }

  /** What was computed from it no longer holds, though it says the same. */
  function renew(member: Member): void {
    const again = { ...member, have: beside.besideOf(member) };
    const uri = uriOf(member.path);
    const last = read.get(uri);
    settingsOf.set(again, settingsOf.get(member) as Settings);
    if (last?.member === member) read.set(uri, { ...last, member: again });
    index.put(again);
  }

  function judgedOf(member: Member): Check {
    // Outside the roots nobody has looked for what belongs to it.
    const initiative = known && isBelowRoots(member.path) ? index.initiativeOf(member.path) : undefined;
    if (initiative) return reportFor(initiative).checks.find(({ path }) => path === member.path) as Check;
    const check = alone.get(member) ?? behindBaseline(judge(member, settingsOf.get(member) as Settings), member.path);
    alone.set(member, check);
    return check;
  }

  function reportFor(initiative: Initiative): Report {
    const known = reports.get(initiative);
    if (known) return known.report;
    const report = reportOf(initiative, (member) => settingsOf.get(member) as Settings);
    reports.set(initiative, { report, nth: ++judgements });
    return report;
  }

  const self: Workspace = {
    roots: [],
    inForce: (document) => inForce(document.uri),
    async initiatives() {
      for (const document of open.all()) await takeDocument(document);
      return index.initiatives();
    },
    async initiativeOf(document) {
      for (const other of open.all()) await takeDocument(other);
      const path = pathOf(document.uri);
      const initiative = index.initiativeOf(path);
      return initiative && { initiative, path };
    },
    report: reportFor,
    judged: (initiative) => reports.get(initiative),
    async judgeNext() {
      const waiting = (await self.initiatives()).filter((initiative) => !reports.has(initiative));
      const looked = new Set(open.all().map(({ uri }) => pathOf(uri)));
      const next = waiting.find(({ members }) => members.some(({ path }) => looked.has(path))) ?? waiting[0];
      if (next) reportFor(next);
      return next !== undefined;
    },
    async reading(document) {
      const member = await takeDocument(document);
      return member && { ...member, settings: settingsOf.get(member) as Settings };
    },
    async check(document) {
      const member = await takeDocument(document);
      return member && judgedOf(member);
    },
    async scan(nearIsRead) {
      const mine = ++generation;
      const seen = new Set<string>();
      const lists = await Promise.all(self.roots.map((root) => files.list(root)));
      const uris = [...new Set(lists.flat())];
      const looked = new Set(open.all().map(({ uri }) => folderOf(uri)));
      const near = uris.filter((uri) => looked.has(folderOf(uri)));
      for (const uri of [...near, ...uris.filter((other) => !looked.has(folderOf(other)))]) {
        if (seen.size === near.length && near.length > 0) nearIsRead?.();
        await takeFile(uri);
        await breathe();
        if (mine !== generation) return;
        seen.add(pathOf(uri));
      }
      for (const document of open.all()) {
        await takeDocument(document);
        seen.add(pathOf(document.uri));
      }
      if (mine !== generation) return;
      for (const { path } of index.members()) if (!seen.has(path)) index.remove(path);
      known = true;
    },
    async reread() {
      const mine = ++generation;
      for (const { path, source } of index.members()) {
        const uri = uriOf(path);
        if (!open.get(uri)) await take(uri, () => ({ version: onDisk, text: source.text }));
        await breathe();
        if (mine !== generation) return;
      }
      for (const document of open.all()) await takeDocument(document);
    },
    async filesChanged(uris) {
      const documents = uris.filter((uri) => /\.(?:ya?ml|md|markdown)$/i.test(pathOf(uri)));
      for (const uri of documents) {
        await takeFile(uri);
        await breathe();
      }
      const moved = await beside.changed(uris);
      const all = moved.some(isCodeOwners);
      if (moved.length > 0) for (const member of index.members()) if (all || pointsAt(member, moved)) renew(member);
      return moved.length > 0 || documents.some((uri) => !open.get(uri));
    },
    async learnHistory() {
      const paths = index.initiatives().flatMap(({ members }) => (members.length > 1 ? members.map(({ path }) => path) : []));
      if (!history || !(await history.learn(paths))) return false;
      for (const member of index.members()) {
        // The first comparison reads a version: here, and not while somebody types.
        for (const { reading } of history.of(member.path)?.versions.slice(0, 2) ?? []) if (reading) await breathe();
        renew(member);
      }
      return true;
    },
    async closed(uri) {
      read.delete(uri);
      await self.filesChanged([uri]);
    },
    forget() {
      generation++;
      read.clear();
    },
    async reports() {
      while (await self.judgeNext()) await breathe();
      return index.initiatives().map(reportFor);
    },
    candidates: () => index.members().filter(({ source }) => source.candidate),
    together: (uri, other) => {
      const initiative = index.initiativeOf(pathOf(uri));
      return initiative !== undefined && initiative === index.initiativeOf(pathOf(other));
    },
  };
  return self;
}

const folderOf = (uri: string): string => pathOf(uri).replace(/[^/]*$/, '');

const pointsAt = (member: Member, paths: readonly string[]): boolean =>
  member.facts.links.out.some((link) => link.path !== '' && paths.includes(resolveLink(member.path, link.path) ?? '')) ||
  pointedAt(member).some(({ path }) => paths.includes(path));

/** Versions of open documents begin at 0 or 1. */
const onDisk = -1;

const sameSettings = (a: Settings, b: Settings): boolean =>
  a === b || (Object.keys(a) as (keyof Settings)[]).every((key) => a[key] === b[key]);
