// Starts and stops the VS Code server of ./install.mjs, and opens its workbench in a browser page.

import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { findBrowser, installHost } from './install.mjs';

/** A quiet window: no tips, no chat, no network, no animation. */
const settings = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.reduceMotion': 'on',
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'update.mode': 'none',
  'git.enabled': false,
  'files.hotExit': 'off',
  // A window in a browser saves by itself unless told otherwise.
  'files.autoSave': 'off',
  'editor.minimap.enabled': false,
  'security.workspace.trust.enabled': false,
};

/**
 * @param {{ flags?: string[], settings?: Record<string, unknown>, dataDir?: string, log?: (line: string) => void }} options
 * @returns {Promise<{ url: string, dataDir: string, output: () => string, stop: () => Promise<void> }>}
 */
export async function startServer(options = {}) {
  const host = installHost(options.log);
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'shipworthy-host-'));
  const user = join(dataDir, 'data', 'User');
  mkdirSync(user, { recursive: true });
  writeFileSync(join(user, 'settings.json'), JSON.stringify({ ...settings, ...options.settings }, undefined, 2));

  const args = [join(host.vscode, 'out', 'server-main.js'), ...commonFlags(dataDir), ...(options.flags ?? [])];
  args.push('--host', '127.0.0.1', '--port', '8300-8399', '--without-connection-token', '--disable-workspace-trust');
  args.push('--telemetry-level', 'off', '--disable-telemetry', '--disable-experiments', '--disable-getting-started-override');
  const child = spawn(host.node, args, { env: cleanEnvironment(), detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const port = await new Promise((resolve, reject) => {
    const give = setTimeout(() => reject(new Error(`The VS Code server did not start in 60 s.\n${output}`)), 60_000);
    const read = (/** @type {Buffer} */ data) => {
      output += data;
      const found = /Extension host agent listening on (\d+)/.exec(output);
      if (!found) return;
      clearTimeout(give);
      resolve(found[1]);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => reject(new Error(`The VS Code server ended with ${code}.\n${output}`)));
  });

  const ended = new Promise((resolve) => child.once('exit', resolve));
  return {
    url: `http://127.0.0.1:${port}`,
    dataDir,
    output: () => output,
    async stop() {
      signalGroup(child, 'SIGTERM');
      const late = setTimeout(() => signalGroup(child, 'SIGKILL'), 3_000);
      await ended;
      clearTimeout(late);
      if (!options.dataDir) rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Runs the server's command line (`--install-extension`, `--list-extensions`) to its end. */
export async function runServerCli(/** @type {string} */ dataDir, /** @type {string[]} */ args) {
  const host = installHost();
  const child = spawn(host.node, [join(host.vscode, 'out', 'server-main.js'), ...commonFlags(dataDir), ...args], {
    env: cleanEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (data) => {
    output += data;
  });
  child.stderr.on('data', (data) => {
    output += data;
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`The VS Code server ended with ${code}: ${args.join(' ')}\n${output}`);
  return output;
}

/** A headless browser. Playwright's own signal handlers would end the process before the server is stopped. */
export const launchBrowser = () =>
  chromium.launch({
    executablePath: findBrowser(),
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-sync',
      '--disable-component-update',
      '--disable-dev-shm-usage',
    ],
  });

const commonFlags = (/** @type {string} */ dataDir) => ['--accept-server-license-terms', '--server-data-dir', dataDir];

/** Without what an outer VS Code, Electron or npm left behind; no gallery, so that nothing is looked up on the network. */
function cleanEnvironment() {
  const kept = Object.entries(process.env).filter(([name]) => !/^(VSCODE_|ELECTRON_|npm_|NODE_OPTIONS$)/.test(name));
  return { ...Object.fromEntries(kept), EXTENSIONS_GALLERY: '{}' };
}

/** @param {import('node:child_process').ChildProcess} child @param {NodeJS.Signals} signal */
function signalGroup(child, signal) {
  try {
    if (child.pid) process.kill(-child.pid, signal);
  } catch {
    // It has ended already.
  }
}
