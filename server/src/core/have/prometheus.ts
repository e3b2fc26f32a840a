// Alerting rules of Prometheus: a rules file, or the same inside a PrometheusRule of Kubernetes. Mimir, Thanos and Cortex read the same.
import type { Node } from '../tree.js';
import type { AlertRule } from './have.js';
import { entriesAt, firstOf, itemsAt, nodeAt, spanAt, wordsAt } from './plain.js';

export function alertRulesIn(document: Node): readonly AlertRule[] {
  const groups = [...itemsAt(document, 'groups'), ...itemsAt(document, 'spec', 'groups')];
  // A list of rules without its group, as some teams generate them from.
  return [...groups.flatMap((group) => itemsAt(group, 'rules')), document].flatMap((rule) => alertRule(rule) ?? []);
}

function alertRule(rule: Node): AlertRule | undefined {
  const name = wordsAt(rule, 'alert');
  if (name === '' || wordsAt(rule, 'expr') === '') return undefined;
  const labels = nodeAt(rule, 'labels');
  return {
    name,
    expr: wordsAt(rule, 'expr').replace(/\s+/g, ' '),
    for: wordsAt(rule, 'for'),
    severity: firstOf(labels, ['severity', 'priority', 'level']),
    owner: firstOf(labels, ['owner', 'team', 'squad', 'oncall']),
    runbook: runbookOf(rule),
    span: spanAt(rule, 'alert'),
    forSpan: spanAt(rule, 'for'),
    exprSpan: spanAt(rule, 'expr'),
  };
}

/** `runbook_url` by custom; some teams write `runbook`, `playbook_link`, and some put it among the labels. */
function runbookOf(rule: Node): string {
  for (const part of ['annotations', 'labels'])
    for (const { key, value } of entriesAt(rule, part))
      if (/runbook|playbook/i.test(key) && value.type === 'scalar' && value.text.trim() !== '') return value.text.trim();
  return '';
}

/** "1h30m", "90s" → minutes; undefined for what is none of its durations. */
export function minutesIn(text: string): number | undefined {
  const parts = [...text.matchAll(/(\d{1,6})(ms|[smhdwy])/g)];
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== text) return undefined;
  const of: Readonly<Record<string, number>> = { ms: 1 / 60_000, s: 1 / 60, m: 1, h: 60, d: 1440, w: 10_080, y: 525_600 };
  return parts.reduce((sum, [, count, unit]) => sum + Number(count) * (of[unit as string] as number), 0);
}

/** As our documents say it, where "5m" could be months. */
export const minuteWords = (minutes: number): string =>
  minutes < 120 ? `${Number(minutes.toPrecision(4))} min` : `${Number((minutes / 60).toPrecision(4))} h`;
