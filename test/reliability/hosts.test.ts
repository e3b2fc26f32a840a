// What is known of a workspace after anything that happens to its files and buffers equals what a fresh look would know, and every host says
// the same: P1, P6, P10, F01, F03, F12, F13, F14 and F15.
import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Check } from '../../server/src/core/check.js';
import { defaultSettings } from '../../server/src/core/settings.js';
import { diagnostics } from '../../server/src/features/diagnostics.js';
import { documentSymbols } from '../../server/src/features/outline.js';
import { configurations } from '../../server/src/hosts/configuration.js';
import type { Files } from '../../server/src/hosts/files.js';
import { type OpenDocument, type Workspace, workspace } from '../../server/src/hosts/workspace.js';
import { startClient } from '../protocol/client.js';
import { nightly, seed, times } from './sizes.js';
import { anyText, documents, type Sample } from './texts.js';

const root = 'file:///w';
const today = '2026-11-24';

/** Files in memory; what is open is in `open`. */
function inMemory() {
  const texts = new Map<string, string>();
  const open = new Map<string, OpenDocument>();
  const files: Files = { read: async (uri) => texts.get(uri), list: async () => [...texts.keys()], exists: async (uri) => texts.has(uri) };
  const start = (): Workspace => {
    const overBuffers: Files = { ...files, read: async (uri) => open.get(uri)?.getText() ?? files.read(uri) };
    const space = workspace(
      configurations(overBuffers, () => ({ ...defaultSettings, today })),
      files,
      { get: (uri) => open.get(uri), all: () => [...open.values()] },
    );
    space.roots = [root];
    return space;
  };
  return { texts, open, start };
}

const shown = (check: Check | undefined): string => (check ? JSON.stringify([diagnostics(check), documentSymbols(check)]) : 'not ours');
const document = (uri: string, version: number, text: string): OpenDocument => ({
  uri,
  version,
  languageId: /\.ya?ml$/.test(uri) ? 'yaml' : 'markdown',
  getText: () => text,
});

