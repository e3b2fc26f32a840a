// Annotations of GitHub Actions, the worst first and no more than are shown, then everything as text in a group.
// Which line is a command GitHub decides by "::" at its start and by "##[" anywhere: words of documents get neither.
import type { CheckReport, ReportedFinding } from '../report.js';
import { asText } from './text.js';

/** So many of each kind are shown for a step (docs.github.com, "Usage limits" of workflow commands). */
const shown = 10;

export function asGithub(report: CheckReport): string {
  const counted = report.findings.filter(({ waived, baselined }) => !waived && !baselined);
  const lines = (['error', 'warning', 'information'] as const).flatMap((level) =>
    counted
      .filter((finding) => finding.level === level)
      .slice(0, shown)
      .map((finding) => annotation(commands[level], finding)),
  );
  const text = asText(report, { colour: false }).split('\n').map(harmless).join('\n');
  return [...lines, '::group::Shipworthy', `${text}::endgroup::`, ''].join('\n');
}

const commands = { error: 'error', warning: 'warning', information: 'notice' } as const;

function annotation(command: string, { rule, message, path, range: { start, end } }: ReportedFinding): string {
  const oneLine = start.line === end.line;
  const properties = [
    `file=${property(path)}`,
    `line=${start.line + 1}`,
    `endLine=${end.line + 1}`,
    // Columns over several lines are refused.
    ...(oneLine ? [`col=${start.character + 1}`, `endColumn=${end.character + 1}`] : []),
    `title=${property(rule)}`,
  ];
  return `::${command} ${properties.join(',')}::${escaped(message)}`;
}

const escaped = (text: string): string => harmless(text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A'));
const property = (text: string): string => escaped(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
const harmless = (line: string): string => line.replace(/##\[/g, '## [').replace(/^(\s*):(?=:)/, '$1: ');
