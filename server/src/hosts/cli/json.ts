// `check --format json`: the contract that scripts build on. Same input, same bytes: no time, no user, no absolute path.
import { version } from '../version.js';
import type { Run } from './check.js';

export function asJson(run: Run): string {
  const findings = run.files.flatMap(({ file, check, findings: found }) =>
    found.map((finding) => ({
      rule: finding.rule,
      level: finding.level,
      message: finding.message,
      path: file.path,
      range: { start: finding.start, end: finding.end },
      pointer: finding.pointer,
      kind: check?.source.kind,
      initiative: check ? initiativeOf(file.path, check.artifact.data.id) : undefined,
      fixes: finding.fixes.length,
      related: [],
      ...(finding.waiver
        ? {
            waived: true,
            waiver: { rule: finding.waiver.rule, until: finding.waiver.until, by: finding.waiver.by, reason: finding.waiver.reason },
          }
        : {}),
    })),
  );
  const count = (level: string) => findings.filter((finding) => finding.level === level && !finding.waived).length;
  const report = {
    schemaVersion: 1,
    tool: { name: 'shipworthy', version },
    asOf: run.asOf,
    summary: {
      files: run.files.length,
      artifacts: run.files.filter(({ check }) => check).length,
      error: count('error'),
      warning: count('warning'),
      information: count('information'),
      hint: count('hint'),
      waived: findings.filter(({ waived }) => waived).length,
    },
    findings,
    initiatives: [],
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

/** The id that artifacts share; where there is none, their folder. */
export const initiativeOf = (path: string, id: unknown): string =>
  typeof id === 'string' && id !== '' ? id : path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.';
