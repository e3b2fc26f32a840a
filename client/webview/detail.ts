// Beside the map: what makes up one cell, each line opening its place or beginning what is missing; without a cell, what to do next.
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { InitiativeMap, MapCell, MapEvidence } from '../../server/src/protocol.js';
import { count, percent, stateOf } from './look.js';
import { bar, classOf, fileOf, opening, type Say, sign, worthOf, writing } from './parts.js';

/** More than that is a backlog. */
const shownActions = 6;

export function detail(map: InitiativeMap, cell: MapCell | undefined, say: Say, close: () => void): TemplateResult {
  return cell ? cellDetail(map, cell, say, close) : next(map, say);
}

function next({ next: actions, phase, blockers }: InitiativeMap, say: Say): TemplateResult {
  const shown = actions.slice(0, shownActions);
  return html`<h2 tabindex="-1">Next</h2>
    ${
      shown.length === 0
        ? html`<p>Nothing is left to do: every cell that applies is ready.</p>`
        : html`<p class="quiet">What counts up to ${phase} first, by the points it brings: exactly, once nothing is found in it.</p>
          <ol class="lines">
            ${shown.map(
              ({ action, gain, phase: rises, write, ...place }) =>
                html`<li>
                  <div class="line">
                    <span class="gain">+${(gain * 100).toFixed(1)}</span>
                    <div>
                      ${action}
                      <div class="quiet">points in ${rises}${place.uri && !write ? html` · ${opening(say, place, fileOf(place), `Open ${fileOf(place)}: ${action}`)}` : nothing}</div>
                    </div>
                    ${writing(say, write, action)}
                  </div>
                </li>`,
            )}
          </ol>
          ${actions.length > shown.length ? html`<p class="quiet">and ${actions.length - shown.length} more</p>` : nothing}`
    }
    ${blockers.length > 0 ? inTheWay(blockers, say) : nothing}
    <p class="quiet">Choose a cell to see what it is made of.</p>`;
}

/** What closes the gate by itself, whatever the scores say. */
const inTheWay = (blockers: InitiativeMap['blockers'], say: Say): TemplateResult => html`<details id="blockers">
  <summary>${count(blockers.length, 'finding')} in the way of the gate</summary>
  <ul class="lines">
    ${blockers.map(
      ({ rule, title, ...place }) =>
        html`<li>${opening(say, place, title, `Open ${fileOf(place)}: ${title}`)}<div class="quiet">${fileOf(place)} · ${explaining(rule, say)}</div></li>`,
    )}
  </ul>
</details>`;

function cellDetail(map: InitiativeMap, cell: MapCell, say: Say, close: () => void): TemplateResult {
  const { responsibility, title, phase, status, score, evidence, gate, primary, reason } = cell;
  const binds = map.phases[phase].boundBy === responsibility;
  return html`<div class="heading">
      <h2 tabindex="-1">${responsibility} ${title}</h2>
      <button class="small plain" type="button" aria-label="Close ${responsibility} ${phase}" @click=${close}>Close</button>
    </div>
    <p class=${classOf(status)}>${sign(status)}${phase} · ${stateOf(cell)}${status === 'not applicable' ? nothing : html` · <strong>${percent(score)}</strong>`}</p>
    ${bar(status === 'not applicable' ? 0 : score)}
    ${primary || binds ? html`<p class="quiet">${[primary ? '★ counts twice and gates its phase' : '', binds ? 'holds its phase down most' : ''].filter(Boolean).join(' · ')}</p>` : nothing}
    ${reason ? html`<p>Left out: ${reason}</p>` : nothing}
    ${
      evidence.length > 0
        ? html`<h3>Evidence</h3>
          <ul class="lines">
            ${evidence.map((one) => evidenceLine(one, say))}
          </ul>`
        : nothing
    }
    ${
      gate.length > 0
        ? html`<h3>Findings that hold it</h3>
          <p class="quiet">${score >= 1 && status !== 'ready' ? `All evidence is there; it is ready when ${gate.filter(({ waived }) => !waived).length === 1 ? 'this is' : 'these are'} settled.` : 'It is ready when these are settled too.'}</p>
          <ul class="lines">
            ${gate.map(
              ({ rule, title: message, waived, ...place }) =>
                html`<li>${opening(say, place, message, `Open ${fileOf(place)}: ${message}`)}<div class="quiet">${waived ? 'waived · ' : nothing}${fileOf(place)} · ${explaining(rule, say)}</div></li>`,
            )}
          </ul>`
        : nothing
    }`;
}

function evidenceLine(one: MapEvidence, say: Say): TemplateResult {
  const { title, artifact, credit, gaps, write, ...place } = one;
  const status = credit === 1 ? 'ready' : credit === 0 ? 'not started' : 'in progress';
  return html`<li>
    <div class="line ${classOf(status)}">
      ${sign(status)}
      <div>
        ${write ? title : opening(say, place, title, `Open ${title}, ${fileOf(place)}`)}
        <div class="quiet">${worthOf(one)} · ${place.uri && credit > 0 ? fileOf(place) : artifact}</div>
        ${gaps.map(({ rule, message, waived }) => html`<div class="gap">${message} <span class="quiet">${waived ? 'waived · ' : nothing}${explaining(rule, say)}</span></div>`)}
      </div>
      ${writing(say, write, title)}
    </div>
  </li>`;
}

const explaining = (rule: string, say: Say): TemplateResult =>
  html`<button class="link" type="button" aria-label="Explain ${rule}" @click=${() => say({ type: 'explain', rule })}>${rule}</button>`;

/** All that is left to do for a cell, in one sentence. */
export const summary = ({ evidence, gate }: MapCell): string =>
  [
    ...evidence
      .filter(({ credit }) => credit < 1)
      .map(
        ({ title, artifact, gaps, credit }) => `${title} (${artifact}): ${credit === 0 ? 'not there yet' : (gaps[0]?.message ?? 'thin')}`,
      ),
    ...gate.filter(({ waived }) => !waived).map(({ title }) => title),
  ].join('; ');
