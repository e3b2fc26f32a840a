// F32 and P8: a page that is not ours any more. Whatever it sends, the panel does only what the list of messages allows, opens only what the
// page was told, and never fails. The editor is a stand-in that remembers what was asked of it.
import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import type { ExtensionContext } from 'vscode';
import { registerMap } from '../../client/src/map/panels.js';
import { isPageMessage } from '../../client/webview/messages.js';
import { mapRequest, projectionRequest, writeRequest } from '../../server/src/protocol.js';
import { done, panels, ran, Uri } from './fakeVscode.js';
import { paths } from './payloads.js';
import { nightly, seed, times } from './sizes.js';

const known = 'file:///w/recs.prd.md';
const map = { key: 'recs', id: 'recs', cells: [{ uri: known }] };

describe('the panel of the map', function () {
  this.timeout(nightly ? 600_000 : 600_000);

  const hostile = fc.oneof(
    fc.constantFrom(...paths),
    fc.constantFrom(known, 'command:workbench.action.quit', 'vscode://x', '__proto__', 'constructor', 'recs', 'x'.repeat(70_000)),
    fc.anything({ maxDepth: 2 }),
  );
  const number = fc.oneof(fc.integer(), fc.constantFrom(Number.NaN, -1, 1e300, 0, 3));
  const range = fc.record({ start: fc.record({ line: number, character: number }), end: fc.record({ line: number, character: number }) });
  const message = fc.oneof(
    fc.anything({ maxDepth: 3 }),
    fc.record(
      {
        type: fc.oneof(
          fc.constantFrom(
            'ready',
            'choose',
            'project',
            'open',
            'write',
            'explain',
            'export',
            'new',
            '__proto__',
            'toString',
            'openExternal',
            'executeCommand',
          ),
          fc.string(),
        ),
        uri: hostile,
        initiative: hostile,
        name: fc.oneof(hostile, fc.constantFrom('ml-test-score', 'iso-42001')),
        range: fc.oneof(range, hostile),
        rule: fc.oneof(hostile, fc.constantFrom('goal-vague', 'a; rm -rf', '../x')),
        format: fc.oneof(hostile, fc.constantFrom('svg', 'html')),
        write: fc.oneof(hostile, fc.record({ initiative: hostile, kind: hostile, pointer: hostile })),
        command: hostile,
      },
      { requiredKeys: ['type'] },
    ),
  );

  it('P8 F32 does what is on the list, opens what it was sent, and nothing else', async () => {
    const failures: unknown[] = [];
    const fail = (reason: unknown) => void failures.push(reason);
    process.on('unhandledRejection', fail);
    const asked: string[] = [];
    const ask = async (method: string): Promise<unknown> => {
      asked.push(method);
      if (method === mapRequest) return { initiatives: [], map };
      if (method === projectionRequest) return { groups: [] };
      if (method === writeRequest)
        return { uri: known, range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, snippet: 'x' };
      return null;
    };
    registerMap({ extensionUri: Uri.file('/ext'), subscriptions: [] } as unknown as ExtensionContext, ask);
    ran('shipworthy.openMap');
    const panel = panels[0];
    assert.ok(panel);
    panel.send({ type: 'ready' });
    await settle();
    done.length = 0;
    const messages = fc.sample(message, { numRuns: times(20_000, 50_000), seed });
    let taken = 0;
    for (const [at, sent] of messages.entries()) {
      if (isPageMessage(sent)) taken++;
      panel.send(sent);
      if (at % 500 === 0) await settle();
    }
    await settle();
    process.off('unhandledRejection', fail);
    assert.deepEqual(failures, []);
    assert.ok(taken > 100, `${taken} were well-formed`);
    const mayDo = /^(?:showTextDocument|showQuickPick|command shipworthy\.(?:explainRule|newInitiative|newArtifact)|command setContext)$/;
    for (const { what, given } of done) {
      assert.match(what, mayDo);
      if (what === 'showTextDocument') assert.equal(String(given[0]), known);
      if (what === 'command shipworthy.explainRule') assert.match(String(given[0]), /^[a-z0-9-]{1,80}$/);
    }
    for (const method of asked) assert.match(method, /^shipworthy\/(?:map|trend|projection|write|mapFile)$/);
    console.log(`      P8: ${messages.length} messages, ${taken} well-formed, ${done.length} acts, seed ${seed}`);
  });
});

/** Until what was asked is answered. */
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
};
