// One language client at a time, and what happens when its server dies or hangs. Shared by all hosts.
// The library would restart five times at once and then raise a toast; we wait longer each time, then say so in the status
// item and stay quiet.

import { commands, type ExtensionContext, window } from 'vscode';
import {
  type BaseLanguageClient,
  CloseAction,
  ErrorAction,
  type LanguageClientOptions,
  type Middleware,
  RevealOutputChannelOn,
} from 'vscode-languageclient';
import { aliveRequest, reportChangedNotification, type StatusParams, statusNotification } from '../../server/src/protocol.js';
import { rulePages } from './commands/explainRule.js';
import { registerRestartServer } from './commands/restartServer.js';
import { registerShowLog } from './commands/showLog.js';
import { type Heartbeat, heartbeat } from './heartbeat.js';
import { isWorkingCopy } from './sleep.js';
import { createStatus } from './status.js';

export type ServerState = 'starting' | 'running' | 'waiting' | 'stopped';

export interface Running {
  state(): ServerState;
  /** A request of our own; it fails where no server runs. */
  ask(method: string, params: unknown): Promise<unknown>;
  onReportChanged(listener: () => void): void;
  stop(): Promise<void>;
}

/** A client that has its server, and the way to end that server when it no longer listens. */
export interface Connection {
  readonly client: BaseLanguageClient;
  kill(): void;
}

/** Milliseconds before the first, second … restart; one crash more and we leave it to the reader. */
const backOff = [0, 1_000, 3_000, 10_000];
/** A server that lived this long starts the count anew, in milliseconds. */
const calm = 3 * 60_000;
/** A server that has not introduced itself by then will not, in milliseconds. */
const startLimit = 30_000;

export function startClient(context: ExtensionContext, connect: (options: LanguageClientOptions) => Connection): Running {
  const log = window.createOutputChannel('Shipworthy', { log: true });
  const status = createStatus();
  let state: ServerState = 'starting';
  let current: { connection: Connection; heart: Heartbeat; since: number } | undefined;
  let crashes = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let turn: Promise<void> = Promise.resolve();
  const listeners: (() => void)[] = [];

  const become = (next: ServerState) => {
    state = next;
    status.showServer(next);
  };

  async function run(): Promise<void> {
    become('starting');
    const heart = heartbeat(
      () => connection.client.sendRequest(aliveRequest),
      () => {
        log.error('The server does not answer; it is ended.');
        // A worker that is ended tells nobody; the client has to take its providers back by itself.
        connection.client.stop(100).catch(() => undefined);
        fall(connection);
      },
    );
    const connection = connect({
      documentSelector: [{ language: 'yaml' }, { language: 'markdown' }],
      outputChannel: log,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      diagnosticCollectionName: 'shipworthy',
      markdown: { isTrusted: false, supportHtml: false },
      initializationOptions: { rulePages: rulePages },
      initializationFailedHandler: () => false,
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue, handled: true }),
        closed: () => {
          fall(connection);
          return { action: CloseAction.DoNotRestart, handled: true, message: 'The connection to the server closed.' };
        },
      },
      middleware: { ...heart.middleware, ...workingCopiesOnly },
    });
    current = { connection, heart, since: Date.now() };
    keepQuiet(connection.client);
    connection.client.onNotification(reportChangedNotification, () => listeners.forEach((listener) => void listener()));
    connection.client.onNotification(statusNotification, (params: StatusParams) => status.showDocument(params));
    try {
      await within(startLimit, connection.client.start());
      if (current?.connection !== connection) return;
      log.info(`The server runs: ${named(connection.client)}.`);
      become('running');
    } catch (error) {
      log.error('The server did not start.', error instanceof Error ? error : String(error));
      fall(connection);
    }
  }

  /** Called once for each server that ended without being asked; a second call for the same one does nothing. */
  function fall(connection: Connection): void {
    if (current?.connection !== connection) return;
    if (Date.now() - current.since > calm) crashes = 0;
    current.heart.dispose();
    current = undefined;
    connection.kill();
    const wait = backOff[crashes++];
    if (wait === undefined) {
      log.error(`The server ended ${crashes} times. It stays down until "Shipworthy: Restart Server".`);
      become('stopped');
      return;
    }
    log.warn(`The server ended; it starts again in ${wait / 1_000} s.`);
    become('waiting');
    timer = setTimeout(() => void run(), wait);
  }

  async function stop(): Promise<void> {
    clearTimeout(timer);
    const ending = current;
    current = undefined;
    if (!ending) return;
    ending.heart.dispose();
    try {
      await ending.connection.client.stop();
    } catch (error) {
      log.warn(`The server did not stop by itself: ${error instanceof Error ? error.message : String(error)}`);
      ending.connection.kill();
    }
  }

  /** One restart after the other, so that two quick ones do not leave two servers. */
  function restart(): Promise<void> {
    turn = turn.then(async () => {
      log.info('Restart asked for.');
      crashes = 0;
      become('starting');
      await stop();
      await run();
    });
    return turn;
  }

  context.subscriptions.push(log, status, registerRestartServer(restart), registerShowLog(log));
  void commands.executeCommand('setContext', 'shipworthy.awake', true);
  turn = run();
  return {
    state: () => state,
    ask: async (method, params) => {
      await turn;
      if (!current) throw new Error('No server runs.');
      return within(startLimit, current.connection.client.sendRequest(method, params));
    },
    onReportChanged: (listener) => void listeners.push(listener),
    stop: async () => {
      await stop();
      become('stopped');
    },
  };
}

async function within<T>(limit: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`No answer in ${limit / 1_000} s.`)), limit);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function named({ initializeResult }: BaseLanguageClient): string {
  const { name = 'unnamed', version = '' } = initializeResult?.serverInfo ?? {};
  return `${name} ${version}`.trim();
}

/** The left side of a comparison is the same document once more, in an older state: the server never hears of it. */
const workingCopiesOnly: Middleware = {
  didOpen: async (document, next) => (isWorkingCopy(document) ? next(document) : undefined),
  didChange: async (event, next) => (isWorkingCopy(event.document) ? next(event) : undefined),
  didClose: async (document, next) => (isWorkingCopy(document) ? next(document) : undefined),
  provideDiagnostics: (document, previous, token, next) =>
    'uri' in document && !isWorkingCopy(document) ? undefined : next(document, previous, token),
};

/** The library raises toasts for its own errors; ours belong in the log and in the status item. */
function keepQuiet(client: BaseLanguageClient): void {
  const { error } = client;
  client.error = (message, data) => error.call(client, message, data, false);
}
