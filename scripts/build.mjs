// Bundles: the server, the command line, the client (desktop and browser) and, on request, the tests.
// One list; what each host needs beyond that is said in its row.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { generate } from './generate.mjs';
import { writeLicences } from './licences.mjs';
import { root } from './setup.mjs';

const node = {
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
  absWorkingDir: root,
  define: { __version__: JSON.stringify(version()) },
};
/** What judges needs no examples: they are a fifth of the bytes, and would be made at every start. */
const judging = { plugins: [withoutExamples()] };
const browser = { ...node, platform: 'browser', target: 'es2022' };
/** import() of another file becomes a lazy require: what runs a bundle for us knows no other, and neither does VS Code. */
const lazyFiles = { supported: { 'dynamic-import': false } };
const vscode = { external: ['vscode'], ...lazyFiles };
/** A library asks where it is in the way of ES modules, which a CommonJS bundle does not know. */
const importMetaUrl = {
  banner: { js: "const __importMetaUrl = require('node:url').pathToFileURL(__filename).href;" },
  define: { ...node.define, 'import.meta.url': '__importMetaUrl' },
};

const bundles = [
  engine(),
  { ...node, entryPoints: ['server/src/hosts/node.ts'], outfile: 'dist/serverMain.cjs', ...importMetaUrl },
  {
    ...node,
    ...importMetaUrl,
    ...lazyFiles,
    entryPoints: ['server/src/hosts/cli/main.ts'],
    outfile: 'dist/cliMain.cjs',
    plugins: [...judging.plugins, fileBeside('mcp', 'mcp')],
  },
  { ...node, entryPoints: ['server/src/hosts/mcp.ts'], outfile: 'dist/mcp.cjs', plugins: [withoutEvaluation()] },
  { ...node, ...vscode, entryPoints: ['client/src/node.ts'], outfile: 'dist/client.cjs', plugins: [beside('languageClient')] },
  { ...node, ...vscode, entryPoints: ['client/src/languageClient.ts'], outfile: 'dist/languageClient.cjs' },
  { ...browser, external: ['vscode'], entryPoints: ['client/src/browser.ts'], outfile: 'dist/clientBrowser.cjs' },
  { ...browser, format: 'iife', entryPoints: ['server/src/hosts/browser.ts'], outfile: 'dist/serverBrowser.js' },
  { ...browser, format: 'iife', entryPoints: ['client/webview/main.ts'], outfile: 'dist/map.js' },
  { ...browser, entryPoints: ['client/webview/map.css'], outfile: 'dist/map.css' },
];

export async function bundle({ tests = false } = {}) {
  await generate();
  writeLicences(await Promise.all(bundles.map((options) => build({ ...options, metafile: true }))));
  await Promise.all(warmStarts().map((options) => build(options)));
  writeRulePages();
  sayHowLargeThePageIs();
  if (tests) await bundleTests();
}

/** Everything but the protocol's library and the host, for a process and for a worker alike: one file, which each of them is given. */
function engine() {
  const given = "typeof module === 'object' ? module : self.shipworthyEngine";
  const required = "typeof require === 'function' ? require : () => self.shipworthyEngine.library";
  return {
    ...browser,
    ...judging,
    format: 'cjs',
    entryPoints: ['server/src/hosts/server.ts'],
    outfile: 'dist/engine.js',
    external: ['vscode-languageserver'],
    banner: { js: '((module, require) => {' },
    footer: { js: `})(${given}, ${required});` },
  };
}

/** What starts the large bundles; they have to know which build of them it is. */
function warmStarts() {
  const hash = (name) =>
    createHash('sha256')
      .update(readFileSync(join(root, 'dist', name)))
      .digest('hex')
      .slice(0, 12);
  const builds = Object.fromEntries(['engine.js', 'serverMain.cjs', 'cliMain.cjs'].map((name) => [name, hash(name)]));
  const warm = { ...node, ...lazyFiles, define: { __builds__: JSON.stringify(builds) } };
  return [
    { ...warm, entryPoints: ['server/src/hosts/start.ts'], outfile: 'dist/server.cjs' },
    { ...warm, entryPoints: ['server/src/hosts/cli/start.ts'], outfile: 'dist/cli.cjs', plugins: [fileBeside('start', 'server')] },
  ];
}

