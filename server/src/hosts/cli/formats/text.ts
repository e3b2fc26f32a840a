// `check` for people: a file, its findings by line, a summary. Colour only on a terminal.
import type { Level } from '../../../core/rules/rule.js';
import type { Run } from '../run.js';

export function asText(run: Run, { colour }: { readonly colour: boolean }): string {
  const paint = colour ? (code: string, text: string) => `\u001b[${code}m${text}\u001b[0m` : (_code: string, text: string) => text;
  const out: string[] = [];
  for (const { file, findings: all } of run.files) {
    // What the baseline knows is counted below; the editor shows it where it stands.
    const findings = all.filter(({ baselined }) => !baselined);
    if (findings.length === 0) continue;
    out.push(paint('1', file.path));
    const width = Math.max(...findings.map(({ start }) => `${start.line + 1}:${start.character + 1}`.length));
    for (const { start, level, message, rule, waiver } of findings) {
      const [first, ...more] = clean(message).split('\n');
      const place = `${start.line + 1}:${start.character + 1}`.padStart(width);
      out.push(
        `  ${place}  ${waiver ? paint('2', 'waived'.padEnd(11)) : paint(colours[level], level.padEnd(11))}  ${first}  ${paint('2', rule)}`,
      );
      if (waiver) more.push(`${waiver.by} until ${waiver.until}: ${clean(waiver.reason)}`);
      for (const line of more) out.push(`${' '.repeat(width + 17)}${line}`);
    }
    out.push('');
  }
  out.push(...staleLines(run), summary(run));
  return `${out.join('\n')}\n`;
}

/** Entries that nothing answers to any more: somebody has mended what they stand for. */
function staleLines({ baseline }: Run): readonly string[] {
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

function summary(run: Run): string {
  const all = run.files.flatMap(({ findings }) => findings);
  const artifacts = run.files.filter(({ check }) => check).length;
  const looked = `${count(artifacts, 'artifact')} in ${count(run.files.length, 'file')}`;
  if (artifacts === 0 && all.length === 0)
    return `No artifact among ${count(run.files.length, 'file')}. A file is one by "kind: prd" at its top, or by a name such as recs.prd.md.`;
  const levels = (['error', 'warning', 'information', 'hint'] as const).flatMap((level) => {
    const number = all.filter((finding) => finding.level === level && !finding.waiver && !finding.baselined).length;
    return number > 0 ? [level === 'information' ? `${number} information` : count(number, level)] : [];
  });
  const waived = all.filter(({ waiver }) => waiver).length;
  if (waived > 0) levels.push(`${waived} waived`);
  const known = all.filter(({ baselined }) => baselined).length;
  if (known > 0) levels.push(`${known} in the baseline`);
  return levels.length > 0 ? `${levels.join(', ')} (${looked})` : `Nothing to report (${looked}).`;
}

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;

const colours: Readonly<Record<Exclude<Level, 'off'>, string>> = { error: '31', warning: '33', information: '36', hint: '2' };

/** A document's words must not steer a terminal. */
const clean = (text: string): string =>
  [...text]
    .filter(
      (character) =>
        character === '\n' ||
        character === '\t' ||
        (character >= ' ' && character !== '\u007f' && !(character >= '\u0080' && character <= '\u009f')),
    )
    .join('');
