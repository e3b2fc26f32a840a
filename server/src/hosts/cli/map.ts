// `shipworthy map`: how far each initiative is, as text, data, Markdown, a picture or a page of its own.
import { writeFileSync } from 'node:fs';
import { URI } from 'vscode-uri';
import { type Phase, phases } from '../../core/schema/look.js';
import { defaultSettings } from '../../core/settings.js';
import { mapFormats } from '../../features/mapFile/mapFile.js';
import { readinessAsJson } from '../../features/readiness.js';
import { configurations } from '../configuration.js';
import { nodeFiles, repositoryRoot, today } from '../nodeFiles.js';
import { version } from '../version.js';
import { mapAsText } from './map/text.js';
import { Misuse, options } from './misuse.js';
import { checkFiles, type Run } from './run.js';
import { readInputs } from './sources.js';

const formats: Readonly<Record<string, (run: Run) => string>> = {
  text: mapAsText,
  json: asJson,
  ...mapFormats,
};

export async function mapCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = options({
    args: [...args],
    allowPositionals: true,
    options: {
      format: { type: 'string' },
      output: { type: 'string' },
      'as-of': { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    process.stdout.write(`${help}\n`);
    return 0;
  }
  const name = values.format ?? 'text';
  const format = Object.hasOwn(formats, name) ? formats[name] : undefined;
  if (!format) throw new Misuse(`There is no format "${name}". Known are ${Object.keys(formats).join(', ')}.`);
  const text = format(await runOf(positionals, values['as-of']));
  if (values.output === undefined) process.stdout.write(text);
  else writeFileSync(values.output, text);
  return 0;
}

/** What `check` would find, without a word of it. `texts` stand instead of what the files hold, by absolute path. */
export async function runOf(
  paths: readonly string[],
  day: string | undefined,
  texts: ReadonlyMap<string, string> = new Map(),
): Promise<Run> {
  const asOf = day ?? today();
  if (!/^\d{4}-\d{2}-\d{2}$/.test(asOf)) throw new Misuse(`--as-of takes a date such as 2026-11-24, not "${asOf}".`);
  const resolver = configurations(nodeFiles, () => ({ ...defaultSettings, today: asOf }));
  const inputs = (await readInputs(paths, undefined)).map((file) => ({ ...file, text: texts.get(file.absolute) ?? file.text }));
  const found = await checkFiles(
    inputs,
    (absolute) => resolver.forFile(URI.file(absolute).toString(), [URI.file(repositoryRoot(absolute) ?? process.cwd()).toString()]),
    undefined,
  );
  return { asOf, ...found };
}

function asJson({ asOf, initiatives, placeOf }: Run): string {
  const report = {
    schemaVersion: 1,
    tool: { name: 'shipworthy', version },
    asOf,
    initiatives: initiatives.map(({ id, report: { readiness } }) => readinessAsJson(id, readiness, placeOf)),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

export const isCounted = (phase: Phase, now: Phase): boolean => phases.indexOf(phase) <= phases.indexOf(now);

const help = `Usage: shipworthy map [PATH…] [OPTIONS]

  --format text|json|markdown|svg|html
  --output FILE             where it goes; standard output otherwise
  --as-of YYYY-MM-DD        "today"`;
