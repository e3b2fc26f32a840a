// Neither side of the map believes what it is told: what is whole gets through, anything missing or of another sort does not.
import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import {
  isLook,
  isMapMessage,
  isPageMessage,
  isProjectionMessage,
  isTrendMessage,
  type PageMessage,
} from '../../../client/webview/messages.js';
import { projectionNames, projectionOf } from '../../../server/src/core/projections.js';
import { projectionAsData } from '../../../server/src/features/projection.js';
import { exampleMap, exampleReport } from './example.js';

describe('messages of the map', () => {
  const map = exampleMap('recommender');
  const whole = {
    type: 'map',
    result: { initiatives: [{ key: map.key, id: map.id, score: map.score, phase: map.phase }], map, candidates: [], reading: false },
  };

  it('let through what the server says of both examples', () => {
    assert.ok(isMapMessage(JSON.parse(JSON.stringify(whole))));
    assert.ok(isMapMessage(JSON.parse(JSON.stringify({ ...whole, result: { ...whole.result, map: exampleMap('recommender-broken') } }))));
    assert.ok(isMapMessage({ type: 'map', result: { initiatives: [], candidates: [], reading: false } }), 'an empty workspace has no map');
  });

  it('stop a map in which any one thing is missing or is something else', () => {
    const text = JSON.stringify(whole);
    const paths = pathsOf(whole).filter((path) => path.length > 0);
    for (const path of paths.filter((_, at) => at % 17 === 0)) {
      const broken = JSON.parse(text);
      const holder = path.slice(0, -1).reduce((value, key) => value[key], broken);
      holder[path.at(-1) as string] = { not: 'this' };
      assert.ok(!isMapMessage(broken), path.join('.'));
    }
  });

  it('let through each list of others, and stop one in which a row is something else', () => {
    const report = exampleReport('recommender-broken');
    for (const { name } of projectionNames) {
      const projection = projectionAsData(report, projectionOf(report, name));
      const text = JSON.stringify({ type: 'projection', initiative: map.key, name, projection });
      assert.ok(isProjectionMessage(JSON.parse(text)), name);
      assert.ok(!isProjectionMessage(JSON.parse(text.replace(/"state":"\w+"/, '"state":"compliant"'))), name);
    }
  });

  it('let a page ask only for what it may', () => {
    const allowed: readonly PageMessage[] = [
      { type: 'ready' },
      { type: 'choose', initiative: 'id recs' },
      { type: 'open', uri: 'file:///w/a.md' },
      { type: 'open', uri: 'file:///w/a.md', range: { start: { line: 1, character: 0 }, end: { line: 1, character: 4 } } },
      { type: 'write', write: { initiative: 'id recs', kind: 'prd', pointer: '/goal' } },
      { type: 'explain', rule: 'goal-vague' },
      { type: 'export', format: 'svg' },
      { type: 'new' },
      { type: 'project', name: 'eu-ai-act' },
    ];
    for (const message of allowed) assert.ok(isPageMessage(message), JSON.stringify(message));
    const refused: readonly unknown[] = [
      undefined,
      null,
      'ready',
      { type: 'constructor' },
      { type: 'run', command: 'workbench.action.terminal.new' },
      { type: 'open' },
      { type: 'project', name: '../../x' },
      { type: 'open', uri: 7 },
      { type: 'open', uri: 'file:///a', range: { start: 1, end: 2 } },
      { type: 'write', write: { initiative: 'id recs' } },
      { type: 'explain', rule: '../../secret' },
      { type: 'export', format: 'exe' },
    ];
    for (const message of refused) assert.ok(!isPageMessage(message), JSON.stringify(message));
  });

  it('throw for nothing at all', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        isMapMessage(value);
        isPageMessage(value);
        isProjectionMessage(value);
        isTrendMessage(value);
        isLook(value);
      }),
    );
  });
});

/** Where strings, numbers, flags and lists stand that every map has. */
function pathsOf(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (Array.isArray(value)) return [path, ...value.flatMap((item, at) => pathsOf(item, [...path, String(at)]))];
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, inside]) => pathsOf(inside, [...path, key]));
}
