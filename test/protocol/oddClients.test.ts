// Clients with few or odd abilities: whole texts instead of edits, answers of nothing or of half, places outside of the text.
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import type { CodeAction, CompletionList, Hover, WorkspaceEdit } from 'vscode-languageserver-protocol';
import { type ScriptedClient, startClient } from './client.js';

const broken = readFileSync('examples/recommender-broken/recs.prd.md', 'utf8');
const uri = 'file:///w/recs.prd.md';
const at = (line: number, character: number) => ({ textDocument: { uri }, position: { line, character } });

describe('odd clients', () => {
  let client: ScriptedClient;
  afterEach(async () => assert.equal(await client.stop(), 0));
  const found = async (version: number) => (await client.pushed(uri, version)).map(({ code }) => code);

  it('that can nothing are pushed to, complete without tab stops, and mend by plain changes', async () => {
    client = await startClient({});
    await client.open(uri, 'markdown', broken);
    const vague = (await client.pushed(uri, 1)).find(({ code }) => code === 'goal-vague');
    assert.ok(vague);
    const actions = (await client.connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri },
      range: vague.range,
      context: { diagnostics: [vague] },
    })) as CodeAction[];
    const edit = actions.find(({ title }) => title.includes('five slots'))?.edit as WorkspaceEdit;
    assert.equal(edit.documentChanges, undefined);
    assert.doesNotMatch(edit.changes?.[uri]?.[0]?.newText ?? '', /\$\{?\d/);
    const list = (await client.connection.sendRequest('textDocument/completion', at(9, 0))) as CompletionList | null;
    for (const { insertTextFormat, insertText, label } of list?.items ?? []) {
      assert.notEqual(insertTextFormat, 2, label);
      assert.doesNotMatch(insertText ?? '', /\$\{\d/, label);
    }
    const hover = (await client.connection.sendRequest('textDocument/hover', at(9, 4))) as Hover | null;
    assert.ok(hover);
  });

  for (const [name, answer] of [
    ['nothing', null],
    ['an empty list', []],
    ['a list of nothing', [null]],
    ['half of it', [{ rules: null, thresholds: { labels: 'many' } }]],
    ['something else', [42]],
  ] as const)
    it(`that answer ${name} when asked for settings get the built-in ones`, async () => {
      client = await startClient({ workspace: { configuration: true, didChangeConfiguration: { dynamicRegistration: true } } });
      client.connection.onRequest('workspace/configuration', (): unknown => answer);
      await client.open(uri, 'markdown', broken);
      assert.ok((await found(1)).includes('goal-vague'));
      await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: answer });
      await client.change(uri, 2, broken.replace('Improve', 'Better'));
      assert.ok((await found(2)).includes('goal-vague'));
    });

  it('that always send the whole text, and places that are not in it, are answered', async () => {
    client = await startClient({});
    await client.open(uri, 'markdown', broken);
    await found(1);
    await client.change(uri, 2, '---\nkind: prd\n---\n\n## Goal\n\nMake it better.\n');
    assert.ok((await found(2)).includes('goal-vague'));
    for (const [line, character] of [
      [4_000, 0],
      [0, 4_000],
      [2_147_483_647, 2_147_483_647],
    ] as const) {
      await client.connection.sendRequest('textDocument/completion', at(line, character));
      await client.connection.sendRequest('textDocument/hover', at(line, character));
    }
    await client.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: 3 },
      contentChanges: [{ range: { start: { line: 6, character: 0 }, end: { line: 900, character: 900 } }, text: 'Be best.' }],
    });
    assert.ok((await found(3)).includes('goal-vague'));
  });
});
