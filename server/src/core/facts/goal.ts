// The goal of an artifact: where it stands and what was understood of it.
// A baseline, a guardrail or a target may stand in a field of its own; that counts as well.

import { readDuration } from '../language/duration.js';
import { readGoal } from '../language/goal.js';
import { readQuantities } from '../language/quantity.js';
import type { Direction, Goal, Quantity } from '../language/types.js';
import { readWindow } from '../language/window.js';
import { type Artifact, child, type Data, dataAt, leavesBelow, type Pointer } from '../model/artifact.js';
import type { Span } from '../text.js';
import type { ScalarNode } from '../tree.js';

export interface GoalFact {
  /** The field: `/goal`, `/success_statement`, `/hypothesis`. */
  readonly field: Pointer;
  /** The leaf that holds the sentence. */
  readonly pointer: Pointer;
  readonly text: string;
  readonly reading: Goal;
  readonly has: {
    readonly direction: boolean;
    readonly metric: boolean;
    readonly magnitude: boolean;
    readonly window: boolean;
    readonly guardrail: boolean;
    readonly baseline: boolean;
  };
  /** Several lines, a list or a page: what was understood of the first one alone. */
  readonly parts: { readonly first: Goal } | undefined;
  /** It stands below "Vision", "Mission" or "Purpose" and nothing calls it a goal. */
  readonly vision: boolean;
  /** The outcome has a quantified target among the metrics instead. */
  readonly targetInMetrics: boolean;
}

const fields: Readonly<Partial<Record<Artifact['kind'], string>>> = {
  prd: '/goal',
  'one-pager': '/success_statement',
  'experiment-plan': '/hypothesis',
};

export function goalOf(artifact: Artifact): GoalFact | undefined {
  const field = fields[artifact.kind];
  if (field === undefined) return undefined;
  const data = dataAt(artifact, field);
  if (data === undefined) return undefined;
  const structured = typeof data === 'object' && !Array.isArray(data) ? (data as { readonly [key: string]: Data }) : undefined;
  const pointer = structured ? statementAt(artifact, field) : field;
  const node = artifact.places.get(pointer)?.text;
  const text = node?.text ?? '';
  const reading = readGoal(text, { ...maskOf(node), ...artifact.vocabulary });
  // A latency target makes no goal measurable; an outcome's target does.
  const metrics = quantified(artifact, '/metrics/business') || quantified(artifact, '/success_metrics');
  const part = (key: string) => structured !== undefined && structured[key] !== undefined;
  return {
    field,
    pointer,
    text,
    reading,
    has: {
      direction: reading.direction !== undefined || part('direction'),
      metric: reading.metric !== undefined || part('metric'),
      magnitude: reading.magnitude !== undefined || reading.target !== undefined || part('magnitude') || part('target'),
      window: reading.window !== undefined || part('window') || part('deadline') || windowElsewhere(artifact),
      guardrail:
        reading.guardrails.length > 0 ||
        part('guardrails') ||
        dataAt(artifact, '/guardrails') !== undefined ||
        guardrailAmongMetrics(artifact),
      baseline:
        reading.baseline !== undefined ||
        part('baseline') ||
        hasNumber(artifact, '/baseline') ||
        hasNumber(artifact, '/metrics', 'baseline'),
    },
    parts: text.includes('\n') ? { first: readGoal(text.slice(0, text.indexOf('\n')), artifact.vocabulary) } : undefined,
    vision: isVision(artifact.places.get(field)?.words ?? ''),
    targetInMetrics: metrics,
  };
}

const isVision = (words: string): boolean =>
  /\b(?:vision|mission|purpose|about|introduction)\b/i.test(words) && !/\b(?:goals?|objectives?|aims?|success|targets?)\b/i.test(words);

/** What the text says and the structure says, as one: structure wins. */
export function directionOf(goal: GoalFact): Direction | undefined {
  return goal.reading.direction?.value;
}

export function maskOf(node: ScalarNode | undefined): { readonly masked?: readonly Span[] } {
  return node?.masked ? { masked: node.masked } : {};
}

function statementAt(artifact: Artifact, field: Pointer): Pointer {
  const statement = child(field, 'statement');
  if (artifact.places.get(statement)?.text) return statement;
  for (const [pointer, place] of artifact.places) if (pointer.startsWith(`${field}/`) && place.text) return pointer;
  return field;
}

function* textsBelow(artifact: Artifact, field: Pointer): Generator<{ readonly pointer: Pointer; readonly text: string }> {
  for (const { pointer, text } of leavesBelow(artifact, field)) yield { pointer, text: text.text };
}

/** A number with a unit or a comparator: "≥ 4.3 %", "p95 < 300 ms"; never a bare digit. */
function quantified(artifact: Artifact, field: Pointer): boolean {
  for (const { text } of textsBelow(artifact, field)) if (readQuantities(text).some(({ value }) => measures(value))) return true;
  return false;
}

const measures = (quantity: Quantity): boolean => quantity.unit !== '' || quantity.comparator !== undefined;

function hasNumber(artifact: Artifact, field: Pointer, last?: string): boolean {
  for (const { pointer, text } of textsBelow(artifact, field))
    if ((last === undefined || pointer.includes(`/${last}`)) && /\d/.test(text)) return true;
  return false;
}

function windowElsewhere(artifact: Artifact): boolean {
  for (const [pointer, { words }] of artifact.places)
    if (words && /^\/(?:metrics|success_metrics)\b/.test(pointer) && dated.test(words)) return true;
  for (const { pointer, text } of textsBelow(artifact, '/metrics')) {
    if (
      /\/(?:window|timeline|deadline)$/.test(pointer) ||
      readWindow(text, artifact.vocabulary) !== undefined ||
      (/\/target/.test(pointer) && readDuration(text, artifact.vocabulary) !== undefined && / (?:within|in|after|by) /.test(` ${text}`))
    )
      return true;
  }
  return false;
}

/** "Target (90 days post-launch)", "By Q3": the head of a column dates all that stands below it. */
const dated = /\b\d{1,3}[ -](?:days?|weeks?|months?)\b|\bQ[1-4]\b|\b20\d\d\b|\b(?:month|week|day|year) \d/i;

function guardrailAmongMetrics(artifact: Artifact): boolean {
  for (const { pointer, text } of textsBelow(artifact, '/metrics')) if (/guard-?rail/i.test(text) || /guardrail/.test(pointer)) return true;
  return artifact.unclaimed.some(({ words }) => /guard-?rail/i.test(words));
}
