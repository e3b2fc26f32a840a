// How ready the initiative was over the commits that touched it: a line a phase, and the same in rows for who cannot see it.
import { html, svg, type TemplateResult } from 'lit/html.js';
import type { TrendResult } from '../../server/src/protocol.js';
import { percent, phases } from './look.js';

/** The drawing is stretched to its place; only its proportions count. */
const [width, height] = [1000, 100];

export function trend({ points, words }: NonNullable<TrendResult>): TemplateResult {
  const line = (score: (point: (typeof points)[number]) => number): string =>
    points.map((point) => `${(point.x * width).toFixed(1)},${((1 - score(point)) * height).toFixed(1)}`).join(' ');
  const [first] = points;
  const last = points.at(-1);
  return html`<section aria-labelledby="trend">
    <h2 id="trend">Over time</h2>
    <p class="quiet">${words}</p>
    <div class="trend" aria-hidden="true">
      <div class="scale quiet"><span>100 %</span><span>0 %</span></div>
      <svg viewBox="0 0 ${width} ${height}" preserveAspectRatio="none">
        ${[0, 0.5, 1].map((at) => svg`<line class="rule" x1="0" x2=${width} y1=${at * height} y2=${at * height}></line>`)}
        ${phases.map((phase) => svg`<polyline class="phase ${phase}" points=${line((point) => point.phases[phase])}></polyline>`)}
        ${svg`<polyline class="whole" points=${line(({ score }) => score)}></polyline>`}
      </svg>
      <div class="days quiet"><span>${first?.day}</span><span>${last?.day}</span></div>
      <ul class="legend">
        <li class="whole">ready in its phase${last ? ` ${percent(last.score)}` : ''}</li>
        ${phases.map((phase) => html`<li class=${phase}>${phase}${last ? ` ${percent(last.phases[phase])}` : ''}</li>`)}
      </ul>
    </div>
    <table class="hidden">
      <caption>Scores by day</caption>
      <thead><tr><th scope="col">Day</th><th scope="col">In its phase</th>${phases.map((phase) => html`<th scope="col">${phase}</th>`)}</tr></thead>
      <tbody>
        ${points.map(({ day, phase, score, phases: own }) => html`<tr><th scope="row">${day}</th><td>${percent(score)} in ${phase}</td>${phases.map((one) => html`<td>${percent(own[one])}</td>`)}</tr>`)}
      </tbody>
    </table>
  </section>`;
}
