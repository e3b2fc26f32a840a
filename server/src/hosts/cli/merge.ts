// `check --shard I/N` and `check --merge FILE…`: a large repository is checked in parts, and the parts' JSON becomes the same bytes as
// one run over everything. An initiative is never cut apart.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { version } from '../version.js';
import { Misuse } from './misuse.js';
import { type CheckReport, whole } from './report.js';

export interface Shard {
  readonly index: number;
  readonly of: number;
}

export function shardOf(said: string): Shard {
  const [, index, of] = /^(\d{1,4})\/(\d{1,4})$/.exec(said)?.map(Number) ?? [];
  if (!index || !of || index > of) throw new Misuse(`--shard takes a part of a whole such as 2/4, not "${said}".`);
  return { index, of };
}

/** `name` is an initiative's id, or the path of a file that belongs to none. */
export const isIn = ({ index, of }: Shard, name: string): boolean =>
  createHash('sha256').update(name).digest().readUInt32BE(0) % of === index - 1;

export function mergeFiles(paths: readonly string[]): CheckReport {
  return merged(paths.map((path) => ({ path, report: readReport(path) })));
}

function merged(parts: readonly { readonly path: string; readonly report: CheckReport }[]): CheckReport {
  const [first] = parts;
  if (!first) throw new Misuse('--merge takes the JSON files that check --shard wrote.');
  const { asOf, shard = '' } = first.report;
  const of = shard.slice(shard.indexOf('/') + 1);
  for (const { path, report } of parts) {
    if (report.asOf !== asOf) throw new Misuse(`${path} is as of ${report.asOf}, ${first.path} as of ${asOf}; give all the same --as-of.`);
    if (!report.shard?.endsWith(`/${of}`)) throw new Misuse(`${path} is no part of the same run as ${first.path}.`);
  }
  const there = new Set(parts.map(({ report }) => report.shard));
  if (there.size < parts.length) throw new Misuse('A part was given twice.');
  const missing = Array.from({ length: Number(of) }, (_, at) => `${at + 1}/${of}`).filter((each) => !there.has(each));
  if (missing.length > 0) throw new Misuse(`The parts ${missing.join(', ')} are missing.`);
  const reports = parts.map(({ report }) => report);
  const baseline = reports.find((report) => report.baseline)?.baseline;
  return whole({
    asOf,
    files: reports.reduce((sum, { summary }) => sum + summary.files, 0),
    ...(baseline ? { baseline: { path: baseline.path, stale: stale(reports) } } : {}),
    artifacts: by(
      ({ path }) => path,
      reports.flatMap(({ artifacts }) => artifacts),
    ),
    findings: by(
      ({ path }) => path,
      reports.flatMap(({ findings }) => findings),
    ),
    initiatives: by(
      ({ id }) => id,
      reports.flatMap(({ initiatives }) => initiatives),
    ),
  });
}

/** What is gone altogether is missed by every part. */
function stale(reports: readonly CheckReport[]): NonNullable<CheckReport['baseline']>['stale'] {
  const entries = new Map(reports.flatMap(({ baseline }) => baseline?.stale ?? []).map((entry) => [JSON.stringify(entry), entry] as const));
  return by(({ path }) => path, [...entries.values()]);
}

/** Sorted by a name; what has the same one stays in its order. */
const by = <T>(nameOf: (one: T) => string, all: readonly T[]): readonly T[] =>
  [...all].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : nameOf(a) > nameOf(b) ? 1 : 0));

function readReport(path: string): CheckReport {
  const report = parsed(path);
  if (report.schemaVersion !== 1 || report.shard === undefined) throw new Misuse(`${path} is not the JSON of a check --shard.`);
  if (report.tool.version !== version) throw new Misuse(`${path} was written by version ${report.tool.version}; this is ${version}.`);
  return report;
}

function parsed(path: string): CheckReport {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new Misuse(`${path} cannot be read.`);
  }
  try {
    return JSON.parse(text) as CheckReport;
  } catch {
    throw new Misuse(`${path} is not JSON.`);
  }
}
