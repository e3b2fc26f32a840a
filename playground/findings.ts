// The findings of one document as a list, each with its line, its words, its fixes and why it matters.
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { CodeAction, Diagnostic, Location, WorkspaceEdit } from 'vscode-languageserver-types';
import { count } from '../client/webview/look.js';

export interface Wishes {
  go(at: number): void;
  apply(edit: WorkspaceEdit): void;
  explain(rule: string): void;
  open(place: Location): void;
}

const levels = ['', 'error', 'warning', 'information', 'hint'];
const signs = ['', '●', '▲', '◆', '○'];

/** "3 errors, 2 warnings" */
const counted = (items: readonly Diagnostic[]): string =>
  items.length === 0
    ? 'No findings'
    : [1, 2, 3, 4]
        .map((level) => [level, items.filter(({ severity = 1 }) => severity === level).length] as const)
        .filter(([, many]) => many > 0)
        .map(([level, many]) => (level === 3 ? `${many} for information` : count(many, levels[level] as string)))
        .join(', ');

export function findingsList(
  items: readonly Diagnostic[],
  actions: readonly CodeAction[],
  current: number,
  wishes: Wishes,
): TemplateResult {
  const all = actions.find(({ kind }) => kind?.startsWith('source.fixAll'));
  return html`<section class="findings" aria-labelledby="findings">
    <div class="head">
      <h2 id="findings">Findings</h2>
      <p id="status" role="status">${counted(items)}</p>
      ${all?.edit ? html`<button type="button" class="quiet" @click=${() => wishes.apply(all.edit as WorkspaceEdit)}>${all.title}</button>` : nothing}
    </div>
    ${
      items.length === 0
        ? html`<p class="none">Nothing to say about this document.</p>`
        : html`<ol>
            ${items.map((item, at) => finding(item, at, actions, at === current, wishes))}
          </ol>`
    }
  </section>`;
}

function finding(item: Diagnostic, at: number, actions: readonly CodeAction[], current: boolean, wishes: Wishes): TemplateResult {
  const { severity = 1, range, code, message, relatedInformation = [] } = item;
  const mine = actions.filter(({ diagnostics: [about] = [] }) => about !== undefined && same(about, item));
  // Whoever tries things out mends first; letting something wait is offered last.
  const [waits, fixes] = [mine.filter(isWaiver), mine.filter((action) => !isWaiver(action))];
  const [first = '', ...more] = String(message).split('\n');
  return html`<li class="finding s${severity} ${current ? 'current' : ''}" aria-current=${current ? 'true' : nothing}>
    <span class="sign" aria-hidden="true">${signs[severity]}</span>
    <div>
      <button type="button" class="says" @click=${() => wishes.go(at)}><span class="hidden">${levels[severity]}, </span><span class="line">line ${range.start.line + 1}</span> ${first}</button>
      ${more.length > 0 ? html`<p>${more.join('\n')}</p>` : nothing}
      ${relatedInformation.map(({ location, message: words }) => html`<button type="button" class="link related" @click=${() => wishes.open(location)}>${words} · ${fileOf(location)}</button>`)}
      <div class="do">
        ${fixes.map(({ title, edit }) => (edit ? html`<button type="button" class="fix" @click=${() => wishes.apply(edit)}>${title}</button>` : nothing))}
        <span class="more">
          <button type="button" class="link" aria-label="Why: ${code}" @click=${() => wishes.explain(String(code))}>Why</button>
          ${waits.map(({ edit }) => (edit ? html`<button type="button" class="link" aria-label="Let it wait: ${code}" @click=${() => wishes.apply(edit)}>Let it wait</button>` : nothing))}
          <code>${code}</code>
        </span>
      </div>
    </div>
  </li>`;
}

const isWaiver = ({ title, diagnostics: [about] = [] }: CodeAction): boolean => title.startsWith(`Let ${about?.code} wait`);

const same = (a: Diagnostic, b: Diagnostic): boolean =>
  a.code === b.code && a.message === b.message && JSON.stringify(a.range) === JSON.stringify(b.range);

const fileOf = ({ uri, range }: Location): string => `${decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1))}:${range.start.line + 1}`;
