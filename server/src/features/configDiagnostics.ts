// What is wrong in shipworthy.yaml itself, and the fixes for it.
import { type CodeAction, CodeActionKind, type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver-types';
import type { ConfigProblem } from '../core/config.js';
import { lineIndex, type Span } from '../core/text.js';
import { type EditAbility, workspaceEdit } from './edits.js';
import { overlap, toRange } from './ranges.js';

/** A name that nothing goes by is a warning: all else holds. Anything else is an error, and `check` stops at it. */
export function configDiagnostics(text: string, problems: readonly ConfigProblem[]): Diagnostic[] {
  const lines = lineIndex(text);
  return problems.map(({ at, message, code }) => ({
    range: toRange(lines, at),
    severity: code === 'config-unknown' ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error,
    source: 'shipworthy',
    code: 'configuration',
    message,
  }));
}

export interface ConfigActionQuestion {
  readonly uri: string;
  readonly version: number | null;
  readonly span: Span;
  readonly only?: readonly string[];
  readonly able: EditAbility;
}

export function configActions(text: string, problems: readonly ConfigProblem[], question: ConfigActionQuestion): CodeAction[] {
  if (question.only && !question.only.includes(CodeActionKind.QuickFix)) return [];
  return problems.flatMap((problem): CodeAction[] => {
    if (!problem.fix || !overlap(problem.at, question.span)) return [];
    return [
      {
        title: problem.fix.title,
        kind: CodeActionKind.QuickFix,
        diagnostics: configDiagnostics(text, [problem]),
        isPreferred: true,
        edit: workspaceEdit(question.uri, question.version, text, [problem.fix.edit], question.able),
      },
    ];
  });
}
