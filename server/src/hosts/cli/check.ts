// `shipworthy check`: the same findings as in the editor, for people and for scripts.
import { appendFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { URI } from 'vscode-uri';
import type { Baseline } from '../../core/baseline.js';
import { kinds } from '../../core/schema/kinds.js';
import { type Phase, phases } from '../../core/schema/look.js';
import { defaultSettings } from '../../core/settings.js';
import { kindNamed } from '../../recognise.js';
import { beginToRemember, remembered } from '../asked.js';
import { configurations, type InForce } from '../configuration.js';
import { nodeFiles, repositoryRoot } from '../nodeFiles.js';
import { today } from '../today.js';
import { baselineIn, baselineRun, update } from './baseline.js';
import { changedSince, withCommit } from './changed.js';
import { configurationAsJson, configurationFaults, configurationInForce } from './config.js';
import { type FormatName, formats } from './formats/index.js';
import { type Kept, keepRun, type Part, say } from './kept.js';
import { isIn, mergeFiles, shardOf } from './merge.js';
import { Misuse, options } from './misuse.js';
import { asReport, type CheckReport } from './report.js';
import { checkFiles } from './run.js';
import { readInputs } from './sources.js';

/** `build` tells this program from others, for who comes after and would say the same. */
export async function checkCommand(args: readonly string[], build?: string): Promise<number> {
  const parts: Part[] = [];
  const tell: Tell = (part) => {
    parts.push(part);
    say(part);
  };
  if (build !== undefined) beginToRemember();
  const code = await check(args, tell);
  const told = remembered();
  if (build !== undefined && told) keepRun(['check', ...args], build, told, { code, parts } satisfies Kept);
  return code;
}

type Tell = (part: Part) => void;

async function check(args: readonly string[], tell: Tell): Promise<number> {
  const { values, positionals } = options({
    args: [...withCommit(args)],
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
      shard: { type: 'string' },
      changed: { type: 'string' },
      merge: { type: 'boolean' },
      'no-cache': { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    tell({ to: 'stdout', text: `${help}\n` });
    return 0;
  }
  const wanted = (values.format ?? ['text']).map((name) => {
    if (!Object.hasOwn(formats, name)) throw new Misuse(`There is no format "${name}". Known are ${Object.keys(formats).join(', ')}.`);
    return name as FormatName;
  });
  const maxWarnings = values['max-warnings'] === undefined ? Number.POSITIVE_INFINITY : Number(values['max-warnings']);
  if (!(maxWarnings >= 0)) throw new Misuse('--max-warnings takes a number.');
  const gate = phases.find((phase) => phase === values.gate);
  if (values.gate !== undefined && !gate) throw new Misuse(`There is no phase "${values.gate}". Known are ${phases.join(', ')}.`);

  const report = values.merge ? mergeFiles(positionals) : await look(values, positionals, wanted[0], tell);
  if (!report) return 0;
  if (report === 'refused') return 2;
  wanted.forEach((format, at) => {
    sayIn(report, format, values.output?.[at], tell);
  });
  const closed = gate ? closedGates(report, gate, values.changed !== undefined) : [];
  for (const line of closed) tell({ to: 'stderr', text: `${line}\n` });
  return report.summary.error > 0 || report.summary.warning > maxWarnings || closed.length > 0 ? 1 : 0;
}

interface Asked {
  readonly kind?: string | undefined;
  readonly 'stdin-filename'?: string | undefined;
  readonly 'as-of'?: string | undefined;
  readonly config?: string | undefined;
  readonly 'print-config'?: boolean | undefined;
  readonly baseline?: string | undefined;
  readonly 'update-baseline'?: boolean | undefined;
  readonly shard?: string | undefined;
  readonly changed?: string | undefined;
}

/** Undefined: nothing was to be checked; refused: the configuration cannot be used, which has been said. */
async function look(
  values: Asked,
  positionals: readonly string[],
  first: FormatName | undefined,
  tell: Tell,
): Promise<CheckReport | 'refused' | undefined> {
  const kind = values.kind === undefined ? undefined : kindNamed(values.kind);
  if (values.kind !== undefined && (!kind || !kinds.includes(kind)))
    throw new Misuse(`There is no kind "${values.kind}". Known are ${kinds.join(', ')}.`);
  const asOf = values['as-of'] ?? today();
  if (!/^\d{4}-\d{2}-\d{2}$/.test(asOf)) throw new Misuse(`--as-of takes a date such as 2026-11-24, not "${asOf}".`);
  const shard = values.shard === undefined ? undefined : shardOf(values.shard);

  const all = await readInputs(positionals, values['stdin-filename']);
  const inputs = values.changed === undefined ? all : await changedSince(all, values.changed);
  const resolver = configurations(nodeFiles, () => ({ ...defaultSettings, today: asOf }));
  const given = values.config === undefined ? undefined : await resolver.load(URI.file(resolve(values.config)).toString());
  if (values.config !== undefined && !given) throw new Misuse(`The configuration ${values.config} cannot be read.`);
  const inForce = async (absolute: string): Promise<InForce> =>
    given ?? resolver.forFile(URI.file(absolute).toString(), [rootFor(absolute)]);
  const force = await Promise.all(inputs.map(({ absolute }) => inForce(absolute)));
  const faults = await configurationFaults(force, resolver);
  for (const { text } of faults) tell({ to: 'stderr', text: `${text}\n` });
  if (faults.some(({ fatal }) => fatal)) return 'refused';
  if (values['print-config']) {
    const [input, [own]] = [inputs[0], force];
    if (!input || !own) return undefined;
    const uri = URI.file(input.absolute).toString();
    const unread = given ? [] : await resolver.shadowed(uri, [rootFor(input.absolute)]);
    tell({ to: 'stdout', text: first === 'json' ? configurationAsJson(input.path, own) : configurationInForce(input.path, own, unread) });
    return undefined;
  }

  const named = values.baseline === undefined ? force.flatMap(({ baseline }) => baseline ?? [])[0] : undefined;
  const baselineFile = values.baseline === undefined ? named && URI.parse(named).fsPath : resolve(values.baseline);
  const toUpdate = values['update-baseline'] === true;
  if (toUpdate && !baselineFile) throw new Misuse('--update-baseline needs --baseline FILE, or baseline: in shipworthy.yaml.');
  if (toUpdate && values.changed !== undefined) throw new Misuse('--update-baseline looks at everything; leave --changed out.');
  if (toUpdate && shard) throw new Misuse('--update-baseline looks at everything; leave --shard out.');
  let baseline = baselineFile && (values.baseline !== undefined || toUpdate) ? await baselineIn(baselineFile, toUpdate) : undefined;
  const forced = kind ? ({ kind, kindFrom: 'forced', candidate: false } as const) : undefined;
  const judged = (): ReturnType<typeof checkFiles> =>
    checkFiles(
      inputs,
      async (absolute) => withBaselineOf(await inForce(absolute), baseline),
      forced,
      shard && ((name) => isIn(shard, name)),
    );
  let found = await judged();
  const ours = new Set(found.files.map(({ file }) => file.absolute));
  const looked = {
    inputs: inputs.filter(({ absolute }) => ours.has(absolute)),
    folders: positionals.length > 0 ? positionals.map((path) => resolve(path)) : [process.cwd()],
    elsewhere: new Set(shard || inputs !== all ? all.map(({ absolute }) => absolute).filter((absolute) => !ours.has(absolute)) : []),
  };
  if (baselineFile && baseline && toUpdate) {
    baseline = update(baselineFile, baseline, { files: found.files, ...looked });
    found = await judged();
  }
  const counted = baseline ?? force.flatMap(({ settings }) => settings.baseline ?? [])[0];
  return asReport({
    asOf,
    ...(shard ? { shard: `${shard.index}/${shard.of}` } : {}),
    ...found,
    ...(baselineFile && counted ? { baseline: baselineRun(baselineFile, counted, { files: found.files, ...looked }) } : {}),
  });
}

/** Where a format goes; what GitHub shows on the page of a run is the comment for a pull request. */
function sayIn(report: CheckReport, format: FormatName, file: string | undefined, tell: Tell): void {
  const output = file === '-' ? undefined : file;
  const text = formats[format](report, {
    colour: output === undefined && process.stdout.isTTY === true && process.env.NO_COLOR === undefined,
  });
  tell({ to: output === undefined ? 'stdout' : { file: output }, text });
  const page = process.env.GITHUB_STEP_SUMMARY;
  if (format === 'github' && page) appendFileSync(page, formats.markdown(report));
}

const withBaselineOf = (force: InForce, baseline: Baseline | undefined): InForce =>
  baseline ? { ...force, settings: { ...force.settings, baseline } } : force;

/** A sentence an initiative that may not go on; nothing to go on with is closed too, unless another part has it or nothing changed. */
function closedGates({ initiatives, shard }: CheckReport, gate: Phase, onlyChanged: boolean): readonly string[] {
  if (initiatives.length === 0 && shard === undefined && !onlyChanged) return [`The gate of ${gate} is closed: there is no artifact.`];
  return initiatives.flatMap(({ id, phases: all, cells }) => {
    const upTo = phases.slice(0, phases.indexOf(gate) + 1);
    if (all[gate]?.gate) return [];
    const open = cells.filter(
      (cell) => cell.primary && upTo.includes(cell.phase) && cell.status !== 'ready' && cell.status !== 'not applicable',
    );
    const words = open.map(({ responsibility, phase, status }) => `${responsibility} ${phase} (${status})`).join(', ');
    return [`${id}: the gate of ${gate} is closed: ${words || 'there are errors that nobody has waived'}.`];
  });
}

const rootFor = (absolute: string): string => URI.file(repositoryRoot(dirname(absolute)) ?? process.cwd()).toString();
const help = `Usage: shipworthy check [PATH…] [OPTIONS]

  --format text|json|sarif|junit|github|gitlab|markdown
                            several, each with its own --output
  --output FILE             where a format goes; standard output otherwise, and for -
  --kind KIND               treats every file named as of this kind
  --stdin-filename NAME     the name of what comes on standard input (PATH is -)
  --as-of YYYY-MM-DD        "today"
  --config FILE             this configuration and no other
  --print-config            which files are in force, and which of them decides what
  --baseline FILE           what stands in it is known: only new findings fail
  --update-baseline         writes the baseline anew
  --gate PHASE              also fails where the gate of this phase is closed
  --max-warnings N          more warnings than this fail the run
  --changed [REF]           only documents that say something else than REF does (HEAD if not said)
  --shard I/N               only one of N parts, with --format json
  --no-cache                looks anew even where nothing changed since the last time
  --merge FILE…             the JSON of all parts as one run, in any format`;
