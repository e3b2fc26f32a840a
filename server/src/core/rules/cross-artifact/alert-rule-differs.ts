// The plan and the rule that really rings say different numbers. Only rules of the same name, and only numbers that cannot be the same in
// any unit that the expression may be in: an expression says no unit.
import type { AlertFact } from '../../facts/alerts.js';
import { fileName } from '../../have/have.js';
import { alertRulesOf } from '../../have/lookup.js';
import { minutesIn, minuteWords } from '../../have/prometheus.js';
import { readDuration } from '../../language/duration.js';
import { readQuantities } from '../../language/quantity.js';
import type { Quantity } from '../../language/types.js';
import { type Artifact, child, type Pointer, textAt } from '../../model/artifact.js';
import { type Fix, markdown, rule, withFiles, yaml } from '../rule.js';

const alertsYml = `
  groups:
    - name: claims
      rules:
        - alert: ClaimsErrorsHigh
          expr: sum(rate(errors[5m])) / sum(rate(requests[5m])) > 0.05
          for: 10m
`;

/** One warns, one pages. */
const twice = `
  groups:
    - name: claims
      rules:
        - {alert: ClaimsErrorsHigh, expr: errors / requests > 0.02, for: 1m, labels: {severity: warning}}
        - {alert: ClaimsErrorsHigh, expr: errors / requests > 0.05, for: 10m, labels: {severity: critical}}
`;

export default rule({
  id: 'alert-rule-differs',
  group: 'cross-artifact',
  kinds: ['monitoring'],
  level: 'warning',
  says: 'The alert of this name in the rules file rings at another number.',
  because: 'What rings at night is the rule. Whoever plans by this document plans by a number that nothing guards.',
  source: 'Site Reliability Workbook, alerting on SLOs',
  noFix: 'where the unit of an expression is open, only the author can write its number here',
  bad: [
    withFiles(
      yaml`
        kind: monitoring
        related: [./alerts.yml]
        alerts:
          - {name: ClaimsErrorsHigh, signal: error rate, op: ">", threshold: <|2 %|>, for: <|5 min|>, severity: page, owner: "@li"}
      `,
      { 'alerts.yml': alertsYml },
    ),
    withFiles(
      markdown`
        # Monitoring

        The rules: [alerts.yml](./alerts.yml)

        ## Alerts

        | Alert | Condition | Owner |
        |---|---|---|
        | Claims errors high | error rate > 5 % for <|30 min|> | @li |
      `,
      { 'alerts.yml': alertsYml },
    ),
  ],
  good: [
    withFiles(
      yaml`
        kind: monitoring
        related: [./alerts.yml]
        alerts:
          - {name: ClaimsErrorsHigh, signal: error rate, op: ">", threshold: 5 %, for: 600 s, severity: page, owner: "@li"}
          - {name: ClaimsSlow, signal: p95 latency, op: ">", threshold: 400 ms, for: 1 h, severity: page, owner: "@li"}
      `,
      { 'alerts.yml': twice },
    ),
    withFiles(
      markdown`
        # Monitoring

        The rules: [alerts.yml](./alerts.yml)

        ## Alerts

        - ClaimsErrorsHigh pages @li
      `,
      { 'alerts.yml': alertsYml },
    ),
  ],
  check({ artifact, facts, self }, report) {
    for (const alert of facts.alerts) {
      const found = alertRulesOf(self, alert.name);
      const [first] = found;
      if (!first) continue;
      const file = fileName(first.from);
      // One rule of that name that says the same is enough: another may warn earlier.
      const limits = found.map(({ rule: rings }) => limitOf(rings.expr));
      const [limit] = limits;
      const own = limit === undefined ? undefined : ownLimit(artifact, alert);
      if (
        limit !== undefined &&
        own &&
        limits.every((one) => one !== undefined && readings(own.quantity).every((value) => !near(value, one)))
      )
        report(own.at, `${own.text} here, ${limit} in ${file}: which of the two rings?`, {
          related: found.map(({ rule: rings, from }, at) => ({
            have: from,
            span: rings.exprSpan,
            message: `${rings.name} rings at ${limits[at]}.`,
          })),
          ...(own.quantity.unit === '%' && limit < 1 ? { fix: write(own.at, `${Number((limit * 100).toPrecision(6))} %`, file) } : {}),
        });
      const times = found.map(({ rule: rings }) => minutesIn(rings.for));
      const [minutes] = times;
      const held = minutes === undefined ? undefined : ownDuration(artifact, alert);
      if (minutes !== undefined && held && times.every((one) => one !== undefined && !near(held.minutes, one)))
        report(held.at, `After ${held.text} here, after ${first.rule.for} in ${file}: when does it ring?`, {
          related: found.map(({ rule: rings, from }) => ({
            have: from,
            span: rings.forSpan,
            message: `${rings.name} rings after ${rings.for}.`,
          })),
          fix: write(held.at, minuteWords(minutes), file),
        });
    }
  },
});

