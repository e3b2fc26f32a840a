// A document's service levels as OpenSLO, the same bytes for the command line and the editor; and which of them could not be said so.
import { levelsOf } from '../core/have/levels.js';
import { writeOpenSlo } from '../core/have/openslo.js';
import type { Member } from '../core/project.js';

export interface OpenSlo {
  /** '' where the document promises nothing that can be kept or broken. */
  readonly text: string;
  /** The author's words for what holds no share and no limit. */
  readonly left: readonly string[];
}

export function openSloOf({ artifact, path }: Pick<Member, 'artifact' | 'path'>): OpenSlo {
  const { levels, left } = levelsOf(artifact);
  const id = String(artifact.data.id ?? '').trim();
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\..*$/, '');
  return { text: levels.length > 0 ? writeOpenSlo(levels, id || name) : '', left: left.map(({ text }) => text) };
}
