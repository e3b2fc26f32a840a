// `check --baseline FILE`, `--update-baseline`: what was there before anybody looked, what of it is gone, and writing it anew.
import { writeFileSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { URI } from 'vscode-uri';
import { type Baseline, type BaselineEntry, entriesOf, staleIn, writeBaseline } from '../../core/baseline.js';
import { readBaselineAt } from '../configuration.js';
import { nodeFiles, slashes } from '../nodeFiles.js';
import { Misuse } from './misuse.js';
import type { CheckedFile } from './run.js';
import type { InputFile } from './sources.js';

export interface BaselineRun {
  /** Relative to the current folder. */
  readonly path: string;
  /** Entries that nothing answers to any more, with how many too many they count. */
  readonly stale: readonly BaselineEntry[];
}

/** The baseline in a file; an empty one where it is to be written and is not there yet. */
export async function baselineIn(file: string, toWrite: boolean): Promise<Baseline> {
  const baseline = await readBaselineAt(nodeFiles, URI.file(file).toString());
  if (baseline) return baseline;
  const there = (await nodeFiles.read(URI.file(file).toString())) !== undefined;
  if (there || !toWrite)
    throw new Misuse(`The baseline ${pathOf(file)} ${there ? 'cannot be understood' : 'is not there; --update-baseline writes it'}.`);
  return { folder: `${URI.file(resolve(file, '..')).path.replace(/\/$/, '')}/`, entries: [] };
}

/** What was found of the files that were looked at; of the others what was there. */
export function update(file: string, baseline: Baseline, looked: Looked): Baseline {
  const kept = baseline.entries.filter(({ path }) => !isCovered(baseline, path, looked));
  const entries = [...kept, ...entriesNow(baseline, looked)];
  writeFileSync(file, writeBaseline(entries));
  return { ...baseline, entries };
}

export const baselineRun = (file: string, baseline: Baseline, looked: Looked): BaselineRun => ({
  path: pathOf(file),
  stale: staleIn(
    baseline.entries.filter(({ path }) => isCovered(baseline, path, looked)),
    entriesNow(baseline, looked),
  ),
});

/** What a run looked at: files, and the folders that it was asked for. */
export interface Looked {
  readonly files: readonly CheckedFile[];
  readonly inputs: readonly InputFile[];
  readonly folders: readonly string[];
  /** Absolute paths that another part of the same run looks at. */
  readonly elsewhere?: ReadonlySet<string>;
}

const entriesNow = ({ folder }: Baseline, { files }: Looked): readonly BaselineEntry[] =>
  files.flatMap(({ file, check }) => {
    const path = URI.file(file.absolute).path;
    return check && path.startsWith(folder) ? entriesOf(path.slice(folder.length), check.source.text, check.findings) : [];
  });

/** A file that is gone from a folder was looked at too. */
function isCovered({ folder }: Baseline, path: string, { inputs, folders, elsewhere }: Looked): boolean {
  const absolute = URI.from({ scheme: 'file', path: folder + path }).fsPath;
  if (elsewhere?.has(absolute)) return false;
  return (
    inputs.some((file) => file.absolute === absolute) || folders.some((each) => absolute.startsWith(each.endsWith(sep) ? each : each + sep))
  );
}

const pathOf = (file: string): string => slashes(relative(process.cwd(), file));
