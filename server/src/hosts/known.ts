// Which of the files that documents point at are there, and what those that other tools write say. It is asked while a document is read,
// so that the engine never waits; what was not asked, or cannot be, is not known, and nobody is told that it is missing. Only what lies
// inside the workspace is read, links of the file system followed.
import { resolveLink } from '../core/facts/links.js';
import { type Have, isCodeOwners, isReadable, ownersPlaces, readHave } from '../core/have/have.js';
import { pointedAt } from '../core/have/pointed.js';
import type { Member } from '../core/project.js';
import { pathOf, uriOf } from '../features/uris.js';
import type { Files } from './files.js';

export interface KnownFiles {
  /** Looks for what this text may point at; nothing to wait for where all of it is known to be there. */
  learn(uri: string, text: string): Promise<void> | undefined;
  /** Of an absolute path with forward slashes. */
  exists(path: string): boolean | undefined;
  /** What the files say that a document points at, and CODEOWNERS above it. */
  besideOf(member: Pick<Member, 'artifact' | 'facts' | 'path'>): readonly Have[];
  /** Files came, changed or went; returns the paths of those that mean something else now to documents that point at them. */
  changed(uris: readonly string[]): Promise<readonly string[]>;
}

/** Where files may be looked for, and below which folder one may be read; undefined: nowhere. */
export interface Bounds {
  isOurs(path: string): boolean;
  rootOf(path: string): string | undefined;
}

export function knownFiles(files: Pick<Files, 'exists' | 'real'> & Partial<Pick<Files, 'read'>>, { isOurs, rootOf }: Bounds): KnownFiles {
  const there = new Map<string, boolean>();
  const held = new Map<string, Have | undefined>();
  /** Where each root really lies. */
  const tops = new Map<string, string>();

  async function look(path: string): Promise<void> {
    const found = isOurs(path) ? await files.exists?.(uriOf(path)) : undefined;
    if (found === undefined) there.delete(path);
    else there.set(path, found);
    if (found === true && isReadable(path)) await hold(path);
    else if (held.has(path)) held.set(path, undefined);
  }

  async function hold(path: string): Promise<void> {
    const text = (await isInside(path)) ? await files.read?.(uriOf(path)) : undefined;
    held.set(path, text === undefined ? undefined : readHave(path, text));
  }

  /** A link of the file system may lead out of the workspace. */
  async function isInside(path: string): Promise<boolean> {
    const root = rootOf(path);
    if (root === undefined || !files.real) return false;
    const top = tops.get(root) ?? (await files.real(uriOf(root)));
    if (top !== undefined) tops.set(root, top);
    const real = await files.real(uriOf(path));
    return real !== undefined && top !== undefined && pathOf(real).startsWith(`${pathOf(top).replace(/\/$/, '')}/`);
  }

  const ownersAbove = (path: string): readonly string[] => {
    const root = rootOf(path)?.replace(/\/$/, '');
    return root === undefined || !files.read ? [] : ownersPlaces.map((place) => `${root}/${place}`);
  };

  return {
    learn(uri, text) {
      const from = pathOf(uri);
      if (!files.exists || !from.startsWith('/')) return undefined;
      // What was missing is looked for again: somebody may just have written it.
      const paths = [...targetsIn(text, from)].filter((path) => there.get(path) !== true).slice(0, mostLinks);
      const owners = ownersAbove(from).filter((path) => !held.has(path));
      if (paths.length + owners.length === 0) return undefined;
      return Promise.all([...paths.map(look), ...owners.map(hold)]).then(() => undefined);
    },
    exists: (path) => there.get(path),
    besideOf(member) {
      const paths = [
        ...pointedAt(member)
          .map(({ path }) => path)
          .filter((path) => !isCodeOwners(path)),
        ...ownersAbove(member.path),
      ];
      return paths.flatMap((path) => held.get(path) ?? []);
    },
    async changed(uris) {
      const paths = uris.map(pathOf).filter((path) => there.has(path) || held.has(path));
      const moved = paths.map(async (path) => {
        const before = { there: there.get(path), held: held.get(path) };
        await (isCodeOwners(path) && !there.has(path) ? hold(path) : look(path));
        // Most files that documents point at are documents; those say for themselves what changed.
        return before.there !== there.get(path) || before.held || held.get(path) ? [path] : [];
      });
      return (await Promise.all(moved)).flat();
    },
  };
}

const mostLinks = 200;

/** What reads like a relative path: more than the links there are does no harm. */
function targetsIn(text: string, from: string): ReadonlySet<string> {
  const targets = new Set<string>();
  for (const pattern of patterns)
    for (const match of text.matchAll(pattern)) {
      const link = decode((match[1] as string).split(/[#?]/, 1)[0] as string);
      if (link === '' || link.startsWith('/') || /^[a-z][\w+.-]*:/i.test(link)) continue;
      const path = resolveLink(from, link);
      if (path !== undefined) targets.add(path);
    }
  return targets;
}

const patterns = [
  /\]\(<?([^\s()<>]{1,400})/g,
  /(?:^|[\s"'[,:`(])(\.{1,2}\/[^\s"',\]<>`)]{1,300})/gm,
  /(?:^|[\s"'[,:`(])([\w@.%-][\w@.%/-]{0,300}\.(?:md|markdown|ya?ml|json))(?=[#?\s"',\]`):;]|\.?$)/gm,
];

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
