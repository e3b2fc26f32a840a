// `shipworthy check`: the same findings as in the editor, for people and for scripts.
import { writeFileSync } from 'node:fs';
import { URI } from 'vscode-uri';
import type { Check, Finding } from '../../core/check.js';
import { kinds } from '../../core/schema/kinds.js';
import { defaultSettings } from '../../core/settings.js';
import { lineIndex, type Position } from '../../core/text.js';
import { configName, kindNamed } from '../../recognise.js';
import { configurations } from '../configuration.js';
import { nodeFiles, today } from '../nodeFiles.js';
import { checkText } from '../workspace.js';
import { asJson } from './json.js';
import { Misuse, options } from './misuse.js';
import { asText } from './print.js';
import { type InputFile, readInputs, repositoryRoot } from './sources.js';

export interface CheckedFile {
  readonly file: InputFile;
  readonly check: Check | undefined;
  readonly findings: readonly PlacedFinding[];
}

export interface PlacedFinding extends Omit<Finding, 'span'> {
  readonly start: Position;
  readonly end: Position;
}

export interface Run {
  readonly asOf: string;
  readonly files: readonly CheckedFile[];
}

const formats = { text: asText, json: asJson } as const;

export async function checkCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = options({
    args: [...args],
    allowPositionals: true,
    options: {
      format: { type: 'string', multiple: true },
      output: { type: 'string', multiple: true },
      kind: { type: 'string' },
      'stdin-filename': { type: 'string' },
      'as-of': { type: 'string' },
      config: { type: 'string' },
      'print-config': { type: 'boolean' },
      'max-warnings': { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    process.stdout.write(`${help}\n`);
    return 0;
  }
  const wanted = (values.format ?? ['text']).map((name) => {
    if (!Object.hasOwn(formats, name)) throw new Misuse(`There is no format "${name}". Known are ${Object.keys(formats).join(', ')}.`);
    return name as keyof typeof formats;
  });
  const kind = values.kind === undefined ? undefined : kindNamed(values.kind);
  if (values.kind !== undefined && (!kind || !kinds.includes(kind)))
    throw new Misuse(`There is no kind "${values.kind}". Known are ${kinds.join(', ')}.`);
  const asOf = values['as-of'] ?? today();
  if (!/^\d{4}-\d{2}-\d{2}$/.test(asOf)) throw new Misuse(`--as-of takes a date such as 2026-11-24, not "${asOf}".`);
  const maxWarnings = values['max-warnings'] === undefined ? Number.POSITIVE_INFINITY : Number(values['max-warnings']);
  if (!(maxWarnings >= 0)) throw new Misuse('--max-warnings takes a number.');

  const inputs = await readInputs(positionals, values['stdin-filename']);
  const resolver = configurations(nodeFiles, () => ({ ...defaultSettings, today: asOf }));
  const faults = await configurationFaults(inputs, values.config, resolver);
  for (const { text } of faults) process.stderr.write(`${text}\n`);
  if (faults.some(({ fatal }) => fatal)) return 2;

  const files: CheckedFile[] = [];
  for (const file of inputs) {
    const { settings, uri } =
      values.config === undefined
        ? await resolver.forFile(URI.file(file.absolute).toString(), [rootFor(file.absolute)])
        : await resolver.forFile(URI.file(values.config).toString(), []);
    if (values['print-config']) {
      process.stdout.write(
        `${file.path}: ${uri === undefined ? 'built-in defaults' : relativeTo(uri)}\n${JSON.stringify({ ...settings, rules: Object.fromEntries(settings.rules), thresholds: Object.fromEntries(settings.thresholds) }, null, 2)}\n`,
      );
      return 0;
    }
    if (file.absolute.endsWith(configName)) continue;
    files.push(
      checkFile(file, (name) =>
        checkText(
          uri === undefined ? name : pathBelow(uri, file.absolute),
          file.text,
          settings,
          undefined,
          kind ? { kind, kindFrom: 'forced', candidate: false } : undefined,
        ),
      ),
    );
  }

  const run: Run = { asOf, files };
  wanted.forEach((format, at) => {
    const output = values.output?.[at];
    const text = formats[format](run, {
      colour: output === undefined && process.stdout.isTTY === true && process.env.NO_COLOR === undefined,
    });
    if (output === undefined) process.stdout.write(text);
    else writeFileSync(output, text);
  });
  const all = files.flatMap(({ findings }) => findings).filter(({ waiver }) => waiver === undefined);
  const warnings = all.filter(({ level }) => level === 'warning').length;
  return all.some(({ level }) => level === 'error') || warnings > maxWarnings ? 1 : 0;
}

function checkFile(file: InputFile, run: (name: string) => Check | undefined): CheckedFile {
  if (file.unreadable !== undefined) {
    const start = { line: 0, character: 0 };
    return {
      file,
      check: undefined,
      findings: [
        {
          rule: 'file-unreadable',
          level: 'error',
          message: `This file cannot be read: ${file.unreadable}.`,
          pointer: '',
          fixes: [],
          related: [],
          start,
          end: start,
        },
      ],
    };
  }
  const check = run(file.path.slice(file.path.lastIndexOf('/') + 1));
  if (!check) return { file, check, findings: [] };
  const lines = lineIndex(file.text);
  return {
    file,
    check,
    findings: check.findings.map(({ span, ...finding }) => ({
      ...finding,
      start: lines.positionAt(span[0]),
      end: lines.positionAt(span[1]),
    })),
  };
}

/** Every configuration in force is read once for its own faults: a broken one must not look like a clean run. */
async function configurationFaults(
  inputs: readonly InputFile[],
  given: string | undefined,
  resolver: ReturnType<typeof configurations>,
): Promise<readonly { readonly text: string; readonly fatal: boolean }[]> {
  const uris = new Set<string>();
  if (given !== undefined) uris.add(URI.file(given).toString());
  else
    for (const file of inputs) {
      const { uri } = await resolver.forFile(URI.file(file.absolute).toString(), [rootFor(file.absolute)]);
      if (uri !== undefined) uris.add(uri);
    }
  const faults: { text: string; fatal: boolean }[] = [];
  for (const uri of uris) {
    const text = await nodeFiles.read(uri);
    if (text === undefined) throw new Misuse(`The configuration ${relativeTo(uri)} cannot be read.`);
    const lines = lineIndex(text);
    for (const problem of resolver.problems(text)) {
      const { line, character } = lines.positionAt(problem.at[0]);
      faults.push({ text: `${relativeTo(uri)}:${line + 1}:${character + 1} ${problem.message}`, fatal: problem.code !== 'config-unknown' });
    }
  }
  return faults;
}

const rootFor = (absolute: string): string => URI.file(repositoryRoot(absolute) ?? process.cwd()).toString();
const relativeTo = (uri: string): string => pathBelow(URI.file(`${process.cwd()}/x`).toString(), URI.parse(uri).fsPath);

function pathBelow(configUri: string, absolute: string): string {
  const folder = URI.parse(configUri).fsPath.replace(/[^/\\]*$/, '');
  return (
    absolute.startsWith(folder)
      ? absolute.slice(folder.length)
      : absolute.slice(Math.max(absolute.lastIndexOf('/'), absolute.lastIndexOf('\\')) + 1)
  ).replaceAll('\\', '/');
}

const help = `Usage: shipworthy check [PATH…] [OPTIONS]

  --format text|json        several, each with its own --output
  --output FILE             where a format goes; standard output otherwise
  --kind KIND               treats every file named as of this kind
  --stdin-filename NAME     the name of what comes on standard input (PATH is -)
  --as-of YYYY-MM-DD        "today"
  --config FILE             this configuration and no other
  --print-config            which configuration is in force, and what it says
  --max-warnings N          more warnings than this fail the run`;
