// Drives any language server over stdio as an editor would, and says how long it took and how much memory it holds.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { node, serveMarkdown, servers } from './servers.mjs';

const require = createRequire(new URL('../package.json', import.meta.url));
const { createProtocolConnection, StreamMessageReader, StreamMessageWriter } = require('vscode-languageserver-protocol/node');

const now = () => performance.now();

/** A started server. Every figure is in milliseconds from the moment named. */
export async function start(name, { folder, pull = false } = {}) {
  const { args, settings, initializationOptions, markdown } = servers[name];
  const begun = now();
  const process_ = spawn(node, args, { stdio: ['pipe', 'pipe', 'ignore'] });
  const connection = createProtocolConnection(new StreamMessageReader(process_.stdout), new StreamMessageWriter(process_.stdin));
  const texts = new Map();
  const waiting = new Set();
  const last = new Map();
  connection.onNotification('textDocument/publishDiagnostics', (params) => {
    last.set(params.uri, { version: params.version, at: now(), count: params.diagnostics.length });
    for (const look of waiting) look(params);
  });
  connection.onRequest('client/registerCapability', () => null);
  connection.onRequest('workspace/diagnostic/refresh', () => null);
  connection.onRequest('workspace/configuration', ({ items }) => items.map(({ section }) => settings[section] ?? null));
  connection.onNotification(() => {});
  if (markdown) serveMarkdown(connection, (uri) => texts.get(uri)?.text);
  connection.listen();
  const usesPull = pull || markdown === true;
  const result = await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: folder ?? null,
    workspaceFolders: folder ? [{ uri: folder, name: 'bench' }] : null,
    capabilities: {
      workspace: { configuration: true, workspaceFolders: true, didChangeConfiguration: { dynamicRegistration: true } },
      textDocument: {
        publishDiagnostics: { versionSupport: true },
        completion: { completionItem: { snippetSupport: true } },
        ...(usesPull ? { diagnostic: { dynamicRegistration: false } } : {}),
      },
    },
    ...(initializationOptions ? { initializationOptions } : {}),
  });
  const initialized = now() - begun;
  await connection.sendNotification('initialized', {});
  await connection.sendNotification('workspace/didChangeConfiguration', { settings });

  /** The moment at which the diagnostics of this version are there. */
  const diagnosed = (uri, version) =>
    usesPull
      ? connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } }).then(() => now())
      : new Promise((resolve) => {
          const look = (params) => {
            if (params.uri !== uri || (params.version ?? version) < version) return;
            waiting.delete(look);
            resolve(now());
          };
          waiting.add(look);
        });

  return {
    name,
    begun,
    initialized,
    capabilities: result.capabilities,
    pid: process_.pid,
    async open(uri, languageId, text) {
      texts.set(uri, { text, version: 1 });
      const ready = diagnosed(uri, 1);
      await connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
      return ready;
    },
    /** One edit; resolves with the milliseconds until its diagnostics. */
    async edit(uri, offset, length, words) {
      const document = texts.get(uri);
      const before = document.text.slice(0, offset);
      const line = before.split('\n').length - 1;
      const character = offset - (before.lastIndexOf('\n') + 1);
      document.text = before + words + document.text.slice(offset + length);
      document.version++;
      const sent = now();
      const ready = diagnosed(uri, document.version);
      void connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version: document.version },
        contentChanges: [{ range: { start: { line, character }, end: { line, character: character + length } }, text: words }],
      });
      return (await ready) - sent;
    },
    /** The next diagnostics of a document, whatever their version. */
    published: (uri) => diagnosed(uri, 0),
    textOf: (uri) => texts.get(uri).text,
    async ask(method, uri, line, character) {
      const sent = now();
      await connection.sendRequest(method, { textDocument: { uri }, position: { line, character } });
      return now() - sent;
    },
    request: (method, params) => connection.sendRequest(method, params),
    /** Megabytes that the process holds. */
    memory: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${process_.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024,
    async stop() {
      connection.onClose(() => {});
      process_.kill('SIGKILL');
      await new Promise((resolve) => process_.once('exit', resolve));
      connection.dispose();
    },
  };
}
