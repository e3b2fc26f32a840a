// Text edits with tab stops → the protocol's workspace edits, for clients that know snippets and for those that do not.
import type { AnnotatedTextEdit, SnippetTextEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import { hasTabStops, literal, plain } from '../core/syntax/write.js';
import { type Edit, type LineIndex, lineIndex } from '../core/text.js';
import { toRange } from './ranges.js';

export interface EditAbility {
  readonly documentChanges: boolean;
  readonly snippetEdits: boolean;
}

export function workspaceEdit(uri: string, version: number | null, text: string, edits: readonly Edit[], able: EditAbility): WorkspaceEdit {
  const lines = lineIndex(text);
  if (!able.documentChanges) return { changes: { [uri]: edits.map((edit) => plainEdit(lines, edit)) } };
  const spelled = edits.map((edit) =>
    able.snippetEdits && hasTabStops(edit.text) ? snippetEdit(text, lines, edit) : plainEdit(lines, edit),
  );
  return { documentChanges: [{ textDocument: { uri, version }, edits: spelled as (TextEdit | AnnotatedTextEdit | SnippetTextEdit)[] }] };
}

export const plainEdit = (lines: LineIndex, edit: Edit): TextEdit => ({ range: toRange(lines, edit.span), newText: plain(edit.text) });

/**
 * Editors indent every further line of a snippet by the white space that its first line begins with.
 * Ours carries its own indentation, so that much is taken off, or the edit is stretched to the start of its line.
 */
function snippetEdit(text: string, lines: LineIndex, edit: Edit): SnippetTextEdit {
  const { line } = lines.positionAt(edit.span[0]);
  const start = lines.lineSpan(line)[0];
  const before = text.slice(start, edit.span[0]);
  const lead = /^[ \t]*/.exec(before)?.[0] ?? '';
  const rows = edit.text.split('\n');
  if (lead === '' || rows.slice(1).every((row) => row.startsWith(lead) || row.trim() === '')) {
    const value = rows.map((row, at) => (at > 0 && row.startsWith(lead) ? row.slice(lead.length) : row)).join('\n');
    return { range: toRange(lines, edit.span), snippet: { kind: 'snippet', value } };
  }
  return { range: toRange(lines, [start, edit.span[1]]), snippet: { kind: 'snippet', value: literal(before) + edit.text } };
}
