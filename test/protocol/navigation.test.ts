// Names across files as an editor asks for them: definition, references, highlights, rename in one edit, and its refusal.
import { strict as assert } from 'node:assert';
import { pathToFileURL } from 'node:url';
import type { Location, WorkspaceEdit } from 'vscode-languageserver-protocol';
import { startClient } from './client.js';

describe('names over stdio', () => {
  it('are found, renamed in open and closed files, and refused with a reason', async () => {
    const folder = pathToFileURL('examples/recommender').toString();
    const client = await startClient({ workspace: { workspaceEdit: { documentChanges: true } } }, folder);
    const uri = `${folder}/recs.prd.md`;
    const text = '---\nkind: prd\nid: recs\n---\n# Recs\n\n## Data sources\n\n- events_db: @mei\n\n## Metrics\n\n- p95 latency: ≤ 300 ms\n';
    await client.open(uri, 'markdown', text);
    const at = { textDocument: { uri }, position: { line: 8, character: 4 } };
    const ask = (method: string, more: object = {}) => client.connection.sendRequest(`textDocument/${method}`, { ...at, ...more });
    const found = (await ask('definition')) as Location;
    assert.ok(found.uri.endsWith('recs.data-readiness.yaml'), found.uri);
    const uses = (await ask('references', { context: { includeDeclaration: true } })) as Location[];
    assert.ok(uses.length >= 4 && uses.some((use) => use.uri === uri && use.range.start.line === 8));
    assert.equal(((await ask('documentHighlight')) as unknown[]).length, 1);
    assert.deepEqual(await ask('prepareRename'), {
      range: { start: { line: 8, character: 2 }, end: { line: 8, character: 11 } },
      placeholder: 'events_db',
    });
    const edit = (await ask('rename', { newName: 'home_events' })) as WorkspaceEdit;
    const changes = (edit.documentChanges ?? []) as { textDocument: { uri: string; version: number | null }; edits: unknown[] }[];
    assert.equal(changes.flatMap(({ edits }) => edits).length, uses.length);
    for (const { textDocument } of changes) assert.equal(textDocument.version, textDocument.uri === uri ? 1 : null);
    await assert.rejects(ask('rename', { newName: 'catalogue' }), /is used already in/);
    const hover = (await client.connection.sendRequest('textDocument/hover', {
      textDocument: { uri },
      position: { line: 12, character: 4 },
    })) as { contents: { value: string } };
    assert.match(hover.contents.value, /✓ Rollout gate: .*\n✓ Alert: /);
    const symbols = (await client.connection.sendRequest('workspace/symbol', { query: 'budgetfast' })) as { name: string }[];
    assert.deepEqual(
      symbols.map(({ name }) => name),
      ['ErrorBudgetFast'],
    );
    await client.change(uri, 2, `${text}\n## Owners\n\n- Product: \n`);
    const offered = (await client.connection.sendRequest('textDocument/completion', {
      textDocument: { uri },
      position: { line: 16, character: 11 },
    })) as { items: { label: string }[] } | null;
    assert.ok(
      offered?.items.some(({ label }) => label === '@sam'),
      JSON.stringify(offered?.items.map(({ label }) => label)),
    );
    assert.equal(await client.stop(), 0);
  });
});
