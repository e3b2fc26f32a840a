// The rollout in days, one row a step, on one scale with the goal's window behind it. What is not known is drawn as not known.
import { html, nothing, svg, type TemplateResult } from 'lit/html.js';
import type { MapCalendar } from '../../server/src/protocol.js';
import { opening, type Say } from './parts.js';

type Step = MapCalendar['steps'][number];

export function calendar({ steps, window, totalDays, words }: MapCalendar, say: Say): TemplateResult {
  if (totalDays === 0 && !window) return undrawn(steps, say);
  const end = Math.max(totalDays, window ? window.start + window.days : 0, 1);
  const unknown = steps.some(({ days }) => days === undefined);
  // Room behind the last day, so that a step of unknown length has somewhere to go.
  const span = end * (unknown ? 1.15 : 1.03);
  const x = (day: number) => `${((day / span) * 100).toFixed(2)}%`;
  const band = window ? svg`<rect class="window" x=${x(window.start)} width=${x(window.days)} height="100%"></rect>` : nothing;
  return html`<section aria-labelledby="calendar">
    <h2 id="calendar">Rollout against the goal’s window</h2>
    <p class="quiet">${words}</p>
    <table class="calendar">
      <thead>
        <tr>
          <th scope="col">Step</th>
          <th scope="col" class="figure">Traffic</th>
          <th scope="col" class="track"><span class="hidden">From day 0</span><svg class="axis" aria-hidden="true">${ticks(span).map((day) => svg`<text x=${x(day)} y="13" text-anchor=${day === 0 ? 'start' : 'middle'}>${day}</text>`)}</svg></th>
          <th scope="col" class="figure">Days</th>
          <th scope="col">When</th>
        </tr>
      </thead>
      <tbody>
        ${
          window
            ? html`<tr>
              <th scope="row">Goal’s window</th>
              <td></td>
              <td class="track"><svg aria-hidden="true">${svg`<rect class="goal" x=${x(window.start)} width=${x(window.days)} y="5" height="12" rx="2"></rect>`}</svg></td>
              <td class="figure">${round(window.days)}</td>
              <td class="quiet">${window.atEarliest ? 'earliest ' : ''}day ${round(window.start)} to ${round(window.start + window.days)}</td>
            </tr>`
            : nothing
        }
        ${steps.map(
          (step) => html`<tr>
            <th scope="row">${opening(say, step, step.name)}</th>
            <td class="figure">${step.traffic === undefined ? '' : `${round(step.traffic)} %`}</td>
            <td class="track"><svg aria-hidden="true">${band}${mark(step, x, span)}</svg></td>
            <td class="figure">${step.days === undefined ? '?' : step.days === 0 ? '' : round(step.days)}</td>
            <td class="quiet">${basis(step)}</td>
          </tr>`,
        )}
      </tbody>
    </table>
    <p class="quiet">${notes(steps, window !== undefined)}</p>
  </section>`;
}

function mark(step: Step, x: (day: number) => string, span: number) {
  const { start, days, known, sort } = step;
  if (days === undefined)
    return svg`<rect class="unknown" x=${x(start)} width=${x(span - start)} y="5" height="12" rx="2" fill="url(#hatch)"></rect>`;
  if (days === 0) return svg`<circle class="step" cx=${x(start)} cy="11" r="5"></circle>`;
  return svg`<rect class="step ${sort} ${known}" x=${x(start)} width=${x(days)} y="5" height="12" rx="2"></rect>`;
}

function basis({ start, days, known, atEarliest }: Step): string {
  const from = `${atEarliest ? 'earliest ' : ''}day ${round(start)}`;
  if (days === undefined) return `from ${from}, length unknown`;
  if (days === 0) return from;
  return `${from} to ${round(start + days)}${{ written: '', computed: ', computed', usual: ', usual', unknown: '' }[known]}`;
}

/** At most six round days. */
function ticks(span: number): readonly number[] {
  const step = [1, 2, 5, 7, 14, 28, 30, 60, 90, 180, 365].find((size) => span / size <= 5.5) ?? Math.ceil(span / 5);
  return Array.from({ length: Math.floor(span / step) + 1 }, (_, at) => at * step).filter((day) => day <= span * 0.98);
}

const round = (days: number): string => String(Math.round(days * 10) / 10);

/** What stands in the drawing that nobody wrote. */
const notes = (steps: readonly Step[], hasWindow: boolean): string =>
  [
    hasWindow ? '' : 'The goal names no window, so nothing says by when this has to be over.',
    steps.some(({ known }) => known === 'computed') ? 'Computed: the days that the goal’s change needs to be seen, in whole weeks.' : '',
    steps.some(({ known }) => known === 'usual') ? 'Usual: what such a step takes where the documents are silent.' : '',
    steps.some(({ known }) => known === 'unknown') ? 'Hatched: nobody wrote how long; all after it starts then at the earliest.' : '',
  ]
    .filter(Boolean)
    .join(' ');

/** Without any length there is nothing to draw to scale. */
const undrawn = (steps: readonly Step[], say: Say): TemplateResult => html`<section aria-labelledby="calendar">
  <h2 id="calendar">Rollout against the goal’s window</h2>
  <p>${steps.map((step, at) => html`${at > 0 ? ' → ' : nothing}${opening(say, step, step.name)}${step.traffic === undefined ? nothing : ` (${round(step.traffic)} %)`}`)}</p>
  <p class="quiet">No length is written for any step, and the goal names no window: nobody can say when it is over, or whether that is in time.</p>
</section>`;
