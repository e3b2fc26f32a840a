// Installs a VS Code that needs neither a display nor any download host but the npm registry: the server build inside the
// npm package code-server, its own Node.js, and a browser that is already on this machine. About 30 seconds, once.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

const codeServer = '4.139.1';
const node = '24.21.0';

/** @returns {{ node: string, vscode: string }} the server's own Node.js, and the root of the VS Code build */
export function installHost(log = console.log) {
  const folder =
    process.env.SHIPWORTHY_HOST_DIR ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'shipworthy', `host-${codeServer}`);
  const nodePackage = `node-${process.platform}-${process.arch}`;
  const host = {
    node: join(folder, 'node_modules', nodePackage, 'bin', 'node'),
    vscode: join(folder, 'node_modules', 'code-server', 'lib', 'vscode'),
  };
  const done = join(folder, 'installed');
  if (existsSync(done) && readFileSync(done, 'utf8') === `${codeServer} ${node}`) return host;

  log(`Installing VS Code for tests into ${folder} (about 800 MB, once) …`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  // Their install scripts fetch headers and build things the server does not need.
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  npm(['install', ...quiet, `code-server@${codeServer}`, `${nodePackage}@${node}`], folder);
  npm(['install', ...quiet, '--omit=dev'], host.vscode);
  buildLogger(host.vscode);
  writeFileSync(done, `${codeServer} ${node}`);
  return host;
}

/** Log files need one compiled module. Without a compiler all else works: the log channel stays empty. */
function buildLogger(/** @type {string} */ vscode) {
  const prefix = dirname(dirname(process.execPath));
  const tools = ['g++', 'make', 'python3'].every((tool) => spawnSync(tool, ['--version']).status === 0);
  if (!tools || !existsSync(join(prefix, 'include', 'node', 'node.h'))) return;
  // The modules use the stable interface of Node.js, so this Node's headers serve the server's Node too.
  npm(['rebuild', '--loglevel=error', '@vscode/spdlog', '@vscode/native-watchdog'], vscode, { npm_config_nodedir: prefix });
}

/** The browser the workbench runs in. */
export function findBrowser() {
  const named = process.env.CHROME_EXE;
  const onPath = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chromium-headless-shell']
    .flatMap((name) => (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name)))
    .find((path) => existsSync(path));
  const found = named ?? onPath;
  if (!found) throw new Error('No Chromium or Chrome on the PATH. Install one, or name it in CHROME_EXE.');
  return found;
}

/** @param {string[]} args @param {string} cwd @param {NodeJS.ProcessEnv} env */
function npm(args, cwd, env = {}) {
  const { status } = spawnSync('npm', args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error(`npm ${args.join(' ')} failed in ${cwd}`);
}
