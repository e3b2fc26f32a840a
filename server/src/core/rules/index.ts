// The catalogue: every rule once, by group. A rule that is not listed here does not exist.

import adoptionMetricMissing from './adoption/adoption-metric-missing.js';
import adoptionNoIterate from './adoption/adoption-no-iterate.js';
import adoptionUnreported from './adoption/adoption-unreported.js';
import commsAfterLaunch from './adoption/comms-after-launch.js';
import commsIncomplete from './adoption/comms-incomplete.js';
import goalDiluted from './adoption/goal-diluted.js';
import budgetMinutesWrong from './arithmetic/budget-minutes-wrong.js';
import effectCiInconsistent from './arithmetic/effect-ci-inconsistent.js';
import f1Inconsistent from './arithmetic/f1-inconsistent.js';
import percentChangeWrong from './arithmetic/percent-change-wrong.js';
import sampleClaimWrong from './arithmetic/sample-claim-wrong.js';
import shareOver100 from './arithmetic/share-over-100.js';
import srmDetected from './arithmetic/srm-detected.js';
import totalWrong from './arithmetic/total-wrong.js';
import actionItemOverdue from './cross-artifact/action-item-overdue.js';
import actionItemUntracked from './cross-artifact/action-item-untracked.js';
import alertRuleDiffers from './cross-artifact/alert-rule-differs.js';
import alertRuleNoRunbook from './cross-artifact/alert-rule-no-runbook.js';
import goalMismatch from './cross-artifact/goal-mismatch.js';
import guardrailDropped from './cross-artifact/guardrail-dropped.js';
import incidentNoPostmortem from './cross-artifact/incident-no-postmortem.js';
import metricDefinitionDrift from './cross-artifact/metric-definition-drift.js';
import metricThreadBroken from './cross-artifact/metric-thread-broken.js';
import metricUnmonitored from './cross-artifact/metric-unmonitored.js';
import modelVersionMismatch from './cross-artifact/model-version-mismatch.js';
import phaseAheadOfGate from './cross-artifact/phase-ahead-of-gate.js';
import piiDowngrade from './cross-artifact/pii-downgrade.js';
import retroGoalUnreported from './cross-artifact/retro-goal-unreported.js';
import retroSuccessOverclaimed from './cross-artifact/retro-success-overclaimed.js';
import riskUndetected from './cross-artifact/risk-undetected.js';
import rolloutMismatch from './cross-artifact/rollout-mismatch.js';
import sloMismatch from './cross-artifact/slo-mismatch.js';
import sourceNotInReadiness from './cross-artifact/source-not-in-readiness.js';
import suspectLink from './cross-artifact/suspect-link.js';
import trafficMismatch from './cross-artifact/traffic-mismatch.js';
import agreementMissingOrLow from './data/agreement-missing-or-low.js';
import checklistUntrue from './data/checklist-untrue.js';
import coverageGap from './data/coverage-gap.js';
import driftAlertFlood from './data/drift-alert-flood.js';
import driftThresholdImplausible from './data/drift-threshold-implausible.js';
import driftUnderspecified from './data/drift-underspecified.js';
import driftWindowTooSmall from './data/drift-window-too-small.js';
import evalSetNotFrozen from './data/eval-set-not-frozen.js';
import labelPlanIncomplete from './data/label-plan-incomplete.js';
import labelThroughputLate from './data/label-throughput-late.js';
import labelsBelow2000 from './data/labels-below-2000.js';
import ownOutputLoop from './data/own-output-loop.js';
import piiNoTreatment from './data/pii-no-treatment.js';
import piiUnclassified from './data/pii-unclassified.js';
import provenanceMissing from './data/provenance-missing.js';
import rareClassStarved from './data/rare-class-starved.js';
import refreshSlowerThanNeed from './data/refresh-slower-than-need.js';
import retentionMissing from './data/retention-missing.js';
import sampleUnchecked from './data/sample-unchecked.js';
import schemaDriftUnassessed from './data/schema-drift-unassessed.js';
import skewUnplanned from './data/skew-unplanned.js';
import sourceNoCadence from './data/source-no-cadence.js';
import sourceNoOwner from './data/source-no-owner.js';
import specialCategoryNoBasis from './data/special-category-no-basis.js';
import splitLeakageRisk from './data/split-leakage-risk.js';
import splitSum from './data/split-sum.js';
import targetAboveLabelCeiling from './data/target-above-label-ceiling.js';
import accuracyBelowMajority from './experimentation/accuracy-below-majority.js';
import attributionPastReadout from './experimentation/attribution-past-readout.js';
import baselineMissing from './experimentation/baseline-missing.js';
import baselineNotComparable from './experimentation/baseline-not-comparable.js';
import decisionRuleMissing from './experimentation/decision-rule-missing.js';
import durationWeekly from './experimentation/duration-weekly.js';
import evalTooSmallForClaim from './experimentation/eval-too-small-for-claim.js';
import guardrailPower from './experimentation/guardrail-power.js';
import interferenceRisk from './experimentation/interference-risk.js';
import judgeUnvalidated from './experimentation/judge-unvalidated.js';
import manyPrimaries from './experimentation/many-primaries.js';
import mdeExceedsGoal from './experimentation/mde-exceeds-goal.js';
import noControlClaim from './experimentation/no-control-claim.js';
import noHoldout from './experimentation/no-holdout.js';
import notReproducible from './experimentation/not-reproducible.js';
import notSignificantOverBaseline from './experimentation/not-significant-over-baseline.js';
import noveltyUnhandled from './experimentation/novelty-unhandled.js';
import offlineOnly from './experimentation/offline-only.js';
import peekingUncorrected from './experimentation/peeking-uncorrected.js';
import slicesMissing from './experimentation/slices-missing.js';
import srmCheckMissing from './experimentation/srm-check-missing.js';
import testSetTuned from './experimentation/test-set-tuned.js';
import underpoweredExperiment from './experimentation/underpowered-experiment.js';
import unitMismatch from './experimentation/unit-mismatch.js';
import absoluteClaim from './measurability/absolute-claim.js';
import goalIsOutput from './measurability/goal-is-output.js';
import goalNoBaseline from './measurability/goal-no-baseline.js';
import goalNoGuardrail from './measurability/goal-no-guardrail.js';
import goalNoMagnitude from './measurability/goal-no-magnitude.js';
import goalNoWindow from './measurability/goal-no-window.js';
import goalNotOneSentence from './measurability/goal-not-one-sentence.js';
import goalVague from './measurability/goal-vague.js';
import guardrailNoMargin from './measurability/guardrail-no-margin.js';
import latencyNoPercentile from './measurability/latency-no-percentile.js';
import leadingLaggingMissing from './measurability/leading-lagging-missing.js';
import metricUndefined from './measurability/metric-undefined.js';
import metricsOneSided from './measurability/metrics-one-sided.js';
import percentAmbiguous from './measurability/percent-ambiguous.js';
import polarityConflict from './measurability/polarity-conflict.js';
import unitMissing from './measurability/unit-missing.js';
import weaselWord from './measurability/weasel-word.js';
import windowUnanchored from './measurability/window-unanchored.js';
import complexityNotWorthIt from './model-selection/complexity-not-worth-it.js';
import costOverBudget from './model-selection/cost-over-budget.js';
import heavyInRealtime from './model-selection/heavy-in-realtime.js';
import inferenceCostMissing from './model-selection/inference-cost-missing.js';
import latencyExceedsSlo from './model-selection/latency-exceeds-slo.js';
import modelUnpinned from './model-selection/model-unpinned.js';
import noSimpleCandidate from './model-selection/no-simple-candidate.js';
import opaqueInRegulated from './model-selection/opaque-in-regulated.js';
import teamCannotCarry from './model-selection/team-cannot-carry.js';
import tradeoffNotExplicit from './model-selection/tradeoff-not-explicit.js';
import valueBelowCost from './model-selection/value-below-cost.js';
import alertLoad from './monitoring/alert-load.js';
import alertLooserThanSlo from './monitoring/alert-looser-than-slo.js';
import alertNoOwner from './monitoring/alert-no-owner.js';
import alertNoRunbook from './monitoring/alert-no-runbook.js';
import alertNotActionable from './monitoring/alert-not-actionable.js';
import auditMissing from './monitoring/audit-missing.js';
import budgetPolicyMissing from './monitoring/budget-policy-missing.js';
import burnAlertCannotFire from './monitoring/burn-alert-cannot-fire.js';
import burnLowTraffic from './monitoring/burn-low-traffic.js';
import burnRateWindow from './monitoring/burn-rate-window.js';
import costUnmonitored from './monitoring/cost-unmonitored.js';
import dependencyChangeUnwatched from './monitoring/dependency-change-unwatched.js';
import feedbackMissing from './monitoring/feedback-missing.js';
import noDataUnhandled from './monitoring/no-data-unhandled.js';
import oncallHole from './monitoring/oncall-hole.js';
import oncallTooThin from './monitoring/oncall-too-thin.js';
import pageNotUrgent from './monitoring/page-not-urgent.js';
import qualityUnmonitored from './monitoring/quality-unmonitored.js';
import retrainWithoutGate from './monitoring/retrain-without-gate.js';
import signalGap from './monitoring/signal-gap.js';
import slo100 from './monitoring/slo-100.js';
import sloAboveDependency from './monitoring/slo-above-dependency.js';
import sloIncomplete from './monitoring/slo-incomplete.js';
import stalenessUnbounded from './monitoring/staleness-unbounded.js';
import threeAmUnanswered from './monitoring/three-am-unanswered.js';
import thresholdOrder from './monitoring/threshold-order.js';
import ownerConflict from './ownership/owner-conflict.js';
import ownerNotPerson from './ownership/owner-not-person.js';
import ownerUnknown from './ownership/owner-unknown.js';
import ownersMissing from './ownership/owners-missing.js';
import responsibilityUnowned from './ownership/responsibility-unowned.js';
import agentUnbounded from './risk/agent-unbounded.js';
import assessmentMissing from './risk/assessment-missing.js';
import disclosureMissing from './risk/disclosure-missing.js';
import dpiaTrigger from './risk/dpia-trigger.js';
import ethicsAfterLaunch from './risk/ethics-after-launch.js';
import fairnessBelowLimit from './risk/fairness-below-limit.js';
import hallucinationUnbounded from './risk/hallucination-unbounded.js';
import injectionUntested from './risk/injection-untested.js';
import logNotAuditable from './risk/log-not-auditable.js';
import logRetentionShort from './risk/log-retention-short.js';
import mitigationVague from './risk/mitigation-vague.js';
import optOutUndecided from './risk/opt-out-undecided.js';
import oversightMissing from './risk/oversight-missing.js';
import redteamTooSmall from './risk/redteam-too-small.js';
import riskClassUnstated from './risk/risk-class-unstated.js';
import riskNoMitigation from './risk/risk-no-mitigation.js';
import riskUnrated from './risk/risk-unrated.js';
import topRiskNotSingle from './risk/top-risk-not-single.js';
import transparencyUndecided from './risk/transparency-undecided.js';
import abAfterFullRollout from './rollout/ab-after-full-rollout.js';
import canaryBlastRadius from './rollout/canary-blast-radius.js';
import canaryCannotDetect from './rollout/canary-cannot-detect.js';
import canaryNoControl from './rollout/canary-no-control.js';
import canaryShorterThanLabel from './rollout/canary-shorter-than-label.js';
import cicdGap from './rollout/cicd-gap.js';
import noFallback from './rollout/no-fallback.js';
import rampJump from './rollout/ramp-jump.js';
import rampOrder from './rollout/ramp-order.js';
import rollbackIrreversible from './rollout/rollback-irreversible.js';
import rollbackLooserThanGuardrail from './rollout/rollback-looser-than-guardrail.js';
import rollbackMissing from './rollout/rollback-missing.js';
import rollbackNoAuthority from './rollout/rollback-no-authority.js';
import rollbackTooSlow from './rollout/rollback-too-slow.js';
import rollbackTriggerNotNumeric from './rollout/rollback-trigger-not-numeric.js';
import rollbackUntested from './rollout/rollback-untested.js';
import rolloutBigBang from './rollout/rollout-big-bang.js';
import rolloutExceedsWindow from './rollout/rollout-exceeds-window.js';
import shadowUnderspecified from './rollout/shadow-underspecified.js';
import stageExitNotNumeric from './rollout/stage-exit-not-numeric.js';
import stageIncomplete from './rollout/stage-incomplete.js';
import stepNotExecutable from './rollout/step-not-executable.js';
import type { Rule } from './rule.js';
import artifactMissingForPhase from './structure/artifact-missing-for-phase.js';
import artifactStale from './structure/artifact-stale.js';
import dateOrder from './structure/date-order.js';
import fieldConflict from './structure/field-conflict.js';
import fieldMissing from './structure/field-missing.js';
import fieldPlaceholder from './structure/field-placeholder.js';
import fieldUnknown from './structure/field-unknown.js';
import handleUnquoted from './structure/handle-unquoted.js';
import linkBroken from './structure/link-broken.js';
import naWithoutReason from './structure/na-without-reason.js';
import onePagerTooLong from './structure/one-pager-too-long.js';
import syntax from './structure/syntax.js';
import valueUnexpected from './structure/value-unexpected.js';
import waiverInvalid from './structure/waiver-invalid.js';

