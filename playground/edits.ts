// Texts and places in them, as the protocol counts: lines and UTF-16 characters from 0.
import type { Range, TextEdit, WorkspaceEdit } from 'vscode-languageserver-types';

export type Span = readonly [start: number, end: number];

export function spanOf(text: string, { start, end }: Range): Span {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const offset = ({ line, character }: Range['start']) => {
    if (line >= starts.length) return text.length;
    const from = starts[line] as number;
    const to = starts[line + 1] === undefined ? text.length : (starts[line + 1] as number) - 1;
    return Math.min(from + character, to);
  };
  return [offset(start), offset(end)];
}

/** Edits never overlap, and all count from the text as it was. */
export function applied(text: string, edits: readonly TextEdit[]): string {
  let result = text;
  const spelled = edits.map(({ range, newText }, at) => ({ span: spanOf(text, range), newText, at }));
  for (const { span, newText } of spelled.sort((a, b) => b.span[0] - a.span[0] || b.at - a.at))
    result = result.slice(0, span[0]) + newText + result.slice(span[1]);
  return result;
}

/** Which documents an edit changes, and how. */
export function editsIn({ changes, documentChanges }: WorkspaceEdit): readonly (readonly [uri: string, edits: readonly TextEdit[]])[] {
  if (!documentChanges) return Object.entries(changes ?? {});
  return documentChanges.flatMap((change) => ('edits' in change ? [[change.textDocument.uri, change.edits as TextEdit[]] as const] : []));
}

/** The part of a text that differs from another: everything before `start`, and everything after `end`, is the same in both. */
export function difference(before: string, after: string): { readonly start: number; readonly end: number; readonly text: string } {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let same = 0;
  while (same < shorter - start && before[before.length - 1 - same] === after[after.length - 1 - same]) same++;
  return { start, end: before.length - same, text: after.slice(start, after.length - same) };
}
