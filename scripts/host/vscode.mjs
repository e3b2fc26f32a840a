#!/usr/bin/env node
// Stands where a VS Code executable is expected (`vscodeExecutablePath` of @vscode/test-electron): takes the same arguments,
// runs the extension tests in a VS Code server and a headless browser, prints what they print and exits with their code.

import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { format } from 'node:util';
import { launchBrowser, startServer } from './server.mjs';

const timeout = 5 * 60_000;
const { flags, folder } = parse(process.argv.slice(2));
const tests = flags.get('extensionTestsPath')?.[0];
if (!tests) {
  console.error('vscode.mjs runs extension tests only: --extensionDevelopmentPath, --extensionTestsPath and a folder.');
  process.exit(2);
}

const ours = [tests, ...(flags.get('extensionDevelopmentPath') ?? [])].map((path) => join(resolve(path), 'out')).concat(tests);
mkdirSync('out', { recursive: true });
const logFile = join('out', 'vscode-host.log');
writeFileSync(logFile, '');

/** @type {(() => Promise<unknown>)[]} */
const undo = [];
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.once(signal, () => void leave(130));

try {
  const server = await startServer({ flags: ['--enable-smoke-test-driver'] });
  undo.unshift(server.stop);
  const browser = await launchBrowser();
  undo.unshift(() => browser.close());
  const page = await (await browser.newContext({ viewport: { width: 1400, height: 900 } })).newPage();
  const ended = new Promise((resolve) => page.exposeFunction('codeAutomationExit', resolve));
  await page.exposeFunction('codeAutomationLog', print);
  page.on('pageerror', (error) => console.error(`The workbench threw: ${error.message}`));
  await page.goto(`${server.url}/?${query()}`);
  const code = await Promise.race([ended, sleep(timeout)]);
  if (code === undefined) {
    const picture = join('out', 'screenshots', 'vscode-timeout.png');
    mkdirSync(join('out', 'screenshots'), { recursive: true });
    await page.screenshot({ path: picture });
    console.error(`The tests did not end within ${timeout / 1_000} s; see ${picture}.`);
  }
  await leave(typeof code === 'number' ? code : 2);
} catch (error) {
  console.error(error);
  await leave(2);
}

/** @param {number} code */
async function leave(code) {
  for (const step of undo.splice(0)) await step().catch(() => undefined);
  process.exit(code);
}

/** The workbench takes paths as URIs of its remote; any authority will do, it is replaced. */
function query() {
  const remote = (/** @type {string} */ path) => `vscode-remote://host${resolve(path)}`;
  const payload = [['skipWelcome', 'true']];
  for (const path of flags.get('extensionDevelopmentPath') ?? []) payload.push(['extensionDevelopmentPath', remote(path)]);
  payload.push(['extensionTestsPath', remote(/** @type {string} */ (tests))]);
  const where = folder ? { [/\.code-workspace$/.test(folder) ? 'workspace' : 'folder']: resolve(folder) } : { ew: 'true' };
  return new URLSearchParams({ ...where, payload: JSON.stringify(payload) });
}

/** Mocha passes printf arguments. What the workbench says about itself goes to the log file only. */
function print(/** @type {string} */ type, /** @type {unknown[]} */ args) {
  const line = format(...args);
  appendFileSync(logFile, `[${type}] ${line}\n`);
  if (!isWorkbenchTalk(type, line)) console.log(line);
}

/** Errors of the tests name a file of the extension or of the tests; others are the workbench's own. */
function isWorkbenchTalk(/** @type {string} */ type, /** @type {string} */ line) {
  if (type === 'error' || type === 'warn') return !ours.some((path) => line.includes(path));
  return /^(Ignoring fetching|Updating additional builtin|Resolv(ing|ed) connection token|Creating a socket|\[[\w:-]+\] )/.test(line);
}

/** `--name=value` and `--name value`; the first other word is the folder. Unknown flags are ignored. */
function parse(/** @type {string[]} */ args) {
  /** @type {Map<string, string[]>} */
  const flags = new Map();
  let folder;
  const valued = new Set(['extensionDevelopmentPath', 'extensionTestsPath', 'extensionDevelopmentKind', 'user-data-dir', 'extensions-dir']);
  for (let at = 0; at < args.length; at++) {
    const arg = /** @type {string} */ (args[at]);
    const [, name, value] = /^--([^=]+)(?:=(.*))?$/s.exec(arg) ?? [];
    if (!name) folder ??= arg;
    else flags.set(name, [...(flags.get(name) ?? []), value ?? (valued.has(name) ? (args[++at] ?? '') : '')]);
  }
  return { flags, folder };
}

/** @param {number} ms */
function sleep(ms) {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), ms).unref());
}
