// The server in a web worker. Files are the client's matter there: without them the built-in configuration applies.
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { startServer } from './server.js';
import { version } from './version.js';

declare const self: never;

const connection = createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self));
startServer(connection, {
  files: { read: async () => undefined, list: async () => [] },
  version,
  today: () => new Date().toISOString().slice(0, 10),
});
