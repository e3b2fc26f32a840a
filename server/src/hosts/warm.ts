// Starts a bundle with what the engine made of it in an earlier run: compiling it is a third of a cold start.
// That is kept in a folder beside the bundle, where nobody writes who could not change the bundle itself. What is of another build or
// another Node.js has another name, what is cut off the engine refuses; nothing here keeps a program from starting.
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';

/** Hashes of the bundles by their names; the build writes them in. */
declare const __builds__: Readonly<Record<string, string>>;

// Each regular expression is compiled once and for all, not a second time when it is used again: an eighth of a start. An editor that
// brings its own Node.js is left alone.
if (process.versions.electron === undefined) setFlagsFromString('--no-regexp-tier-up');

/** Changes with every change of the bundle. */
export const buildOf = (name: string): string => __builds__[name] ?? '';

const engine = `${process.version}-${process.arch}`;

/**
 * Runs the bundle and gives what it exports; `keep` keeps what the engine has made of it by then, unless that is kept already.
 * `given`: what it is given where it requires something by one of these names.
 */
export function warm(name: string, given: Readonly<Record<string, unknown>> = {}): { readonly exports: unknown; keep(): void } {
  const file = join(__dirname, name);
  const kept = join(__dirname, '.cache', `${name}.${buildOf(name)}.${engine}`);
  const cachedData = readKept(kept);
  const source = `(function (exports, require, module, __filename, __dirname) { ${readFileSync(file, 'utf8')}\n})`;
  const script = new Script(source, { filename: file, ...(cachedData ? { cachedData } : {}) });
  const module = { exports: {} };
  const own = createRequire(file);
  const require = (id: string): unknown => (Object.hasOwn(given, id) ? given[id] : own(id));
  script.runInThisContext()(module.exports, require, module, file, __dirname);
  return {
    exports: module.exports,
    keep: () => {
      if (!cachedData || script.cachedDataRejected === true) write(kept, name, script);
    },
  };
}

function readKept(kept: string): Buffer | undefined {
  try {
    return readFileSync(kept);
  } catch {
    return undefined;
  }
}

/** Whole or not at all, and without what other builds left behind. Where nobody may write, every start is a cold one. */
function write(kept: string, name: string, script: Script): void {
  try {
    const folder = dirname(kept);
    mkdirSync(folder, { recursive: true });
    for (const other of readdirSync(folder))
      if (other.startsWith(`${name}.`) && other.endsWith(engine)) rmSync(join(folder, other), { force: true });
    writeFileSync(`${kept}.${process.pid}`, script.createCachedData());
    renameSync(`${kept}.${process.pid}`, kept);
  } catch {}
}
