// Each metric followed from goal to retrospective: where a document speaks of it, and where one that is due is silent.
import { html, type TemplateResult } from 'lit/html.js';
import type { MetricThread, ReportPlace } from '../../server/src/protocol.js';
import { fileOf, opening, type Say } from './parts.js';

export function thread(threads: readonly MetricThread[], say: Say): TemplateResult {
  const lanes = threads[0]?.lanes ?? [];
  return html`<section aria-labelledby="thread">
    <h2 id="thread">From goal to retrospective</h2>
    <div class="scroll" tabindex="0" role="group" aria-labelledby="thread">
      <table class="thread">
        <thead>
          <tr><th scope="col">Metric</th>${lanes.map(({ title }) => html`<th scope="col">${title}</th>`)}</tr>
        </thead>
        <tbody>
          ${threads.map(
            ({ name, lanes: own }) => html`<tr>
              <th scope="row">${name}</th>
              ${own.map(({ title, due, missed, places: [place] }) =>
                place
                  ? html`<td class="ready"><span class="sign" aria-hidden="true">●</span>${opening(say, place, lineOf(place), `${lineOf(place)}: ${name}, ${title}, ${place.title}, ${fileOf(place)}`)}</td>`
                  : html`<td class=${missed ? 'not-started' : 'quiet'}><span class="sign" aria-hidden="true">${missed ? '○' : '–'}</span>${missed ? 'silent' : html`<span class="hidden">due in </span>${due}`}</td>`,
              )}
            </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}

/** The lane says mostly which document it is; the whole place is in the button's name. */
const lineOf = ({ range }: ReportPlace): string => (range ? `line ${range.start.line + 1}` : 'open');
