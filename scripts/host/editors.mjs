// Neovim and Helix, newer than the system's own, for the tests of docs/editors: the packages of Debian sid, unpacked into a folder
// and run by their own loader; nothing is installed. Only on Debian on 64-bit Intel, and only when called.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../setup.mjs';

export const editorsFolder = join(root, '.vscode-test', 'editors');

const editors = {
  nvim: { path: 'usr/bin/nvim', env: { VIMRUNTIME: 'usr/share/nvim/runtime' } },
  hx: { path: 'usr/bin/hx', env: { HELIX_RUNTIME: 'usr/lib/hx/runtime' } },
};

function fetchEditors() {
  const bin = join(editorsFolder, 'bin');
  if (Object.keys(editors).every((name) => existsSync(join(bin, name)))) return;
  rmSync(editorsFolder, { recursive: true, force: true });
  const at = (...parts) => join(editorsFolder, ...parts);
  for (const folder of ['lists/partial', 'archives/partial', 'root', 'bin']) mkdirSync(at(folder), { recursive: true });
  writeFileSync(at('status'), '');
  writeFileSync(at('sid.list'), 'deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org/debian sid main\n');
  const options = [
    `Dir::State::status=${at('status')}`,
    `Dir::State::lists=${at('lists')}`,
    `Dir::Cache::archives=${at('archives')}`,
    'Dir::Cache::pkgcache=',
    'Dir::Cache::srcpkgcache=',
    `Dir::Etc::sourcelist=${at('sid.list')}`,
    'Dir::Etc::sourceparts=/dev/null',
    // As root apt would give the download to a user who may not write here.
    'APT::Sandbox::User=root',
  ].flatMap((option) => ['-o', option]);
  run('apt-get', [...options, '-qq', 'update']);
  run('apt-get', [...options, '-qq', 'install', '--download-only', '-y', '--no-install-recommends', 'neovim', 'hx']);
  for (const name of readdirSync(at('archives')).filter((file) => file.endsWith('.deb')))
    run('dpkg-deb', ['-x', at('archives', name), at('root')]);
  const libraries = at('root', 'usr', 'lib', 'x86_64-linux-gnu');
  for (const [name, { path, env }] of Object.entries(editors)) {
    const set = Object.entries(env).map(([key, value]) => `${key}='${at('root', value)}'`);
    const start = `exec '${join(libraries, 'ld-linux-x86-64.so.2')}' --library-path '${libraries}' '${at('root', path)}' "$@"`;
    writeFileSync(join(bin, name), `#!/bin/sh\n${set.join(' ')} ${start}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  rmSync(at('archives'), { recursive: true });
  rmSync(at('lists'), { recursive: true });
}

function run(command, args) {
  const { status } = spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error(`${command} failed`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) fetchEditors();
