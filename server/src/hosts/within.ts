// Files as others give them, and none outside some folders: neither by its path nor, where links can be followed, by where it lies.
// A configuration may name files, and documents do; whoever wrote them decides nothing about the rest of somebody's disk.
import { pathOf } from '../features/uris.js';
import type { Files } from './files.js';

/** `folders` are URIs, asked each time. */
export function within(files: Files, folders: () => readonly string[]): Files {
  const isBelow = (uri: string, tops: readonly string[]) => {
    const path = pathOf(uri);
    return !/(?:^|\/)\.\.(?:\/|$)/.test(path) && tops.some((top) => path.startsWith(`${pathOf(top).replace(/\/$/, '')}/`));
  };
  return {
    ...files,
    async read(uri) {
      const tops = folders();
      if (!isBelow(uri, tops)) return undefined;
      const real = await files.real?.(uri);
      if (real !== undefined && pathOf(real) !== pathOf(uri)) {
        const lie = await Promise.all(tops.map((top) => files.real?.(top)));
        if (
          !isBelow(
            real,
            lie.filter((top) => top !== undefined),
          )
        )
          return undefined;
      }
      return files.read(uri);
    },
  };
}
