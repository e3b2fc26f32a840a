// A scripted client over stdio: sends what a test says, keeps what the server says, and waits for it without sleeping.
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import type {
  ClientCapabilities,
  Diagnostic,
  InitializeResult,
  ProtocolConnection,
  PublishDiagnosticsParams,
} from 'vscode-languageserver-protocol';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver-protocol/node';

export interface ScriptedClient {
  readonly connection: ProtocolConnection;
  readonly process: ChildProcess;
  readonly result: InitializeResult;
  /** Everything the server wrote to its log. */
  readonly log: string[];
  open(uri: string, languageId: string, text: string): Promise<void>;
  change(uri: string, version: number, text: string): Promise<void>;
  /** The next diagnostics pushed for this version or later. */
  pushed(uri: string, version: number): Promise<readonly Diagnostic[]>;
  /** Resolves when the last diagnostics pushed for a document are as wanted. */
  eventually(uri: string, wanted: (items: readonly Diagnostic[]) => boolean): Promise<void>;
  pull(uri: string): Promise<readonly Diagnostic[]>;
  stop(): Promise<number | null>;
}

export async function startClient(
  capabilities: ClientCapabilities,
  folder?: string,
  initializationOptions?: object,
): Promise<ScriptedClient> {
  const server = spawn(process.execPath, [join(process.cwd(), 'dist', 'server.cjs'), '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createProtocolConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
  const published: PublishDiagnosticsParams[] = [];
  const waiting = new Set<() => void>();
  const log: string[] = [];
  connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
    published.push(params);
    for (const wake of waiting) wake();
  });
  connection.onNotification('window/logMessage', ({ message }: { message: string }) => void log.push(message));
  connection.onRequest('client/registerCapability', () => null);
  connection.onRequest('workspace/diagnostic/refresh', () => null);
  connection.onRequest('workspace/configuration', () => []);
  connection.listen();
  const workspaceFolders = folder === undefined ? null : [{ uri: folder, name: 'test' }];
  const result = (await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    workspaceFolders,
    capabilities,
    ...(initializationOptions ? { initializationOptions } : {}),
  })) as InitializeResult;
  await connection.sendNotification('initialized', {});
  return {
    connection,
    process: server,
    result,
    log,
    open: (uri, languageId, text) =>
      connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } }),
    change: (uri, version, text) =>
      connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ text }] }),
    pushed: (uri, version) =>
      new Promise((resolve) => {
        const look = () => {
          const found = published.find((params) => params.uri === uri && (params.version ?? 0) >= version);
          if (!found) return;
          waiting.delete(look);
          resolve(found.diagnostics);
        };
        waiting.add(look);
        look();
      }),
    eventually: (uri, wanted) =>
      new Promise((resolve) => {
        const look = () => {
          const last = published.filter((params) => params.uri === uri).at(-1);
          if (!last || !wanted(last.diagnostics)) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    async pull(uri) {
      const report = (await connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } })) as {
        readonly items: readonly Diagnostic[];
      };
      return report.items;
    },
    async stop() {
      const ended = new Promise<number | null>((resolve) => server.on('exit', (code) => resolve(code)));
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      return ended;
    },
  };
}
