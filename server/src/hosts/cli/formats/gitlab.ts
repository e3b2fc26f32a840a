// GitLab's code quality report. GitLab tells new from old by the fingerprint; what somebody has waived is not in it.
import type { CheckReport } from '../report.js';

export function asGitlab({ findings }: CheckReport): string {
  const issues = findings
    .filter(({ waived }) => !waived)
    .map(({ rule, level, message, path, range, fingerprint, baselined }) => ({
      description: message,
      check_name: rule,
      fingerprint,
      severity: baselined ? 'info' : severities[level],
      location: { path, lines: { begin: range.start.line + 1, end: range.end.line + 1 } },
    }));
  return `${JSON.stringify(issues, null, 2)}\n`;
}

const severities = { error: 'major', warning: 'minor', information: 'info', hint: 'info' } as const;
