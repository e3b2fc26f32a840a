// The map as a picture. One drawing an initiative, below each other; every cell says in words what its colour says.
import { responsibilities } from '../../core/readiness/cells.js';
import type { Cell, Readiness } from '../../core/readiness/readiness.js';
import { phases } from '../../core/schema/look.js';
import { escapeMarkup } from '../escape.js';
import { percent } from '../readiness.js';
import type { MapSubject } from './mapFile.js';
import { chart, chartHeight } from './trendChart.js';

const width = 980;
const left = 300;
const cellWidth = (width - left - 20) / 4;
const cellHeight = 44;
const top = 96;
const height = top + 9 * cellHeight + 56;

export function mapAsSvg({ initiatives }: MapSubject): string {
  const rows: { readonly y: number; readonly drawing: string }[] = [];
  let whole = 0;
  for (const { id, report, trend } of initiatives) {
    const parts = [
      drawing(id, report.readiness),
      ...(trend ? [`<g transform="translate(20 ${height})">\n${chart(trend, width - 40)}\n</g>`] : []),
    ];
    rows.push({ y: whole, drawing: parts.join('\n') });
    whole += height + (trend ? chartHeight + 10 : 0);
  }
  if (initiatives.length === 0) whole = height;
  const drawn = rows.map((row) => `<g transform="translate(0 ${row.y})">\n${row.drawing}\n</g>`);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${whole}" viewBox="0 0 ${width} ${whole}" role="img" font-family="system-ui, sans-serif" font-size="14">`,
    `<title>Readiness of ${initiatives.length === 1 ? escapeMarkup(initiatives[0]?.id ?? '') : `${initiatives.length} initiatives`}</title>`,
    `<rect width="${width}" height="${whole}" fill="#ffffff"/>`,
    ...(initiatives.length === 0 ? ['<text x="20" y="40" fill="#1f2328">No initiative here.</text>'] : drawn),
    '</svg>\n',
  ].join('\n');
}

export function drawing(id: string, readiness: Readiness): string {
  const x = (column: number) => left + column * cellWidth;
  const y = (row: number) => top + row * cellHeight;
  return [
    `<text x="20" y="36" font-size="20" font-weight="600" fill="#1f2328">${escapeMarkup(id.length > 40 ? `${id.slice(0, 38)}…` : id)}</text>`,
    `<text x="20" y="62" fill="#4b535d">${percent(readiness.score)} ready in ${readiness.phase} · ${readiness.lenses.map(({ title, open }) => `${title}: ${open === 0 ? 'clear' : `${open} open`}`).join(' · ')}</text>`,
    ...phases.map(
      (phase, column) =>
        `<text x="${x(column) + 8}" y="${top - 10}" font-weight="${phase === readiness.phase ? 700 : 400}" fill="#1f2328">${phase}</text>`,
    ),
    ...Object.entries(responsibilities).flatMap(([responsibility, name], row) => [
      `<text x="20" y="${y(row) + 27}" fill="#1f2328"><tspan font-weight="600">${responsibility}</tspan> ${name}</text>`,
      ...phases.map((phase, column) => {
        const cell = readiness.cells.find((other) => other.responsibility === responsibility && other.phase === phase);
        return cell ? box(cell, x(column), y(row)) : '';
      }),
    ]),
    `<text x="20" y="${y(8) + 27}" font-weight="600" fill="#1f2328">Phase</text>`,
    ...readiness.phases.flatMap(({ score, boundBy, gate }, column) => [
      `<text x="${x(column) + 8}" y="${y(8) + 20}" font-weight="600" fill="#1f2328">${percent(score)}${boundBy ? ` · bound by ${boundBy}` : ''}</text>`,
      `<text x="${x(column) + 8}" y="${y(8) + 38}" font-size="12" fill="#4b535d">gate ${gate ? 'open' : 'closed'}</text>`,
    ]),
    `<text x="20" y="${y(9) + 36}" font-size="12" fill="#4b535d">★ counts twice and gates its phase</text>`,
  ].join('\n');
}

/** Dark words on light colours, at least 4.5 to 1. */
const colours: Readonly<Record<Cell['status'], string>> = {
  ready: '#b7e4c7',
  'in progress': '#ffe8a3',
  'not started': '#f6c6c6',
  'not applicable': '#eaecef',
};

function box({ status, score, primary }: Cell, x: number, y: number): string {
  const words = status === 'not applicable' ? 'not applicable' : `${status} · ${percent(score)}`;
  return `<rect x="${x + 2}" y="${y + 2}" width="${cellWidth - 4}" height="${cellHeight - 4}" rx="4" fill="${colours[status]}"/><text x="${x + 10}" y="${y + 27}" font-size="13" fill="#1f2328">${words}${primary ? ' ★' : ''}</text>`;
}
