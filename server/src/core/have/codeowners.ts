// CODEOWNERS: whose each path is. Of several lines that fit, the last one counts, as on GitHub, GitLab and Bitbucket.
import { matchesGlob } from '../glob.js';
import type { Have, OwnedPaths } from './have.js';

export function codeOwnersIn(text: string): readonly OwnedPaths[] {
  const found: OwnedPaths[] = [];
  let at = 0;
  for (const line of text.split('\n')) {
    const words = line.replace(/(?:^|\s)#.*$/, '').trim();
    // A section of GitLab names owners for what follows; what it owns is said by the lines below it.
    if (words !== '' && !/^\^?\[/.test(words)) {
      const [pattern = '', ...owners] = words.split(/\s+/);
      const start = at + line.indexOf(pattern);
      found.push({ pattern, owners: owners.filter((owner) => owner.includes('@')), span: [start, start + pattern.length] });
    }
    at += line.length + 1;
  }
  return found;
}

/** Who answers for a file; none where no line fits, or where the last that fits names nobody. `path` as the host names files. */
export function ownersOfPath(files: readonly Have[], path: string): readonly string[] {
  for (const { path: file, owners } of files) {
    if (owners.length === 0) continue;
    const root = file.replace(/(?:\.github\/|\.gitlab\/|docs\/)?CODEOWNERS$/, '');
    if (!path.startsWith(root)) continue;
    const below = path.slice(root.length);
    return owners.findLast(({ pattern }) => fits(pattern, below))?.owners ?? [];
  }
  return [];
}

/** As in .gitignore: a slash inside or in front anchors, without one the name may stand anywhere; a folder is all that is in it. */
function fits(pattern: string, path: string): boolean {
  const anchored = pattern.replace(/\/$/, '').includes('/');
  const plain = pattern.replace(/^\//, '').replace(/\/$/, '');
  const glob = anchored || plain.startsWith('**') ? plain : `**/${plain}`;
  const folder = pattern.endsWith('/');
  // "docs/*" is what lies in it, and not what lies deeper.
  const deeper = !/(?:^|\/)\*$/.test(plain) || !anchored;
  return (!folder && matchesGlob(glob, path)) || (deeper && matchesGlob(`${glob}/**`, path));
}
