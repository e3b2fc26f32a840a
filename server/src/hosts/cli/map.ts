// `shipworthy map`: how far each initiative is, as text, data, Markdown, a picture or a page of its own.
import { existsSync, writeFileSync } from 'node:fs';
import { URI } from 'vscode-uri';
import { initiativesOf } from '../../core/project.js';
import { projectionNames, projectionOf } from '../../core/projections.js';
import { reportOf } from '../../core/report.js';
import { type Phase, phases } from '../../core/schema/look.js';
import { defaultSettings, type Settings } from '../../core/settings.js';
import { lineIndex } from '../../core/text.js';
import { type MapSubject, mapFormats } from '../../features/mapFile/mapFile.js';
import { projectionFormats } from '../../features/projection.js';
import { readinessAsJson } from '../../features/readiness.js';
import { configurations } from '../configuration.js';
import { membersAt, type Repository } from '../history.js';
import { nodeFiles, repositoryRoot } from '../nodeFiles.js';
import { today } from '../today.js';
import { trendsOf } from '../trend.js';
import { version } from '../version.js';
import { mapAsText } from './map/text.js';
import { Misuse, options } from './misuse.js';
import { forceOn, insideOf, namedBy, repositoryAt, unknownCommit } from './past.js';
import { checkFiles, nameOf, type Run, relativePath } from './run.js';
import { readInputs } from './sources.js';

const formats: Readonly<Record<string, (subject: MapSubject) => string>> = {
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
      at: { type: 'string' },
      trend: { type: 'boolean' },
      projection: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    process.stdout.write(`${help}\n`);
    return 0;
  }
  const name = values.format ?? 'text';
  if (values.projection !== undefined) {
    if (values.trend) throw new Misuse('A projection has no trend.');
    return write(await projected(values.projection, name, positionals, values), values.output);
  }
  const format = Object.hasOwn(formats, name) ? formats[name] : undefined;
  if (!format) throw new Misuse(`There is no format "${name}". Known are ${Object.keys(formats).join(', ')}.`);
  const text = format(await subjectOf(positionals, { day: values['as-of'], at: values.at, trend: values.trend === true }));
  return write(text, values.output);
}

function write(text: string, output: string | undefined): 0 {
  if (output === undefined) process.stdout.write(text);
  else writeFileSync(output, text);
  return 0;
}

/** The same evidence by somebody else's list. */
async function projected(
  wanted: string,
  name: string,
  paths: readonly string[],
  { 'as-of': day, at }: { readonly 'as-of'?: string | undefined; readonly at?: string | undefined },
): Promise<string> {
  const known = projectionNames.find((one) => one.name === wanted);
  if (!known) throw new Misuse(`There is no projection "${wanted}". Known are ${projectionNames.map((one) => one.name).join(', ')}.`);
  const format = Object.hasOwn(projectionFormats, name) ? projectionFormats[name as keyof typeof projectionFormats] : undefined;
  if (!format) throw new Misuse(`A projection has no format "${name}". Known are ${Object.keys(projectionFormats).join(', ')}.`);
  const { initiatives, placeOf } = await subjectOf(paths, { day, at, trend: false });
  return format({ initiatives: initiatives.map(({ id, report }) => ({ id, projection: projectionOf(report, known.name) })), placeOf });
}

/** What the files say now, or said at a commit; with `trend`, over the commits before it as well. */
async function subjectOf(
  paths: readonly string[],
  { day, at, trend }: { readonly day: string | undefined; readonly at: string | undefined; readonly trend: boolean },
): Promise<MapSubject> {
  if (at === undefined && !trend) return runOf(paths, day);
  const repository = await repositoryAt(paths[0] ?? '.');
  const commit = await repository.commit(at ?? 'HEAD');
  if (!commit) throw new Misuse(unknownCommit(at ?? 'HEAD'));
  // As of the day of the commit, unless somebody asks otherwise: what was overdue then is another question than what is overdue now.
  const subject: MapSubject = at === undefined ? await runOf(paths, day) : await runAtCommit(repository, commit, paths, day ?? commit.day);
  if (!trend) return subject;
  const all = subject.initiatives.map(({ report }) => report.initiative);
  const trends = await trendsOf(repository, commit.id, all, forceOn(subject.asOf));
  return {
    ...subject,
    initiatives: subject.initiatives.map((one) => {
      const own = trends.get(one.report.initiative);
      return own ? { ...one, trend: own } : one;
    }),
  };
}

async function runAtCommit(
  repository: Repository,
  commit: { readonly id: string },
  paths: readonly string[],
  asOf: string,
): Promise<MapSubject> {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(asOf)) throw new Misuse(`--as-of takes a date such as 2026-11-24, not "${asOf}".`);
  const members = await membersAt(repository, commit.id, forceOn(asOf), insideOf(paths), existsSync);
  const settings = new Map(members.map((member) => [member.path, member.settings]));
  const asked = namedBy(paths);
  const initiatives = initiativesOf(members)
    .filter((initiative) => initiative.members.some(({ path }) => asked(path)))
    .map((initiative) => ({ id: nameOf(initiative), report: reportOf(initiative, ({ path }) => settings.get(path) as Settings) }))
    .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  return {
    asOf,
    at: commit.id.slice(0, 7),
    initiatives,
    placeOf: (path, [start]) => ({
      path: relativePath(path),
      line: lineIndex(members.find((member) => member.path === path)?.source.text ?? '').positionAt(start).line,
    }),
  };
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

function asJson({ asOf, at, initiatives, placeOf }: MapSubject): string {
  const report = {
    schemaVersion: 1,
    tool: { name: 'shipworthy', version },
    asOf,
    ...(at ? { at } : {}),
    initiatives: initiatives.map(({ id, report: { readiness }, trend }) => ({
      ...readinessAsJson(id, readiness, placeOf),
      ...(trend ? { trend } : {}),
    })),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

export const isCounted = (phase: Phase, now: Phase): boolean => phases.indexOf(phase) <= phases.indexOf(now);

const help = `Usage: shipworthy map [PATH…] [OPTIONS]

  --format text|json|markdown|svg|html
  --projection NAME         ml-test-score, nist-ai-rmf, eu-ai-act or iso-42001: what bears on each row; text, json, markdown, html
  --output FILE             where it goes; standard output otherwise
  --as-of YYYY-MM-DD        "today"
  --at REF                  what the documents said at a commit, branch or tag, as of its day
  --trend                   the scores over the commits that touched them, the last 30 at most`;
