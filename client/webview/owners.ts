// Who answers for what, as the documents say it: beside each responsibility, and the other way round, person by person.
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { InitiativeMap, ReportOwners } from '../../server/src/protocol.js';
import { count } from './look.js';
import { fileOf, opening, type Say, sign } from './parts.js';

/** More than that is said as a number. */
const shownDuties = 6;

export function ownersIn(map: InitiativeMap, responsibility: string, say: Say): TemplateResult {
  const accountable = map.owners.responsibilities.find((one) => one.responsibility === responsibility)?.accountable ?? [];
  return accountable.length === 0
    ? html`<span class="not-started">${sign('not started')}nobody</span>`
    : html`${accountable.map(({ person, ...place }, at) => html`${at > 0 ? ', ' : nothing}${opening(say, place, person, `${person}, ${responsibility}, ${fileOf(place)}`)}`)}`;
}

export function people({ people: named, open, singlePoints }: ReportOwners, say: Say): TemplateResult {
  const alone = (person: string) => singlePoints.filter((one) => one.person === person);
  return html`<section aria-labelledby="people">
    <h2 id="people">Who answers for what</h2>
    ${open.length > 0 ? html`<p class="quiet">${count(open.length, 'question')} about owners open</p>` : nothing}
    <table class="people">
      <thead>
        <tr><th scope="col">Person</th><th scope="col">Answers for</th></tr>
      </thead>
      <tbody>
        ${named.map(({ name, owns: all }) => {
          // Two documents may say the same of somebody.
          const owns = all.filter(({ what }, at) => all.findIndex((other) => other.what === what) === at);
          return html`<tr>
            <th scope="row">${name}</th>
            <td>
              ${owns.slice(0, shownDuties).map(({ what, ...place }, at) => html`${at > 0 ? ' · ' : nothing}${opening(say, place, what, `${what}, ${name}, ${fileOf(place)}`)}`)}${owns.length > shownDuties ? html`<span class="quiet"> and ${owns.length - shownDuties} more</span>` : nothing}
              ${alone(name).map(({ why }) => html`<div class="in-progress">${sign('in progress')}${why}</div>`)}
            </td>
          </tr>`;
        })}
        ${open.map(
          ({ rule, message, ...place }) => html`<tr>
            <th scope="row"><span class="not-started">${sign('not started')}nobody yet</span></th>
            <td>${opening(say, place, message)} <span class="quiet">${fileOf(place)} · ${rule}</span></td>
          </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}
