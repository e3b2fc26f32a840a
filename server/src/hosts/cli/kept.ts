// What a run of `check` said, kept with all that it asked the disk: where the disk still answers the same, the next run says the same
// and reads no document. It lies in the user's own cache folder and not beside the documents, where somebody could commit a run that
// finds nothing; it quotes documents, so nobody else may read it. What is cut off, of another build or somebody else's is ignored.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { ask, type Told } from '../asked.js';
import { today } from '../today.js';

/** Text for standard output, standard error, or a file. */
export interface Part {
  readonly to: 'stdout' | 'stderr' | { readonly file: string };
  readonly text: string | Buffer;
}

export interface Kept {
  readonly code: number;
  readonly parts: readonly Part[];
}

/** What this command said, if it would say that again. */
export function keptRun(args: readonly string[], build: string): Kept | undefined {
  try {
    const file = fileFor(args, build);
    if (file === undefined || !isMine(file)) return undefined;
    const bytes = readFileSync(file);
    const [sum, head, body] = [bytes.subarray(0, 64), bytes.indexOf('\n', 65), bytes.subarray(65)];
    if (createHash('sha256').update(body).digest('hex') !== sum.toString()) return undefined;
    const { day, told, code, parts } = JSON.parse(bytes.toString('utf8', 65, head)) as Head;
    if (day !== today() || told.some(([question, path, answer]) => ask(question, path) !== answer)) return undefined;
    let at = head + 1;
    return {
      code,
      parts: parts.map(({ to, length }) => {
        at += length;
        return { to, text: bytes.subarray(at - length, at) };
      }),
    };
  } catch {
    return undefined;
  }
}

/** Keeps what a run said. That it cannot is nobody's trouble. */
export function keepRun(args: readonly string[], build: string, told: Told, { code, parts }: Kept): void {
  try {
    const file = fileFor(args, build);
    const texts = parts.map(({ text }) => Buffer.from(text as string));
    if (file === undefined || texts.reduce((sum, { length }) => sum + length, 0) > largest) return;
    const head: Head = { day: today(), told, code, parts: parts.map(({ to }, at) => ({ to, length: (texts[at] as Buffer).length })) };
    const body = Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), ...texts]);
    mkdirSync(folder(), { recursive: true, mode: 0o700 });
    forgetOld();
    const sum = createHash('sha256').update(body).digest('hex');
    writeFileSync(`${file}.${process.pid}`, Buffer.concat([Buffer.from(`${sum}\n`), body]), { mode: 0o600 });
    renameSync(`${file}.${process.pid}`, file);
  } catch {}
}

/** Says it, where it was said. */
export function say({ to, text }: Part): void {
  if (to === 'stdout') process.stdout.write(text);
  else if (to === 'stderr') process.stderr.write(text);
  else writeFileSync(to.file, text);
}

interface Head {
  readonly day: string;
  readonly told: Told;
  readonly code: number;
  readonly parts: readonly { readonly to: Part['to']; readonly length: number }[];
}

const largest = 50_000_000;
const daysKept = 30;

/** By build, command and place; undefined where a run does more than to say something. */
function fileFor(args: readonly string[], build: string): string | undefined {
  if (process.env.GITHUB_STEP_SUMMARY || args.some((word) => never.test(word))) return undefined;
  const sees = [build, process.version, process.cwd(), process.stdout.isTTY === true, process.env.NO_COLOR ?? '', ...args];
  return join(folder(), createHash('sha256').update(JSON.stringify(sees)).digest('hex'));
}

const never = /^(?:-h|--help|--no-cache|--update-baseline|--merge|--print-config)$/;

function folder(): string {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  if (XDG_CACHE_HOME) return join(resolve(XDG_CACHE_HOME), 'shipworthy');
  if (process.platform === 'win32') return join(LOCALAPPDATA ?? homedir(), 'shipworthy', 'Cache');
  return join(homedir(), process.platform === 'darwin' ? 'Library/Caches' : '.cache', 'shipworthy');
}

/** Ours, and nobody else may write it or its folder; Windows keeps a profile to its user by itself. */
function isMine(file: string): boolean {
  if (process.platform === 'win32') return true;
  return [folder(), file].every((path) => {
    const { uid, mode } = statSync(path);
    return uid === process.getuid?.() && (mode & 0o022) === 0;
  });
}

function forgetOld(): void {
  const before = Date.now() - daysKept * 86_400_000;
  for (const name of readdirSync(folder())) {
    if (!/^[0-9a-f]{64}/.test(name)) continue;
    const path = join(folder(), name);
    if (statSync(path).mtimeMs < before) rmSync(path);
  }
}
