// JUnit XML: a suite a file, a case a finding. Only what fails the run is a failure; the rest is told, so that a green run is green.
import { escapeMarkup } from '../../../features/escape.js';
import type { CheckReport, ReportedFinding } from '../report.js';
import { byPath } from './text.js';

export function asJunit(report: CheckReport): string {
  const found = byPath(report.findings);
  const paths = [...new Set([...report.artifacts.map(({ path }) => path), ...found.keys()])].sort();
  const suites = paths.map((path) => suite(path, found.get(path) ?? []));
  const all = report.findings;
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="shipworthy"${counts(all, paths.filter((path) => !found.has(path)).length)}>
${suites.join('\n')}
</testsuites>
`;
}

function suite(path: string, findings: readonly ReportedFinding[]): string {
  const name = escapeMarkup(path);
  const cases = findings.length > 0 ? findings.map(oneCase) : [`    <testcase name="nothing to report" classname="${name}"/>`];
  return [`  <testsuite name="${name}"${counts(findings, findings.length === 0 ? 1 : 0)}>`, ...cases, '  </testsuite>'].join('\n');
}

function oneCase({ rule, level, message, path, range, waiver, baselined }: ReportedFinding): string {
  const at = `${range.start.line + 1}:${range.start.character + 1}`;
  const opened = `    <testcase name="${escapeMarkup(`${rule} ${at}`)}" classname="${escapeMarkup(path)}" file="${escapeMarkup(path)}" line="${range.start.line + 1}">`;
  const said = escapeMarkup(message);
  const inner = waiver
    ? `<skipped message="${escapeMarkup(`${waiver.by} until ${waiver.until}: ${waiver.reason}`)}"/>`
    : level === 'error'
      ? `<failure type="${escapeMarkup(rule)}" message="${escapeMarkup(message.split('\n')[0] ?? '')}">${escapeMarkup(`${path}:${at} `)}${said}</failure>`
      : `<system-out>${baselined ? 'in the baseline' : level}: ${said}</system-out>`;
  return `${opened}${inner}</testcase>`;
}

function counts(findings: readonly ReportedFinding[], clean: number): string {
  const failures = findings.filter(({ level, waiver }) => level === 'error' && !waiver).length;
  const skipped = findings.filter(({ waiver }) => waiver).length;
  return ` tests="${findings.length + clean}" failures="${failures}" errors="0" skipped="${skipped}"`;
}
