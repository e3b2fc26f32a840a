// The catalogue: every rule that the product promises exists, in its group, and most of them can mend what they find.
import { strict as assert } from 'node:assert';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rules } from '../../../server/src/core/rules/index.js';
import type { Kind } from '../../../server/src/core/schema/kinds.js';

/** Ids are stable for ever: people waive and switch off by them. */
const catalogue: Readonly<Record<string, string>> = {
  structure: `field-missing field-placeholder na-without-reason field-unknown field-conflict one-pager-too-long
    link-broken date-order artifact-stale waiver-invalid artifact-missing-for-phase`,
  measurability: `goal-vague goal-no-magnitude goal-no-window goal-no-guardrail goal-no-baseline goal-is-output
    goal-not-one-sentence percent-ambiguous metric-undefined metrics-one-sided leading-lagging-missing
    weasel-word latency-no-percentile unit-missing guardrail-no-margin absolute-claim polarity-conflict
    window-unanchored`,
  data: `source-no-owner source-no-cadence schema-drift-unassessed sample-unchecked labels-below-2000
    rare-class-starved label-plan-incomplete label-throughput-late agreement-missing-or-low
    target-above-label-ceiling split-sum split-leakage-risk eval-set-not-frozen drift-underspecified
    drift-threshold-implausible drift-window-too-small drift-alert-flood pii-unclassified
    pii-no-treatment special-category-no-basis retention-missing provenance-missing own-output-loop
    skew-unplanned refresh-slower-than-need coverage-gap`,
  experimentation: `baseline-missing baseline-not-comparable not-significant-over-baseline no-holdout test-set-tuned
    not-reproducible underpowered-experiment mde-exceeds-goal duration-weekly peeking-uncorrected
    many-primaries guardrail-power unit-mismatch srm-check-missing interference-risk
    decision-rule-missing attribution-past-readout no-control-claim slices-missing
    eval-too-small-for-claim accuracy-below-majority judge-unvalidated offline-only novelty-unhandled`,
  'model-selection': `tradeoff-not-explicit no-simple-candidate complexity-not-worth-it opaque-in-regulated
    heavy-in-realtime team-cannot-carry inference-cost-missing cost-over-budget value-below-cost
    latency-exceeds-slo model-unpinned`,
  rollout: `rollout-big-bang stage-incomplete stage-exit-not-numeric ramp-order ramp-jump canary-cannot-detect
    canary-blast-radius canary-no-control canary-shorter-than-label shadow-underspecified
    ab-after-full-rollout rollout-exceeds-window rollback-missing rollback-trigger-not-numeric
    rollback-looser-than-guardrail rollback-no-authority rollback-untested rollback-too-slow
    rollback-irreversible cicd-gap no-fallback step-not-executable`,
  monitoring: `slo-incomplete slo-100 slo-above-dependency budget-policy-missing burn-rate-window
    burn-alert-cannot-fire burn-low-traffic alert-looser-than-slo alert-no-runbook alert-no-owner
    alert-not-actionable page-not-urgent no-data-unhandled signal-gap quality-unmonitored
    staleness-unbounded feedback-missing retrain-without-gate threshold-order audit-missing
    three-am-unanswered oncall-too-thin alert-load cost-unmonitored dependency-change-unwatched`,
  risk: `risk-no-mitigation risk-unrated mitigation-vague top-risk-not-single assessment-missing dpia-trigger
    fairness-below-limit injection-untested hallucination-unbounded redteam-too-small agent-unbounded
    transparency-undecided opt-out-undecided disclosure-missing oversight-missing risk-class-unstated
    log-not-auditable log-retention-short ethics-after-launch`,
  adoption: `adoption-metric-missing adoption-no-iterate comms-incomplete comms-after-launch goal-diluted
    adoption-unreported`,
  ownership: `owners-missing owner-not-person responsibility-unowned owner-conflict`,
  'cross-artifact': `goal-mismatch metric-definition-drift guardrail-dropped source-not-in-readiness slo-mismatch
    rollout-mismatch metric-unmonitored risk-undetected model-version-mismatch pii-downgrade
    traffic-mismatch retro-goal-unreported retro-success-overclaimed incident-no-postmortem
    action-item-untracked phase-ahead-of-gate`,
  arithmetic: `percent-change-wrong f1-inconsistent effect-ci-inconsistent srm-detected budget-minutes-wrong
    sample-claim-wrong total-wrong share-over-100`,
};

const codes: Readonly<Record<string, Kind>> = {
  ONE: 'one-pager',
  DAT: 'data-readiness',
  EXP: 'experiment-plan',
  PRD: 'prd',
  RUN: 'runbook',
  MON: 'monitoring',
  RET: 'retrospective',
};

const rulesOf = (design: string): string => design.slice(design.indexOf('## 3. Rules'), design.indexOf('## 4. '));

describe('the catalogue', () => {
  const promised = Object.entries(catalogue).flatMap(([group, ids]) => ids.split(/\s+/).map((id) => ({ group, id })));

  it('is there, all 190 of it', () => {
    assert.equal(promised.length, 190);
    for (const { group, id } of promised) assert.equal(rules.find((rule) => rule.id === id)?.group, group, id);
  });

  it('looks at every kind that the design names', function () {
    const design = join(process.cwd(), '..', 'shared', 'design', 'domain.md');
    if (!existsSync(design)) {
      console.log('      skipped: ../shared/design is not there');
      this.skip();
    }
    // | `goal-vague` | PRD ONE | E | …; "all" is every kind, and a rule for a "set" speaks wherever its subject stands.
    const rows = [...rulesOf(readFileSync(design, 'utf8')).matchAll(/^\| `([a-z0-9-]+)` \| ([^|]+) \|/gm)];
    assert.equal(rows.length, 190);
    const missed = rows.flatMap(([, id, column = '']) => {
      const named = /^all\b/.test(column) ? Object.values(codes) : (column.match(/\b[A-Z]{3}\b/g) ?? []).map((code) => codes[code]);
      const kinds: readonly unknown[] = rules.find((rule) => rule.id === id)?.kinds ?? [];
      return named.filter((kind) => !kinds.includes(kind)).map((kind) => `${id}: ${kind}`);
    });
    assert.deepEqual(missed, []);
  });

  it('can mend what at least 70 % of its rules find; the others say why not', () => {
    const without = rules.filter(({ noFix }) => noFix !== undefined);
    assert.ok(without.length <= 0.3 * rules.length, without.map(({ id }) => id).join(' '));
    for (const { id, noFix } of without) assert.ok((noFix as string).split(/\s+/).length >= 4, `${id}: ${noFix}`);
  });
});
