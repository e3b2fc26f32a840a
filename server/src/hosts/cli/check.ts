// `shipworthy check`: the same findings as in the editor, for people and for scripts.
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { URI } from 'vscode-uri';
import type { Baseline } from '../../core/baseline.js';
import { kinds } from '../../core/schema/kinds.js';
import { type Phase, phases } from '../../core/schema/look.js';
import { defaultSettings } from '../../core/settings.js';
import { kindNamed } from '../../recognise.js';
import { configurations, type InForce } from '../configuration.js';
import { nodeFiles, repositoryRoot, today } from '../nodeFiles.js';
import { baselineIn, baselineRun, update } from './baseline.js';
import { configurationAsJson, configurationFaults, configurationInForce } from './config.js';
import { type FormatName, formats } from './formats/index.js';
import { Misuse, options } from './misuse.js';
import { checkFiles, type Run } from './run.js';
import { readInputs } from './sources.js';

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
    return name as FormatName;
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