/** What a window has to fetch before the map can be drawn; a test holds it below its limit. */
function sayHowLargeThePageIs() {
  const [script, style] = ['map.js', 'map.css'].map((name) => gzipSync(readFileSync(join(root, 'dist', name))).length / 1000);
  console.error(`The map's page: ${script.toFixed(1)} kB of script and ${style.toFixed(1)} kB of style, compressed.`);
}

/** The pages of all rules as one file: what "Explain Rule" shows, and what the code of a finding leads to. */
function writeRulePages() {
  const folder = join(root, 'docs', 'rules');
  const index = readFileSync(join(folder, 'README.md'), 'utf8');
  const pages = [...index.matchAll(/^\| \[([a-z0-9-]+)\]\([a-z0-9-]+\.md\) \| ((?:[^|\\]|\\.)*) \|/gm)].map(([, id, says]) => [
    id,
    { says, page: readFileSync(join(folder, `${id}.md`), 'utf8') },
  ]);
  writeFileSync(join(root, 'dist', 'rules.json'), JSON.stringify(Object.fromEntries(pages)));
}

/** Each folder of tests becomes one folder of files that mocha runs; packages stay outside. */
async function bundleTests() {
  for (const folder of ['unit', 'thorough', 'corpus', 'protocol', 'reliability']) {
    const entryPoints = testFiles(join(root, 'test', folder));
    if (entryPoints.length === 0) continue;
    rmSync(join(root, 'out', 'test', folder), { recursive: true, force: true });
    await build({
      ...node,
      minify: false,
      format: 'esm',
      splitting: true,
      packages: 'external',
      sourcemap: 'linked',
      entryPoints,
      plugins: [withStandIn()],
      outdir: `out/test/${folder}`,
      outExtension: { '.js': '.mjs' },
      outbase: `test/${folder}`,
    });
  }
}

/** There is no editor to import outside of an editor. */
function withStandIn() {
  return {
    name: 'a stand-in for the editor',
    setup: (builder) =>
      void builder.onResolve({ filter: /^vscode$/ }, () => ({ path: join(root, 'test', 'reliability', 'fakeVscode.ts') })),
  };
}

function testFiles(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true })
    .filter((name) => String(name).endsWith('.test.ts'))
    .map((name) => join(folder, String(name)));
}

function beside(name) {
  return {
    name: `${name} as a file of its own`,
    setup: (builder) =>
      void builder.onResolve({ filter: new RegExp(`^\\./${name}\\.js$`) }, ({ kind }) =>
        kind === 'dynamic-import' ? { path: `./${name}.cjs`, external: true } : undefined,
      ),
  };
}

/** The command line is the door to the language server and to the one for assistants, without carrying either. */
function fileBeside(name, file) {
  return {
    name: `${file} as a file of its own`,
    setup: (builder) =>
      void builder.onResolve({ filter: new RegExp(`^\\.\\./${name}\\.js$`) }, ({ kind }) =>
        kind === 'dynamic-import' ? { path: `./${file}.cjs`, external: true } : undefined,
      ),
  };
}

/** Rules without their examples: `bad` and `good` as the formatter leaves them, each once a file. The pages of the rules have them. */
function withoutExamples() {
  return {
    name: 'rules without their examples',
    setup: (builder) =>
      void builder.onLoad({ filter: /core[\\/]rules[\\/][a-z-]+[\\/][a-z0-9-]+\.ts$/ }, ({ path }) => {
        let times = 0;
        const contents = readFileSync(path, 'utf8').replace(/^ {2}(bad|good): \[(?:\n[\s\S]*?\n {2}\]|[^\n]*\]),$/gm, (_, name) => {
          times++;
          return `  ${name}: [],`;
        });
        return times === 2 ? { contents, loader: 'ts' } : { errors: [{ text: `${path}: bad and good were not found once each` }] };
      }),
  };
}

/** The library for assistants validates what we never ask for, with code that it makes while running; ours holds none of that. */
function withoutEvaluation() {
  return {
    name: 'no code from strings',
    setup: (builder) =>
      void builder.onLoad({ filter: /validation[\\/]ajv-provider\.js$/ }, () => ({ contents: 'export class AjvJsonSchemaValidator {}' })),
  };
}

function version() {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await bundle({ tests: process.argv.includes('--tests') });
