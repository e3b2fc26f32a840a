// GitLab's code quality report. GitLab tells new from old by the fingerprint; what somebody has waived is listed as information.
import type { CheckReport } from '../report.js';

export function asGitlab({ findings }: CheckReport): string {
  const issues = findings.map(({ rule, level, message, path, range, fingerprint, baselined, waiver }) => ({
    description: waiver ? `Waived by ${waiver.by} until ${waiver.until}: ${waiver.reason} (${message})` : message,
    check_name: rule,
    fingerprint,
    severity: baselined || waiver ? 'info' : severities[level],
    location: { path, lines: { begin: range.start.line + 1, end: range.end.line + 1 } },
  }));
  return `${JSON.stringify(issues, null, 2)}\n`;
}

const severities = { error: 'major', warning: 'minor', information: 'info', hint: 'info' } as const;