export const rules: readonly Rule[] = [
  fieldMissing,
  artifactMissingForPhase,
  artifactStale,
  dateOrder,
  fieldConflict,
  linkBroken,
  fieldPlaceholder,
  fieldUnknown,
  handleUnquoted,
  naWithoutReason,
  onePagerTooLong,
  syntax,
  valueUnexpected,
  waiverInvalid,
  absoluteClaim,
  goalIsOutput,
  goalNoBaseline,
  goalNoGuardrail,
  goalNoMagnitude,
  goalNoWindow,
  goalNotOneSentence,
  goalVague,
  guardrailNoMargin,
  latencyNoPercentile,
  leadingLaggingMissing,
  metricUndefined,
  metricsOneSided,
  percentAmbiguous,
  polarityConflict,
  unitMissing,
  weaselWord,
  windowUnanchored,
  agreementMissingOrLow,
  checklistUntrue,
  coverageGap,
  driftAlertFlood,
  driftThresholdImplausible,
  driftUnderspecified,
  driftWindowTooSmall,
  evalSetNotFrozen,
  labelPlanIncomplete,
  labelThroughputLate,
  labelsBelow2000,
  ownOutputLoop,
  piiNoTreatment,
  piiUnclassified,
  provenanceMissing,
  rareClassStarved,
  refreshSlowerThanNeed,
  retentionMissing,
  sampleUnchecked,
  schemaDriftUnassessed,
  skewUnplanned,
  sourceNoCadence,
  sourceNoOwner,
  specialCategoryNoBasis,
  splitLeakageRisk,
  splitSum,
  targetAboveLabelCeiling,
  accuracyBelowMajority,
  baselineMissing,
  decisionRuleMissing,
  durationWeekly,
  evalTooSmallForClaim,
  manyPrimaries,
  mdeExceedsGoal,
  noHoldout,
  notReproducible,
  peekingUncorrected,
  underpoweredExperiment,
  attributionPastReadout,
  baselineNotComparable,
  guardrailPower,
  interferenceRisk,
  judgeUnvalidated,
  noControlClaim,
  notSignificantOverBaseline,
  noveltyUnhandled,
  offlineOnly,
  slicesMissing,
  srmCheckMissing,
  testSetTuned,
  unitMismatch,
  complexityNotWorthIt,
  costOverBudget,
  heavyInRealtime,
  inferenceCostMissing,
  latencyExceedsSlo,
  modelUnpinned,
  noSimpleCandidate,
  opaqueInRegulated,
  teamCannotCarry,
  tradeoffNotExplicit,
  valueBelowCost,
  abAfterFullRollout,
  canaryBlastRadius,
  canaryCannotDetect,
  canaryNoControl,
  canaryShorterThanLabel,
  cicdGap,
  noFallback,
  rampJump,
  rampOrder,
  rollbackIrreversible,
  rollbackLooserThanGuardrail,
  rollbackMissing,
  rollbackNoAuthority,
  rollbackTooSlow,
  rollbackTriggerNotNumeric,
  rollbackUntested,
  rolloutBigBang,
  rolloutExceedsWindow,
  shadowUnderspecified,
  stageExitNotNumeric,
  stageIncomplete,
  stepNotExecutable,
  alertLoad,
  alertLooserThanSlo,
  alertNoOwner,
  alertNoRunbook,
  alertNotActionable,
  auditMissing,
  budgetPolicyMissing,
  burnAlertCannotFire,
  burnLowTraffic,
  burnRateWindow,
  costUnmonitored,
  dependencyChangeUnwatched,
  feedbackMissing,
  noDataUnhandled,
  oncallTooThin,
  pageNotUrgent,
  qualityUnmonitored,
  retrainWithoutGate,
  signalGap,
  slo100,
  sloAboveDependency,
  sloIncomplete,
  stalenessUnbounded,
  oncallHole,
  threeAmUnanswered,
  thresholdOrder,
  assessmentMissing,
  ethicsAfterLaunch,
  transparencyUndecided,
  optOutUndecided,
  disclosureMissing,
  oversightMissing,
  riskClassUnstated,
  logNotAuditable,
  logRetentionShort,
  dpiaTrigger,
  fairnessBelowLimit,
  injectionUntested,
  hallucinationUnbounded,
  redteamTooSmall,
  agentUnbounded,
  riskNoMitigation,
  topRiskNotSingle,
  mitigationVague,
  riskUnrated,
  adoptionMetricMissing,
  adoptionNoIterate,
  adoptionUnreported,
  commsAfterLaunch,
  commsIncomplete,
  goalDiluted,
  ownerConflict,
  ownersMissing,
  responsibilityUnowned,
  ownerNotPerson,
  actionItemOverdue,
  alertRuleDiffers,
  alertRuleNoRunbook,
  actionItemUntracked,
  goalMismatch,
  guardrailDropped,
  incidentNoPostmortem,
  metricDefinitionDrift,
  metricThreadBroken,
  metricUnmonitored,
  modelVersionMismatch,
  phaseAheadOfGate,
  piiDowngrade,
  retroGoalUnreported,
  retroSuccessOverclaimed,
  riskUndetected,
  rolloutMismatch,
  sloMismatch,
  suspectLink,
  sourceNotInReadiness,
  trafficMismatch,
  ownerUnknown,
  budgetMinutesWrong,
  effectCiInconsistent,
  f1Inconsistent,
  percentChangeWrong,
  shareOver100,
  sampleClaimWrong,
  totalWrong,
  srmDetected,
];
