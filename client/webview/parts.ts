// The small things that every part of the page is made of. Words of documents go in as text, never as markup.
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { CellStatus, MapEvidence, ReportPlace, WriteParams } from '../../server/src/protocol.js';
import type { PageMessage } from './messages.js';

export type Say = (message: PageMessage) => void;

const signs: Readonly<Record<CellStatus, string>> = { ready: '●', 'in progress': '◐', 'not started': '○', 'not applicable': '–' };

export const sign = (status: CellStatus): TemplateResult => html`<span class="sign" aria-hidden="true">${signs[status]}</span>`;

/** How full, as a bar; the number stands beside it in words. */
export const bar = (share: number): TemplateResult =>
  html`<svg class="bar" aria-hidden="true" focusable="false"><rect class="groove" width="100%" height="100%"></rect><rect class="fill" width="${Math.round(share * 100)}%" height="100%"></rect></svg>`;

export const classOf = (status: CellStatus): string => status.replace(' ', '-');

/** A place in a document: a button where it can be opened, plain words where it cannot. */
export function opening(say: Say, { uri, range }: ReportPlace, words: unknown, label?: string): TemplateResult {
  if (uri === undefined) return html`${words}`;
  const open = () => say({ type: 'open', uri, ...(range ? { range } : {}) });
  return html`<button class="link" type="button" aria-label=${label ?? nothing} @click=${open}>${words}</button>`;
}

export const fileOf = ({ uri, range }: ReportPlace): string =>
  uri === undefined ? '' : `${decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1))}${range ? `:${range.start.line + 1}` : ''}`;

export const writing = (say: Say, write: WriteParams | undefined, title: string): TemplateResult | typeof nothing =>
  write
    ? html`<button class="small" type="button" aria-label="Write it: ${title}" @click=${() => say({ type: 'write', write })}>Write it</button>`
    : nothing;

/** "half: an error", in words. */
export const worthOf = ({ credit, gaps }: MapEvidence): string =>
  credit === 1
    ? gaps.some(({ waived }) => waived)
      ? 'counts, waived'
      : 'counts'
    : credit === 0
      ? 'not there yet'
      : `counts ${Math.round(credit * 100)} %`;
