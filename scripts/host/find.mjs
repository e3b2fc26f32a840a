// Which VS Code to run: named, installed, downloadable, or else the host beside this file. One order for everybody who asks.

import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * @typedef {{ how: 'named' | 'installed' | 'host', executable: string } | { how: 'download' }} VSCode
 * @returns {Promise<VSCode>} `download`: @vscode/test-electron fetches one by itself, or has done so before
 */
export async function chooseVSCode() {
  if (process.env.VSCODE_EXE) return { how: 'named', executable: process.env.VSCODE_EXE };
  if (hasDisplay()) {
    const executable = installedVSCode();
    if (executable) return { how: 'installed', executable };
    if (await canDownload()) return { how: 'download' };
  }
  return { how: 'host', executable: fileURLToPath(new URL('vscode.mjs', import.meta.url)) };
}

export const hasDisplay = () => process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

/** The program itself, not its command line launcher, which would not wait for the tests nor pass on their exit code. */
export function installedVSCode() {
  const launcher = (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, process.platform === 'win32' ? 'code.cmd' : 'code'))
    .find((path) => existsSync(path));
  if (!launcher) return undefined;
  const bin = dirname(realpathSync(launcher));
  const places = { win32: ['../Code.exe'], darwin: ['../../../MacOS/Electron', '../../../MacOS/Code'] }[process.platform] ?? ['../code'];
  return places.map((place) => join(bin, place)).find((path) => existsSync(path) && path !== launcher);
}

export async function canDownload() {
  if (existsSync('.vscode-test') && readdirSync('.vscode-test').some((name) => name.startsWith('vscode-'))) return true;
  try {
    const { ok } = await fetch('https://update.code.visualstudio.com/api/releases/stable', { signal: AbortSignal.timeout(5_000) });
    return ok;
  } catch {
    return false;
  }
}
