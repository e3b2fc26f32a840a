// What server and client say to each other beyond the Language Server Protocol: names and shapes, nothing else.
// A client that knows none of this loses only the status line.

/** Notification, server to client: what an open document is. Sent when it opens and whenever the answer changes. */
export const statusNotification = 'shipworthy/status';

export interface StatusParams {
  readonly uri: string;
  /** Absent: the document is not ours. */
  readonly kind?: string;
  /** Why it has that kind: config, declared, suffix, name. */
  readonly kindFrom?: string;
  readonly phase?: string;
  /** URI of the configuration in force; absent: built-in defaults. */
  readonly config?: string;
}

/** Request, client to server, without parameters; any answer, an error too, proves that the server is not stuck. */
export const aliveRequest = 'shipworthy/alive';
