// `check --format json`: the contract that scripts build on. Same input, same bytes: no time, no user, no absolute path.

import { readinessAsJson } from '../../../features/readiness.js';
import { version } from '../../version.js';
import type { Run } from '../run.js';

export function asJson(run: Run): string {
  const findings = run.files.flatMap(({ file, check, initiative, findings: found }) =>
    found.map((finding) => ({
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
      ...(finding.baselined ? { baselined: true } : {}),
      ...(finding.waiver
        ? {
            waived: true,
            waiver: { rule: finding.waiver.rule, until: finding.waiver.until, by: finding.waiver.by, reason: finding.waiver.reason },
          }
        : {}),
    })),
  );
  const count = (level: string) => findings.filter((finding) => finding.level === level && !finding.waived && !finding.baselined).length;
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
      ...(run.baseline ? { baselined: findings.filter(({ baselined }) => baselined).length } : {}),
    },
    ...(run.baseline ? { baseline: run.baseline } : {}),
    findings,
    initiatives: run.initiatives.map(({ id, report }) => readinessAsJson(id, report.readiness, run.placeOf)),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
