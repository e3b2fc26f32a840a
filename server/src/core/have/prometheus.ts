// Alerting rules of Prometheus: a rules file, or the same inside a PrometheusRule of Kubernetes. Mimir, Thanos and Cortex read the same.
import type { Node } from '../tree.js';
import type { AlertRule } from './have.js';
import { entriesAt, firstOf, itemsAt, nodeAt, spanAt, wordsAt } from './plain.js';

export function alertRulesIn(document: Node): readonly AlertRule[] {
  const groups = [...itemsAt(document, 'groups'), ...itemsAt(document, 'spec', 'groups')];
  return groups.flatMap((group) => itemsAt(group, 'rules')).flatMap((rule) => alertRule(rule) ?? []);
}

function alertRule(rule: Node): AlertRule | undefined {
  const name = wordsAt(rule, 'alert');
  if (name === '') return undefined;
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
