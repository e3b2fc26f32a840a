// `shipworthy check`: the same findings as in the editor, for people and for scripts.
import { writeFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { URI } from 'vscode-uri';
import type { Baseline } from '../../core/baseline.js';
import { type Check, type Finding, judge } from '../../core/check.js';
import type { Initiative } from '../../core/project.js';
import { type Report, reportOf } from '../../core/report.js';
import { kinds } from '../../core/schema/kinds.js';
import { type Phase, phases } from '../../core/schema/look.js';
import { defaultSettings, type Settings } from '../../core/settings.js';
import { lineIndex, type Position } from '../../core/text.js';
import type { PlaceOf } from '../../features/readiness.js';
import { configName, kindNamed, type Recognised } from '../../recognise.js';
import { readArtifact } from '../artifacts.js';
import { configurations, type InForce } from '../configuration.js';
import { knownFiles } from '../known.js';
import { nodeFiles, repositoryRoot, slashes, today } from '../nodeFiles.js';
import { project } from '../project.js';
import { type BaselineRun, baselineIn, baselineRun, update } from './baseline.js';
import { configurationAsJson, configurationFaults, configurationInForce } from './config.js';
import { asJson } from './json.js';
import { Misuse, options } from './misuse.js';
import { asText } from './print.js';
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

/** Relative to the current folder, the line from 0. */
export interface LinePlace {
  readonly path: string;
  readonly line: number;
}

export interface Run {
  readonly asOf: string;
  readonly files: readonly CheckedFile[];
  /** What the files belong to, in order of their ids. */
  readonly initiatives: readonly { readonly id: string; readonly report: Report }[];
  readonly placeOf: PlaceOf<LinePlace>;
  readonly baseline?: BaselineRun;
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
      baseline: { type: 'string' },
      'update-baseline': { type: 'boolean' },
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
  const given = values.config === undefined ? undefined : await resolver.load(URI.file(resolve(values.config)).toString());
  if (values.config !== undefined && !given) throw new Misuse(`The configuration ${values.config} cannot be read.`);
  const inForce = async (absolute: string): Promise<InForce> =>
    given ?? resolver.forFile(URI.file(absolute).toString(), [rootFor(absolute)]);
  const force = await Promise.all(inputs.map(({ absolute }) => inForce(absolute)));
  const faults = await configurationFaults(force, resolver);
  for (const { text } of faults) process.stderr.write(`${text}\n`);
  if (faults.some(({ fatal }) => fatal)) return 2;
  if (values['print-config']) {
    const [first, [own]] = [inputs[0], force];
    const print = wanted[0] === 'json' ? configurationAsJson : configurationInForce;
    if (first && own) process.stdout.write(print(first.path, own));
    return 0;
  }

  const named = values.baseline === undefined ? force.flatMap(({ baseline }) => baseline ?? [])[0] : undefined;
  const baselineFile = values.baseline === undefined ? named && URI.parse(named).fsPath : resolve(values.baseline);
  const toUpdate = values['update-baseline'] === true;
  if (toUpdate && !baselineFile) throw new Misuse('--update-baseline needs --baseline FILE, or baseline: in shipworthy.yaml.');
  let baseline = baselineFile && (values.baseline !== undefined || toUpdate) ? await baselineIn(baselineFile, toUpdate) : undefined;
  const forced = kind ? ({ kind, kindFrom: 'forced', candidate: false } as const) : undefined;
  const look = (): ReturnType<typeof checkFiles> =>
    checkFiles(inputs, async (absolute) => withBaselineOf(await inForce(absolute), baseline), forced);
  let found = await look();
  const folders = positionals.length > 0 ? positionals.map((path) => resolve(path)) : [process.cwd()];
  if (baselineFile && baseline && toUpdate) {
    baseline = update(baselineFile, baseline, { files: found.files, inputs, folders });
    found = await look();
  }
  const counted = baseline ?? force.flatMap(({ settings }) => settings.baseline ?? [])[0];
  const run: Run = {
    asOf,
    ...found,
    ...(baselineFile && counted ? { baseline: baselineRun(baselineFile, counted, { files: found.files, inputs, folders }) } : {}),
  };
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

const withBaselineOf = (force: InForce, baseline: Baseline | undefined): InForce =>
  baseline ? { ...force, settings: { ...force.settings, baseline } } : force;

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
export async function checkFiles(
  inputs: readonly InputFile[],
  inForce: (absolute: string) => Promise<InForce>,
  forced: Recognised | undefined,
): Promise<Pick<Run, 'files' | 'initiatives' | 'placeOf'>> {
  const index = project();
  const beside = knownFiles(nodeFiles);
  const settings = new Map<string, Settings>();
  const take = async (file: InputFile, asked: boolean): Promise<void> => {
    if (file.unreadable !== undefined || file.absolute.endsWith(configName)) return;
    const force = await inForce(file.absolute);
    const uri = URI.file(file.absolute).toString();
    await beside.learn(uri, file.text);
    const found = readArtifact({ uri, text: file.text }, force, asked ? forced : undefined);
    if (!found) return;
    const member = { ...found, exists: (path: string) => (index.member(path) ? true : beside.exists(path)) };
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
  const placeOf: PlaceOf<LinePlace> = (path, [start]) => ({
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

const relativePath = (path: string): string => slashes(relative(process.cwd(), URI.from({ scheme: 'file', path }).fsPath));
const rootFor = (absolute: string): string => URI.file(repositoryRoot(absolute) ?? process.cwd()).toString();
const help = `Usage: shipworthy check [PATH…] [OPTIONS]

  --format text|json        several, each with its own --output
  --output FILE             where a format goes; standard output otherwise
  --kind KIND               treats every file named as of this kind
  --stdin-filename NAME     the name of what comes on standard input (PATH is -)
  --as-of YYYY-MM-DD        "today"
  --config FILE             this configuration and no other
  --print-config            which files are in force, and which of them decides what
  --baseline FILE           what stands in it is known: only new findings fail
  --update-baseline         writes the baseline anew
  --gate PHASE              also fails where the gate of this phase is closed
  --max-warnings N          more warnings than this fail the run`;
