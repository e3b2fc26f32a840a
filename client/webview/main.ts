// The page of the map: takes what the extension sends, draws it, says what somebody wants. It computes nothing and trusts nothing.
import { html, nothing, render, type TemplateResult } from 'lit/html.js';
import type { InitiativeMap, MapResult } from '../../server/src/protocol.js';
import { calendar } from './calendar.js';
import { detail } from './detail.js';
import { grid } from './grid.js';
import { list } from './list.js';
import { cellNamed, count, moved, percent, phases } from './look.js';
import {
  isLook,
  isMapMessage,
  isProjectionMessage,
  isTrendMessage,
  type Look,
  type PageMessage,
  type ProjectionMessage,
  type TrendMessage,
} from './messages.js';
import { people } from './owners.js';
import { fileOf, opening } from './parts.js';
import { type ProjectionName, projection } from './projection.js';
import { thread } from './thread.js';
import { trend } from './trend.js';

declare function acquireVsCodeApi(): { postMessage(message: PageMessage): void; getState(): unknown; setState(state: Look): void };

const vscode = acquireVsCodeApi();
const say = (message: PageMessage): void => vscode.postMessage(message);
const kept = vscode.getState();
let look: Look = isLook(kept) ? kept : { view: 'map' };
let result: MapResult | undefined;
let history: TrendMessage | undefined;
let projected: ProjectionMessage | undefined;
/** The cell that Tab reaches. */
let at = look.cell ?? 'R1 discover';

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (isTrendMessage(data)) {
    history = data;
    draw();
    return;
  }
  if (isProjectionMessage(data)) {
    projected = data;
    draw();
    return;
  }
  if (!isMapMessage(data)) return;
  const first = result === undefined;
  result = data.result;
  if (result.map) look = { ...look, initiative: result.map.key };
  draw();
  if (first) requestAnimationFrame(() => performance.mark('shipworthy-drawn'));
});
document.addEventListener('keydown', (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || (event.target as HTMLElement).tagName === 'SELECT') return;
  if (event.key === 't') change({ view: look.view === 'map' ? 'table' : 'map' });
  else if (event.key === 'Escape' && look.cell) close();
  else return;
  event.preventDefault();
});

document.body.replaceChildren();
draw();
say({ type: 'ready' });
if (look.projection) say({ type: 'project', name: look.projection });

function project(name: ProjectionName | undefined): void {
  change({ projection: name });
  if (name) say({ type: 'project', name });
}

function change(next: { readonly [K in keyof Look]?: Look[K] | undefined }): void {
  look = Object.fromEntries(Object.entries({ ...look, ...next }).filter(([, value]) => value !== undefined)) as unknown as Look;
  draw();
}

function draw(): void {
  vscode.setState(look);
  render(page(), document.body);
}

/** Opens a cell and hands the keyboard to what it is made of. */
function choose(name: string): void {
  at = name;
  change({ cell: name });
  // Where the window is narrow it stands below the map.
  document.querySelector('aside')?.scrollIntoView({ block: 'nearest' });
  focus('aside h2');
}

/** Unfolds what closes the gate, and hands the keyboard to it. */
function showBlockers(): void {
  change({ cell: undefined });
  const list = document.querySelector<HTMLDetailsElement>('#blockers');
  if (!list) return;
  list.open = true;
  list.scrollIntoView({ block: 'nearest' });
  focus('#blockers summary');
}

function close(): void {
  const name = look.cell ?? at;
  change({ cell: undefined });
  focus(look.view === 'map' ? `[data-cell="${name}"]` : `[data-row="${name}"]`);
}

function press(event: KeyboardEvent, name: string): void {
  if (!result?.map || event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key === 'Enter' || event.key === ' ') choose(name);
  else {
    const to = moved(result.map, name, event.key);
    if (to === undefined) return;
    at = to;
    draw();
    focus(`[data-cell="${to}"]`);
  }
  event.preventDefault();
}

function focus(selector: string): void {
  document.querySelector<HTMLElement>(selector)?.focus();
}

