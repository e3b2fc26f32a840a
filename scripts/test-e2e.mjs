// Runs test/e2e: a browser opens the workbench of the host of ./host, with the packaged extension installed as a user would,
// once in a dark and once in a light theme. Screenshots go to out/screenshots.

import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, root, run } from './setup.mjs';

const compiled = join(root, 'out', 'test', 'e2e');
const themes = { dark: 'Default Dark Modern', light: 'Default Light Modern' };

process.chdir(root);
await build();
await compileTests();
run('npm', ['run', '--silent', 'package']);
const { findBrowser } = await import('./host/install.mjs');
const { runServerCli, startServer } = await import('./host/server.mjs');

let failed = false;
for (const [name, theme] of Object.entries(themes)) {
  console.log(`Theme: ${theme}`);
  failed = !(await runTheme(name, theme)) || failed;
}
process.exit(failed ? 1 : 0);

async function runTheme(/** @type {string} */ name, /** @type {string} */ theme) {
  const scratch = mkdtempSync(join(tmpdir(), 'shipworthy-e2e-'));
  const workspace = join(scratch, 'recommender');
  const dataDir = join(scratch, 'data');
  cpSync(join('test', 'fixtures', 'workspace'), workspace, { recursive: true });
  await runServerCli(dataDir, ['--install-extension', join(root, 'dist', 'shipworthy.vsix')]);
  const server = await startServer({
    dataDir,
    settings: { 'workbench.colorTheme': theme, 'editor.fontSize': 14, 'editor.fontFamily': 'DejaVu Sans Mono' },
  });
  try {
    return await mocha({
      SHIPWORTHY_URL: `${server.url}/?folder=${encodeURIComponent(workspace)}`,
      SHIPWORTHY_THEME: name,
      SHIPWORTHY_BROWSER: findBrowser(),
    });
  } finally {
    await server.stop();
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** In a process of its own, so that one theme cannot disturb the other. */
async function mocha(/** @type {Record<string, string>} */ env) {
  const { spawn } = await import('node:child_process');
  const tests = readdirSync(compiled).filter((name) => name.endsWith('.test.mjs'));
  const args = ['node_modules/mocha/bin/mocha.js', '--timeout', '60000', ...tests.map((test) => join(compiled, test))];
  const child = spawn(process.execPath, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'inherit', 'inherit'] });
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
