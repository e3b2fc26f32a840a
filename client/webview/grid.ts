// Eight responsibilities by four phases: one table that arrow keys walk through. One cell is in the tab order at a time.
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { InitiativeMap, PhaseName } from '../../server/src/protocol.js';
import { capital, nameOf, percent, phases, responsibilitiesOf, stateOf } from './look.js';
import { ownersIn } from './owners.js';
import { bar, classOf, type Say, sign } from './parts.js';

export interface GridLook {
  /** The cell that is in the tab order. */
  readonly at: string;
  readonly cell: string | undefined;
  readonly lens: string | undefined;
  choose(name: string): void;
  press(event: KeyboardEvent, name: string): void;
}

export function grid(map: InitiativeMap, look: GridLook, say: Say): TemplateResult {
  const lens = map.lenses.find(({ id }) => id === look.lens);
  const current = phases.indexOf(map.phase);
  return html`<table class="map" role="grid" aria-label="Responsibilities by phase" aria-describedby="keys">
    <thead>
      <tr>
        <th scope="col" class="name">Responsibility</th>
        ${phases.map(
          (phase, at) =>
            html`<th scope="col" class=${at > current ? 'later' : ''} aria-current=${phase === map.phase ? 'step' : nothing}>${capital(phase)}${phase === map.phase ? html`<span class="now">now</span>` : nothing}</th>`,
        )}
        <th scope="col" class="who">Owner</th>
      </tr>
    </thead>
    <tbody>
      ${responsibilitiesOf(map).map(({ responsibility, title }) => {
        const outside = lens !== undefined && !lens.of.includes(responsibility);
        return html`<tr class=${outside ? 'outside' : ''}>
          <th scope="row" class="name"><span class="code">${responsibility}</span>${title}</th>
          ${phases.map((phase) => gridCell(map, look, responsibility, phase))}
          <td class="who">${ownersIn(map, responsibility, say)}</td>
        </tr>`;
      })}
    </tbody>
    <tfoot>
      <tr>
        <th scope="row" class="name">Phase</th>
        ${phases.map((phase, at) => total(map, look, phase, at > current))}
        <td></td>
      </tr>
    </tfoot>
  </table>`;
}

function gridCell(map: InitiativeMap, look: GridLook, responsibility: string, phase: PhaseName): TemplateResult {
  const cell = map.cells.find((other) => other.responsibility === responsibility && other.phase === phase);
  if (!cell) return html`<td></td>`;
  const name = nameOf(cell);
  const later = phases.indexOf(phase) > phases.indexOf(map.phase);
  const binds = map.phases[phase].boundBy === responsibility;
  return html`<td
    class="cell ${classOf(cell.status)} ${later ? 'later' : ''} ${binds ? 'binds' : ''}"
    tabindex=${name === look.at ? 0 : -1}
    aria-selected=${name === look.cell}
    data-cell=${name}
    @click=${() => look.choose(name)}
    @keydown=${(event: KeyboardEvent) => look.press(event, name)}
  >
    <span class="hidden">${responsibility} ${cell.title}, ${phase}:</span>
    <span class="score">${sign(cell.status)}${cell.status === 'not applicable' ? 'n/a' : percent(cell.score)}${cell.primary ? html`<span class="star" aria-hidden="true">★</span>` : nothing}</span>
    <span class="state">${stateOf(cell)}</span>
    ${cell.primary ? html`<span class="hidden">counts twice and gates its phase</span>` : nothing}
    ${binds ? html`<span class="hidden">holds its phase down</span>` : nothing}
    ${bar(cell.status === 'not applicable' ? 0 : cell.score)}
  </td>`;
}

function total(map: InitiativeMap, look: GridLook, phase: PhaseName, later: boolean): TemplateResult {
  const { score, gate, boundBy } = map.phases[phase];
  return html`<td class="total ${later ? 'later' : ''}">
    <span class="score">${percent(score)}</span>
    <span class="state">${later ? 'not yet' : `gate ${gate ? 'open' : 'closed'}`}</span>
    ${boundBy ? html`<button class="link" type="button" @click=${() => look.choose(`${boundBy} ${phase}`)}>bound by ${boundBy}</button>` : nothing}
  </td>`;
}
