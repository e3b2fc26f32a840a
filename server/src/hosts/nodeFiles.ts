// Files and the date from Node: the only place in the server that touches the disk or the clock.
import { readFile, stat } from 'node:fs/promises';
import { URI } from 'vscode-uri';
import type { Files } from './files.js';

/** A configuration larger than this is not one. */
const sizeLimit = 1_000_000;

export const nodeFiles: Files = {
  async read(uri) {
    const file = URI.parse(uri);
    if (file.scheme !== 'file') return undefined;
    try {
      const { size } = await stat(file.fsPath);
      return size > sizeLimit ? undefined : await readFile(file.fsPath, 'utf8');
    } catch {
      return undefined;
    }
  },
};

/** The local calendar date. */
export function today(): string {
  const now = new Date();
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`;
}
