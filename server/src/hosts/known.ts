// Which of the files that documents point at are there. It is asked while a document is read, so that the engine never waits;
// what was not asked, or cannot be, is not known, and nobody is told that it is missing.
import { resolveLink } from '../core/facts/links.js';
import { pathOf, uriOf } from '../features/uris.js';
import type { Files } from './files.js';

export interface KnownFiles {
  /** Looks for what this text may point at; nothing to wait for where all of it is known to be there. */
  learn(uri: string, text: string): Promise<void> | undefined;
  /** Of an absolute path with forward slashes. */
  exists(path: string): boolean | undefined;
  /** Files came or went; returns the paths of those that documents have asked for. */
  changed(uris: readonly string[]): Promise<readonly string[]>;
}

export function knownFiles(files: Pick<Files, 'exists'>, isOurs: (path: string) => boolean = () => true): KnownFiles {
  const there = new Map<string, boolean>();

  async function look(path: string): Promise<void> {
    const found = isOurs(path) ? await files.exists?.(uriOf(path)) : undefined;
    if (found === undefined) there.delete(path);
    else there.set(path, found);
  }

  return {
    learn(uri, text) {
      const from = pathOf(uri);
      if (!files.exists || !from.startsWith('/')) return undefined;
      // What was missing is looked for again: somebody may just have written it.
      const paths = [...targetsIn(text, from)].filter((path) => there.get(path) !== true).slice(0, mostLinks);
      return paths.length === 0 ? undefined : Promise.all(paths.map(look)).then(() => undefined);
    },
    exists: (path) => there.get(path),
    async changed(uris) {
      const paths = uris.map(pathOf).filter((path) => there.has(path));
      await Promise.all(paths.map(look));
      return paths;
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
  /(?:^|[\s"'[,:])(\.{1,2}\/[^\s"',\]<>]{1,300})/gm,
  /(?:^|[\s"'[,:])([\w@.%-][\w@.%/-]{0,300}\.(?:md|markdown|ya?ml))(?=[#?\s"',\]]|$)/gm,
];

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
