// Every number that can be computed from one artifact alone, in the order of the text. Whether it is good enough is for
// the rules; what is not written is named and never guessed.
import type { Artifact } from '../model/artifact.js';
import type { Facts } from './facts.js';
import { adoptions, costs } from './sums/cost.js';
import { dependencyChain, errorBudgets, rollbackCosts } from './sums/errorBudget.js';
import { labelling } from './sums/labels.js';
import { alerts, driftAlarms, rotation } from './sums/operations.js';
import { calendarSum, guardrails, stageUsers } from './sums/rollout.js';
import { planPower, sampleSizes } from './sums/sampleSize.js';
import type { Sum } from './sums/sum.js';

export type { Sum } from './sums/sum.js';

const subjects: readonly ((artifact: Artifact, facts: Facts) => readonly Sum[])[] = [
  sampleSizes,
  planPower,
  stageUsers,
  guardrails,
  calendarSum,
  errorBudgets,
  rollbackCosts,
  dependencyChain,
  costs,
  adoptions,
  labelling,
  rotation,
  alerts,
  driftAlarms,
];

export function sumsOf(artifact: Artifact, facts: Facts): readonly Sum[] {
  return subjects.flatMap((compute) => compute(artifact, facts)).sort((a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1]);
}
