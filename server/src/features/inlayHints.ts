// Computed numbers beside the text that they follow from; the tooltip says how, from what, and under which assumption.
import type { InlayHint } from 'vscode-languageserver-types';
import type { Check } from '../core/check.js';
import { lineIndex, type Span } from '../core/text.js';
import { isShown } from './shown.js';
import { sumWords } from './words.js';

/** `setting` is the editor's `shipworthy.inlayHints`: false for none, or an object that switches kinds off. */
export function inlayHints(check: Check, span: Span, setting?: unknown): InlayHint[] {
  const lines = lineIndex(check.source.text);
  return check.facts.sums.flatMap((sum): InlayHint[] => {
    if (sum.result === undefined || sum.kind === 'calendar' || sum.span[1] < span[0] || sum.span[1] > span[1]) return [];
    if (!isShown(setting, sum.kind)) return [];
    return [
      {
        position: lines.positionAt(sum.span[1]),
        label: sum.result,
        paddingLeft: true,
        tooltip: { kind: 'markdown', value: sumWords(sum) },
      },
    ];
  });
}
