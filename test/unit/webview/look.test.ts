// The page of the map without a browser: where keys lead, what a cell says of itself, how large the page is.
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { moved, stateOf } from '../../../client/webview/look.js';
import type { MapCell } from '../../../server/src/protocol.js';
import { exampleMap } from './example.js';

describe('the map, looked at', () => {
  it('walks by arrow keys and stops at its edges', () => {
    const map = exampleMap('recommender-broken');
    const walk = (from: string, ...keys: readonly string[]) =>
      keys.reduce((at, key) => moved(map, at, key) ?? `${key} leads nowhere`, from);
    assert.equal(walk('R1 discover', 'ArrowDown', 'ArrowRight'), 'R2 build');
    assert.equal(walk('R1 discover', 'ArrowUp', 'ArrowLeft'), 'R1 discover');
    assert.equal(walk('R8 operate', 'ArrowDown', 'ArrowRight'), 'R8 operate');
    assert.equal(walk('R3 build', 'End'), 'R3 operate');
    assert.equal(walk('R3 build', 'Home'), 'R3 discover');
    assert.equal(walk('R3 build', 'PageDown'), 'R8 build');
    assert.equal(walk('R3 build', 'PageUp'), 'R1 build');
    assert.equal(moved(map, 'R1 discover', 'x'), undefined);
  });

  it('reaches every cell from every cell', () => {
    const map = exampleMap('recommender');
    const reached = new Set(['R1 discover']);
    for (const name of reached)
      for (const key of ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight']) reached.add(moved(map, name, key) as string);
    assert.equal(reached.size, 32);
  });

  it('says what closes a cell, and of one that has everything, which findings still hold it', () => {
    const [cell] = exampleMap('recommender').cells as readonly [MapCell];
    const [line] = cell.evidence as readonly [MapCell['evidence'][number]];
    assert.equal(stateOf(cell), 'ready');
    assert.equal(stateOf({ ...cell, status: 'in progress', score: 1, held: 2 }), '2 findings open');
    assert.equal(stateOf({ ...cell, status: 'in progress', score: 0.5, evidence: [line, { ...line, credit: 0 }] }), '1 of 2 to write');
    assert.equal(stateOf({ ...cell, status: 'in progress', score: 0.9, evidence: [line, { ...line, credit: 0.8 }] }), '1 of 2 to mend');
  });

  it('is at most 60 kB of compressed script', () => {
    assert.ok(gzipSync(readFileSync(join(process.cwd(), 'dist', 'map.js'))).length <= 60_000);
  });

  it('takes no colour but the theme’s', () => {
    const style = readFileSync(join(process.cwd(), 'client', 'webview', 'map.css'), 'utf8').replace(/\/\*.*?\*\//gs, '');
    assert.deepEqual(style.match(/#[0-9a-f]{3,8}\b(?=[^{]*;)|\b(?:rgb|hsl)a?\(|\b(?:animation|transition)\b/gi) ?? [], []);
  });
});
