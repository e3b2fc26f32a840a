// Which server processes this extension host has started. Linux only: elsewhere there is nothing to read without a tool.

import { existsSync, readdirSync, readFileSync } from 'node:fs';

export const canListProcesses = existsSync('/proc/self/cmdline');

export function serverProcesses(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      const words = commandLine(pid);
      return words.some((word) => word.endsWith('server.cjs')) && words.includes(`--clientProcessId=${process.pid}`);
    })
    .map(Number);
}

function commandLine(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return []; // It ended meanwhile.
  }
}
