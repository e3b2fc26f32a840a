// The same as the map in plain rows, for whoever reads with ears or copies it elsewhere: one row a cell, nothing left out.
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { InitiativeMap } from '../../server/src/protocol.js';
import { summary } from './detail.js';
import { capital, percent, phases, stateOf } from './look.js';
import { ownersIn } from './owners.js';
import { classOf, type Say, sign } from './parts.js';

export function list(map: InitiativeMap, lens: string | undefined, choose: (name: string) => void, say: Say): TemplateResult {
  const of = map.lenses.find(({ id }) => id === lens)?.of;
  const cells = phases.flatMap((phase) => map.cells.filter((cell) => cell.phase === phase && (!of || of.includes(cell.responsibility))));
  return html`<table class="list">
    <caption class="hidden">Every cell of the map</caption>
    <thead>
      <tr><th scope="col">Phase</th><th scope="col">Responsibility</th><th scope="col">State</th><th scope="col" class="figure">Score</th><th scope="col">Owner</th><th scope="col">What is missing</th></tr>
    </thead>
    <tbody>
      ${cells.map((cell) => {
        const name = `${cell.responsibility} ${cell.phase}`;
        return html`<tr>
          <td>${capital(cell.phase)}</td>
          <th scope="row"><button class="link" type="button" data-row=${name} @click=${() => choose(name)}>${cell.responsibility} ${cell.short}</button>${cell.primary ? html` <span title="counts twice and gates its phase">★</span>` : nothing}</th>
          <td class=${classOf(cell.status)}>${sign(cell.status)}${stateOf(cell)}</td>
          <td class="figure">${cell.status === 'not applicable' ? '–' : percent(cell.score)}</td>
          <td>${ownersIn(map, cell.responsibility, say)}</td>
          <td>${cell.reason ?? (summary(cell) || html`<span class="quiet">nothing</span>`)}</td>
        </tr>`;
      })}
    </tbody>
  </table>`;
}
