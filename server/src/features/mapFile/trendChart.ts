// The trend as a small chart: one line a phase, and the same numbers in words for who cannot see it. Shared by the picture and the page.
import { type Phase, phases } from '../../core/schema/look.js';
import type { Trend } from '../../core/trend.js';
import { escapeMarkup } from '../escape.js';
import { percent } from '../readiness.js';

export const chartHeight = 190;

/** Lines differ by their dashes too, and each is named at its end. */
const looks: Readonly<Record<Phase, { readonly colour: string; readonly dashes: string }>> = {
  discover: { colour: '#0a5cc2', dashes: '' },
  build: { colour: '#8a4b00', dashes: '6 3' },
  deploy: { colour: '#1b6e3c', dashes: '2 3' },
  operate: { colour: '#8b1e5b', dashes: '8 3 2 3' },
};

/** SVG elements that fill `width` by `chartHeight`. */
export function chart(trend: Trend, width: number): string {
  const [left, right, top, bottom] = [48, 92, 34, 26];
  const across = width - left - right;
  const down = chartHeight - top - bottom;
  const x = (at: number) => left + at * across;
  const y = (score: number) => top + (1 - score) * down;
  const { points } = trend;
  const last = points.at(-1);
  if (!last) return `<text x="${left}" y="${top}" font-size="13" fill="#4b535d">${escapeMarkup(trend.words)}</text>`;
  return [
    `<text x="0" y="16" font-size="13" fill="#4b535d">${escapeMarkup(trend.words)}</text>`,
    ...[0, 0.5, 1].map(
      (score) =>
        `<line x1="${left}" x2="${left + across}" y1="${n(y(score))}" y2="${n(y(score))}" stroke="#d1d9e0"/><text x="${left - 8}" y="${n(y(score) + 4)}" text-anchor="end" font-size="12" fill="#4b535d">${percent(score)}</text>`,
    ),
    ...phases.map((phase) => {
      const { colour, dashes } = looks[phase];
      const path = points.map((point) => `${n(x(point.x))},${n(y(point.phases[phase]))}`).join(' ');
      const dots = points
        .map((point) => `<circle cx="${n(x(point.x))}" cy="${n(y(point.phases[phase]))}" r="2.5" fill="${colour}"/>`)
        .join('');
      return `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"${dashes ? ` stroke-dasharray="${dashes}"` : ''}/>${dots}`;
    }),
    ...labels(last.phases, y).map(
      ({ phase, at }) =>
        `<text x="${left + across + 8}" y="${n(at + 4)}" font-size="12" fill="${looks[phase].colour}">${phase} ${percent(last.phases[phase])}</text>`,
    ),
    `<text x="${left}" y="${chartHeight - 8}" font-size="12" fill="#4b535d">${points[0]?.day ?? ''}</text>`,
    ...(points.length > 1
      ? [`<text x="${left + across}" y="${chartHeight - 8}" text-anchor="end" font-size="12" fill="#4b535d">${last.day}</text>`]
      : []),
  ].join('\n');
}

/** Names at the ends of lines, moved apart where they would lie on each other. */
function labels(scores: Readonly<Record<Phase, number>>, y: (score: number) => number) {
  const rows = phases.map((phase) => ({ phase, at: y(scores[phase]) })).sort((a, b) => a.at - b.at);
  for (let at = 1; at < rows.length; at++) {
    const [above, row] = [rows[at - 1], rows[at]];
    if (above && row && row.at - above.at < 14) row.at = above.at + 14;
  }
  const over = (rows.at(-1)?.at ?? 0) - (chartHeight - 30);
  return over > 0 ? rows.map((row) => ({ ...row, at: row.at - over })) : rows;
}

/** One row a commit: the chart for who reads it aloud, and for a terminal. */
export const trendRows = ({ points }: Trend): readonly (readonly string[])[] =>
  points.map(({ day, commit, phase, score, phases: own }) => [
    day,
    commit.slice(0, 7),
    phase,
    percent(score),
    ...phases.map((one) => percent(own[one])),
  ]);

export const trendHead: readonly string[] = ['day', 'commit', 'phase', 'score', ...phases];

const n = (number: number): number => Math.round(number * 10) / 10;
