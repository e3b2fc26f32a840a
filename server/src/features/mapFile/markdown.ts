// The map as Markdown, for a wiki page or a pull request. Words of documents are escaped: they are no markup here.
import { responsibilities } from '../../core/readiness/cells.js';
import type { Cell } from '../../core/readiness/readiness.js';
import { phases } from '../../core/schema/look.js';
import { escapeMarkdown } from '../escape.js';
import { percent } from '../readiness.js';
import type { MapSubject } from './mapFile.js';
import { trendHead, trendRows } from './trendChart.js';

export function mapAsMarkdown({ at, asOf, initiatives, placeOf }: MapSubject): string {
  if (initiatives.length === 0) return 'No initiative here.\n';
  const parts = initiatives.map(({ id, report: { readiness }, trend }) => {
    const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
    return [
      `## ${escapeMarkdown(id)}: ${percent(readiness.score)} ready in ${readiness.phase}`,
      '',
      readiness.lenses.map(({ title, open }) => `**${title}:** ${open === 0 ? 'clear' : `${open} open`}`).join(' · '),
      '',
      row(['', ...phases]),
      row(['---', ...phases.map(() => '---')]),
      ...Object.entries(responsibilities).map(([responsibility, name]) =>
        row([
          `${responsibility} ${name}`,
          ...phases.map((phase) => mark(readiness.cells.find((cell) => cell.responsibility === responsibility && cell.phase === phase))),
        ]),
      ),
      row(['**Phase**', ...readiness.phases.map(({ score, boundBy }) => `**${percent(score)}**${boundBy ? `, bound by ${boundBy}` : ''}`)]),
      row(['**Gate**', ...readiness.phases.map(({ gate }) => (gate ? 'open' : 'closed'))]),
      ...(readiness.next.length > 0 ? ['', '### Next', ''] : []),
      ...readiness.next.slice(0, 5).map(({ action, path, span, phase, gain }) => {
        const place = path === undefined ? undefined : placeOf(path, span);
        return `- ${escapeMarkdown(action)} (+${(gain * 100).toFixed(1)} points in ${phase}${place ? `, \`${place.path.replaceAll('`', '')}:${place.line + 1}\`` : ''})`;
      }),
      ...(trend
        ? [
            '',
            '### Over time',
            '',
            trend.words,
            '',
            row(trendHead),
            row(trendHead.map(() => '---')),
            ...trendRows(trend).map((cells) => row(cells)),
          ]
        : []),
    ].join('\n');
  });
  return `# Readiness\n\n${at ? `As of ${asOf}, commit ${at}.\n\n` : ''}${parts.join('\n\n')}\n\n★ counts twice and gates its phase.\n`;
}

const signs = { ready: '●', 'in progress': '◐', 'not started': '○', 'not applicable': '–' } as const;
const mark = (cell: Cell | undefined): string =>
  cell ? `${signs[cell.status]} ${cell.status === 'not applicable' ? 'n/a' : percent(cell.score)}${cell.primary ? ' ★' : ''}` : '';
