// What `check` says, as data: the contract that scripts build on, and the one thing that every format shows.
// Same input, same bytes: no time, no user, no absolute path.
import { createHash } from 'node:crypto';
import type { BaselineEntry } from '../../core/baseline.js';
import type { Level } from '../../core/rules/rule.js';
import type { Position } from '../../core/text.js';
import { type LinePlace, readinessAsJson } from '../../features/readiness.js';
import { version } from '../version.js';
import type { Run } from './run.js';

export interface CheckReport {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: 'shipworthy'; readonly version: string };
  readonly asOf: string;
  /** "2/4": the part that this run looked at; absent where it looked at everything. */
  readonly shard?: string;
  readonly summary: Summary;
  readonly baseline?: { readonly path: string; readonly stale: readonly BaselineEntry[] };
  readonly artifacts: readonly { readonly path: string; readonly kind: string; readonly initiative?: string }[];
  readonly findings: readonly ReportedFinding[];
  readonly initiatives: readonly ReportedInitiative[];
}

/** What is waived or in the baseline counts there only. */
export interface Summary {
  readonly files: number;
  readonly artifacts: number;
  readonly error: number;
  readonly warning: number;
  readonly information: number;
  readonly hint: number;
  readonly waived: number;
  readonly baselined?: number;
}

export interface ReportedFinding {
  readonly rule: string;
  readonly level: Exclude<Level, 'off'>;
  readonly message: string;
  readonly path: string;
  readonly range: Range;
  readonly pointer: string;
  readonly kind?: string | undefined;
  readonly initiative?: string | undefined;
  readonly fixes: number;
  readonly related: readonly { readonly path: string; readonly range: Range; readonly message: string }[];
  /** By rule, field and words, never by line: the same finding in a moved line has the same one. 32 hexadecimal digits, each once. */
  readonly fingerprint: string;
  readonly baselined?: true;
  readonly waived?: true;
  readonly waiver?: { readonly rule: string; readonly until: string; readonly by: string; readonly reason: string };
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export type ReportedInitiative = ReturnType<typeof readinessAsJson<LinePlace>>;

export function asReport(run: Run): CheckReport {
  const fingerprint = fingerprints();
  const findings = run.files.flatMap(({ file, check, initiative, findings: found }) =>
    found.map(
      (finding): ReportedFinding => ({
        rule: finding.rule,
        level: finding.level,
        message: finding.message,
        path: file.path,
        range: { start: finding.start, end: finding.end },
        pointer: finding.pointer,
        kind: check?.source.kind,
        initiative,
        fixes: finding.fixes.length,
        related: finding.related.map(({ path, start, end, message }) => ({ path, range: { start, end }, message })),
        fingerprint: fingerprint(file.path, finding.knownBy),
        ...(finding.baselined ? { baselined: true } : {}),
        ...(finding.waiver
          ? {
              waived: true,
              waiver: { rule: finding.waiver.rule, until: finding.waiver.until, by: finding.waiver.by, reason: finding.waiver.reason },
            }
          : {}),
      }),
    ),
  );
  return whole({
    asOf: run.asOf,
    ...(run.shard ? { shard: run.shard } : {}),
    files: run.files.length,
    ...(run.baseline ? { baseline: run.baseline } : {}),
    artifacts: run.files.flatMap(({ file, check, initiative }) =>
      check ? [{ path: file.path, kind: check.source.kind, ...(initiative === undefined ? {} : { initiative }) }] : [],
    ),
    findings,
    initiatives: run.initiatives.map(({ id, report }) => readinessAsJson(id, report.readiness, run.placeOf)),
  });
}

/** What a report is made of; all counts follow from it. */
export interface Parts extends Pick<CheckReport, 'asOf' | 'shard' | 'baseline' | 'artifacts' | 'findings' | 'initiatives'> {
  readonly files: number;
}

export function whole({ asOf, shard, files, baseline, artifacts, findings, initiatives }: Parts): CheckReport {
  const count = (level: string) => findings.filter((finding) => finding.level === level && !finding.waived && !finding.baselined).length;
  return {
    schemaVersion: 1,
    tool: { name: 'shipworthy', version },
    asOf,
    ...(shard === undefined ? {} : { shard }),
    summary: {
      files,
      artifacts: artifacts.length,
      error: count('error'),
      warning: count('warning'),
      information: count('information'),
      hint: count('hint'),
      waived: findings.filter(({ waived }) => waived).length,
      ...(baseline ? { baselined: findings.filter(({ baselined }) => baselined).length } : {}),
    },
    ...(baseline ? { baseline } : {}),
    artifacts,
    findings,
    initiatives,
  };
}

const severity = { error: 0, warning: 1, information: 2, hint: 3 } as const;

/** The first so many, the worst first where not all are taken. */
export const mostSevere = (findings: readonly ReportedFinding[], most: number): readonly ReportedFinding[] =>
  findings.length <= most ? findings : [...findings].sort((a, b) => severity[a.level] - severity[b.level]).slice(0, most);

/** Several alike in one file are told apart by their order. */
function fingerprints(): (path: string, knownBy: string) => string {
  const times = new Map<string, number>();
  return (path, knownBy) => {
    const key = `${path}\u0000${knownBy}`;
    const nth = times.get(key) ?? 0;
    times.set(key, nth + 1);
    return createHash('sha256').update(`${key}\u0000${nth}`).digest('hex').slice(0, 32);
  };
}
