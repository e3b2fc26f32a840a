// What the engine understands of one artifact, a subject a file, each read at most once and only when somebody asks.
// Facts say what is there and where; whether that is good enough is for the rules.
import { type Tongue, tongueOf } from '../language/tongue.js';
import type { Artifact } from '../model/artifact.js';
import { type AlertFact, alertsOf } from './alerts.js';
import { type Box, boxesOf } from './boxes.js';
import { type ComparisonFact, comparisonOf } from './candidates.js';
import { type CostFact, costOf } from './cost.js';
import { type DriftFact, driftOf } from './drift.js';
import { type Duty, dutiesOf } from './duties.js';
import { type EvaluationSetFact, evaluationSetOf } from './evaluationSet.js';
import { type ExperimentFact, experimentOf } from './experiment.js';
import { type Flags, flagsOf } from './flags.js';
import { type GoalFact, goalOf } from './goal.js';
import { type GuardedFact, guardedOf } from './guarded.js';
import { type AgreementFact, agreementOf, type LabelingFact, type LabelsFact, labelingOf, labelsOf } from './labels.js';
import { type LatencyFact, latencyOf } from './latency.js';
import { type GuardrailFact, guardrailsOf } from './limits.js';
import { type LinksFact, linksOf } from './links.js';
import { type MetricFact, metricsOf } from './metrics.js';
import { type OncallFact, oncallOf } from './oncall.js';
import { type OutcomeFact, outcomesOf } from './outcomes.js';
import { type OwnerFact, ownersOf } from './ownership.js';
import { type FieldFact, personalFieldsOf } from './personalFields.js';
import { type PromiseFact, promiseOf } from './promise.js';
import { type RiskFact, risksOf } from './risks.js';
import { type RollbackFact, rollbackOf } from './rollback.js';
import { type StageFact, stagesOf } from './rollout.js';
import { type SloFact, slosOf } from './slos.js';
import { type SourceFact, sourcesOf } from './sources.js';
import { type SplitsFact, splitsOf } from './splits.js';
import { type Sum, sumsOf } from './sums.js';
import { type Task, tasksOf } from './tasks.js';
import { isSetAside, type TemplateFact, templateOf } from './template.js';
import { type WatchedFact, watchedOf } from './watched.js';

/** What the team takes where a plan says nothing. */
export interface Usual {
  readonly alpha: number;
  readonly power: number;
}

export interface Facts {
  readonly usual: Usual;
  /** The human language of the text. */
  readonly tongue: Tongue;
  /** What the header says about the product. */
  readonly flags: Flags;
  /** The sentence that says what success is: a PRD's goal, a one-pager's success statement, an experiment's hypothesis. */
  readonly goal: GoalFact | undefined;
  /** Its numbers, with what the fields beside it add. */
  readonly promise: PromiseFact | undefined;
  /** What is promised not to get worse, with or without a number. */
  readonly guarded: readonly GuardedFact[];
  readonly outcomes: readonly OutcomeFact[];
  readonly experiment: ExperimentFact | undefined;
  /** The baseline, the candidates, and the one that was chosen. */
  readonly comparison: ComparisonFact;
  readonly cost: CostFact | undefined;
  readonly latency: LatencyFact;
  readonly labels: LabelsFact | undefined;
  readonly labeling: LabelingFact | undefined;
  /** How far those who label, or those who check a judge, agree. */
  readonly agreement: AgreementFact | undefined;
  /** What the model is judged on. */
  readonly evaluationSet: EvaluationSetFact | undefined;
  readonly metrics: readonly MetricFact[];
  /** Where the data comes from. */
  readonly sources: readonly SourceFact[];
  readonly splits: SplitsFact | undefined;
  readonly drift: readonly DriftFact[];
  /** The checklist of a data readiness report, and what it should say. */
  readonly boxes: readonly Box[];
  readonly stages: readonly StageFact[];
  readonly owners: readonly OwnerFact[];
  /** The fields whose sensitivity is listed. */
  readonly fields: readonly FieldFact[];
  readonly risks: readonly RiskFact[];
  readonly rollback: RollbackFact | undefined;
  readonly duties: readonly Duty[];
  /** The action items of a retrospective. */
  readonly tasks: readonly Task[];
  readonly oncall: OncallFact | undefined;
  readonly links: LinksFact;
  /** The limits among them that a number gives. */
  readonly guardrails: readonly GuardrailFact[];
  readonly slos: readonly SloFact[];
  readonly alerts: readonly AlertFact[];
  /** What is looked at in production, by subject. */
  readonly watched: WatchedFact;
  /** Made to be copied, or copied and not begun. */
  readonly template: TemplateFact | undefined;
  /** Superseded, or there to be looked at: nobody ships by it. */
  readonly setAside: boolean;
  /** What can be computed from this artifact alone. */
  readonly sums: readonly Sum[];
}

export function factsOf(artifact: Artifact, usual: Usual): Facts {
  const facts: Facts = lazily<Facts>({
    usual: () => usual,
    tongue: () => tongueOf(artifact.source),
    flags: () => flagsOf(artifact),
    goal: () => goalOf(artifact),
    promise: () => promiseOf(artifact, facts),
    guarded: () => guardedOf(artifact, facts),
    outcomes: () => outcomesOf(artifact),
    experiment: () => experimentOf(artifact),
    comparison: () => comparisonOf(artifact),
    cost: () => costOf(artifact),
    latency: () => latencyOf(artifact),
    labels: () => labelsOf(artifact),
    agreement: () => agreementOf(artifact),
    labeling: () => labelingOf(artifact),
    evaluationSet: () => evaluationSetOf(artifact),
    metrics: () => metricsOf(artifact),
    sources: () => sourcesOf(artifact),
    drift: () => driftOf(artifact),
    splits: () => splitsOf(artifact),
    boxes: () => boxesOf(artifact, facts),
    stages: () => stagesOf(artifact),
    fields: () => personalFieldsOf(artifact),
    owners: () => ownersOf(artifact),
    risks: () => risksOf(artifact),
    rollback: () => rollbackOf(artifact),
    duties: () => dutiesOf(artifact),
    tasks: () => tasksOf(artifact),
    oncall: () => oncallOf(artifact),
    links: () => linksOf(artifact),
    guardrails: () => guardrailsOf(artifact),
    slos: () => slosOf(artifact),
    alerts: () => alertsOf(artifact),
    watched: () => watchedOf(artifact),
    template: () => templateOf(artifact),
    setAside: () => isSetAside(artifact),
    sums: () => sumsOf(artifact, facts),
  });
  return facts;
}

function lazily<T extends object>(readers: { readonly [K in keyof T]: () => T[K] }): T {
  const facts = {} as T;
  for (const key of Object.keys(readers) as (keyof T)[]) {
    let read = false;
    let value: T[keyof T];
    Object.defineProperty(facts, key, {
      enumerable: true,
      get() {
        if (!read) {
          value = readers[key]();
          read = true;
        }
        return value;
      },
    });
  }
  return facts;
}
