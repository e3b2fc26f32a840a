// The map as one page without scripts and without anything from outside: the picture's data as a table that can be read aloud,
// each cell with its evidence, and what to do next.
import { fileName } from '../../core/have/have.js';
import { responsibilities } from '../../core/readiness/cells.js';
import type { Cell, Readiness } from '../../core/readiness/readiness.js';
import { phases, shapeAt, shapeOf } from '../../core/schema/look.js';
import type { Trend } from '../../core/trend.js';
import { escapeMarkup } from '../escape.js';
import { type LinePlace, type PlaceOf, percent } from '../readiness.js';
import type { MapSubject } from './mapFile.js';
import { chart, chartHeight, trendHead, trendRows } from './trendChart.js';

export function mapAsHtml({ asOf, at, initiatives, placeOf }: MapSubject): string {
  const body = initiatives.map(({ id, report: { readiness }, trend }) => section(id, readiness, placeOf, trend)).join('\n');
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Readiness</title>
<style>
${style}
</style>
<main>
<h1>Readiness</h1>
<p class="quiet">As of ${escapeMarkup(asOf)}${at ? `, commit ${escapeMarkup(at)}` : ''}. ★ counts twice and gates its phase.</p>
${body === '' ? '<p>No initiative here. An artifact is one by <code>kind: prd</code> at its top, or by a name such as recs.prd.md.</p>' : body}
</main>
</html>
`;
}

function section(id: string, readiness: Readiness, placeOf: PlaceOf<LinePlace>, trend: Trend | undefined): string {
  const cell = (responsibility: string, phase: string) =>
    readiness.cells.find((other) => other.responsibility === responsibility && other.phase === phase);
  return `<section>
<h2>${escapeMarkup(id)}: ${percent(readiness.score)} ready in ${readiness.phase}</h2>
<ul class="lenses">${readiness.lenses.map(({ title, open }) => `<li class="${open === 0 ? 'ready' : 'open'}">${escapeMarkup(title)}: ${open === 0 ? 'clear' : `${open} open`}</li>`).join('')}</ul>
<div class="scroll"><table>
<caption class="quiet">Responsibilities by phase</caption>
<thead><tr><td></td>${phases.map((phase) => `<th scope="col"${phase === readiness.phase ? ' aria-current="step"' : ''}>${phase}</th>`).join('')}</tr></thead>
<tbody>
${Object.entries(responsibilities)
  .map(
    ([responsibility, name]) =>
      `<tr><th scope="row"><b>${responsibility}</b> ${escapeMarkup(name)}</th>${phases.map((phase) => tableCell(cell(responsibility, phase), placeOf)).join('')}</tr>`,
  )
  .join('\n')}
</tbody>
<tfoot>
<tr><th scope="row">Phase</th>${readiness.phases.map(({ score, boundBy }) => `<td><b>${percent(score)}</b>${boundBy ? `<br><span class="quiet">bound by ${boundBy}</span>` : ''}</td>`).join('')}</tr>
<tr><th scope="row">Gate</th>${readiness.phases.map(({ gate }) => `<td>${gate ? 'open' : 'closed'}</td>`).join('')}</tr>
</tfoot>
</table></div>
${next(readiness, placeOf)}${trend ? `\n${overTime(trend)}` : ''}
</section>`;
}

function tableCell(cell: Cell | undefined, placeOf: PlaceOf<LinePlace>): string {
  if (!cell) return '<td></td>';
  const { status, score, primary, evidence, closedBy, reason } = cell;
  const lines = [
    ...evidence.map((one) => {
      const title =
        one.kind === undefined
          ? one.pointer.slice(1).replaceAll('_', ' ')
          : `${shapeAt(one.kind, one.pointer)?.title ?? one.pointer} (${shapeOf(one.kind).title})`;
      const place = one.path === undefined ? undefined : placeOf(one.path, one.span);
      const gap = one.gaps[0];
      return `${percent(one.credit)} ${title}${one.from ? `, from ${fileName(one.from)}` : ''}${place && one.credit > 0 ? `, ${place.path}:${place.line + 1}` : ''}${gap ? `: ${gap.message}${gap.waived ? ' (waived)' : ''}` : one.credit === 0 ? ': not there' : ''}`;
    }),
    ...closedBy.map(({ rule, message, waived }) => `${rule}: ${message}${waived ? ' (waived)' : ''}`),
    ...(reason ? [reason] : []),
  ];
  const words = status === 'not applicable' ? status : `${status} · ${percent(score)}`;
  return `<td class="${status.replaceAll(' ', '-')}"><details><summary>${words}${primary ? ' ★' : ''}</summary><ul>${lines.map((line) => `<li>${escapeMarkup(line)}</li>`).join('')}</ul></details></td>`;
}

function next(readiness: Readiness, placeOf: PlaceOf<LinePlace>): string {
  if (readiness.next.length === 0) return '<p>Nothing is left to do.</p>';
  const rows = readiness.next.slice(0, 10).map(({ action, path, span, phase, gain }) => {
    const place = path === undefined ? undefined : placeOf(path, span);
    return `<li>${escapeMarkup(action)} <span class="quiet">+${(gain * 100).toFixed(1)} points in ${phase}${place ? `, ${escapeMarkup(place.path)}:${place.line + 1}` : ''}</span></li>`;
  });
  return `<h3>Next</h3>\n<ol>\n${rows.join('\n')}\n</ol>`;
}

/** On white in every theme, because the picture's colours are made for it; the table says the same. */
const overTime = (trend: Trend): string => `<h3>Over time</h3>
<div class="scroll"><svg class="chart" viewBox="0 0 940 ${chartHeight}" width="940" height="${chartHeight}" role="img" aria-label="${escapeMarkup(trend.words)}" font-family="system-ui, sans-serif">
<rect width="940" height="${chartHeight}" fill="#ffffff"/>
${chart(trend, 940)}
</svg></div>
<details><summary>Commit by commit</summary><div class="scroll"><table><thead><tr>${trendHead.map((name) => `<th scope="col">${name}</th>`).join('')}</tr></thead>
<tbody>${trendRows(trend)
  .map((row) => `<tr>${row.map((cell) => `<td>${escapeMarkup(cell)}</td>`).join('')}</tr>`)
  .join('')}</tbody></table></div></details>`;

const style = `:root { color-scheme: light dark; --ink: #1f2328; --quiet: #59636e; --page: #fff; --line: #d1d9e0; --ready: #b7e4c7; --progress: #ffe8a3; --none: #f6c6c6; --off: #eaecef; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --quiet: #9aa4af; --page: #0d1117; --line: #3d444d; --ready: #1b4d31; --progress: #574200; --none: #5c2226; --off: #22272e; } }
body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 70rem; margin: 0 auto; padding: 1.5rem; }
h1, h2, h3 { line-height: 1.25; }
section { margin-block: 2rem; }
.quiet { color: var(--quiet); font-size: .875rem; }
.lenses { display: flex; flex-wrap: wrap; gap: .5rem; padding: 0; list-style: none; }
.lenses li { padding: .125rem .625rem; border: 1px solid var(--line); border-radius: 1rem; }
.lenses .open { background: var(--progress); }
.lenses .ready { background: var(--ready); }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: separate; border-spacing: .25rem; }
caption { text-align: start; }
th { text-align: start; font-weight: 400; padding: .25rem .5rem; vertical-align: top; }
thead th { text-transform: capitalize; }
thead th[aria-current] { font-weight: 700; text-decoration: underline; }
td { padding: .375rem .5rem; border-radius: .25rem; vertical-align: top; min-width: 9rem; }
.ready { background: var(--ready); } .in-progress { background: var(--progress); } .not-started { background: var(--none); } .not-applicable { background: var(--off); }
summary { cursor: pointer; }
details ul { margin: .5rem 0 0; padding-inline-start: 1.1rem; font-size: .875rem; overflow-wrap: anywhere; }`;
