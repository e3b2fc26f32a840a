// Brings a checkout to where everything else can run: dependencies installed, bundles built if stale.
// Says what it does on stderr only, so that a command's own output stays clean.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Installs what package-lock.json asks for, unless that very lock file was installed before. */
export function install() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const mark = join(root, 'node_modules', '.shipworthy-lock');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === lock) return;
  console.error('Installing dependencies …');
  run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { quiet: true });
  // Install scripts stay off; esbuild's binary comes in a package of its own and needs none.
  writeFileSync(mark, lock);
}

/** Generates and bundles, unless nothing changed since the last time. */
export async function build({ tests = false } = {}) {
  install();
  const stamp = newest(['schemas', 'server/src', 'client', 'scripts', 'snippets', 'examples', ...(tests ? ['test'] : []), 'package.json']);
  const mark = join(root, 'out', tests ? 'built-tests' : 'built');
  if (existsSync(mark) && Number(readFileSync(mark, 'utf8')) === stamp) return;
  const { bundle } = await import('./build.mjs');
  await bundle({ tests });
  mkdirSync(dirname(mark), { recursive: true });
  writeFileSync(mark, String(stamp));
}

/** Runs a command; its stdout goes to our stderr when `quiet`. Throws where it fails. */
export function run(command, args, { quiet = false, env = {} } = {}) {
  const result = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', quiet ? 2 : 'inherit', 'inherit'],
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
  });
  if (result.status !== 0) {
    console.error(`\n${command} ${args.join(' ')} failed.`);
    process.exit(result.status ?? 1);
  }
}

/** The local binary of a development dependency. */
export const tool = (name) => join(root, 'node_modules', '.bin', name);

function newest(places) {
  let latest = 0;
  const visit = (path) => {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (!stat) return;
    if (!stat.isDirectory()) latest = Math.max(latest, stat.mtimeMs);
    else for (const name of readdirSync(path)) if (name !== 'node_modules' && name !== 'generated') visit(join(path, name));
  };
  for (const place of places) visit(join(root, place));
  return latest;
}
