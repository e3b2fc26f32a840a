// One metric followed through an initiative: goal → experiment → rollout gate → alert → runbook → retrospective.
// It says where each lane speaks of the metric, and from which phase on one that does not is missing; it judges nothing.
import { speaksOf } from './facts/guarded.js';
import { findMetric } from './language/metrics.js';
import { leaves, type Pointer } from './model/artifact.js';
import { type Initiative, type Member, membersOf } from './project.js';
import type { Kind } from './schema/kinds.js';
import type { Phase } from './schema/look.js';

export interface Lane {
  readonly title: string;
  /** From this phase on it is missed. */
  readonly due: Phase;
  /** The first place of each artifact that speaks of it. */
  readonly places: readonly { readonly member: Member; readonly pointer: Pointer }[];
}

const lanes: readonly { readonly title: string; readonly due: Phase; readonly kinds: readonly Kind[]; readonly where: RegExp }[] = [
  {
    title: 'Goal',
    due: 'discover',
    kinds: ['prd', 'one-pager'],
    where: /^\/(?:goal|success_statement|metrics|success_metrics|guardrails)(?:\/|$)/,
  },
  {
    title: 'Experiment',
    due: 'build',
    kinds: ['experiment-plan'],
    where: /^\/(?:hypothesis|primary_metric|secondary_metrics|guardrails|decision_rule|baseline|candidates)(?:\/|$)/,
  },
  {
    title: 'Rollout gate',
    due: 'deploy',
    kinds: ['prd', 'runbook'],
    where: /^(?:\/rollout_plan)?\/(?:stages|launch_gate|preflight)(?:\/|$)/,
  },
  { title: 'Alert', due: 'deploy', kinds: ['monitoring'], where: /^\/(?:alerts|signals|slos)(?:\/|$)/ },
  { title: 'Runbook step', due: 'deploy', kinds: ['runbook'], where: /^\/(?:steps|rollback|post_launch_test)(?:\/|$)/ },
  { title: 'Retrospective', due: 'operate', kinds: ['retrospective'], where: /^\/(?:goal_vs_actual|experiment_result)(?:\/|$)/ },
];

/** The lanes in the order of a product's life; `name` is the author's. */
export function threadOf(initiative: Initiative, name: string): readonly Lane[] {
  const entry = findMetric(name)?.value.entry;
  const metric = { name, ...(entry ? { entry } : {}) };
  return lanes.map(({ title, due, kinds, where }) => ({
    title,
    due,
    places: membersOf(initiative, ...kinds).flatMap((member) => {
      // The field first, so that most leaves are never read; then the leaf in it.
      if (!speaksOf(member.artifact, metric, where)) return [];
      const leaf = leaves(member.artifact).find(({ pointer }) => where.test(pointer) && speaksOf(member.artifact, metric, only(pointer)));
      return leaf ? [{ member, pointer: leaf.pointer }] : [];
    }),
  }));
}

/** That one field and none below it. */
const only = (pointer: Pointer): RegExp => new RegExp(`^${pointer.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}$`);
