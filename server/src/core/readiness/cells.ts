// The map: eight responsibilities over four phases, what each cell needs as evidence, and which rules close its gate.
// Data only; how evidence is judged stands in evidence.ts, what it adds up to in score.ts.

import { conditions, type Flags } from '../facts/flags.js';
import type { Kind } from '../schema/kinds.js';
import type { Phase } from '../schema/look.js';

export type Responsibility = 'R1' | 'R2' | 'R3' | 'R4' | 'R5' | 'R6' | 'R7' | 'R8';

export const responsibilities: Readonly<Record<Responsibility, string>> = {
  R1: 'Problem framing and success',
  R2: 'Data strategy and readiness',
  R3: 'Experimentation and validation',
  R4: 'Model selection and trade-offs',
  R5: 'Deployment and MLOps',
  R6: 'Monitoring and feedback',
  R7: 'Risk, compliance and ethics',
  R8: 'Change and adoption',
};

/** In a word or two, where a line is short. */
export const shortNames: Readonly<Record<Responsibility, string>> = {
  R1: 'Framing',
  R2: 'Data',
  R3: 'Experimentation',
  R4: 'Model selection',
  R5: 'Deployment',
  R6: 'Monitoring',
  R7: 'Risk and ethics',
  R8: 'Adoption',
};

/** A field that counts: of one kind, or of whichever artifact has it. */
export interface Field {
  readonly kind: Kind | '*';
  readonly pointer: string;
  /** A part that at least one of its rows must have. */
  readonly part?: string;
  /** A word that at least one of its rows must say. */
  readonly says?: RegExp;
}

export interface EvidenceItem {
  /** One of them is enough: the best counts. */
  readonly any: readonly Field[];
  /** Not needed where this holds. */
  readonly unless?: (flags: Flags) => boolean;
}

export interface CellDefinition {
  readonly responsibility: Responsibility;
  readonly phase: Phase;
  /** Counts twice, and gates its phase. */
  readonly primary: boolean;
  readonly evidence: readonly EvidenceItem[];
  readonly gates: readonly string[];
}

const generativeOnly = (flags: Flags) => !conditions.generative.holds(flags);
const peopleOnly = (flags: Flags) => flags.personalData === 'none';
/** Differences between groups matter where customers or an authority meet the product. */
const groupsOnly = (flags: Flags) => flags.customerFacing === false && flags.regulated !== true;
const noTest = (flags: Flags) => flags.serving === 'batch' && flags.customerFacing === false;

/** `kind/field/part`, `[part]` for a part that a row must have; `|` between fields of which one is enough. */
export function item(text: string, unless?: EvidenceItem['unless'], says?: RegExp): EvidenceItem {
  const any = text.split(' | ').map((field): Field => {
    const [path, part] = field.replace(']', '').split('[') as [string, string | undefined];
    const at = path.indexOf('/');
    return {
      kind: path.slice(0, at) as Field['kind'],
      pointer: path.slice(at),
      ...(part === undefined ? {} : { part }),
      ...(says ? { says } : {}),
    };
  });
  return { any, ...(unless ? { unless } : {}) };
}

const cell = (name: string, evidence: readonly (string | EvidenceItem)[], gates = ''): CellDefinition => {
  const [responsibility, phase, star] = name.split(' ') as [Responsibility, Phase, string | undefined];
  return {
    responsibility,
    phase,
    primary: star === '★',
    evidence: evidence.map((entry) => (typeof entry === 'string' ? item(entry) : entry)),
    gates: gates.split(' ').filter((id) => id !== ''),
  };
};

