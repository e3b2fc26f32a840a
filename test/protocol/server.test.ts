// The built server over stdio, as any editor drives it.
import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CodeAction, CompletionItem, Diagnostic, Hover, TextDocumentEdit, TextEdit } from 'vscode-languageserver-protocol';
import { type TemplatesParams, type TemplatesResult, templatesRequest } from '../../server/src/protocol.js';
import { type ScriptedClient, startClient } from './client.js';

const broken = readFileSync('examples/recommender-broken/recs.prd.md', 'utf8');
const uri = 'file:///w/recs.prd.md';
const pulls = {
  textDocument: { diagnostic: {}, completion: { completionItem: { snippetSupport: true } } },
  workspace: { workspaceEdit: { documentChanges: true, snippetEditSupport: true } },
};
const codes = (items: readonly Diagnostic[]) => items.map(({ code }) => code);

describe('the server over stdio', () => {
  let client: ScriptedClient;
  afterEach(async () => assert.equal(await client.stop(), 0));

  it('pushes to a client that cannot pull, and only then', async () => {
    client = await startClient({});
    assert.equal(client.result.capabilities.diagnosticProvider, undefined);
    await client.open(uri, 'markdown', broken);
    assert.ok(codes(await client.pushed(uri, 1)).includes('goal-vague'));
    await client.change(
      uri,
      2,
      broken.replace('Improve personalization.', 'Increase CTR by 8 % relative within 90 days while NPS drops by at most 3 points.'),
    );
    assert.ok(!codes(await client.pushed(uri, 2)).includes('goal-vague'));
  });

  it('judges edits that came together once, as the last of them left the document', async () => {
    client = await startClient({});
    let judged = 0;
    client.connection.onNotification('shipworthy/reportChanged', () => void judged++);
    await client.open(uri, 'markdown', broken);
    await client.pushed(uri, 1);
    await client.connection.sendRequest('shipworthy/report');
    judged = 0;
    // In one piece, as they lie in the pipe when somebody types faster than the server reads.
    client.process.stdin?.cork();
    for (let version = 2; version <= 21; version++) void client.change(uri, version, `${broken}${'x'.repeat(version)}`);
    await new Promise((resolve) => setImmediate(resolve));
    client.process.stdin?.uncork();
    await client.pushed(uri, 21);
    await client.connection.sendRequest('shipworthy/report');
    assert.ok(judged >= 1 && judged <= 5, `${judged} times for 20 edits`);
  });

  it('lets a client pull that can, and pushes nothing to it', async () => {
    client = await startClient(pulls);
    let pushes = 0;
    client.connection.onNotification('textDocument/publishDiagnostics', () => void pushes++);
    await client.open(uri, 'markdown', broken);
    assert.ok(codes(await client.pull(uri)).includes('goal-vague'));
    assert.equal(pushes, 0);
  });

  it('fills templates from the documents that a client finds beside the new one', async () => {
    client = await startClient({});
    const beside = [{ name: 'recs.prd.md', text: readFileSync('examples/recommender/recs.prd.md', 'utf8') }];
    const ask = (wanted: object) =>
      client.connection.sendRequest<TemplatesResult>(templatesRequest, { syntax: 'yaml', beside, ...wanted } as TemplatesParams);
    const { templates, joined } = await ask({ kind: 'runbook' });
    assert.deepEqual(Object.keys(templates), ['runbook']);
    assert.deepEqual(joined?.files, { prd: 'recs.prd.md' });
    assert.equal(joined?.id, 'recs');
    assert.match(
      templates.runbook ?? '',
      /name: Canary\n\s+type: canary\n\s+traffic: 5 %\n\s+duration: 1 week\n\s+exit: .*\n\s+abort: "\$\d+"/,
    );
    assert.equal(Object.keys((await ask({ name: 'recs' })).templates).length, 7);
    assert.equal((await ask({ name: 'something else' })).joined, undefined);
  });

  it('silence: a file that is not ours gets nothing', async () => {
    client = await startClient(pulls);
    for (const [name, language, text] of [
      ['README.md', 'markdown', '# Goal\n\nimprove things TBD\n'],
      ['deploy.yaml', 'yaml', 'kind: Deployment\ngoal: TBD\n'],
    ] as const) {
      const other = `file:///w/${name}`;
      await client.open(other, language, text);
      const at = { textDocument: { uri: other }, position: { line: 0, character: 3 } };
      assert.deepEqual(await client.pull(other), []);
      assert.equal(await client.connection.sendRequest('textDocument/hover', at), null);
      assert.equal(await client.connection.sendRequest('textDocument/completion', at), null);
      assert.deepEqual(
        await client.connection.sendRequest('textDocument/codeAction', {
          ...at,
          range: { start: at.position, end: at.position },
          context: { diagnostics: [] },
        }),
        [],
      );
    }
  });

  it('offers a versioned fix with tab stops for a vague goal, and a plain one to a client without them', async () => {
    client = await startClient(pulls);
    await client.open(uri, 'markdown', broken);
    const goal = (await client.pull(uri)).find(({ code }) => code === 'goal-vague') as Diagnostic;
    const actions = (await client.connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri },
      range: goal.range,
      context: { diagnostics: [goal] },
    })) as CodeAction[];
    const change = actions.find(({ title }) => title.includes('five slots'))?.edit?.documentChanges?.[0] as TextDocumentEdit;
    assert.equal(change.textDocument.version, 1);
    const edit = change.edits[0] as { snippet: { value: string } };
    for (let slot = 1; slot <= 8; slot++) assert.ok(edit.snippet.value.includes(`\${${slot}`), `slot ${slot}`);
    await client.stop();
    client = await startClient({});
    await client.open(uri, 'markdown', broken);
    await client.pushed(uri, 1);
    const simple = (await client.connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri },
      range: goal.range,
      context: { diagnostics: [goal] },
    })) as CodeAction[];
    const text = ((simple[0] as CodeAction).edit?.changes?.[uri]?.[0] as TextEdit | undefined)?.newText ?? '${';
    assert.ok(!text.includes('${'), text);
  });

  it('explains on hover and completes sections, choices and fields', async () => {
    client = await startClient(pulls);
    await client.open(uri, 'markdown', broken);
    const hover = (await client.connection.sendRequest('textDocument/hover', {
      textDocument: { uri },
      position: { line: 9, character: 5 },
    })) as Hover;
    assert.match(JSON.stringify(hover.contents), /Goal/);
    const yaml = 'file:///w/recs.runbook.yaml';
    await client.open(yaml, 'yaml', 'kind: runbook\nphase: \nro\n');
    const complete = async (line: number, character: number) =>
      (
        (await client.connection.sendRequest('textDocument/completion', {
          textDocument: { uri: yaml },
          position: { line, character },
        })) as { items: CompletionItem[] }
      ).items.map(({ label }) => label);
    assert.ok((await complete(1, 7)).includes('deploy'));
    assert.ok((await complete(2, 2)).includes('rollback'));
  });

  it('takes a configuration into account, and says what is wrong in it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'shipworthy-'));
    writeFileSync(join(folder, 'shipworthy.yaml'), 'rules:\n  goal-vague: off\n');
    client = await startClient(pulls, pathToFileURL(folder).href);
    const file = pathToFileURL(join(folder, 'recs.prd.md')).href;
    await client.open(file, 'markdown', broken);
    assert.ok(!codes(await client.pull(file)).includes('goal-vague'));
    const config = pathToFileURL(join(folder, 'shipworthy.yaml')).href;
    await client.open(config, 'yaml', 'rules:\n  goal-vage: off\n');
    assert.match(String((await client.pull(config))[0]?.message), /goal-vague/);
    // The open buffer beats the disk: the rule is back on.
    assert.ok(codes(await client.pull(file)).includes('goal-vague'));
    rmSync(folder, { recursive: true });
  });

  it('the server says what the command line says', async () => {
    client = await startClient(pulls, pathToFileURL(process.cwd()).href);
    for (const name of [
      'recommender/recs.prd.md',
      'recommender/recs.runbook.yaml',
      'recommender-broken/recs.prd.md',
      'recommender-broken/recs.runbook.yaml',
    ]) {
      const path = `examples/${name}`;
      const other = pathToFileURL(path).href;
      await client.open(other, name.endsWith('md') ? 'markdown' : 'yaml', readFileSync(path, 'utf8'));
      const inEditor = (await client.pull(other)).map(({ code, severity, message, range }) => [
        code,
        severity,
        message,
        range.start.line,
        range.start.character,
        range.end.line,
        range.end.character,
      ]);
      const run = spawnSync(process.execPath, ['dist/cli.cjs', 'check', '--format', 'json', path], { encoding: 'utf8' });
      const levels = ['', 'error', 'warning', 'information', 'hint'];
      const onCommandLine = (
        JSON.parse(run.stdout) as { findings: { rule: string; level: string; message: string; range: Diagnostic['range'] }[] }
      ).findings.map(({ rule, level, message, range }) => [
        rule,
        levels.indexOf(level),
        message,
        range.start.line,
        range.start.character,
        range.end.line,
        range.end.character,
      ]);
      assert.deepEqual(inEditor, onCommandLine);
    }
  });
});
