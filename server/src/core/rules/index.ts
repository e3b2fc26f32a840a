// The catalogue: every rule once, by group. A rule that is not listed here does not exist.

import shareOver100 from './arithmetic/share-over-100.js';
import baselineMissing from './experimentation/baseline-missing.js';
import goalNoGuardrail from './measurability/goal-no-guardrail.js';
import goalNoMagnitude from './measurability/goal-no-magnitude.js';
import goalNoWindow from './measurability/goal-no-window.js';
import goalVague from './measurability/goal-vague.js';
import latencyNoPercentile from './measurability/latency-no-percentile.js';
import weaselWord from './measurability/weasel-word.js';
import threeAmUnanswered from './monitoring/three-am-unanswered.js';
import ownerNotPerson from './ownership/owner-not-person.js';
import riskNoMitigation from './risk/risk-no-mitigation.js';
import rollbackMissing from './rollout/rollback-missing.js';
import rollbackNoAuthority from './rollout/rollback-no-authority.js';
import rollbackTriggerNotNumeric from './rollout/rollback-trigger-not-numeric.js';
import rolloutBigBang from './rollout/rollout-big-bang.js';
import stageIncomplete from './rollout/stage-incomplete.js';
import type { Rule } from './rule.js';
import fieldMissing from './structure/field-missing.js';
import fieldPlaceholder from './structure/field-placeholder.js';
import fieldUnknown from './structure/field-unknown.js';
import handleUnquoted from './structure/handle-unquoted.js';
import naWithoutReason from './structure/na-without-reason.js';
import syntax from './structure/syntax.js';
import valueUnexpected from './structure/value-unexpected.js';

export const rules: readonly Rule[] = [
  fieldMissing,
  fieldPlaceholder,
  fieldUnknown,
  handleUnquoted,
  naWithoutReason,
  syntax,
  valueUnexpected,
  goalNoGuardrail,
  goalNoMagnitude,
  goalNoWindow,
  goalVague,
  latencyNoPercentile,
  weaselWord,
  baselineMissing,
  rollbackMissing,
  rollbackNoAuthority,
  rollbackTriggerNotNumeric,
  rolloutBigBang,
  stageIncomplete,
  threeAmUnanswered,
  riskNoMitigation,
  ownerNotPerson,
  shareOver100,
];
