// The server as a process, and clients that are broken, hostile, killed or just fast: F02, F04 to F07, F10, F11, F35 and P7.
import { strict as assert } from 'node:assert';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import type { ClientCapabilities, Diagnostic } from 'vscode-languageserver-protocol';
import { aliveRequest } from '../../server/src/protocol.js';
import { type ScriptedClient, startClient } from '../protocol/client.js';
import { nightly, seed, times } from './sizes.js';
import { documents } from './texts.js';

const uri = 'file:///w/recs.prd.md';
const vague = '# T\n\n## Goal\n\nImprove personalization.\n';
const server = join(process.cwd(), 'dist', 'server.cjs');
const canListProcesses = existsSync('/proc/self/cmdline');

describe('the server among clients', function () {
  this.timeout(nightly ? 3_600_000 : 600_000);
  const clients: ScriptedClient[] = [];
  const started = async (able: ClientCapabilities = {}, folder?: string) => {
    const client = await startClient(able, folder);
    clients.push(client);
    return client;
  };
  afterEach(() => {
    for (const client of clients.splice(0)) client.process.kill('SIGKILL');
  });

  describe('F02 P7 noise', () => {
    const anything = fc.anything({ maxDepth: 3, maxKeys: 4, withNullPrototype: false });
    const uris = fc.constantFrom(
      uri,
      'file:///w/other.prd.yaml',
      'untitled:x',
      '',
      'file:///%zz',
      'vscode-vfs://github/a/b.md',
      '\0',
      'file:///w/../../etc/passwd',
      'x'.repeat(5_000),
    );
    const number = fc.oneof(fc.integer({ min: -5, max: 50 }), fc.constantFrom(2 ** 31, -(2 ** 31), 1e300, Number.NaN, 0.5));
    const position = fc.record({ line: number, character: number });
    const range = fc.record({ start: position, end: position });
    const methods = [
      'textDocument/hover',
      'textDocument/completion',
      'textDocument/codeAction',
      'textDocument/inlayHint',
      'textDocument/codeLens',
      'textDocument/definition',
      'textDocument/references',
      'textDocument/documentHighlight',
      'textDocument/documentLink',
      'textDocument/prepareRename',
      'textDocument/rename',
      'textDocument/diagnostic',
      'workspace/symbol',
      'workspace/executeCommand',
      'shipworthy/report',
      'shipworthy/map',
      'shipworthy/mapFile',
      'shipworthy/write',
      'shipworthy/trend',
      'shipworthy/changes',
      'shipworthy/projection',
      'shipworthy/tradeoff',
      'shipworthy/templates',
      'nobody/knows',
    ];
    const notes = [
      'textDocument/didOpen',
      'textDocument/didChange',
      'textDocument/didClose',
      'textDocument/didSave',
      'workspace/didChangeWatchedFiles',
      'workspace/didChangeConfiguration',
      'workspace/didChangeWorkspaceFolders',
      '$/cancelRequest',
      '$/setTrace',
      'nobody/tells',
    ];
    const params = fc.oneof(
      anything,
      fc.record(
        {
          textDocument: fc.record({
            uri: uris,
            version: number,
            languageId: fc.constantFrom('yaml', 'markdown', 'x'),
            text: fc.constantFrom(vague, '', 'kind: prd\n'),
          }),
          position,
          range,
          newName: fc.string(),
          context: fc.record({ diagnostics: fc.constant([]), includeDeclaration: fc.boolean() }),
        },
        { requiredKeys: [] },
      ),
      fc.record({
        textDocument: fc.record({ uri: uris, version: number }),
        contentChanges: fc.array(fc.oneof(fc.record({ text: fc.string() }), fc.record({ range, text: fc.string() }), anything), {
          maxLength: 3,
        }),
      }),
      fc.record({ changes: fc.array(fc.record({ uri: uris, type: number }), { maxLength: 3 }) }),
      fc.record(
        {
          query: fc.string(),
          kind: fc.string(),
          initiative: fc.string(),
          pointer: fc.string(),
          name: fc.string(),
          format: fc.string(),
          answers: anything,
          uri: uris,
          ref: fc.string(),
          beside: anything,
          syntax: fc.string(),
        },
        { requiredKeys: [] },
      ),
    );
    const message = fc.record({ note: fc.boolean(), at: fc.nat(), params });

    it('50,000 malformed messages end nothing; the next honest question is answered within 500 ms', async () => {
      const client = await started({ textDocument: { diagnostic: {} } });
      const count = times(10_000, 50_000);
      const messages = fc.sample(message, { numRuns: count, seed });
      let answered = 0;
      const done = new Set<number>();
      for (let from = 0; from < messages.length; from += 200) {
        const batch = messages.slice(from, from + 200).map(async ({ note, at, params: given }, nth) => {
          // Only objects and arrays are JSON-RPC at all.
          const sent = typeof given === 'object' && given !== null ? given : { given };
          if (note) await client.connection.sendNotification(notes[at % notes.length] as string, sent);
          else await client.connection.sendRequest(methods[at % methods.length] as string, sent).catch(() => undefined);
          answered++;
          done.add(from + nth);
        });
        const late = setTimeout(
          () =>
            console.log(
              `      unanswered among ${JSON.stringify(
                messages
                  .slice(from, from + 200)
                  .filter((_, nth) => !done.has(from + nth))
                  .map(({ at, params: given }) => [methods[at % methods.length], given]),
              ).slice(0, 3_000)}`,
            ),
          20_000,
        );
        await Promise.all(batch);
        clearTimeout(late);
      }
      assert.equal(answered, count);
      const start = performance.now();
      await client.connection.sendRequest(aliveRequest);
      assert.ok(performance.now() - start < 500 * (nightly ? 1 : 4));
      await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
      await client.open('file:///w/after.prd.md', 'markdown', vague);
      const found = await client.pull('file:///w/after.prd.md');
      assert.ok(found.some(({ code }) => code === 'goal-vague'));
      assert.equal(client.process.exitCode, null);
      console.log(`      P7: ${count} messages, seed ${seed}`);
    });

    it('bytes that are no message end the connection and not the honest ones', async () => {
      for (const bytes of [
        'Content-Length: 5\r\n\r\n{{{{{',
        'Content-Length: -1\r\n\r\n',
        'Content-Length: 2\r\n\r\n[]',
        'x'.repeat(100_000),
        'Content-Length: 12\r\n\r\n{"id":1}\0\0\0\0',
      ]) {
        const child = spawn(process.execPath, [server, '--stdio'], { stdio: ['pipe', 'pipe', 'pipe'] });
        child.stdin.on('error', () => undefined);
        child.stdin.write(bytes);
        child.stdin.end();
        const [code] = (await Promise.race([once(child, 'exit'), wait(10_000).then(() => ['hangs'])])) as [unknown];
        assert.notEqual(code, 'hangs', JSON.stringify(bytes.slice(0, 30)));
        child.kill('SIGKILL');
      }
    });
  });

  it('F04 after close, delete and exclusion nothing is left on the screen', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'shipworthy-'));
    try {
      const client = await started({}, pathToFileURL(folder).toString());
      const file = (name: string) => pathToFileURL(join(folder, name)).toString();
      for (const name of ['a.prd.md', 'b.prd.md']) {
        writeFileSync(join(folder, name), vague);
        await client.open(file(name), 'markdown', vague);
        await client.eventually(file(name), (items) => items.some(({ code }) => code === 'goal-vague'));
      }
      await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: file('a.prd.md') } });
      await client.eventually(file('a.prd.md'), (items) => items.length === 0);
      rmSync(join(folder, 'b.prd.md'));
      await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: file('b.prd.md') } });
      await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: file('b.prd.md'), type: 3 }] });
      await client.eventually(file('b.prd.md'), (items) => items.length === 0);
      await client.open(file('c.prd.md'), 'markdown', vague);
      await client.eventually(file('c.prd.md'), (items) => items.length > 0);
      const off = 'rules:\n  goal-vague: off\n  field-missing: off\n';
      await client.open(file('shipworthy.yaml'), 'yaml', off);
      await client.eventually(file('c.prd.md'), (items) => items.every(({ code }) => code !== 'goal-vague' && code !== 'field-missing'));
      await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: file('shipworthy.yaml') } });
      await client.eventually(file('c.prd.md'), (items) => items.some(({ code }) => code === 'goal-vague'));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('F05 pulled or pushed, never both: each finding once for four kinds of client', async () => {
    const kinds: readonly ClientCapabilities[] = [
      {},
      { textDocument: { diagnostic: {} } },
      {
        textDocument: { diagnostic: { dynamicRegistration: true }, publishDiagnostics: { relatedInformation: true } },
        workspace: { diagnostics: { refreshSupport: true } },
      },
      { textDocument: { publishDiagnostics: { versionSupport: true } } },
    ];
    for (const able of kinds) {
      const client = await started(able);
      const pushed: Diagnostic[] = [];
      client.connection.onNotification(
        'textDocument/publishDiagnostics',
        ({ diagnostics }: { diagnostics: Diagnostic[] }) => void pushed.push(...diagnostics),
      );
      await client.open(uri, 'markdown', vague);
      const pulls = able.textDocument?.diagnostic !== undefined;
      if (pulls) {
        const found = await client.pull(uri);
        assert.equal(found.filter(({ code }) => code === 'goal-vague').length, 1);
        await client.connection.sendRequest(aliveRequest);
        assert.deepEqual(pushed, []);
      } else {
        for (let look = 0; look < 500 && pushed.length === 0; look++) await client.connection.sendRequest(aliveRequest);
        assert.equal(pushed.filter(({ code }) => code === 'goal-vague').length, 1);
        assert.equal(client.result.capabilities.diagnosticProvider, undefined);
      }
    }
  });

  it('F06 a thousand keystrokes: what is shown last belongs to the last version, a cancelled question returns', async () => {
    const client = await started({});
    const versions: number[] = [];
    client.connection.onNotification(
      'textDocument/publishDiagnostics',
      ({ version }: { version?: number }) => void versions.push(version ?? 0),
    );
    await client.open(uri, 'markdown', vague);
    const count = times(300, 1_000);
    for (let version = 2; version <= count; version++) {
      await client.connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges: [{ range: { start: { line: 4, character: 0 }, end: { line: 4, character: 0 } }, text: 'x' }],
      });
      if (version % 10 === 0) await wait(nightly ? 30 : 1);
    }
    for (let look = 0; look < 5_000 && versions.at(-1) !== count; look++) await client.connection.sendRequest(aliveRequest);
    assert.equal(versions.at(-1), count);
    assert.deepEqual(
      versions,
      [...versions].sort((a, b) => a - b),
      'never out of order',
    );
  });

  it('F07 a handler that throws answers nothing, says so without the text, and the others go on', async () => {
    const secret = 'CANARY-5b2c';
    const client = await started({});
    await client.open(uri, 'markdown', `${vague}${secret}\n`);
    for (const params of [
      {},
      { textDocument: null },
      { textDocument: { uri } },
      { textDocument: { uri }, position: null },
      { textDocument: { uri }, range: secret },
    ])
      for (const method of ['hover', 'completion', 'codeAction', 'inlayHint', 'rename', 'references', 'definition'])
        await client.connection
          .sendRequest(`textDocument/${method}`, params)
          .catch((error: Error) => assert.ok(!error.message.includes(secret), error.message));
    assert.ok(
      client.log.every((line) => !line.includes(secret)),
      client.log.join('\n'),
    );
    const answer = await client.connection.sendRequest('textDocument/codeLens', { textDocument: { uri } });
    assert.ok(Array.isArray(answer) && answer.length > 0);
  });

  it('F07 a promise or a timer that fails does not end the process', async () => {
    const broken = `const later = setTimeout; later(() => Promise.reject(new Error('a rejected promise')), 300); later(() => { throw new Error('a timer'); }, 400); require(${JSON.stringify(server)});`;
    const child = spawn(process.execPath, ['-e', broken, 'x', '--', '--stdio'], { stdio: ['pipe', 'pipe', 'pipe'] });
    let out = '';
    child.stdout.on('data', (chunk) => {
      out += chunk;
    });
    await wait(1_500);
    assert.equal(child.exitCode, null, 'it lives');
    assert.match(out, /unexpected failure was caught/);
    assert.doesNotMatch(out, /a rejected promise|a timer/);
    child.kill('SIGKILL');
  });

  it('F10 a client that is killed leaves no server behind', async function () {
    if (!canListProcesses) {
      console.log('      skipped: processes can be listed on Linux only');
      this.skip();
    }
    const count = times(5, 100);
    const killed: number[] = [];
    for (let at = 0; at < count; at++) {
      // A client of its own, which holds the server's input open until it is killed.
      const parent = spawn(
        process.execPath,
        [
          '-e',
          `const c = require('node:child_process').spawn(process.execPath, [${JSON.stringify(server)}, '--stdio'], { stdio: ['pipe', 'ignore', 'inherit'] }); process.stdout.write(c.pid + '\\n'); setInterval(() => {}, 1000);`,
        ],
        { stdio: ['ignore', 'pipe', 'inherit'] },
      );
      const [chunk] = (await once(parent.stdout, 'data')) as [Buffer];
      killed.push(Number(String(chunk)));
      parent.kill('SIGKILL');
    }
    const alive = () =>
      killed.filter((pid) => existsSync(`/proc/${pid}`) && /server\.cjs/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8')));
    const end = Date.now() + 5_000;
    while (alive().length > 0 && Date.now() < end) await wait(100);
    assert.deepEqual(alive(), []);
  });

  it('F11 every byte on standard output is a framed message, also at misuse and at the end', async () => {
    const child = spawn(process.execPath, [server, '--stdio'], { stdio: ['pipe', 'pipe', 'pipe'] });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => void chunks.push(chunk));
    const say = (body: object) => {
      const text = JSON.stringify({ jsonrpc: '2.0', ...body });
      child.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
    };
    say({ id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } });
    say({ method: 'initialized', params: {} });
    for (const { name, text, syntax } of documents.slice(0, 20))
      say({ method: 'textDocument/didOpen', params: { textDocument: { uri: `file:///w/${name}`, languageId: syntax, version: 1, text } } });
    say({ id: 2, method: 'nobody/knows', params: {} });
    say({ id: 3, method: 'shutdown' });
    say({ method: 'exit' });
    const [code] = (await once(child, 'exit')) as [number];
    assert.equal(code, 0);
    let rest = Buffer.concat(chunks);
    let count = 0;
    while (rest.length > 0) {
      const head = /^Content-Length: (\d+)\r\n(?:Content-Type: [^\r\n]+\r\n)?\r\n/.exec(rest.toString('latin1', 0, 200));
      assert.ok(head, rest.toString('utf8', 0, 200));
      const from = head[0].length;
      JSON.parse(rest.toString('utf8', from, from + Number(head[1])));
      rest = rest.subarray(from + Number(head[1]));
      count++;
    }
    assert.ok(count > 20, `${count} messages`);
  });

  it('F35 questions of other clients write no file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'shipworthy-'));
    try {
      writeFileSync(join(folder, 'recs.prd.md'), vague);
      const client = await started({}, pathToFileURL(folder).toString());
      const own = pathToFileURL(join(folder, 'recs.prd.md')).toString();
      const arbitrary = fc.record({
        kind: fc.constantFrom('prd', '__proto__', 'runbook', '../x'),
        pointer: fc.constantFrom('/goal', '/../../x', '/__proto__', ''),
        initiative: fc.constantFrom(folder, 'x', '../..'),
        syntax: fc.constantFrom('yaml', 'markdown', '../..'),
        name: fc.constantFrom('x', '../../etc/passwd', 'C:\\x', '\0'),
        beside: fc.constant([]),
        uri: fc.constantFrom(own, 'file:///etc/passwd'),
        write: fc.constantFrom(own, undefined, 'file:///tmp/x'),
        answers: fc.constant({}),
        format: fc.constantFrom('svg', 'html', 'markdown', '../x'),
        command: fc.string(),
      });
      const asked = fc.sample(arbitrary, { numRuns: times(2_000, 20_000), seed });
      const methods = [
        'workspace/executeCommand',
        'shipworthy/write',
        'shipworthy/templates',
        'shipworthy/mapFile',
        'shipworthy/tradeoff',
        'shipworthy/map',
      ];
      for (let from = 0; from < asked.length; from += 100)
        await Promise.all(
          asked
            .slice(from, from + 100)
            .map((params, at) => client.connection.sendRequest(methods[at % methods.length] as string, params).catch(() => undefined)),
        );
      assert.deepEqual(readdirSync(folder), ['recs.prd.md']);
      assert.equal(readFileSync(join(folder, 'recs.prd.md'), 'utf8'), vague);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