describe('what is known', function () {
  this.timeout(nightly ? 3_600_000 : 600_000);

  it('F01 P1 after any edits the text, the findings and the symbols are those of a server that was just started', async () => {
    const count = times(20_000, 1_000_000);
    const every = times(100, 100);
    const bits = [
      'x',
      ' ',
      '\n',
      '\r\n',
      '\r',
      '🎯',
      'e\u0301',
      '\ud800',
      '\u2028',
      '\ufeff',
      '## Goal\n',
      'goal: ',
      '- ',
      '8 %',
      '',
      '',
      '"',
      '| a |\n',
    ];
    const edit = fc.record({ at: fc.nat(), length: fc.nat(30), text: fc.constantFrom(...bits), file: fc.nat() });
    const memory = inMemory();
    const space = memory.start();
    const named = documents
      .slice(0, 12)
      .map((sample, at) => ({ ...sample, uri: `${root}/d${at % 4}/x${at}.${sample.kind}.${sample.syntax === 'yaml' ? 'yaml' : 'md'}` }));
    const buffers = named.map(({ uri, text, syntax }) => TextDocument.create(uri, syntax, 1, text.slice(0, 2_500)));
    const plain = buffers.map((buffer) => buffer.getText());
    for (const buffer of buffers) memory.open.set(buffer.uri, buffer);
    await space.scan();
    let compared = 0;
    for (const [nth, { at, length, text, file }] of fc.sample(edit, { numRuns: count, seed }).entries()) {
      const which = file % buffers.length;
      const buffer = buffers[which] as TextDocument;
      let before = plain[which] as string;
      if (before.length > 5_000) before = before.slice(0, 5_000);
      const from = before.length === 0 ? 0 : at % before.length;
      const to = Math.min(before.length, from + length);
      // The protocol has no place inside of a CRLF, nor has any editor.
      const split = (place: number) => before.charCodeAt(place - 1) === 13 && before.charCodeAt(place) === 10;
      if (split(from) || split(to)) continue;
      const range = { start: buffer.positionAt(from), end: buffer.positionAt(to) };
      if (before !== plain[which]) TextDocument.update(buffer, [{ text: before }], buffer.version + 1);
      TextDocument.update(buffer, [{ range, text }], buffer.version + 1);
      plain[which] = before.slice(0, from) + text + before.slice(to);
      if (buffer.getText() !== plain[which]) assert.equal(buffer.getText(), plain[which], `edit ${nth}, seed ${seed}`);
      if (nth % every !== 0) continue;
      const fresh = memory.start();
      await fresh.scan();
      // Every edit is looked at where it happens; here, before they are compared.
      for (const edited of buffers) await space.check(edited);
      for (const open of [buffer, buffers[(which + 1) % buffers.length] as TextDocument])
        assert.equal(shown(await space.check(open)), shown(await fresh.check(open)), `edit ${nth}, seed ${seed}, ${open.uri}`);
      compared++;
    }
    console.log(`      P1: ${count} edits, ${compared} times compared, seed ${seed}`);
  });

  it('F03 P6 after any walk of files and buffers the index is the one of a fresh scan', async () => {
    const count = times(2_000, 200_000);
    const every = 100;
    const memory = inMemory();
    const space = memory.start();
    await space.scan();
    const names = Array.from(
      { length: 200 },
      (_, at) =>
        `${root}/${['', 'a/', 'a/b/', 'c/'][at % 4]}x${at % 25}.${['prd', 'runbook', 'monitoring', 'one-pager'][at % 4]}.${at % 3 === 0 ? 'md' : 'yaml'}`,
    );
    const content = (word: number, uri: string) => {
      const id = ['recs', 'ads', '', 'search'][word % 4];
      const head = id ? `id: ${id}\n` : '';
      return uri.endsWith('.md')
        ? `---\n${head}phase: build\n---\n# T${word}\n\n## Goal\n\nImprove CTR by ${word % 9} %\n`
        : `${head}phase: build\ntitle: T${word}\ngoal: Improve CTR by ${word % 9} %\n`;
    };
    const step = fc.record({
      what: fc.constantFrom('write', 'write', 'delete', 'open', 'type', 'close', 'rename', 'config'),
      at: fc.nat(199),
      word: fc.nat(1_000),
    });
    const steps = fc.sample(step, { numRuns: count, seed });
    for (const [nth, { what, at, word }] of steps.entries()) {
      const uri = names[at] as string;
      const next = names[(at + 1) % names.length] as string;
      const changed: string[] = [];
      if (what === 'write') {
        memory.texts.set(uri, content(word, uri));
        changed.push(uri);
      } else if (what === 'delete') {
        memory.texts.delete(uri);
        changed.push(uri);
      } else if (what === 'rename' && memory.texts.has(uri)) {
        memory.texts.set(next, memory.texts.get(uri) as string);
        memory.texts.delete(uri);
        changed.push(uri, next);
      } else if ((what === 'open' || what === 'type') && (memory.open.size < 5 || memory.open.has(uri))) {
        const buffer = document(uri, (memory.open.get(uri)?.version ?? 0) + 1, content(word, uri));
        memory.open.set(uri, buffer);
        await space.check(buffer);
      } else if (what === 'close' && memory.open.size > 0) {
        const closed = [...memory.open.keys()][word % memory.open.size] as string;
        memory.open.delete(closed);
        await space.closed(closed);
      }
      if (changed.length > 0) await space.filesChanged(changed);
      if (nth % every !== every - 1) continue;
      const fresh = memory.start();
      await fresh.scan();
      const all = async (of: Workspace) => {
        const reports = await of.reports();
        return reports
          .map(({ initiative, checks, readiness }) =>
            [
              initiative.id,
              readiness.score,
              ...checks.map((check) =>
                [check.path, check.findings.length, ...check.findings.map(({ rule, span }) => `${rule} ${span}`)].join(' '),
              ),
            ].join('\n'),
          )
          .sort();
      };
      assert.deepEqual(await all(space), await all(fresh), `step ${nth}, seed ${seed}`);
    }
    console.log(`      P6: ${count} steps, seed ${seed}`);
  });

  it('F13 a long session keeps nothing: ten thousand edits and a thousand files opened and closed', async function () {
    if (typeof gc !== 'function') {
      console.log('      skipped: memory is measured where the collector can be called (--expose-gc)');
      this.skip();
    }
    const memory = inMemory();
    const space = memory.start();
    await space.scan();
    const sample = documents.find(({ syntax }) => syntax === 'markdown') as Sample;
    const once = async (edits: number, files: number) => {
      for (let version = 1; version <= edits; version++) {
        const buffer = document(`${root}/x.prd.md`, version, `${sample.text.slice(0, 1_500)}\n${version}\n`);
        memory.open.set(buffer.uri, buffer);
        await space.check(buffer);
      }
      for (let at = 0; at < files; at++) {
        const buffer = document(`${root}/f${at}.prd.md`, 1, `# T${at}\n\n## Goal\n\nImprove CTR\n`);
        memory.open.set(buffer.uri, buffer);
        await space.check(buffer);
        memory.open.delete(buffer.uri);
        await space.closed(buffer.uri);
      }
      gc?.();
      gc?.();
      return process.memoryUsage().heapUsed / 1e6;
    };
    const warm = await once(300, 50);
    const after = await once(times(1_500, 10_000), times(200, 1_000));
    console.log(`      heap ${warm.toFixed(1)} → ${after.toFixed(1)} MB`);
    assert.ok(after - warm <= 20, `${after - warm} MB more`);
  });

  it('F15 neither the clock, the zone, the language of the system nor the order of files changes a byte', () => {
    const folder = mkdtempSync(join(tmpdir(), 'shipworthy-'));
    try {
      cpSync('examples', join(folder, 'examples'), { recursive: true });
      const run = (zone: string, language: string, paths: readonly string[]) => {
        const args = [join(process.cwd(), 'dist', 'cli.cjs'), 'check', '--format', 'json', '--as-of', today, ...paths];
        try {
          return execFileSync(process.execPath, args, {
            cwd: folder,
            encoding: 'utf8',
            env: { ...process.env, TZ: zone, LANG: language, LC_ALL: language },
          });
        } catch (error) {
          return String((error as { stdout: string }).stdout);
        }
      };
      const plain = run('UTC', 'C', ['examples/recommender', 'examples/recommender-broken']);
      assert.ok(plain.length > 1_000);
      for (const zone of ['Pacific/Kiritimati', 'America/Los_Angeles', 'Asia/Kathmandu'])
        for (const language of ['C', 'tr_TR.UTF-8'])
          assert.equal(run(zone, language, ['examples/recommender-broken', 'examples/recommender']), plain, `${zone} ${language}`);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('P10 the server, the server in a web worker and the engine say the same of every document', async () => {
    const samples = [...documents, ...fc.sample(anyText, { numRuns: times(300, 50_000), seed })].map((sample, at) => ({
      ...sample,
      uri: `untitled:x${at}.${sample.kind}.${sample.syntax === 'yaml' ? 'yaml' : 'md'}`,
    }));
    const client = await startClient({ textDocument: { diagnostic: {} } });
    const worker = inWorker();
    await worker.ask('initialize', { processId: null, rootUri: null, capabilities: { textDocument: { diagnostic: {} } } });
    worker.tell('initialized', {});
    try {
      for (const { uri, text, syntax } of samples) {
        const textDocument = { uri, languageId: syntax, version: 1, text };
        worker.tell('textDocument/didOpen', { textDocument });
        await client.open(uri, syntax, text);
        const inEditor = await client.pull(uri);
        const { items } = (await worker.ask('textDocument/diagnostic', { textDocument: { uri } })) as { readonly items: unknown };
        assert.deepEqual(items, inEditor, uri);
        worker.tell('textDocument/didClose', { textDocument: { uri } });
        await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
      }
      console.log(`      P10: ${samples.length} documents, seed ${seed}`);
    } finally {
      client.process.kill();
    }
  });
});

/** The bundle for the browser, in a context that has what a worker has and nothing of Node. */
function inWorker(): { ask(method: string, params: object): Promise<unknown>; tell(method: string, params: object): void } {
  const waiting = new Map<number, (result: unknown) => void>();
  let hear: (event: { data: unknown }) => void = () => undefined;
  const self: Record<string, unknown> = {
    postMessage: (message: { id?: number; method?: string; result?: unknown }) => {
      const answer = JSON.parse(JSON.stringify(message)) as { id?: number; method?: string; result?: unknown };
      if (answer.id !== undefined && answer.method === undefined) waiting.get(answer.id)?.(answer.result);
      else if (answer.id !== undefined) hear({ data: { jsonrpc: '2.0', id: answer.id, result: null } });
    },
    setTimeout,
    clearTimeout,
    setInterval,
    clearInterval,
    queueMicrotask,
    performance,
    TextEncoder,
    TextDecoder,
    console,
    addEventListener: (what: string, listener: typeof hear) => {
      if (what === 'message') hear = listener;
    },
    set onmessage(listener: typeof hear) {
      hear = listener;
    },
  };
  self.self = self;
  self.globalThis = self;
  const context = createContext(self, { codeGeneration: { strings: false, wasm: false } });
  Object.assign(self, { importScripts: (url: string) => runInContext(readFileSync(url, 'utf8'), context) });
  runInContext(readFileSync('dist/serverBrowser.js', 'utf8'), context);
  hear({ data: 'dist/engine.js' });
  let last = 0;
  return {
    ask: (method, params) =>
      new Promise((resolve) => {
        const id = ++last;
        waiting.set(id, resolve);
        hear({ data: { jsonrpc: '2.0', id, method, params } });
      }),
    tell: (method, params) => hear({ data: { jsonrpc: '2.0', method, params } }),
  };
}
