// What depends on what across the artifacts of an initiative: one table, for everything that asks whether somebody has to look again.
import type { Kind } from '../schema/kinds.js';

export interface Dependency {
  /** The documents that say it; the first of them that is there. */
  readonly of: readonly Kind[];
  /** The field of things.ts that says it, and which of its parts count; all where none is named. */
  readonly field: string;
  /** Only this one of the field's things. */
  readonly key?: string;
  readonly parts?: readonly string[];
  readonly in: Kind;
  /** Where it is built on: the first field that is there. A row of the same name comes before all of them. */
  readonly where: readonly string[];
}

const promise = { of: ['prd', 'one-pager'], field: 'goal', parts: ['number', 'deadline', 'baseline', 'metric'] } as const;
const levels = { of: ['prd'], field: 'slos', parts: ['objective', 'limit', 'window'] } as const;
const limits = { of: ['prd', 'one-pager'], field: 'guardrails', parts: ['limit'] } as const;
const stages = { of: ['prd'], field: 'stages', parts: ['traffic', 'duration'] } as const;

export const dependencies: readonly Dependency[] = [
  // A goal sizes its test and is what the retrospective reports on.
  { ...promise, of: ['one-pager'], in: 'prd', where: ['/goal'] },
  { ...promise, in: 'experiment-plan', where: ['/online_test', '/primary_metric', '/hypothesis', '/decision_rule'] },
  { ...promise, in: 'retrospective', where: ['/goal_vs_actual'] },
  // Service levels decide when somebody is woken, and when a release goes back.
  { ...levels, in: 'monitoring', where: ['/alerts', '/slos'] },
  { ...levels, in: 'runbook', where: ['/rollback', '/stages'] },
  { ...limits, in: 'experiment-plan', where: ['/guardrails', '/decision_rule'] },
  { ...limits, in: 'runbook', where: ['/rollback', '/stages'] },
  { ...limits, in: 'monitoring', where: ['/alerts'] },
  { ...stages, in: 'runbook', where: ['/stages'] },
  { ...stages, key: 'stages/ab', in: 'experiment-plan', where: ['/online_test'] },
  // Data.
  {
    of: ['data-readiness'],
    field: 'sources',
    parts: ['owner', 'refresh cadence', 'freshness needed'],
    in: 'prd',
    where: ['/data_sources'],
  },
  { of: ['data-readiness'], field: 'fields', parts: ['class', 'treatment'], in: 'prd', where: ['/privacy_concerns'] },
  { of: ['data-readiness'], field: 'fields', parts: ['class'], in: 'monitoring', where: ['/logging'] },
  // The model, its traffic and its money.
  { of: ['experiment-plan'], field: 'decision', parts: ['winner'], in: 'prd', where: ['/model_decision'] },
  { of: ['experiment-plan'], field: 'decision', parts: ['winner'], in: 'runbook', where: ['/artifact'] },
  { of: ['prd'], field: 'traffic', in: 'experiment-plan', where: ['/online_test'] },
  { of: ['prd'], field: 'traffic', in: 'runbook', where: ['/preflight'] },
  { of: ['prd'], field: 'cost', parts: ['budget per month'], in: 'retrospective', where: ['/cost_actual'] },
];
