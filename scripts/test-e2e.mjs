// Runs test/e2e: a browser opens the workbench of the host of ./host, with the packaged extension installed as a user would, in
// a dark and in a light theme; then once more with the extension in the browser itself; and the playground, which is a page alone. Screenshots go to out/screenshots.

import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, root, run } from './setup.mjs';

/** What the window opens, where it is not the usual. @type {Readonly<Record<string, readonly string[]>>} */
const folders = { first: [], map: ['examples', join('test', 'fixtures', 'hostile')] };
const compiled = join(root, 'out', 'test', 'e2e');
const look = { 'editor.fontSize': 14, 'editor.fontFamily': 'DejaVu Sans Mono' };
const dark = { ...look, 'workbench.colorTheme': 'Default Dark Modern' };
const light = { ...look, 'workbench.colorTheme': 'Default Light Modern' };

process.chdir(root);
await build();
await compileTests();
rmSync(join(root, 'out', 'screenshots'), { recursive: true, force: true });
/** `npm run test:e2e -- map` runs one file of tests. */
const only = process.argv[2];
if (only !== 'playground') run('npm', ['run', '--silent', 'package']);
const { findBrowser } = await import('./host/install.mjs');
const { runServerCli, startServer } = await import('./host/server.mjs');
const { serveWebExtension } = await import('./host/web.mjs');

/** What is still running, last first; also undone when somebody interrupts. @type {(() => unknown)[]} */
const undo = [];
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => void undoAll().finally(() => process.exit(130)));

const contrast = { dark: 'Default High Contrast', light: 'Default High Contrast Light' };
const passed = [
  await onPage('playground'),
  await inWindow('first', 'dark', dark, installed),
  await inWindow('map', 'dark', dark, installed),
  await inWindow('map', 'light', light, installed),
  await inWindow('map', 'contrast-dark', { ...look, 'workbench.colorTheme': contrast.dark }, installed),
  await inWindow('map', 'contrast-light', { ...look, 'workbench.colorTheme': contrast.light }, installed),
  await inWindow('writing', 'dark', dark, installed),
  await inWindow('writing', 'light', light, installed),
  await inWindow('browser', 'dark', dark, asWebExtension),
];
process.exit(passed.every(Boolean) ? 0 : 1);

/**
 * Runs one file of tests against a fresh server with a copy of the fixtures.
 * @param {string} tests @param {string} theme @param {Record<string, unknown>} settings
 * @param {(dataDir: string, settings: Record<string, unknown>) => Promise<string>} start returns the address of the workbench
 */
async function inWindow(tests, theme, settings, start) {
  if (only !== undefined && only !== tests && only !== `${tests}-${theme}`) return true;
  console.log(`${tests}, ${theme}`);
  const scratch = mkdtempSync(join(tmpdir(), 'shipworthy-e2e-'));
  undo.push(() => rmSync(scratch, { recursive: true, force: true, maxRetries: 5 }));
  const workspace = join(scratch, 'recommender');
  mkdirSync(workspace);
  for (const folder of folders[tests] ?? [join('test', 'fixtures', 'workspace')]) cpSync(folder, workspace, { recursive: true });
  try {
    const url = await start(join(scratch, 'data'), settings);
    return await mocha(tests, {
      SHIPWORTHY_URL: `${url}/?folder=${encodeURIComponent(workspace)}`,
      SHIPWORTHY_THEME: theme,
      SHIPWORTHY_BROWSER: findBrowser(),
    });
  } finally {
    await undoAll();
  }
}

/** A page that needs no workbench around it, and no server. */
async function onPage(/** @type {string} */ tests) {
  if (only !== undefined && only !== tests) return true;
  const { playground } = await import('./playground.mjs');
  await playground();
  return mocha(tests, { SHIPWORTHY_THEME: 'page', SHIPWORTHY_BROWSER: findBrowser() });
}

/** As a user installs it: the package, in the server. */
async function installed(/** @type {string} */ dataDir, /** @type {Record<string, unknown>} */ settings) {
  await runServerCli(dataDir, ['--install-extension', join(root, 'dist', 'shipworthy.vsix')]);
  const server = await startServer({ dataDir, settings });
  undo.push(server.stop);
  return server.url;
}

async function asWebExtension(/** @type {string} */ dataDir, /** @type {Record<string, unknown>} */ settings) {
  const server = await startServer({ dataDir, settings });
  undo.push(server.stop);
  const web = await serveWebExtension(server.url, root);
  undo.push(web.stop);
  return web.url;
}

async function undoAll() {
  for (const step of undo.splice(0).reverse()) await step();
}

/** In a process of its own: a run that hangs or dies takes only itself down. */
async function mocha(/** @type {string} */ tests, /** @type {Record<string, string>} */ env) {
  const args = ['node_modules/mocha/bin/mocha.js', '--timeout', '60000', join(compiled, `${tests}.test.mjs`)];
  const child = spawn(process.execPath, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'inherit', 'inherit'] });
  undo.push(() => child.kill());
  return (await new Promise((resolve) => child.once('close', resolve))) === 0;
}

async function compileTests() {
  const { build: bundle } = await import('esbuild');
  rmSync(compiled, { recursive: true, force: true });
  await bundle({
    entryPoints: readdirSync(join('test', 'e2e')).map((name) => join('test', 'e2e', name)),
    outdir: compiled,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: 'inline',
    packages: 'external',
    logLevel: 'warning',
  });
}
