// `check` for people: a file, its findings by line, a summary. Colour only on a terminal.
import type { Level } from '../../../core/rules/rule.js';
import { escapeTerminal as clean } from '../../../features/escape.js';
import type { CheckReport, ReportedFinding } from '../report.js';

export function asText(report: CheckReport, { colour }: { readonly colour: boolean }): string {
  const paint = colour ? (code: string, text: string) => `\u001b[${code}m${text}\u001b[0m` : (_code: string, text: string) => text;
  const out: string[] = [];
  // What the baseline knows is counted below; the editor shows it where it stands.
  for (const [path, findings] of byPath(report.findings.filter(({ baselined }) => !baselined))) {
    out.push(paint('1', path));
    const width = Math.max(...findings.map(({ range: { start } }) => `${start.line + 1}:${start.character + 1}`.length));
    for (const { range, level, message, rule, waiver } of findings) {
      const [first, ...more] = clean(message).split('\n');
      const place = `${range.start.line + 1}:${range.start.character + 1}`.padStart(width);
      out.push(
        `  ${place}  ${waiver ? paint('2', 'waived'.padEnd(11)) : paint(colours[level], level.padEnd(11))}  ${first}  ${paint('2', rule)}`,
      );
      if (waiver) more.push(`${waiver.by} until ${waiver.until}: ${clean(waiver.reason)}`);
      for (const line of more) out.push(`${' '.repeat(width + 17)}${line}`);
    }
    out.push('');
  }
  out.push(...staleLines(report), summaryWords(report));
  return `${out.join('\n')}\n`;
}

/** The findings of each file, in the order in which they stand. */
export function byPath(findings: readonly ReportedFinding[]): ReadonlyMap<string, readonly ReportedFinding[]> {
  const found = new Map<string, ReportedFinding[]>();
  for (const finding of findings) {
    const here = found.get(finding.path);
    if (here) here.push(finding);
    else found.set(finding.path, [finding]);
  }
  return found;
}

/** Entries that nothing answers to any more: somebody has mended what they stand for. */
function staleLines({ baseline }: CheckReport): readonly string[] {
  if (!baseline || baseline.stale.length === 0) return [];
  const { path, stale } = baseline;
  const rows = stale
    .slice(0, 10)
    .map(({ path: file, rule, pointer, count: times }) => `  ${file}  ${rule} ${clean(pointer)}${times > 1 ? ` ×${times}` : ''}`);
  const more = stale.length > 10 ? [`  and ${stale.length - 10} more`] : [];
  return [
    `${stale.length} stale ${stale.length === 1 ? 'entry' : 'entries'} in ${path}; --update-baseline takes them out:`,
    ...rows,
    ...more,
    '',
  ];
}

/** "3 errors, 1 warning (7 artifacts in 9 files)". */
export function summaryWords({ summary }: CheckReport): string {
  const { files, artifacts, waived, baselined = 0 } = summary;
  const levels = (['error', 'warning', 'information', 'hint'] as const).flatMap((level) => {
    const number = summary[level];
    return number > 0 ? [level === 'information' ? `${number} information` : count(number, level)] : [];
  });
  if (waived > 0) levels.push(`${waived} waived`);
  if (baselined > 0) levels.push(`${baselined} in the baseline`);
  if (artifacts === 0 && levels.length === 0)
    return `No artifact among ${count(files, 'file')}. A file is one by "kind: prd" at its top, or by a name such as recs.prd.md.`;
  const looked = `${count(artifacts, 'artifact')} in ${count(files, 'file')}`;
  return levels.length > 0 ? `${levels.join(', ')} (${looked})` : `Nothing to report (${looked}).`;
}

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;

const colours: Readonly<Record<Exclude<Level, 'off'>, string>> = { error: '31', warning: '33', information: '36', hint: '2' };
