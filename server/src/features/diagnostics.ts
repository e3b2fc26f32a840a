// Findings → diagnostics of one document.
import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver-types';
import type { Check, Finding } from '../core/check.js';
import { rules } from '../core/rules/index.js';
import { lineIndex } from '../core/text.js';
import { toRange } from './ranges.js';
import { uriOf } from './uris.js';

/** `related`: the client shows the other places that a finding is about. `pages`: where the pages of the rules are, as a URI. */
export function diagnostics(check: Check, related = false, pages?: string): Diagnostic[] {
  const lines = lineIndex(check.source.text);
  return shown(check).map((finding) => ({
    range: toRange(lines, finding.span),
    severity: severities[finding.level],
    source: 'shipworthy',
    code: finding.rule,
    ...(pages !== undefined && hasPage(finding.rule) ? { codeDescription: { href: `${pages}/${finding.rule}.md` } } : {}),
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

const catalogue: ReadonlySet<string> = new Set(rules.map(({ id }) => id));
const hasPage = (rule: string): boolean => catalogue.has(rule);

const severities: Readonly<Record<Finding['level'], DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};