interface At {
  readonly pointer: Pointer;
  readonly from: number;
  readonly to: number;
}

const write = (at: At, text: string, file: string): Fix => ({
  title: `Write "${text}" here, as in ${file}`,
  sort: 'choice',
  edits: [{ within: at.pointer, from: at.from, to: at.to, text }],
});

/** The number at the end of an expression that compares once. */
function limitOf(expr: string): number | undefined {
  const plain = expr.replace(/"[^"]*"|'[^']*'/g, '');
  if ((plain.match(/[<>]/g) ?? []).length !== 1) return undefined;
  const number = /[<>]=?\s*(-?\d{1,12}(?:\.\d{1,12})?(?:e-?\d{1,2})?)\s*$/i.exec(plain)?.[1];
  return number === undefined ? undefined : Number(number);
}

function ownLimit(
  artifact: Artifact,
  { condition, conditionAt }: AlertFact,
): { readonly quantity: Quantity; readonly at: At; readonly text: string } | undefined {
  if (!condition || condition.change || condition.threshold.high !== undefined) return undefined;
  const { value, unit } = condition.threshold;
  const text = textAt(artifact, conditionAt);
  const slot = readQuantities(text).find((one) => one.value.value === value && one.value.unit === unit);
  if (!slot || !scales.has(unit)) return undefined;
  const [from, to] = [slot.span[0] + (/^[<>≤≥=\s]*/.exec(text.slice(...slot.span))?.[0].length ?? 0), slot.span[1]];
  return { quantity: condition.threshold, at: { pointer: conditionAt, from, to }, text: text.slice(from, to) };
}

/** What an expression may hold for a quantity: a share or percent, seconds or milliseconds, what is good or what is bad. */
const scales: ReadonlyMap<string, (value: number) => readonly number[]> = new Map([
  ['%', (value) => [value, value / 100, 100 - value, 1 - value / 100]],
  ['ms', (value) => [value, value / 1000]],
  ['s', (value) => [value, value * 1000]],
  ['min', (value) => [value, value * 60, value * 60_000]],
]);
const readings = ({ value, unit }: Quantity): readonly number[] => scales.get(unit)?.(value) ?? [];

/** The field of its own, else the last words of the condition. */
function ownDuration(
  artifact: Artifact,
  { pointer, conditionAt, condition }: AlertFact,
): { readonly minutes: number; readonly at: At; readonly text: string } | undefined {
  const field = child(pointer, 'for');
  const stated = textAt(artifact, field) !== '';
  if (!stated && !condition?.duration) return undefined;
  const text = textAt(artifact, stated ? field : conditionAt);
  const before = stated ? 0 : text.search(/\bfor\b/i);
  const slot = before === -1 ? undefined : readDuration(text.slice(before), artifact.vocabulary);
  if (!slot) return undefined;
  const [from, to] = [slot.span[0] + before, slot.span[1] + before];
  return { minutes: slot.value.days * 1440, at: { pointer: stated ? field : conditionAt, from, to }, text: text.slice(from, to) };
}

const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));
