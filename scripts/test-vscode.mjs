// Runs test/vscode inside a real VS Code: the one of VSCODE_EXE or of the PATH, else a downloaded one, else, where nothing can
// be downloaded or shown, the host of ./host. Each folder of tests has a window of its own.

import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chooseVSCode } from './host/find.mjs';
import { build, root } from './setup.mjs';

const compiled = join(root, 'out', 'test', 'vscode');
const windows = [
  { suite: 'suite', folder: 'test/fixtures/workspace' },
  { suite: 'plain', folder: 'test/fixtures/workspace/plain' },
  { suite: 'config', folder: 'test/fixtures/workspace/plain' },
];

process.chdir(root);
await build();
await compileSuites();
const { runTests } = await import('@vscode/test-electron');

const vscode = await chooseVSCode();
console.log(vscode.how === 'download' ? 'VS Code: downloaded' : `VS Code: ${vscode.how}, ${vscode.executable}`);
let failed = false;
for (const { suite, folder } of windows) failed = !(await runWindow(suite, join(root, folder))) || failed;
process.exit(failed ? 1 : 0);

/** A run counts when it ended with 0 and left a report of tests that passed: a host that dies also ends with 0. */
async function runWindow(/** @type {string} */ suite, /** @type {string} */ folder) {
  const report = join(compiled, `${suite}.report.json`);
  rmSync(report, { force: true });
  // The tests type into these files; a copy keeps the originals as they are.
  const scratch = mkdtempSync(join(tmpdir(), 'shipworthy-test-'));
  const workspace = join(scratch, 'workspace');
  cpSync(folder, workspace, { recursive: true });
  try {
    await runTests({
      ...(vscode.how === 'download' ? {} : { vscodeExecutablePath: vscode.executable }),
      extensionDevelopmentPath: root,
      extensionTestsPath: join(compiled, 'runner.cjs'),
      extensionTestsEnv: { SHIPWORTHY_SUITE: suite, SHIPWORTHY_REPORT: report, SHIPWORTHY_COLOR: process.stdout.isTTY ? '1' : '' },
      launchArgs: [workspace, '--disable-extensions', `--user-data-dir=${join(scratch, 'user')}`],
    });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return false;
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
  const passed = existsSync(report) && JSON.parse(readFileSync(report, 'utf8')).passes > 0;
  if (!passed) console.error(`The extension host ended without a report of "${suite}": it died, or no test ran.`);
  return passed;
}

async function compileSuites() {
  const { build: bundle } = await import('esbuild');
  rmSync(compiled, { recursive: true, force: true });
  mkdirSync(compiled, { recursive: true });
  const tests = windows.flatMap(({ suite }) =>
    readdirSync(join('test', 'vscode', suite)).map((name) => join('test', 'vscode', suite, name)),
  );
  await bundle({
    entryPoints: ['test/vscode/runner.ts', ...tests],
    outbase: 'test/vscode',
    outdir: compiled,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    sourcemap: 'inline',
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
}
