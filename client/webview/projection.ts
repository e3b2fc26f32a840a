// The same evidence as somebody else's list asks for it: a row of that list, what bears on it, what would fill it. It judges nothing and
// says so beside it.
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { ProjectionParams, ProjectionResult } from '../../server/src/protocol.js';
import { percent } from './look.js';
import type { Say } from './parts.js';

export type ProjectionName = ProjectionParams['name'];

const names: Readonly<Record<ProjectionName, string>> = {
  'ml-test-score': 'ML Test Score',
  'nist-ai-rmf': 'NIST AI RMF',
  'eu-ai-act': 'EU AI Act, Annex IV',
  'iso-42001': 'ISO/IEC 42001',
};

const states = { evidence: 'evidence', partly: 'partly', none: 'nothing yet', outside: 'outside these documents' } as const;
const classes = { evidence: 'ready', partly: 'in-progress', none: 'not-started', outside: 'not-applicable' } as const;
const signs = { evidence: '●', partly: '◐', none: '○', outside: '–' } as const;

export function projection(
  chosen: ProjectionName | undefined,
  shown: ProjectionResult | undefined,
  choose: (name: ProjectionName | undefined) => void,
  say: Say,
): TemplateResult {
  return html`<section aria-labelledby="projection">
    <h2 id="projection">By another framework</h2>
    <label class="quiet">Framework
      <select @change=${(event: Event) => choose(((event.target as HTMLSelectElement).value || undefined) as ProjectionName | undefined)}>
        <option value="" ?selected=${chosen === undefined}>choose one</option>
        ${Object.entries(names).map(([name, title]) => html`<option value=${name} ?selected=${name === chosen}>${title}</option>`)}
      </select>
    </label>
    ${chosen !== undefined && shown ? rows(shown, say) : nothing}
  </section>`;
}

function rows({ source, asOf, note, points, groups }: ProjectionResult, say: Say): TemplateResult {
  return html`<p class="quiet">${note} ${source}, as of ${asOf}.${points ? ` ${points.score} of ${points.of}: ${points.says}.` : ''}</p>
    <div class="scroll"><table class="asked">
      <thead><tr><th scope="col">Asks</th><th scope="col">State</th><th scope="col">Bears on it</th></tr></thead>
      ${groups.map(
        ({ title, rows: own }) => html`<tbody>
          <tr><th scope="colgroup" colspan="3">${title}</th></tr>
          ${own.map(
            ({ id, title: asks, state, evidence }) => html`<tr>
              <th scope="row"><span class="quiet">${id}</span> ${asks}</th>
              <td class=${classes[state]}><span class="sign" aria-hidden="true">${signs[state]}</span>${states[state]}</td>
              <td>${evidence.map((one) => piece(one, say))}</td>
            </tr>`,
          )}
        </tbody>`,
      )}
    </table></div>`;
}

function piece(
  { title, credit, uri, range, write }: ProjectionResult['groups'][number]['rows'][number]['evidence'][number],
  say: Say,
): TemplateResult {
  // The number stays with what it counts.
  const words = `${title}\u00a0${percent(credit)}`;
  if (uri !== undefined)
    return html`<div><button class="link" type="button" @click=${() => say({ type: 'open', uri, ...(range ? { range } : {}) })}>${words}</button></div>`;
  return html`<div>${words}${write ? html` <button class="link" type="button" @click=${() => say({ type: 'write', write })}>Write it</button>` : nothing}</div>`;
}
