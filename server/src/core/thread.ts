// One metric followed through an initiative: goal → experiment → rollout gate → alert → runbook → retrospective.
// It says where each lane speaks of the metric, and from which phase on one that does not is missing; it judges nothing.
import { speaksOf } from './facts/guarded.js';
import { speaksBeside } from './have/lookup.js';
import { findMetric } from './language/metrics.js';
import type { MetricMention } from './language/types.js';
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
  /** The artifacts that have something in this lane, of this metric or of others. */
  readonly asked: readonly Member[];
}

const lanes: readonly {
  readonly title: string;
  readonly due: Phase;
  readonly kinds: readonly Kind[];
  readonly where: RegExp;
  /** Words that stand for what is tested: "A/B test on half of the users" is a gate for it. */
  readonly test?: RegExp;
}[] = [
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
    where: /^\/(?:hypothesis|primary_metric|secondary_metrics|guardrails|decision_rule|baseline|candidates|online_test)(?:\/|$)/,
  },
  {
    title: 'Rollout gate',
    due: 'deploy',
    kinds: ['prd', 'runbook'],
    where: /^(?:\/rollout_plan)?\/(?:stages|launch_gate|preflight)(?:\/|$)|^\/rollout_plan$/,
    test: /\ba\s?\/\s?b\b|\bab[- ]test|\bexperiment|\bhold-?(?:back|out)|\bdecision rule\b|\bprimary metric\b|\bswitchback\b/i,
  },
  {
    title: 'Alert',
    due: 'deploy',
    kinds: ['monitoring'],
    where: /^\/(?:alerts|signals|slos|dashboards|feedback|human_audit)(?:\/|$)/,
  },
  {
    title: 'Runbook step',
    due: 'deploy',
    kinds: ['runbook'],
    where: /^\/(?:steps|rollback|post_launch_test)(?:\/|$)/,
    test: /\ba\s?\/\s?b\b|\bab[- ]test|\bexperiment|\bhold-?(?:back|out)|\bprimary metric\b/i,
  },
  { title: 'Retrospective', due: 'operate', kinds: ['retrospective'], where: /^\/(?:goal_vs_actual|experiment_result)(?:\/|$)/ },
];

/** The lanes in the order of a product's life; `name` is the author's, `tested` says that the experiment is about it. */
export function threadOf(initiative: Initiative, name: string, tested = false): readonly Lane[] {
  return lanes.map(({ title, due, kinds, where, test }) => {
    const asked = membersOf(initiative, ...kinds).filter(({ artifact }) =>
      [...artifact.places.keys()].some((pointer) => where.test(pointer)),
    );
    return {
      title,
      due,
      asked,
      places: asked.flatMap((member) => {
        const entry = findMetric(name, member.artifact.vocabulary)?.value.entry;
        const metric = { name, ...(entry ? { entry } : {}) };
        // The field first, so that most leaves are never read; then the leaf in it.
        const leaf =
          placeOf(member, metric, where) ??
          (tested && test ? leafThat(member, where, test) : undefined) ??
          (title === 'Alert' && speaksBeside(member, metric) ? '' : undefined);
        return leaf === undefined ? [] : [{ member, pointer: leaf }];
      }),
    };
  });
}

function placeOf({ artifact }: Member, metric: MetricMention, where: RegExp): Pointer | undefined {
  if (!speaksOf(artifact, metric, where)) return undefined;
  return leaves(artifact).find(({ pointer }) => where.test(pointer) && speaksOf(artifact, metric, only(pointer)))?.pointer;
}

const leafThat = ({ artifact }: Member, where: RegExp, says: RegExp): Pointer | undefined =>
  leaves(artifact).find(({ pointer, text }) => where.test(pointer) && says.test(text.text))?.pointer;

/** That one field and none below it. */
const only = (pointer: Pointer): RegExp => new RegExp(`^${pointer.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}$`);
