// Two documents of one initiative in an editor: what one says shows at the other, on unsaved buffers, with the other place named.
import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CodeAction, Diagnostic, TextDocumentEdit } from 'vscode-languageserver-protocol';
import { type ScriptedClient, startClient } from './client.js';

const prd = (amount: string) =>
  `kind: prd\nid: recs\ngoal: increase click-through on recommended items by ${amount} relative within 90 days while NPS drops by at most 3 points\n`;
const plan = 'kind: experiment-plan\nid: recs\nhypothesis: the new ranking raises click-through by 5 % relative\n';
const mismatch = (items: readonly Diagnostic[]) => items.find(({ code }) => code === 'goal-mismatch');

describe('an initiative in the editor', () => {
  let folder: string;
  let client: ScriptedClient;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'shipworthy-'));
    writeFileSync(join(folder, 'recs.prd.yaml'), prd('8 %'));
    writeFileSync(join(folder, 'recs.experiment-plan.yaml'), plan);
  });
  afterEach(async () => {
    assert.equal(await client.stop(), 0);
    rmSync(folder, { recursive: true });
  });
  const uri = (name: string) => pathToFileURL(join(folder, name)).href;

  it('holds an open document against one that lies on the disk, names the other place and can write either value', async () => {
    client = await startClient(
      { textDocument: { diagnostic: {} }, workspace: { workspaceEdit: { documentChanges: true } } },
      pathToFileURL(folder).href,
    );
    const own = uri('recs.experiment-plan.yaml');
    await client.open(own, 'yaml', plan);
    const found = mismatch(await client.pull(own));
    assert.match(String(found?.message), /8 %.*5 %|5 %.*8 %/);
    assert.equal(found?.relatedInformation?.[0]?.location.uri, uri('recs.prd.yaml'));
    const actions = (await client.connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri: own },
      range: found?.range,
      context: { diagnostics: [found] },
    })) as CodeAction[];
    const targets = actions.flatMap(({ edit }) =>
      ((edit?.documentChanges ?? []) as TextDocumentEdit[]).map(({ textDocument }) => textDocument),
    );
    assert.ok(targets.some((target) => target.uri === own && target.version === 1));
    assert.ok(targets.some((target) => target.uri === uri('recs.prd.yaml') && target.version === null));
  });

  it('follows an unsaved edit in the other document, without being asked', async () => {
    client = await startClient({}, pathToFileURL(folder).href);
    const [first, second] = [uri('recs.prd.yaml'), uri('recs.experiment-plan.yaml')];
    await client.open(first, 'yaml', prd('8 %'));
    await client.open(second, 'yaml', plan);
    await client.eventually(second, (items) => mismatch(items) !== undefined);
    await client.change(first, 2, prd('5 %'));
    await client.eventually(second, (items) => mismatch(items) === undefined);
    await client.change(first, 3, prd('9 %'));
    await client.eventually(second, (items) => mismatch(items) !== undefined);
  });
});
