// What one run of `check` looked at and found. It knows files and what belongs together, not options and not formats.
import { relative } from 'node:path';
import { URI } from 'vscode-uri';
import { knownBy } from '../../core/baseline.js';
import { type Check, type Finding, judge } from '../../core/check.js';
import type { Initiative } from '../../core/project.js';
import { type Report, reportOf } from '../../core/report.js';
import type { Settings } from '../../core/settings.js';
import { type LineIndex, lineIndex, type Position } from '../../core/text.js';
import type { LinePlace, PlaceOf } from '../../features/readiness.js';
import { configName, type Recognised } from '../../recognise.js';
import { readArtifact } from '../artifacts.js';
import type { InForce } from '../configuration.js';
import { gitRepositories } from '../git.js';
import { knownFiles } from '../known.js';
import { boundsOf, nodeFiles, slashes } from '../nodeFiles.js';
import { pasts } from '../pasts.js';
import { project } from '../project.js';
import type { BaselineRun } from './baseline.js';
import { type InputFile, readBeside, workspaceOf } from './sources.js';

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
  /** What stays when its line moves: rule, field and words. */
  readonly knownBy: string;
  readonly related: readonly { readonly path: string; readonly start: Position; readonly end: Position; readonly message: string }[];
}

export interface Run {
  readonly asOf: string;
  /** "2/4", where only a part was looked at. */
  readonly shard?: string;
  readonly files: readonly CheckedFile[];
  /** What the files belong to, in order of their ids. */
  readonly initiatives: readonly { readonly id: string; readonly report: Report }[];
  readonly placeOf: PlaceOf<LinePlace>;
  readonly baseline?: BaselineRun;
}

/**
 * Each file among all that belongs to it, whether or not those were asked for. `isAsked` leaves out whole initiatives by their name,
 * and by its path a file that belongs to none.
 */
export async function checkFiles(
  inputs: readonly InputFile[],
  inForce: (absolute: string) => Promise<InForce>,
  forced: Recognised | undefined,
  isAsked: (name: string) => boolean = () => true,
): Promise<Pick<Run, 'files' | 'initiatives' | 'placeOf'>> {
  const index = project();
  const beside = knownFiles(nodeFiles, boundsOf(inputs.map(({ absolute }) => workspaceOf(absolute))));
  const history = pasts(gitRepositories, (uri) => inForce(URI.parse(uri).fsPath));
  const settings = new Map<string, Settings>();
  const take = async (file: InputFile, asked: boolean): Promise<void> => {
    if (file.unreadable !== undefined || file.absolute.endsWith(configName)) return;
    const force = await inForce(file.absolute);
    const uri = URI.file(file.absolute).toString();
    await beside.learn(uri, file.text);
    const found = readArtifact({ uri, text: file.text }, force, asked ? forced : undefined);
    if (!found) return;
    const member = {
      ...found,
      exists: (path: string) => (index.member(path) ? true : beside.exists(path)),
      have: beside.besideOf(found),
      past: () => history.of(found.path),
    };
    settings.set(member.path, force.settings);
    index.put(member);
  };
  for (const file of inputs) await take(file, true);
  for (const file of await readBeside(inputs)) await take(file, false);
  // What nothing is built on needs no history.
  await history.learn(index.initiatives().flatMap(({ members }) => (members.length > 1 ? members.map(({ path }) => path) : [])));
  const reports = new Map<Initiative, Report>();
  const reportFor = (initiative: Initiative): Report => {
    const report = reports.get(initiative) ?? reportOf(initiative, ({ path }) => settings.get(path) as Settings);
    reports.set(initiative, report);
    return report;
  };
  const files = inputs
    .filter(({ absolute }) => !absolute.endsWith(configName))
    .flatMap((file): readonly CheckedFile[] => {
      const member = file.unreadable === undefined ? index.member(URI.file(file.absolute).path) : undefined;
      const initiative = member && index.initiativeOf(member.path);
      if (!isAsked(initiative ? nameOf(initiative) : file.path)) return [];
      if (file.unreadable !== undefined) return [unreadable(file, file.unreadable)];
      if (!member) return [{ file, check: undefined, findings: [] }];
      const check = initiative
        ? (reportFor(initiative).checks.find(({ path }) => path === member.path) as Check)
        : judge(member, settings.get(member.path) as Settings);
      const lines = lineIndex(file.text);
      return [
        {
          file,
          check,
          ...(initiative ? { initiative: nameOf(initiative) } : {}),
          findings: check.findings.map(
            ({ span, related, ...finding }): PlacedFinding => ({
              ...finding,
              start: lines.positionAt(span[0]),
              end: lines.positionAt(span[1]),
              knownBy: knownBy('', file.text, { ...finding, span, related }),
              related: related.map(({ member: other, span: place, message }) => {
                const rows = lineIndex(other.source.text);
                return { path: relativePath(other.path), start: rows.positionAt(place[0]), end: rows.positionAt(place[1]), message };
              }),
            }),
          ),
        },
      ];
    });
  const initiatives = [...reports.values()]
    .map((report) => ({ id: nameOf(report.initiative), report }))
    .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const known = new Map<string, { readonly path: string; readonly lines: LineIndex }>();
  const placeOf: PlaceOf<LinePlace> = (path, [start]) => {
    const at = known.get(path) ?? { path: relativePath(path), lines: lineIndex(index.member(path)?.source.text ?? '') };
    known.set(path, at);
    return { path: at.path, line: at.lines.positionAt(start).line };
  };
  return { files, initiatives, placeOf };
}

/** Its id; a folder is named from here. */
export const nameOf = ({ id, from }: Initiative): string => (from === 'id' ? id : relativePath(id) || '.');

function unreadable(file: InputFile, why: string): CheckedFile {
  const start = { line: 0, character: 0 };
  const message = `This file cannot be read: ${why}.`;
  return {
    file,
    check: undefined,
    findings: [
      {
        rule: 'file-unreadable',
        level: 'error',
        message,
        pointer: '',
        knownBy: 'file-unreadable',
        fixes: [],
        related: [],
        start,
        end: start,
      },
    ],
  };
}

export const relativePath = (path: string): string => slashes(relative(process.cwd(), URI.from({ scheme: 'file', path }).fsPath));
