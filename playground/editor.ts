// The text somebody writes, with its findings underlined: a plain textarea, and behind it a layer with the same words that only
// shows the marks and the numbers of the lines. What a finding is, it does not know.
import { html, nothing, render } from 'lit/html.js';
import { difference, type Span } from './edits.js';
import { type Mark, markedLines } from './marks.js';

export interface Editor {
  readonly element: HTMLElement;
  /** Another document: whatever could be undone is gone. */
  show(text: string, label: string): void;
  mark(marks: readonly Mark[]): void;
  /** A change that somebody can undo by the usual keys. */
  change(text: string): void;
  select(span: Span): void;
}

export interface Listener {
  written(text: string): void;
  /** The caret is here. */
  moved(offset: number): void;
}

export function editor({ written, moved }: Listener): Editor {
  const element = document.createElement('div');
  element.className = 'editor';
  render(
    html`<div class="sheet">
      <div class="layer" aria-hidden="true"></div>
      <textarea id="text" spellcheck="false" autocapitalize="off" autocomplete="off" aria-describedby="status keys" placeholder="Paste a document here, or begin to write."></textarea>
    </div>`,
    element,
  );
  const layer = element.querySelector('.layer') as HTMLElement;
  const area = element.querySelector('textarea') as HTMLTextAreaElement;
  let marks: readonly Mark[] = [];

  const draw = () =>
    render(
      html`${markedLines(area.value, marks).map(
        (pieces) =>
          html`<div class="row">${pieces.map(({ text, mark }) => (mark ? html`<mark class="s${mark.severity}" data-at=${mark.at}>${text}</mark>` : text))}${pieces.length === 0 ? html`<br />` : nothing}</div>`,
      )}`,
      layer,
    );

  area.addEventListener('input', () => {
    draw();
    written(area.value);
  });
  for (const event of ['keyup', 'click', 'focus']) area.addEventListener(event, () => moved(area.selectionStart));

  return {
    element,
    show(text, label) {
      marks = [];
      area.value = text;
      area.setAttribute('aria-label', label);
      area.setSelectionRange(0, 0);
      element.scrollTop = 0;
      draw();
    },
    mark(next) {
      marks = next;
      draw();
    },
    change(text) {
      const { start, end, text: inserted } = difference(area.value, text);
      area.focus({ preventScroll: true });
      area.setSelectionRange(start, end);
      // The only way to change a textarea that its undo knows. It says "input" by itself.
      if (!document.execCommand(inserted === '' ? 'delete' : 'insertText', false, inserted)) {
        area.setRangeText(inserted, start, end, 'end');
        area.dispatchEvent(new Event('input'));
      }
      area.setSelectionRange(start, start + inserted.length);
      reveal(start);
    },
    select(span) {
      area.focus({ preventScroll: true });
      area.setSelectionRange(...span);
      reveal(span[0]);
    },
  };

  /** A textarea that is as high as its text does not scroll by itself. */
  function reveal(offset: number): void {
    const line = area.value.slice(0, offset).split('\n').length - 1;
    layer.children[line]?.scrollIntoView({ block: 'center' });
  }
}
