// A comment on a pull request: readiness first, then what has to change, within what a comment may hold. The first line is for
// whoever updates the comment instead of writing another. Words of documents are escaped: they are no markup here and call nobody.
import { phases } from '../../../core/schema/look.js';
import { escapeMarkdown } from '../../../features/escape.js';
import { percent } from '../../../features/readiness.js';
import type { CheckReport, ReportedFinding, ReportedInitiative } from '../report.js';
import { byPath, summaryWords } from './text.js';

/** GitHub takes 65,536 characters of a comment, GitLab more. */
const limit = 60_000;

export function asMarkdown(report: CheckReport): string {
  const out = ['<!-- shipworthy -->', '## Shipworthy', '', escapeMarkdown(summaryWords(report)), ''];
  if (report.initiatives.length > 0) out.push(...readinessTable(report.initiatives), '');
  const counted = report.findings.filter(
    ({ level, waived, baselined }) => !waived && !baselined && level !== 'hint' && level !== 'information',
  );
  let left = limit - out.join('\n').length;
  let told = 0;
  for (const [path, findings] of byPath(counted)) {
    const head = ['', `### ${escapeMarkdown(path)}`, '', '| Line | | Finding |', '| ---: | --- | --- |'];
    const rows: string[] = [];
    left -= head.join('\n').length;
    for (const finding of findings) {
      const row = findingRow(finding);
      if (left < row.length + 1) break;
      left -= row.length + 1;
      rows.push(row);
    }
    if (rows.length === 0) break;
    told += rows.length;
    out.push(...head, ...rows);
  }
  if (told < counted.length) out.push('', `And ${counted.length - told} more.`);
  const waived = report.findings.flatMap(({ path, range, rule, waiver }) =>
    waiver ? [{ path, line: range.start.line, rule, waiver }] : [],
  );
  if (waived.length > 0) out.push('', '### Waived', '', ...within(left, waived.map(waivedRow)));
  return `${out.join('\n')}\n`;
}

const findingRow = ({ range, level, message, rule }: ReportedFinding): string =>
  `| ${range.start.line + 1} | ${level} | ${escapeMarkdown(message)} \`${rule.replaceAll('`', '')}\` |`;

const waivedRow = ({
  path,
  line,
  rule,
  waiver,
}: {
  path: string;
  line: number;
  rule: string;
  waiver: NonNullable<ReportedFinding['waiver']>;
}): string =>
  `- ${escapeMarkdown(path)}:${line + 1} \`${rule.replaceAll('`', '')}\` until ${waiver.until} by ${escapeMarkdown(waiver.by)}: ${escapeMarkdown(waiver.reason)}`;

/** As many lines as there is room for, and how many there are beyond. */
function within(room: number, lines: readonly string[]): readonly string[] {
  let left = room - 40;
  const shown = lines.filter((line) => {
    left -= line.length + 1;
    return left >= 0;
  });
  return shown.length === lines.length ? shown : [...shown, `- and ${lines.length - shown.length} more`];
}

function readinessTable(initiatives: readonly ReportedInitiative[]): readonly string[] {
  return [
    `| Initiative | ${phases.join(' | ')} |`,
    `| --- | ${phases.map(() => '---').join(' | ')} |`,
    ...initiatives.map(
      ({ id, phase: now, phases: all }) =>
        `| ${escapeMarkdown(id)} | ${phases
          .map((phase) => {
            const { score = 0, gate = false, boundBy } = all[phase] ?? {};
            const words = `${percent(score)}${gate ? ', gate open' : boundBy ? `, bound by ${boundBy}` : ''}`;
            return phase === now ? `**${words}**` : words;
          })
          .join(' | ')} |`,
    ),
  ];
}
