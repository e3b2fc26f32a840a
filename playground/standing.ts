// How ready it is, in the space of a card: the phases, and what brings most next. The map below says the rest.
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { count, percent, phases } from '../client/webview/look.js';
import { bar, classOf } from '../client/webview/parts.js';
import type { InitiativeMap } from '../server/src/protocol.js';

const shownActions = 3;

export function standing(map: InitiativeMap, act: (place: InitiativeMap['next'][number]) => void): TemplateResult {
  const { gate } = map.phases[map.phase];
  return html`<section class="standing" aria-labelledby="standing">
    <div class="head">
      <h2 id="standing"><strong>${percent(map.score)}</strong> ready in ${map.phase}</h2>
      <span class=${gate ? 'gate open' : 'gate'}>gate ${gate ? 'open' : 'closed'}${map.blocking > 0 ? ` · ${count(map.blocking, 'finding')} in the way` : ''}</span>
    </div>
    <ol class="phases">
      ${phases.map((phase) => {
        const { score, status, boundBy } = map.phases[phase];
        return html`<li class="${classOf(status)}" aria-current=${phase === map.phase ? 'step' : nothing}>
          <span>${phase}</span> <strong>${percent(score)}</strong>${boundBy ? html` <span class="by">bound by ${boundBy}</span>` : nothing}${bar(score)}
        </li>`;
      })}
    </ol>
    ${
      map.next.length === 0
        ? html`<p>Nothing is left to do.</p>`
        : html`<ul class="next">
            ${map.next.slice(0, shownActions).map(
              (one) => html`<li><span class="gain">+${(one.gain * 100).toFixed(1)}</span>
                ${one.write || one.uri ? html`<button type="button" class="link" @click=${() => act(one)}>${one.action}</button>` : one.action}</li>`,
            )}
          </ul>`
    }
  </section>`;
}
