// Hints and lenses as an editor asks for them: announced, answered, switched off by a setting, and silent elsewhere.
import { strict as assert } from 'node:assert';
import type { CodeLens, InlayHint } from 'vscode-languageserver-protocol';
import { type ScriptedClient, startClient } from './client.js';

const uri = 'file:///w/recs.prd.md';
const text = '# T\n\n## Goal\n\nIncrease CTR by 8 % within 90 days\n\n## SLOs\n\n- 99.9 % of requests answered over 30 days\n';
const all = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };

describe('hints and lenses over stdio', () => {
  let client: ScriptedClient;
  afterEach(async () => assert.equal(await client.stop(), 0));
  const hints = (of: string) =>
    client.connection.sendRequest('textDocument/inlayHint', { textDocument: { uri: of }, range: all }) as Promise<InlayHint[]>;
  const lenses = (of: string) =>
    client.connection.sendRequest('textDocument/codeLens', { textDocument: { uri: of } }) as Promise<CodeLens[]>;

  it('are announced and answered', async () => {
    client = await startClient({});
    assert.ok(client.result.capabilities.inlayHintProvider && client.result.capabilities.codeLensProvider);
    await client.open(uri, 'markdown', text);
    assert.deepEqual(
      (await hints(uri)).map(({ label }) => label),
      ['= 43.2 min / 30 d'],
    );
    assert.deepEqual(
      (await lenses(uri)).map(({ command }) => command),
      [{ title: 'measurable: direction ✓ metric ✓ amount ✓ window ✓ guardrail ○', command: '' }],
    );
  });

  it('are silent in a file that is not ours', async () => {
    client = await startClient({});
    await client.open('file:///w/README.md', 'markdown', text);
    assert.deepEqual(await hints('file:///w/README.md'), []);
    assert.deepEqual(await lenses('file:///w/README.md'), []);
  });

  it('are switched off by the editor’s settings, and asked for again', async () => {
    client = await startClient({
      workspace: { configuration: true, inlayHint: { refreshSupport: true }, codeLens: { refreshSupport: true } },
    });
    client.connection.onRequest('workspace/configuration', () => [{ inlayHints: { errorBudget: false }, codeLens: { goal: false } }]);
    const asked = ['workspace/inlayHint/refresh', 'workspace/codeLens/refresh'].map(
      (method) =>
        new Promise<void>((done) => {
          client.connection.onRequest(method, () => {
            done();
            return null;
          });
        }),
    );
    await client.open(uri, 'markdown', text);
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await Promise.all(asked);
    assert.deepEqual(await hints(uri), []);
    assert.deepEqual(await lenses(uri), []);
  });
});

describe('an editor without support of its own for YAML or Markdown', () => {
  it('gets outline and folding when it says so, and only then', async () => {
    for (const standalone of [true, false]) {
      const client = await startClient({}, undefined, { standalone });
      const { documentSymbolProvider, foldingRangeProvider } = client.result.capabilities;
      assert.deepEqual([documentSymbolProvider === true, foldingRangeProvider === true], [standalone, standalone]);
      if (standalone) {
        await client.open(uri, 'markdown', text);
        const of = { textDocument: { uri } };
        assert.equal(((await client.connection.sendRequest('textDocument/documentSymbol', of)) as unknown[]).length, 1);
        assert.equal(((await client.connection.sendRequest('textDocument/foldingRange', of)) as unknown[]).length, 3);
        await client.open('file:///w/notes.md', 'markdown', text);
        const other = { textDocument: { uri: 'file:///w/notes.md' } };
        assert.deepEqual(await client.connection.sendRequest('textDocument/documentSymbol', other), []);
      }
      assert.equal(await client.stop(), 0);
    }
  });
});
