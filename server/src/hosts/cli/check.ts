// `shipworthy check`: the same findings as in the editor, for people and for scripts.
import { writeFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { URI } from 'vscode-uri';
import { type Check, type Finding, judge } from '../../core/check.js';
import type { Initiative } from '../../core/project.js';
import { type Report, reportOf } from '../../core/report.js';
import { kinds } from '../../core/schema/kinds.js';
import { type Phase, phases } from '../../core/schema/look.js';
import { defaultSettings, type Settings } from '../../core/settings.js';
import { lineIndex, type Position } from '../../core/text.js';
import { configName, kindNamed, type Recognised } from '../../recognise.js';
import { readArtifact } from '../artifacts.js';
import { configurations, type InForce } from '../configuration.js';
import { nodeFiles, repositoryRoot, slashes, today } from '../nodeFiles.js';
import { project } from '../project.js';
import { asJson } from './json.js';
import { Misuse, options } from './misuse.js';
import { asText } from './print.js';
import type { PlaceOf } from './readiness.js';
import { type InputFile, readBeside, readInputs } from './sources.js';

export interface CheckedFile {
  readonly file: InputFile;
  readonly check: Check | undefined;
  /** The id of what it belongs to; absent for candidates and for what is no artifact. */
  readonly initiative?: string;
  readonly findings: readonly PlacedFinding[];
}

export interface PlacedFinding extends Omit<Finding, 'span' | 'related'> {
  readonly start: Position;
  readonly end: Position;
  readonly related: readonly { readonly path: string; readonly start: Position; readonly end: Position; readonly message: string }[];
}

export interface Run {
  readonly asOf: string;
  readonly files: readonly CheckedFile[];
  /** What the files belong to, in order of their ids. */
  readonly initiatives: readonly { readonly id: string; readonly report: Report }[];
  readonly placeOf: PlaceOf;
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
      gate: { type: 'string' },
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

  const gate = phases.find((phase) => phase === values.gate);
  if (values.gate !== undefined && !gate) throw new Misuse(`There is no phase "${values.gate}". Known are ${phases.join(', ')}.`);

  const inputs = await readInputs(positionals, values['stdin-filename']);
  const resolver = configurations(nodeFiles, () => ({ ...defaultSettings, today: asOf }));
  const faults = await configurationFaults(inputs, values.config, resolver);
  for (const { text } of faults) process.stderr.write(`${text}\n`);
  if (faults.some(({ fatal }) => fatal)) return 2;

  const given = values.config === undefined ? undefined : URI.file(resolve(values.config)).toString();
  const inForce = (absolute: string): Promise<InForce> =>
    given === undefined ? resolver.forFile(URI.file(absolute).toString(), [rootFor(absolute)]) : resolver.forFile(given, []);
  if (values['print-config']) {
    const first = inputs[0];
    if (first) process.stdout.write(configurationInForce(first, await inForce(first.absolute)));
    return 0;
  }
  const forced = kind ? ({ kind, kindFrom: 'forced', candidate: false } as const) : undefined;
  const run: Run = { asOf, ...(await checkFiles(inputs, inForce, forced)) };
  const { files } = run;
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
  const closed = gate ? closedGates(run, gate) : [];
  for (const line of closed) process.stderr.write(`${line}\n`);
  return all.some(({ level }) => level === 'error') || warnings > maxWarnings || closed.length > 0 ? 1 : 0;
}

/** A sentence an initiative that may not go on; nothing to go on with is closed too. */
function closedGates({ initiatives }: Run, gate: Phase): readonly string[] {
  if (initiatives.length === 0) return [`The gate of ${gate} is closed: there is no artifact.`];
  return initiatives.flatMap(({ id, report: { readiness } }) => {
    const upTo = phases.slice(0, phases.indexOf(gate) + 1);
    if (readiness.phases.find(({ phase }) => phase === gate)?.gate) return [];
    const open = readiness.cells.filter(
      (cell) => cell.primary && upTo.includes(cell.phase) && cell.status !== 'ready' && cell.status !== 'not applicable',
    );
    const cells = open.map(({ responsibility, phase, status }) => `${responsibility} ${phase} (${status})`).join(', ');
    return [`${id}: the gate of ${gate} is closed: ${cells || 'there are errors that nobody has waived'}.`];
  });
}

/** Each file among all that belongs to it, whether or not those were asked for. */
async function checkFiles(
  inputs: readonly InputFile[],
  inForce: (absolute: string) => Promise<InForce>,
  forced: Recognised | undefined,
): Promise<Pick<Run, 'files' | 'initiatives' | 'placeOf'>> {
  const index = project();
  const settings = new Map<string, Settings>();
  const take = async (file: InputFile, asked: boolean): Promise<void> => {
    if (file.unreadable !== undefined || file.absolute.endsWith(configName)) return;
    const force = await inForce(file.absolute);
    const member = readArtifact({ uri: URI.file(file.absolute).toString(), text: file.text }, force, asked ? forced : undefined);
    if (!member) return;
    settings.set(member.path, force.settings);
    index.put(member);
  };
  for (const file of inputs) await take(file, true);
  for (const file of await readBeside(inputs)) await take(file, false);
  const reports = new Map<Initiative, Report>();
  const reportFor = (initiative: Initiative): Report => {
    const report = reports.get(initiative) ?? reportOf(initiative, ({ path }) => settings.get(path) as Settings);
    reports.set(initiative, report);
    return report;
  };
  const files = inputs
    .filter(({ absolute }) => !absolute.endsWith(configName))
    .map((file): CheckedFile => {
      if (file.unreadable !== undefined) return unreadable(file, file.unreadable);
      const member = index.member(URI.file(file.absolute).path);
      if (!member) return { file, check: undefined, findings: [] };
      const initiative = index.initiativeOf(member.path);
      const check = initiative
        ? (reportFor(initiative).checks.find(({ path }) => path === member.path) as Check)
        : judge(member, settings.get(member.path) as Settings);
      const lines = lineIndex(file.text);
      return {
        file,
        check,
        ...(initiative ? { initiative: nameOf(initiative) } : {}),
        findings: check.findings.map(
          ({ span, related, ...finding }): PlacedFinding => ({
            ...finding,
            start: lines.positionAt(span[0]),
            end: lines.positionAt(span[1]),
            related: related.map(({ member: other, span: place, message }) => {
              const rows = lineIndex(other.source.text);
              return { path: relativePath(other.path), start: rows.positionAt(place[0]), end: rows.positionAt(place[1]), message };
            }),
          }),
        ),
      };
    });
  const initiatives = [...reports.values()]
    .map((report) => ({ id: nameOf(report.initiative), report }))
    .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const placeOf: PlaceOf = (path, [start]) => ({
    path: relativePath(path),
    line: lineIndex(index.member(path)?.source.text ?? '').positionAt(start).line,
  });
  return { files, initiatives, placeOf };
}

/** Its id; a folder is named from here. */
const nameOf = ({ id, from }: Initiative): string => (from === 'id' ? id : relativePath(id) || '.');

function unreadable(file: InputFile, why: string): CheckedFile {
  const start = { line: 0, character: 0 };
  const message = `This file cannot be read: ${why}.`;
  return {
    file,
    check: undefined,
    findings: [{ rule: 'file-unreadable', level: 'error', message, pointer: '', fixes: [], related: [], start, end: start }],
  };
}

function configurationInForce(file: InputFile, { settings, uri }: InForce): string {
  const plain = { ...settings, rules: Object.fromEntries(settings.rules), thresholds: Object.fromEntries(settings.thresholds) };
  return `${file.path}: ${uri === undefined ? 'built-in defaults' : relativeTo(uri)}\n${JSON.stringify(plain, null, 2)}\n`;
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

const relativePath = (path: string): string => slashes(relative(process.cwd(), URI.from({ scheme: 'file', path }).fsPath));
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
  --gate PHASE              also fails where the gate of this phase is closed
  --max-warnings N          more warnings than this fail the run`;
