// `shipworthy new`: writes a template into a file of its own, or what an initiative lacks of its seven; filled from the
// initiative's documents in that folder. Never overwrites.
import { constants } from 'node:fs';
import { access, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { URI } from 'vscode-uri';
import { beginFrom } from '../../core/have/begin.js';
import { saysOf } from '../../core/have/fills.js';
import { type Have, readHave } from '../../core/have/have.js';
import { kinds } from '../../core/schema/kinds.js';
import { type NewFile, type NewSyntax, newArtifact, newInitiative } from '../../newFiles.js';
import { kindNamed } from '../../recognise.js';
import { beside, type Neighbour } from '../beside.js';
import { nodeFiles } from '../nodeFiles.js';
import { Misuse, options } from './misuse.js';

export async function newCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = options({
    args: [...args],
    allowPositionals: true,
    options: {
      dir: { type: 'string' },
      syntax: { type: 'string' },
      goal: { type: 'string' },
      from: { type: 'string', multiple: true },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    process.stdout.write(`${help}\n`);
    return 0;
  }
  const [what, ...words] = positionals;
  if (what === undefined || words.length === 0) throw new Misuse('new takes a kind and a name: new prd "Answer suggestions"');
  const folder = resolve(values.dir ?? '.');
  const have = await Promise.all((values.from ?? []).map((path) => haveAt(path, folder)));
  const { files, from } = filesFor(what, words.join(' '), syntaxNamed(values.syntax), await neighboursIn(folder), values.goal, have);

  const taken: string[] = [];
  for (const { name } of files) if (await exists(join(folder, name))) taken.push(shown(join(folder, name)));
  if (taken.length > 0)
    throw new Misuse(
      `${taken.join(', ')} ${taken.length > 1 ? 'exist' : 'exists'} already; nothing was written. Take another name or --dir.`,
    );
  await writeAll(folder, files);
  for (const one of have) process.stderr.write(`From ${one.path}: ${saysOf(one)}.\n`);
  if (from.length > 0) process.stderr.write(`Joins ${from.join(', ')}: id, links and what they say already.\n`);
  return 0;
}

/** The text of a template, filled in from what stands in a folder; nothing is written. */
export async function templateFor(what: string, name: string, syntax: string | undefined, folder: string): Promise<readonly NewFile[]> {
  return filesFor(what, name, syntaxNamed(syntax), await neighboursIn(resolve(folder)), undefined).files;
}

interface Written {
  readonly files: readonly NewFile[];
  /** The files of the initiative that it joins. */
  readonly from: readonly string[];
}

function filesFor(
  what: string,
  name: string,
  syntax: NewSyntax,
  neighbours: readonly Neighbour[],
  goal: string | undefined,
  have: readonly Have[] = [],
): Written {
  const kind = kindNamed(what);
  if (have.length > 0 && !kind) throw new Misuse('--from begins one document: new monitoring NAME --from alerts.yml');
  const [empty] = kind ? have.filter((one) => Object.keys(beginFrom(kind, [one])).length === 0) : [];
  if (empty) throw new Misuse(`${empty.path} holds nothing that a ${what} begins with: ${saysOf(empty)}.`);
  if (!kind && what !== 'initiative') throw new Misuse(`There is no kind "${what}". Known are ${kinds.join(', ')}, initiative.`);
  const { joined, templateOf } = beside(neighbours, {
    syntax,
    name,
    ...(kind ? { kind } : {}),
    ...(goal === undefined ? {} : { goal }),
    from: have,
  });
  const files = kind
    ? [
        newArtifact(
          kind,
          name,
          syntax,
          templateOf,
          joined,
          have.map(({ path }) => path),
        ),
      ].filter((file) => file !== undefined)
    : newInitiative(name, syntax, templateOf, joined);
  const from = Object.values(joined?.files ?? {});
  if (files.length === 0)
    throw new Misuse(
      from.length > 0
        ? `The initiative has all of its documents (${from.join(', ')}); nothing was written.`
        : `"${name}" holds no letter or digit to make a file name of.`,
    );
  return { files, from };
}

/** A file of another format, named from the folder of the new document. */
async function haveAt(path: string, folder: string): Promise<Have> {
  const text = await nodeFiles.read(URI.file(resolve(path)).toString());
  if (text === undefined) throw new Misuse(`${path} cannot be read.`);
  const below = relative(folder, resolve(path)).split(sep).join('/');
  const have = readHave(below.startsWith('.') ? below : `./${below}`, text);
  if (!have) throw new Misuse(`${path} holds nothing to begin from. Known are ${formats}.`);
  return have;
}

const formats = 'Prometheus alert rules, OpenSLO documents, model cards and data contracts';

/** The documents of the folder itself; larger ones are no artifacts. A folder that is not there has none. */
async function neighboursIn(folder: string): Promise<readonly Neighbour[]> {
  const names = await readdir(folder).catch((): string[] => []);
  const read = names
    .filter((name) => /\.(?:ya?ml|md|markdown)$/i.test(name))
    .sort()
    .slice(0, 200)
    .map(async (name): Promise<readonly Neighbour[]> => {
      const path = join(folder, name);
      const info = await stat(path).catch(() => undefined);
      if (!info?.isFile() || info.size > 1_000_000) return [];
      return readFile(path, 'utf8').then(
        (text) => [{ name, text }],
        () => [],
      );
    });
  return (await Promise.all(read)).flat();
}

function syntaxNamed(given: string | undefined): NewSyntax {
  if (given === undefined || given === 'markdown' || given === 'md') return 'markdown';
  if (given === 'yaml' || given === 'yml') return 'yaml';
  throw new Misuse(`There is no syntax "${given}". Known are markdown, yaml.`);
}

/** `wx`: a file that appeared meanwhile is not overwritten either. */
async function writeAll(folder: string, files: readonly NewFile[]): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    for (const { name, text } of files) {
      await writeFile(join(folder, name), text, { flag: 'wx' });
      process.stdout.write(`${shown(join(folder, name))}\n`);
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    throw new Misuse(`${shown(folder)} cannot be written to: ${reasons[code] ?? code}.`);
  }
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission is denied',
  EEXIST: 'a file of that name is in the way',
  ENOTDIR: 'a file is in the way',
  EROFS: 'it is read-only',
  ENOSPC: 'the disk is full',
};

const exists = (path: string): Promise<boolean> =>
  access(path, constants.F_OK).then(
    () => true,
    () => false,
  );

const shown = (path: string): string => (relative(process.cwd(), path) || '.').split(sep).join('/');

const help = `Usage: shipworthy new KIND|initiative NAME [OPTIONS]

  --dir DIR                 where to; the current folder otherwise
  --syntax markdown|yaml    markdown otherwise
  --from FILE               begin from alert rules, OpenSLO, a model card or a data contract; may be given several times
  --goal SENTENCE           what success looks like, for an initiative that has no document yet

What the initiative says already is filled in: its documents are those in the folder with NAME as id, title or file name.
A new artifact joins the only initiative of its folder; a new initiative gets what it lacks.

Kinds: ${kinds.join(', ')}`;
