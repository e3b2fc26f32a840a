// The map for a terminal: eight responsibilities by four phases, what holds each phase down, and what to do next.

import { responsibilities } from '../../../core/readiness/cells.js';
import type { Cell, Readiness } from '../../../core/readiness/readiness.js';
import { phases } from '../../../core/schema/look.js';
import type { Trend } from '../../../core/trend.js';
import { escapeTerminal as clean } from '../../../features/escape.js';
import type { MapSubject } from '../../../features/mapFile/mapFile.js';
import { trendHead, trendRows } from '../../../features/mapFile/trendChart.js';
import { percent } from '../../../features/readiness.js';
import { isCounted } from '../map.js';

const shown = 5;

export function mapAsText({ at, asOf, initiatives, placeOf }: MapSubject): string {
  if (initiatives.length === 0)
    return 'No initiative here. An artifact is one by "kind: prd" at its top, or by a name such as recs.prd.md.\n';
  return `${at ? `As of ${asOf}, commit ${at}\n\n` : ''}${initiatives.map(({ id, report: { readiness }, trend }) => [one(id, readiness), ...(trend ? [overTime(trend)] : [])].join('\n\n')).join('\n\n')}\n`;

  function one(id: string, readiness: Readiness): string {
    const width = Math.max(...Object.values(responsibilities).map((name) => name.length)) + 6;
    const row = (head: string, cells: readonly string[]) =>
      `  ${head.padEnd(width)}${cells.map((cell) => cell.padEnd(12)).join('')}`.trimEnd();
    const ofPhases = phases.map((phase) => readiness.phases.find((other) => other.phase === phase) as Readiness['phases'][number]);
    const next = readiness.next.slice(0, shown);
    return [
      `${clean(id)}: ${percent(readiness.score)} ready in ${readiness.phase}`,
      `  ${readiness.lenses.map(({ title, open }) => `${title}: ${open === 0 ? 'clear' : `${open} open`}`).join(' · ')}`,
      '',
      row(
        '',
        phases.map((phase) => (phase === readiness.phase ? `[${phase}]` : phase)),
      ),
      ...Object.entries(responsibilities).map(([responsibility, name]) =>
        row(
          `${responsibility} ${name}`,
          phases.map((phase) => mark(readiness.cells.find((cell) => cell.responsibility === responsibility && cell.phase === phase))),
        ),
      ),
      row(
        'Phase',
        ofPhases.map(({ score }) => percent(score)),
      ),
      row(
        'Bound by',
        ofPhases.map(({ boundBy }) => boundBy ?? '–'),
      ),
      row(
        'Gate',
        ofPhases.map(({ gate, phase }) => (gate ? 'open' : isCounted(phase, readiness.phase) ? 'closed' : 'not yet')),
      ),
      ...(next.length > 0 ? ['', '  Next'] : []),
      ...next.map(({ action, path, span, phase, gain }) => {
        const place = path === undefined ? undefined : placeOf(path, span);
        return `  ${`+${(gain * 100).toFixed(1)}`.padStart(6)} ${phase.padEnd(9)}${clean(action)}${place ? `  ${place.path}:${place.line + 1}` : ''}`;
      }),
      '',
      '  ★ counts twice and gates its phase · ● ready · ◐ in progress · ○ not started · – not applicable',
    ].join('\n');
  }
}

function overTime(trend: Trend): string {
  const rows = [trendHead, ...trendRows(trend)];
  const widths = trendHead.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)) + 2);
  return [
    '  Over time',
    `  ${trend.words}`,
    ...(trend.points.length > 0
      ? rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] as number)).join('')}`.trimEnd())
      : []),
  ].join('\n');
}

const signs = { ready: '●', 'in progress': '◐', 'not started': '○', 'not applicable': '–' } as const;

function mark(cell: Cell | undefined): string {
  if (!cell) return '';
  const score = cell.status === 'not applicable' ? '' : ` ${percent(cell.score)}`;
  return `${signs[cell.status]}${score}${cell.primary ? ' ★' : ''}`;
}
