// The trade-off helper from the command line and through the server: asked, decided, written once.
import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ApplyWorkspaceEditParams } from 'vscode-languageserver-protocol';
import { type TradeoffParams, type TradeoffResult, tradeoffRequest } from '../../server/src/protocol.js';
import { startClient } from './client.js';

const prd = 'kind: prd\ntitle: Ranking\nserving: realtime\n';

describe('the trade-off helper', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'shipworthy-tradeoff-'));
    writeFileSync(join(folder, 'x.prd.yaml'), prd);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const text = () => readFileSync(join(folder, 'x.prd.yaml'), 'utf8');
  const run = (input: string, ...args: readonly string[]) =>
    spawnSync(process.execPath, [resolve('dist/cli.cjs'), 'tradeoff', ...args], { cwd: folder, encoding: 'utf8', input });

  it('asks on the command line what the header does not answer, and writes only when told', () => {
    // Budget left open, a low value, regulated, internal and unclear, a large team; the input ends before the last.
    const { status, stdout, stderr } = run('\n2\nyes\n3\nlarge\n');
    assert.equal(status, 0);
    assert.ok(!stderr.includes('How is a prediction asked for?'));
    assert.match(stdout, /^Decided by served in real time, a regulated domain\.$/m);
    assert.equal(text(), prd);
    assert.equal(run('', '--regulated', 'yes', '--write').status, 0);
    assert.match(text(), /^model_decision:\n {2}rationale: "?Favoured is a simpler model: .*a regulated domain/m);
    const once = text();
    assert.match(run('', '--regulated', 'yes', '--write').stdout, /says so already/);
    assert.equal(text(), once);
  });

  it('refuses what it cannot do', () => {
    assert.equal(run('', '--serving', 'maybe').status, 2);
    writeFileSync(join(folder, 'x.prd.yaml'), 'kind: prd\ntitle: x\n');
    assert.match(run('', '--write').stderr, /nothing to write/);
  });

  it('answers an editor with questions, decision and places, and asks it for the edit', async () => {
    const uri = pathToFileURL(join(folder, 'x.prd.yaml')).toString();
    const client = await startClient({}, pathToFileURL(folder).toString());
    const edits: ApplyWorkspaceEditParams[] = [];
    client.connection.onRequest('workspace/applyEdit', (params: ApplyWorkspaceEditParams) => {
      edits.push(params);
      return { applied: true };
    });
    await client.open(uri, 'yaml', prd);
    const ask = (params: TradeoffParams) => client.connection.sendRequest<TradeoffResult>(tradeoffRequest, params);
    const { known, questions } = await ask({ uri, answers: {} });
    assert.deepEqual(known, { serving: 'realtime' });
    assert.equal(questions.length, 7);
    const answers = { ...known, budget: 'low' };
    const decided = await ask({ uri, answers });
    assert.equal(decided.favours, 'simple');
    assert.deepEqual(
      decided.places.map((place) => place.uri),
      [uri],
    );
    await ask({ uri, answers, write: uri });
    assert.equal(edits.length, 1);
    assert.ok(JSON.stringify(edits[0]).includes(decided.rationale));
    await client.stop();
  });
});