export const cells: readonly CellDefinition[] = [
  // A one-pager may stand for the PRD in what both say; a team need not write it twice.
  cell(
    'R1 discover ★',
    ['prd/goal | one-pager/success_statement', 'prd/metrics | one-pager/success_metrics', 'prd/target_users | one-pager/who_is_affected'],
    'goal-vague goal-no-magnitude goal-no-window goal-no-guardrail goal-is-output',
  ),
  cell(
    'R1 build',
    ['prd/metrics/technical', 'prd/metrics/business', 'prd/guardrails | prd/goal/guardrails', 'prd/evaluation_dataset'],
    'metrics-one-sided leading-lagging-missing goal-mismatch',
  ),
  cell('R1 deploy', ['experiment-plan/decision_rule', 'runbook/stages[exit]'], 'stage-exit-not-numeric guardrail-dropped'),
  cell(
    'R1 operate ★',
    ['retrospective/goal_vs_actual[actual]', 'retrospective/decision'],
    'retro-goal-unreported retro-success-overclaimed',
  ),

  cell(
    'R2 discover ★',
    ['prd/data_sources | one-pager/data_owners', 'data-readiness/sources', item('data-readiness/fields', peopleOnly)],
    'source-no-owner pii-unclassified source-not-in-readiness',
  ),
  cell(
    'R2 build ★',
    [
      'data-readiness/sample_dataset',
      'data-readiness/labeling',
      'data-readiness/labels',
      'data-readiness/splits',
      'data-readiness/drift_detection',
    ],
    'split-sum labels-below-2000 label-plan-incomplete split-leakage-risk',
  ),
  cell('R2 deploy', ['data-readiness/skew_plan', 'data-readiness/sources[freshness_needed]'], 'skew-unplanned refresh-slower-than-need'),
  cell('R2 operate', ['monitoring/drift', 'monitoring/feedback'], 'drift-underspecified drift-window-too-small'),

  cell('R3 discover', ['experiment-plan/baseline | prd/baseline', 'experiment-plan/hypothesis'], 'baseline-missing'),
  cell(
    'R3 build ★',
    [
      'experiment-plan/validation',
      'experiment-plan/evaluation_dataset',
      'experiment-plan/reproducibility',
      'experiment-plan/candidates[ci]',
    ],
    'not-reproducible no-holdout not-significant-over-baseline',
  ),
  cell('R3 deploy', [item('experiment-plan/online_test', noTest)], 'underpowered-experiment ab-after-full-rollout peeking-uncorrected'),
  cell('R3 operate', [item('retrospective/experiment_result[effect]', noTest)], 'srm-detected effect-ci-inconsistent'),

  cell('R4 discover', ['one-pager/why_ai | prd/model_decision', 'prd/model_decision/constraints | one-pager/value_and_cost']),
  cell(
    'R4 build ★',
    ['experiment-plan/candidates', 'prd/model_decision', 'prd/cost'],
    'tradeoff-not-explicit complexity-not-worth-it cost-over-budget no-simple-candidate',
  ),
  cell('R4 deploy', ['runbook/artifact'], 'model-unpinned model-version-mismatch latency-exceeds-slo'),
  cell('R4 operate', ['monitoring/retraining', 'retrospective/cost_actual[per_month]'], 'retrain-without-gate'),

  cell('R5 discover', ['prd/rollout_plan', '*/serving | prd/infra/serving']),
  cell('R5 build', ['prd/infra', 'prd/slos'], 'cicd-gap slo-incomplete'),
  cell(
    'R5 deploy ★',
    ['runbook/stages', 'runbook/steps', 'runbook/rollback', 'runbook/preflight'],
    'rollback-missing rollback-trigger-not-numeric rollback-no-authority canary-cannot-detect',
  ),
  cell('R5 operate', ['runbook/rollback/last_tested', 'retrospective/incidents'], 'rollback-untested incident-no-postmortem'),

  cell('R6 discover', ['prd/metrics | one-pager/success_metrics'], 'metric-undefined'),
  cell('R6 build', ['monitoring/signals/technical', 'monitoring/signals/business'], 'signal-gap'),
  cell(
    'R6 deploy ★',
    ['monitoring/alerts', 'monitoring/dashboards', 'monitoring/oncall', 'monitoring/slos', 'monitoring/error_budget_policy'],
    'three-am-unanswered alert-looser-than-slo burn-alert-cannot-fire alert-no-runbook',
  ),
  cell(
    'R6 operate ★',
    [
      'monitoring/feedback',
      'monitoring/retraining',
      'monitoring/human_audit',
      'retrospective/slo_attainment[attained]',
      'retrospective/action_items',
    ],
    'feedback-missing audit-missing action-item-untracked',
  ),

  cell(
    'R7 discover ★',
    ['prd/privacy_concerns', 'prd/risks_and_mitigations | one-pager/top_risks', '*/risk_class'],
    'risk-no-mitigation top-risk-not-single risk-class-unstated',
  ),
  cell(
    'R7 build',
    ['prd/assessments', 'prd/transparency', item('experiment-plan/fairness', groupsOnly), item('experiment-plan/llm_eval', generativeOnly)],
    'assessment-missing injection-untested ethics-after-launch',
  ),
  cell(
    'R7 deploy ★',
    ['prd/human_oversight', 'prd/transparency', 'monitoring/logging'],
    'disclosure-missing opt-out-undecided log-not-auditable log-retention-short',
  ),
  cell('R7 operate', ['monitoring/human_audit', 'retrospective/risk_review'], 'fairness-below-limit'),

  cell('R8 discover', ['prd/target_users | one-pager/who_is_affected', 'one-pager/change_impact | prd/adoption']),
  cell('R8 build', ['prd/adoption'], 'adoption-metric-missing'),
  cell(
    'R8 deploy',
    ['runbook/comms/support_training', 'runbook/comms/faq', 'runbook/comms/escalation_path'],
    'comms-incomplete comms-after-launch',
  ),
  cell(
    'R8 operate ★',
    [
      'retrospective/adoption_actual',
      item('monitoring/signals | monitoring/dashboards', undefined, /\b(?:adopt|usage|active|using|engage|retain|retention|uptake)/i),
    ],
    'adoption-unreported',
  ),
];
