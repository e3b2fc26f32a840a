// `shipworthy new`: writes a template into a file of its own, or the seven of an initiative. Never overwrites.
import { constants } from 'node:fs';
import { access, mkdir, writeFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { kinds } from '../../core/schema/kinds.js';
import { template } from '../../core/templates/template.js';
import { type NewFile, type NewSyntax, newArtifact, newInitiative } from '../../newFiles.js';
import { kindNamed } from '../../recognise.js';
import { Misuse, options } from './misuse.js';

export async function newCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = options({
    args: [...args],
    allowPositionals: true,
    options: { dir: { type: 'string' }, syntax: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) {
    process.stdout.write(`${help}\n`);
    return 0;
  }
  const [what, ...words] = positionals;
  if (what === undefined || words.length === 0) throw new Misuse('new takes a kind and a name: new prd "Answer suggestions"');
  const folder = resolve(values.dir ?? '.');
  const files = filesFor(what, words.join(' '), syntaxNamed(values.syntax));

  const taken: string[] = [];
  for (const { name } of files) if (await exists(join(folder, name))) taken.push(shown(join(folder, name)));
  if (taken.length > 0)
    throw new Misuse(
      `${taken.join(', ')} ${taken.length > 1 ? 'exist' : 'exists'} already; nothing was written. Take another name or --dir.`,
    );
  await writeAll(folder, files);
  return 0;
}

function filesFor(what: string, name: string, syntax: NewSyntax): readonly NewFile[] {
  const templateOf = (kind: (typeof kinds)[number]) => template(kind, syntax);
  const kind = kindNamed(what);
  if (!kind && what !== 'initiative') throw new Misuse(`There is no kind "${what}". Known are ${kinds.join(', ')}, initiative.`);
  const files = kind
    ? [newArtifact(kind, name, syntax, templateOf)].filter((file) => file !== undefined)
    : newInitiative(name, syntax, templateOf);
  if (files.length === 0) throw new Misuse(`"${name}" holds no letter or digit to make a file name of.`);
  return files;
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

Kinds: ${kinds.join(', ')}`;
