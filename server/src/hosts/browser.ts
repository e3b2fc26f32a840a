// The server in a web worker. The engine is a file of its own, the same as on the desktop; where it lies is the first thing that the
// client says. Files are the client's matter: without them the built-in configuration applies.
import * as library from 'vscode-languageserver/browser';
import type { startServer } from './server.js';
import { version } from './version.js';

declare const self: never;
declare function importScripts(url: string): void;
declare function addEventListener(type: 'message', heard: (event: { readonly data: unknown }) => void, options: { once: true }): void;

/** What the engine asks for by name, and where it puts what it exports. */
const engine: { readonly library: unknown; exports?: { readonly startServer: typeof startServer } } = { library };
Object.assign(globalThis, { shipworthyEngine: engine });

addEventListener(
  'message',
  ({ data }) => {
    // A page that is one file carries both in one.
    if (!engine.exports) importScripts(String(data));
    const connection = library.createConnection(new library.BrowserMessageReader(self), new library.BrowserMessageWriter(self));
    engine.exports?.startServer(connection, {
      files: { read: async () => undefined, list: async () => [] },
      version,
      today: () => new Date().toISOString().slice(0, 10),
    });
  },
  { once: true },
);
