// An initiative's rollout laid out in days: its stages, how long a test ripens and is read, and the goal's window beside them.
// A length that nobody wrote is computed where it can be, else it stays unknown; what follows then has only an earliest day.
import type { Facts } from './facts/facts.js';
import type { StageFact } from './facts/rollout.js';
import { daysAt } from './facts/sums/inputs.js';
import { attributionOf, calendarOf, calendarWords, exposuresOf, isEnd, lengthOf, testLength, usualDays } from './facts/sums/rollout.js';
import type { Artifact, Pointer } from './model/artifact.js';
import { type Initiative, type Member, membersOf } from './project.js';

export interface TimelineStep {
  readonly name: string;
  readonly sort: 'stage' | 'test' | 'maturation' | 'readout';
  /** Percent, 0 to 100. */
  readonly traffic?: number;
  /** Undefined: nobody wrote it, and there is not enough to compute it from. */
  readonly days: number | undefined;
  /** usual: what such a thing takes, where the plan is silent. */
  readonly known: 'written' | 'computed' | 'usual' | 'unknown';
  /** Days from the first stage's start. */
  readonly start: number;
  /** Something before it has no length, so that it starts then at the earliest. */
  readonly atEarliest: boolean;
  readonly member: Member;
  readonly pointer: Pointer;
}

export interface Timeline {
  readonly steps: readonly TimelineStep[];
  /** Where the goal's window lies, in days; absent where the goal names no length. */
  readonly window?: { readonly start: number; readonly days: number; readonly atEarliest: boolean };
  /** Days until everything whose length is known is over. */
  readonly totalDays: number;
  /** The whole in one line, as the code lens says it. */
  readonly words: string;
}

/** Undefined where no document of the initiative names a stage. */
export function timelineOf(initiative: Initiative): Timeline | undefined {
  const plans = membersOf(initiative, 'prd', 'runbook').filter(({ facts }) => facts.stages.length > 0);
  const [plan] = plans.sort((a, b) => unknownIn(a) - unknownIn(b));
  if (!plan) return undefined;
  const withGoal = membersOf(initiative, 'prd', 'one-pager').find(({ facts }) => facts.goal?.reading.window);
  // A runbook has stages and no goal; the sums look for both in one place.
  const facts: Facts =
    plan.facts.goal || !withGoal ? plan.facts : { ...plan.facts, ...(withGoal.facts.goal ? { goal: withGoal.facts.goal } : {}) };
  const experiment = membersOf(initiative, 'experiment-plan')[0];
  const steps: TimelineStep[] = [];
  let at = 0;
  let atEarliest = false;
  let launch: { readonly start: number; readonly atEarliest: boolean } | undefined;
  let tested: { readonly start: number; readonly atEarliest: boolean } | undefined;
  for (const stage of facts.stages) {
    if (isEnd(stage)) launch ??= { start: at, atEarliest };
    const length = lengthFor(stage, plan.artifact, facts, experiment);
    steps.push({
      name: stage.name,
      sort: stage.type === 'ab' ? 'test' : 'stage',
      ...(stage.traffic === undefined ? {} : { traffic: stage.traffic }),
      ...length,
      start: at,
      atEarliest,
      member: plan,
      pointer: stage.pointer,
    });
    at += length.days ?? 0;
    atEarliest ||= length.days === undefined;
    if (stage.type === 'ab') tested = { start: at, atEarliest };
  }
  if (tested) steps.push(...afterTest(tested, plan, facts, experiment));
  const calendar = calendarOf(plan.artifact, facts);
  const windowDays = calendar?.windowDays;
  const from = calendar?.afterLaunch ? (launch ?? { start: at, atEarliest }) : { start: 0, atEarliest: false };
  return {
    steps,
    ...(windowDays === undefined ? {} : { window: { ...from, days: windowDays } }),
    totalDays: Math.max(0, ...steps.map(({ start, days }) => start + (days ?? 0))),
    words: calendar ? calendarWords(calendar) : '',
  };
}

const unknownIn = ({ facts }: Member): number => facts.stages.filter((stage) => lengthOf(stage) === undefined).length;

type Length = Pick<TimelineStep, 'days' | 'known'>;

/** The stage's own, else for a test what the experiment plan says, else what the goal's change needs at full exposure. */
function lengthFor(stage: StageFact, artifact: Artifact, facts: Facts, experiment: Member | undefined): Length {
  const own = lengthOf(stage);
  if (own !== undefined) return { days: own, known: 'written' };
  if (stage.type !== 'ab') return { days: undefined, known: 'unknown' };
  const planned = experiment && daysAt(experiment.artifact, '/online_test/duration')?.value;
  if (planned !== undefined) return { days: planned, known: 'written' };
  const [exposure = 1] = exposuresOf(stage);
  const needed = testLength(artifact, facts, stage, exposure);
  return needed !== undefined && Number.isFinite(needed) ? { days: needed, known: 'computed' } : { days: undefined, known: 'unknown' };
}

/** Whoever entered the test on its last day still needs time, and somebody has to read it. Neither holds the next stage up. */
function afterTest(
  end: { readonly start: number; readonly atEarliest: boolean },
  plan: Member,
  facts: Facts,
  experiment: Member | undefined,
): readonly TimelineStep[] {
  const written =
    (experiment && daysAt(experiment.artifact, '/primary_metric/attribution_window')?.value) ?? attributionOf(plan.artifact, facts)?.value;
  const days = written ?? usualDays.attribution;
  const at = experiment ? { member: experiment, pointer: '/primary_metric' } : { member: plan, pointer: '' };
  return [
    { name: 'Maturation', sort: 'maturation', days, known: written === undefined ? 'usual' : 'written', ...end, ...at },
    { name: 'Readout', sort: 'readout', days: usualDays.readout, known: 'usual', ...end, start: end.start + days, ...at },
  ];
}
