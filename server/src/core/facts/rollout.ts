// Release stages: shadow, canary, ramp, test, full. Delivery phases (MVP, phase 1) are told apart and left alone.

import { readConditions } from '../language/condition.js';
import { readDuration } from '../language/duration.js';
import { readQuantity } from '../language/quantity.js';
import { readStage } from '../language/stage.js';
import type { Condition, Duration, Slot, Stage } from '../language/types.js';
import type { Artifact, Pointer } from '../model/artifact.js';
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
  readonly reading: Stage;
}

export function stagesOf(artifact: Artifact): readonly StageFact[] {
  const field = artifact.kind === 'runbook' ? '/stages' : '/rollout_plan/stages';
  const rows = rowsAt(artifact, field);
  return rows
    .map((row) => stageFact(artifact, row))
    .filter((stage) => stage.type !== undefined || stage.traffic !== undefined || !stage.prose);
}

function stageFact(artifact: Artifact, row: Row): StageFact {
  const name = partOf(artifact, row, 'name');
  const reading = readStage(row.prose ? row.text : [name, partOf(artifact, row, 'type')].join(' '));
  const traffic = readQuantity(partOf(artifact, row, 'traffic'))?.value.value ?? numberOf(row, 'traffic') ?? reading.traffic?.value.value;
  const duration = readDuration(partOf(artifact, row, 'duration'))?.value ?? reading.duration?.value;
  const exit = partOf(artifact, row, 'exit') || partOf(artifact, row, 'exit_criteria') || (reading.exit?.value ?? '');
  return {
    pointer: row.pointer,
    name: name || reading.name?.value || row.text,
    type: reading.type?.value,
    traffic,
    duration,
    exit,
    conditions: exit === '' ? [] : readConditions(exit).map((slot: Slot<Condition>) => slot.value),
    text: row.text,
    prose: row.prose,
    reading,
  };
}

function numberOf(row: Row, key: string): number | undefined {
  const value =
    typeof row.data === 'object' && !Array.isArray(row.data) ? (row.data as { readonly [key: string]: unknown })[key] : undefined;
  return typeof value === 'number' ? value : undefined;
}