function page(): TemplateResult {
  if (result && !result.map) return empty(result.candidates);
  const map = result?.map;
  return html`<main aria-busy=${map === undefined || result?.reading === true}>
    ${map && result ? header(map, result) : html`<header><h1>Responsibility map</h1></header>`}
    ${map ? lenses(map) : html`<div class="lenses"></div>`}
    <div class="body">
      <div class="scroll stage">${map ? (look.view === 'map' ? grid(map, { at, cell: look.cell, lens: look.lens, choose, press }, say) : list(map, look.lens, choose, say)) : skeleton()}
      <p id="keys" class="quiet">★ counts twice and gates its phase; the one with a bar at its left holds its phase down. Arrow keys move, Enter opens a cell, Escape closes it, T shows the table.</p></div>
      <aside aria-label="Details">${map ? detail(map, cellNamed(map, look.cell), say, close) : nothing}</aside>
    </div>
    ${map?.calendar ? calendar(map.calendar, say) : nothing}
    ${map && map.threads.length > 0 ? thread(map.threads, say) : nothing}
    ${map && map.owners.people.length + map.owners.open.length > 0 ? people(map.owners, say) : nothing}
    ${map && history?.initiative === map.key && history.trend.points.length > 1 ? trend(history.trend) : nothing}
    ${map ? projection(look.projection, projected?.initiative === map.key && projected.name === look.projection ? projected.projection : undefined, project, say) : nothing}
    <svg class="defs" aria-hidden="true"><defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line x1="0" y1="0" x2="0" y2="6"></line></pattern></defs></svg>
  </main>`;
}

function header(map: InitiativeMap, { initiatives, reading }: MapResult): TemplateResult {
  const gate = map.phases[map.phase].gate;
  return html`<header>
    <div>
      <h1>Responsibility map</h1>
      <p class="verdict"><strong>${percent(map.score)}</strong> ready in ${map.phase} · gate ${gate ? 'open' : 'closed'}${map.blocking > 0 ? html` · <button type="button" class="link" @click=${showBlockers}>${count(map.blocking, 'finding')} in the way</button>` : nothing}${reading ? ' · still reading the workspace' : nothing}</p>
    </div>
    <div class="tools">
      <label>Initiative
        <select @change=${(event: Event) => say({ type: 'choose', initiative: (event.target as HTMLSelectElement).value })}>
          ${initiatives.map(({ key, id, score }) => html`<option value=${key} ?selected=${key === map.key}>${id}${score === undefined ? nothing : ` · ${percent(score)}`}</option>`)}
        </select>
      </label>
      <div class="group" role="group" aria-label="View">
        ${(['map', 'table'] as const).map((view) => html`<button type="button" class="toggle" aria-pressed=${look.view === view} @click=${() => change({ view })}>${view === 'map' ? 'Map' : 'Table'}</button>`)}
      </div>
      <span class="quiet" aria-hidden="true">Export</span>
      <div class="group" role="group" aria-label="Export">
        ${(['svg', 'html', 'markdown'] as const).map((format) => html`<button type="button" class="toggle" aria-label="Export as ${format}" @click=${() => say({ type: 'export', format })}>${{ svg: 'SVG', html: 'HTML', markdown: 'Markdown' }[format]}</button>`)}
      </div>
    </div>
  </header>`;
}

function lenses(map: InitiativeMap): TemplateResult {
  return html`<div class="lenses" role="group" aria-label="The three ways in which AI projects fail">
    ${map.lenses.map(
      ({
        id,
        title,
        open,
        score,
        of,
      }) => html`<button type="button" class="lens ${open === 0 && score >= 1 ? 'ready' : 'in-progress'}" aria-pressed=${look.lens === id} @click=${() => change({ lens: look.lens === id ? undefined : id })}>
        <span class="title">${title}</span>
        <span class="state">${open === 0 ? 'no finding open' : `${count(open, 'finding')} open`} · ${of.map((responsibility) => map.cells.find((cell) => cell.responsibility === responsibility)?.short).join(' and ')} at ${percent(score)}</span>
      </button>`,
    )}
  </div>`;
}

/** As large as what will stand there, so that nothing moves when it comes. */
function skeleton(): TemplateResult {
  return html`<table class="map" aria-hidden="true">
  <thead><tr><th class="name">&nbsp;</th>${phases.map((phase) => html`<th>${phase}</th>`)}</tr></thead>
  <tbody>${Array.from({ length: 8 }, () => html`<tr><th class="name">&nbsp;</th>${phases.map(() => html`<td class="cell not-applicable"></td>`)}</tr>`)}</tbody>
</table>`;
}

function empty(candidates: MapResult['candidates']): TemplateResult {
  return html`<main class="empty">
  <h1>Responsibility map</h1>
  ${
    candidates.length === 0
      ? html`<p>No document of an AI product is here yet. A file is one by <code>kind: prd</code> at its top, or by a name such as recs.prd.md.</p>`
      : html`<p>No file here says yet that it belongs to an AI product. ${candidates.length === 1 ? 'This one looks like it: open it' : 'These look like it: open one'} and take the quick fix “Check this as a …”, which changes nothing else.</p>
        <ul class="lines">
          ${candidates.map(({ uri, kind }) => html`<li>${opening(say, { uri }, fileOf({ uri }))} <span class="quiet">${kind}</span></li>`)}
        </ul>`
  }
  <button type="button" class="primary" @click=${() => say({ type: 'new' })}>New AI Initiative…</button>
</main>`;
}
