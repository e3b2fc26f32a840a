// Which fixes stand behind the findings at a place. Safe ones can all be applied at once.
import { type CodeAction, CodeActionKind, type Diagnostic } from 'vscode-languageserver-types';
import type { Check, Finding } from '../core/check.js';
import { shapeOf } from '../core/schema/look.js';
import { spell } from '../core/syntax/write.js';
import { type Edit, lineIndex, type Span } from '../core/text.js';
import { waiverText } from '../core/waivers.js';
import { diagnostics, shown } from './diagnostics.js';
import { type EditAbility, workspaceEdit } from './edits.js';
import { overlap } from './ranges.js';
import { uriOf } from './uris.js';

export const fixAllKind = `${CodeActionKind.SourceFixAll}.shipworthy`;

export interface CodeActionQuestion {
  readonly uri: string;
  readonly version: number | null;
  readonly span: Span;
  readonly only?: readonly string[];
  readonly able: EditAbility;
  /** The version of another document, null where it is not open. */
  versionOf?(uri: string): number | null;
  /** YYYY-MM-DD */
  readonly today: string;
}

export function codeActions(check: Check, question: CodeActionQuestion): CodeAction[] {
  const wanted = (kind: string) => !question.only || question.only.some((only) => kind === only || kind.startsWith(`${only}.`));
  const actions: CodeAction[] = [];
  if (wanted(CodeActionKind.QuickFix)) {
    const marks = diagnostics(check);
    shown(check).forEach((finding, at) => {
      if (!overlap(finding.span, question.span)) return;
      actions.push(
        ...quickFixes(check, finding, marks[at] as Diagnostic, question),
        waive(check, finding, marks[at] as Diagnostic, question),
      );
    });
  }
  if (check.source.candidate && wanted(CodeActionKind.QuickFix)) actions.push(adopt(check, question));
  if (wanted(fixAllKind)) {
    const edits = safeFixes(check).flatMap(({ edits: some }) => some);
    if (edits.length > 0)
      actions.push({
        title: 'Fix everything that has one right answer',
        kind: fixAllKind,
        edit: workspaceEdit(question.uri, question.version, check.source.text, edits, question.able),
      });
  }
  return actions;
}

/** The finding may wait: who says so, until when and why goes into the file. */
function waive(check: Check, finding: Finding, diagnostic: Diagnostic, question: CodeActionQuestion): CodeAction {
  const { text } = check.source;
  const edits = spell(check.artifact, [{ note: finding.pointer, text: waiverText(finding.rule, question.today) }]) ?? [];
  return {
    title: `Let ${finding.rule} wait until …`,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    edit: workspaceEdit(question.uri, question.version, text, edits, question.able),
  };
}

/** A file that is only named like an artifact becomes one by saying so; nothing else in it changes. */
function adopt(check: Check, question: CodeActionQuestion): CodeAction {
  const { kind, text } = check.source;
  const edits = spell(check.artifact, [{ add: '/kind', value: kind }]) ?? [];
  return {
    title: `Check this as a ${shapeOf(kind).title} (writes "kind: ${kind}" at its top)`,
    kind: CodeActionKind.QuickFix,
    edit: workspaceEdit(question.uri, question.version, text, edits, question.able),
  };
}

export interface SafeFix {
  readonly finding: Finding;
  readonly title: string;
  readonly edits: readonly Edit[];
}

/**
 * Fixes that have one right answer and do not touch each other; the rest waits for the next run. None in what is only named like an
 * artifact, none for what somebody has let wait.
 */
export function safeFixes(check: Check): readonly SafeFix[] {
  if (check.source.candidate) return [];
  const taken: SafeFix[] = [];
  for (const finding of check.findings) {
    if (finding.waiver || finding.baselined) continue;
    const [safe, ...others] = finding.fixes.filter((fix) => fix.sort === 'safe' && fix.member === undefined);
    if (!safe || others.length > 0) continue;
    const edits = spell(check.artifact, safe.edits) ?? [];
    if (edits.length === 0) continue;
    if (edits.some((edit) => taken.some((other) => other.edits.some(({ span }) => overlap(edit.span, span))))) continue;
    taken.push({ finding, title: safe.title, edits });
  }
  return taken;
}

function quickFixes(check: Check, finding: Finding, diagnostic: Diagnostic, question: CodeActionQuestion): CodeAction[] {
  return finding.fixes.flatMap((fix): CodeAction[] => {
    const { artifact } = fix.member ?? check;
    const uri = fix.member ? uriOf(fix.member.path) : question.uri;
    const version = fix.member ? (question.versionOf?.(uri) ?? null) : question.version;
    const edits = spell(artifact, fix.edits);
    if (!edits) return [];
    return [
      {
        title: fix.title,
        kind: CodeActionKind.QuickFix,
        diagnostics: [diagnostic],
        ...(fix.sort === 'safe' && finding.fixes.length === 1 ? { isPreferred: true } : {}),
        edit: workspaceEdit(uri, version, artifact.source, edits, question.able),
      },
    ];
  });
}

export const lineSpanAt = (text: string, line: number): Span => lineIndex(text).lineSpan(line);
