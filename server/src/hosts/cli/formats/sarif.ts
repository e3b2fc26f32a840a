// SARIF 2.1.0, as code scanning takes it: rules with their pages, fingerprints that survive moved lines, decisions as suppressions.
import type { Log, ReportingDescriptor, Result, Run as SarifRun } from 'sarif';
import { rules } from '../../../core/rules/index.js';
import { levelIn, type Rule } from '../../../core/rules/rule.js';
import { rulePage } from '../pages.js';
import { type CheckReport, mostSevere, type Range, type ReportedFinding } from '../report.js';

/** What GitHub takes of one run (docs.github.com, "SARIF results exceed one or more limits"); the rest is said in a notification. */
const limit = 25_000;

export const asSarif = (report: CheckReport): string => `${JSON.stringify(sarifLog(report), null, 2)}\n`;

export function sarifLog({ tool, findings }: CheckReport): Log {
  const shown = mostSevere(findings, limit);
  const used = [...new Set(shown.map(({ rule }) => rule))].sort();
  const run: SarifRun = {
    tool: {
      driver: {
        name: tool.name,
        semanticVersion: tool.version,
        informationUri: 'https://www.npmjs.com/package/shipworthy',
        rules: used.map(descriptor),
      },
    },
    columnKind: 'utf16CodeUnits',
    invocations: [
      {
        executionSuccessful: true,
        ...(shown.length < findings.length
          ? {
              toolExecutionNotifications: [
                { level: 'warning', message: { text: `${findings.length - shown.length} of the mildest findings are left out.` } },
              ],
            }
          : {}),
      },
    ],
    results: shown.map((finding) => result(finding, used.indexOf(finding.rule))),
  };
  return { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] };
}

/** A finding of a team's own check has no page. */
function descriptor(id: string): ReportingDescriptor {
  const rule = rules.find((one) => one.id === id);
  if (!rule) return { id };
  return {
    id,
    shortDescription: { text: rule.says },
    fullDescription: { text: `${rule.says} ${rule.because}` },
    help: { text: `${rule.says} ${rule.because} Source: ${rule.source}.`, markdown: rulePage(rule) },
    defaultConfiguration: { level: sarifLevel(defaultLevel(rule)) },
    properties: { tags: [rule.group] },
  };
}

const defaultLevel = (rule: Rule) => levelIn(rule.level, 'build');

function result(
  { rule, level, message, path, range, related, fingerprint, waiver, baselined }: ReportedFinding,
  ruleIndex: number,
): Result {
  return {
    ruleId: rule,
    ruleIndex,
    level: sarifLevel(level),
    message: { text: plain(message) },
    locations: [{ physicalLocation: place(path, range) }],
    ...(related.length > 0
      ? {
          relatedLocations: related.map((one, id) => ({
            id,
            physicalLocation: place(one.path, one.range),
            message: { text: plain(one.message) },
          })),
        }
      : {}),
    partialFingerprints: { 'shipworthy/v1': fingerprint },
    ...(baselined ? { baselineState: 'unchanged' } : {}),
    ...(waiver
      ? { suppressions: [{ kind: 'inSource', status: 'accepted', justification: `${waiver.by} until ${waiver.until}: ${waiver.reason}` }] }
      : {}),
  };
}

/** `[words](address)` in a message would be a link (SARIF 2.1.0, 3.11.6); words of documents lead nowhere. */
const plain = (text: string): string => text.replace(/\](?=\()/g, ']\u2060');

const sarifLevel = (level: string): 'error' | 'warning' | 'note' | 'none' =>
  level === 'error' || level === 'warning' ? level : level === 'off' ? 'none' : 'note';

const place = (path: string, { start, end }: Range) => ({
  artifactLocation: { uri: path.split('/').map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' },
  region: { startLine: start.line + 1, startColumn: start.character + 1, endLine: end.line + 1, endColumn: end.character + 1 },
});
