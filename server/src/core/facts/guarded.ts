// What must not get worse: each guardrail that an artifact promises or checks, with its bound where it gives one.
// A promise is looked for in goals and guardrails, a check in plans, gates, triggers and alerts.
import { findMetric, findMetrics } from '../language/metrics.js';
import { readQuantity } from '../language/quantity.js';
import type { Vocabulary } from '../language/tokens.js';
import type { MetricMention, Quantity } from '../language/types.js';
import { type Artifact, leaves } from '../model/artifact.js';
import type { Words } from './alerts.js';
import type { Facts } from './facts.js';
import { partOf, rowsAt } from './rows.js';

export interface GuardedFact {
  readonly metric: MetricMention;
  readonly at: Words;
  readonly margin: Quantity | undefined;
  /** The margin is on a change and not on a level. */
  readonly change: boolean;
}

/** What a PRD, a one-pager or an experiment plan promises to protect. */
export function guardedOf(artifact: Artifact, facts: Facts): readonly GuardedFact[] {
  const found: GuardedFact[] = [];
  const { goal } = facts;
  for (const { value, span, confidence } of goal?.reading.guardrails ?? [])
    if (goal && confidence >= 0.6)
      found.push({
        metric: value.metric,
        at: { pointer: goal.pointer, from: span[0], to: span[1], text: goal.text.slice(...span) },
        margin: value.margin,
        change: value.margin?.basis === 'relative' || value.margin?.basis === 'points',
      });
  for (const row of rowsAt(artifact, '/guardrails')) {
    const name = partOf(artifact, row, 'metric') || row.text;
    const at = row.prose ? row.pointer : `${row.pointer}/metric`;
    const metric = findMetric(name, artifact.vocabulary)?.value ?? {
      name: name.split(/[:,(≤≥<>]|\s(?:at most|no more|must|may|drops?)\b/)[0]?.trim() ?? name,
    };
    if (metric.name === '' || metric.name.length > 60) continue;
    const bound = partOf(artifact, row, 'worst_acceptable') || row.text;
    found.push({
      metric,
      at: { pointer: at, from: 0, to: name.length, text: name },
      margin: readQuantity(bound)?.value,
      change: changes.test(bound),
    });
  }
  return found;
}

const changes = /\b(?:drops?|falls?|rises?|increases?|decreases?|declines?|worse|relative|regress)/i;

/** Whether any field whose pointer fits speaks of the metric. */
export function speaksOf(artifact: Artifact, metric: MetricMention, where: RegExp): boolean {
  return leaves(artifact).some(({ pointer, text }) => where.test(pointer) && speaksIn(text.text, metric, artifact.vocabulary));
}

/** Whether a text is about the metric: under any of its names, or by its own words. */
export function speaksIn(text: string, metric: MetricMention, vocabulary: Vocabulary): boolean {
  const own = plain(metric.name);
  if (metric.entry && findMetrics(text, vocabulary).some(({ value }) => value.entry?.id === metric.entry?.id)) return true;
  // "p95 above 250 ms" is latency without the word.
  if (/\blatency\b/.test(own) && /\bp(?:50|9\d(?:\.\d)?)\b[^.;\n]{0,40}\bm?s\b/i.test(text)) return true;
  return own.length >= 3 && plain(text).includes(own);
}

const plain = (text: string): string =>
  ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;
