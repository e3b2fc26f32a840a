// Generated files that are committed are fresh: the docs pages, the snippets, the manifest's rule settings.
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { documents } from '../../../scripts/documents.js';

describe('generated files', () => {
  const read = (path: string) => readFileSync(join(process.cwd(), path), 'utf8');

  it('are fresh', () => {
    const stale = Object.entries(documents({ manifest: read('package.json') })).flatMap(([path, text]) => {
      try {
        return read(path) === text ? [] : [path];
      } catch {
        return [path];
      }
    });
    assert.deepEqual(stale, [], 'run: node scripts/generate.mjs');
  });
});
