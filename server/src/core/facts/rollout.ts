// Release stages: shadow, canary, ramp, test, full. Delivery phases (MVP, phase 1) are told apart and left alone.

import { readConditions } from '../language/condition.js';
import { readDuration } from '../language/duration.js';
import { findPlaceholders } from '../language/placeholder.js';
import { readQuantity } from '../language/quantity.js';
import { readStage, splitStages } from '../language/stage.js';
import type { Condition, Duration, Slot, Stage } from '../language/types.js';
import { type Artifact, type Pointer, textAt } from '../model/artifact.js';
import { proseOf } from '../model/blocks.js';
import { partOf, type Row, rowsAt } from './rows.js';

export type StageType = NonNullable<Stage['type']>['value'];

export interface StageFact {
  readonly pointer: Pointer;
  readonly name: string;
  readonly type: StageType | undefined;
  /** Percent, 0 to 100. */
  readonly traffic: number | undefined;
  readonly duration: Duration | undefined;
  /** The author's words for when the stage is over. */
  readonly exit: string;
  readonly conditions: readonly Condition[];
  readonly text: string;
  readonly prose: boolean;
  /** What stands before its text in the same leaf: a paragraph holds several stages. */
  readonly lead: string;
  /** What it is marked by: its item, or its words in a paragraph. */
  readonly at: Pointer | { readonly pointer: Pointer; readonly from: number; readonly to: number };
  readonly reading: Stage;
}

export function stagesOf(artifact: Artifact): readonly StageFact[] {
  const field = artifact.kind === 'runbook' ? '/stages' : '/rollout_plan/stages';
  const rows = rowsAt(artifact, field);
  const paragraph = artifact.kind === 'prd' && rows.length === 0 ? paragraphAt(artifact, '/rollout_plan') : [];
  return [...rows, ...paragraph]
    .map((row) => stageFact(artifact, row))
    .filter((stage) => stage.type !== undefined || stage.traffic !== undefined || !stage.prose);
}

interface Part extends Row {
  readonly lead?: string;
}

/** "Shadow for 2 weeks, then canary on 5 % for a week, then everybody": a part of the leaf each. */
function paragraphAt(artifact: Artifact, pointer: Pointer): readonly Part[] {
  const text = textAt(artifact, pointer);
  // More than a few lines hold lists and tables of other things as well: milestones, owners, what comes later.
  if (text.length > 800 || text.split('\n').length > 4 || findPlaceholders(text).length > 0) return [];
  return splitStages(text).map(([from, to]) => {
    const words = text.slice(from, to);
    return { pointer, text: words, prose: true, data: words, lead: text.slice(0, from) };
  });
}

function stageFact(artifact: Artifact, row: Part): StageFact {
  const lead = row.lead ?? '';
  const name = partOf(artifact, row, 'name');
  const said = row.prose ? '' : told(artifact, row);
  const reading = readStage(
    row.prose ? row.text : `${name} ${partOf(artifact, row, 'type')}${said === '' ? '' : `: ${said}`}`,
    artifact.vocabulary,
  );
  const traffic = readQuantity(partOf(artifact, row, 'traffic'))?.value.value ?? numberOf(row, 'traffic') ?? reading.traffic?.value.value;
  const duration = readDuration(partOf(artifact, row, 'duration'), artifact.vocabulary)?.value ?? reading.duration?.value;
  const exit = partOf(artifact, row, 'exit') || partOf(artifact, row, 'exit_criteria') || (reading.exit?.value ?? '');
  return {
    pointer: row.pointer,
    name: name || reading.name?.value || row.text,
    type: reading.type?.value,
    traffic,
    duration,
    exit,
    conditions: exit === '' ? [] : readConditions(exit, artifact.vocabulary).map((slot: Slot<Condition>) => slot.value),
    text: said === '' ? row.text : `${row.text}\n${said}`,
    prose: row.prose,
    lead,
    at: row.lead === undefined ? row.pointer : { pointer: row.pointer, from: lead.length, to: lead.length + row.text.length },
    reading,
  };
}

/** What stands below the heading of a stage and is no part of its own: "5 % of merchants for 3 days." */
function told(artifact: Artifact, row: Row): string {
  const place = artifact.places.get(row.pointer);
  if (place?.from !== 'heading') return '';
  return proseOf(place.node)
    .text.split('\n')
    .filter((line) => !/^\s*[\p{L} ]{2,30}[:：]\s/u.test(line))
    .slice(0, 3)
    .join(' ');
}

function numberOf(row: Row, key: string): number | undefined {
  const value =
    typeof row.data === 'object' && !Array.isArray(row.data) ? (row.data as { readonly [key: string]: unknown })[key] : undefined;
  return typeof value === 'number' ? value : undefined;
}
