// Findings → diagnostics of one document.
import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver-types';
import type { Check, Finding } from '../core/check.js';
import { lineIndex } from '../core/text.js';
import { toRange } from './ranges.js';
import { uriOf } from './uris.js';

/** `related`: the client shows the other places that a finding is about. */
export function diagnostics(check: Check, related = false): Diagnostic[] {
  const lines = lineIndex(check.source.text);
  return shown(check).map((finding) => ({
    range: toRange(lines, finding.span),
    severity: severities[finding.level],
    source: 'shipworthy',
    code: finding.rule,
    message: finding.message,
    ...(related && finding.related.length > 0
      ? {
          relatedInformation: finding.related.map(({ member, span, message }) => ({
            location: { uri: uriOf(member.path), range: toRange(lineIndex(member.source.text), span) },
            message,
          })),
        }
      : {}),
  }));
}

/** What somebody has waived is listed in reports and not under the author's eyes. */
export const shown = (check: Check): readonly Finding[] => check.findings.filter(({ waiver }) => waiver === undefined);

const severities: Readonly<Record<Finding['level'], DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};
