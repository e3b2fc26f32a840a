// Every field that the product promises, against the schemas: its parts, from when it is needed, what it is evidence for.
// The table is the specification in short, written by hand; a field that is in one and not in the other fails.
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { kinds } from '../../server/src/core/schema/kinds.js';

/**
 * field | need | evidence. `a[]` is a list, `a{b c}` has parts, `a:metric` is a shape that lives once, in common.schema.json.
 * R required, r recommended, o optional; @ from that phase on; `if` a context flag has one of these values. R1.dis is a cell.
 */
const table: Readonly<Record<string, string>> = {
  'one-pager': `
    problem | R@dis | R1.dis
    who_is_affected{segment size} | R@dis | R1.dis
    success_statement:goal | R@dis | R1.dis
    success_metrics[]:metric | R@dis | R1.dis
    top_risks[]:risk | R@dis | R7.dis
    data_owners[]{source owner} | R@dis | R2.dis
    why_ai{alternative why_not_enough} | r@dis | R4.dis
    value_and_cost{value_per_month run_cost_ceiling} | r@dis | R4.dis
    non_goals[] | r@dis | R1.dis
    kill_criteria[] | r@dis | R1.dis
    decision_needed | r@dis | R1.dis
    change_impact | r@dis | R8.dis`,
  'data-readiness': `
    sources[]:source | R@dis | R2.dis R2.dep
    fields[]{field class treatment legal_signoff:approval} | R@dis if personal_data=indirect/direct/special | R2.dis R7.dis
    privacy{retention dpia access deletion_path} | R@dis if personal_data=indirect/direct/special | R2.dis R7.dis
    sample_dataset{location version rows checks[]{name result date}} | R@bld | R2.bld
    labeling{method who guideline items_per_hour annotators redundancy due cost_per_label adjudication} | R@bld | R2.bld
    labels{count justification per_class[] latency agreement{stat value n}} | R@bld | R2.bld
    splits{strategy train val test leakage_controls frozen{version date hash}} | R@bld | R2.bld R3.bld
    drift_detection[]:drift_check | R@bld | R2.bld R6.ope
    quality{missing duplicates} | r@bld | R2.bld R7.bld
    representativeness{coverage[] bias_examination} | r@bld | R2.bld R7.bld
    known_gaps[] | r@bld | R2.bld R7.bld
    skew_plan | r@dep | R2.dep
    feedback_loops[] | r@dep | R2.dep
    lineage | r@dep | R2.dep`,
  'experiment-plan': `
    hypothesis{if then because} | R@bld | R3.dis
    primary_metric:metric | R@bld | R1.bld
    guardrails[]:guardrail | R@bld | R1.bld
    decision_rule{ship iterate stop} | R@bld | R1.dep
    baseline{kind why metric value ci dataset complexity:complexity} | R@bld | R3.dis
    evaluation_dataset:evaluation_dataset | R@bld | R1.bld R3.bld
    validation{method tuned_on seeds[]} | R@bld | R3.bld
    candidates[]{name simple metric ci latency_p95_ms cost_per_1k_req interpretability dataset complexity:complexity} | R@bld | R4.bld R3.bld
    reproducibility{seed code_version data_version environment tracker_run} | R@bld | R3.bld
    online_test{design randomization_unit analysis_unit eligible_units_per_day exposure split start duration alpha power sides mde
      attribution_window correction looks stopping srm_check variance_reduction novelty_handling} | R@dep | R3.dep
    slices[] | R@bld if customer_facing=true if regulated=true | R7.bld
    fairness{metric segments[] disparity_metric limit} | R@bld if customer_facing=true if regulated=true | R7.bld
    results{n_per_arm effect ci p per_guardrail_verdict[] per_slice[]} | R@ope | R3.ope
    llm_eval{task_set_n hallucination_limit judge{model agreement_with_humans n} injection_suite_n red_team_n pass_bar prompt_version}
      | R@bld if generative=true | R3.bld R7.bld
    decision{winner rationale date} | r@dep |`,
  // The ten of the skeleton are all that discovery asks for.
  prd: `
    title | R@dis |
    goal:goal | R@dis | R1.dis
    target_users{segment size eligibility vulnerable_groups} | R@dis | R1.dis R8.dis
    baseline{value unit period source substitute} | R@dis | R3.dis
    data_sources[]:source | R@dis | R2.dis
    privacy_concerns[]{concern data treatment sign_off:approval} | R@dis | R7.dis
    rollout_plan{stages[]:stage holdback} | R@dis | R5.dis
    metrics{technical[]:metric business[]:metric} | R@dis | R1.bld R6.dis
    risks_and_mitigations[]:risk | R@dis | R7.dis
    owners[]:owner | R@dis | R1.dis R2.dis R3.dis R4.dis R5.dis R6.dis R7.dis R8.dis
    problem | R@bld | R1.dis
    feature{scope flows[] fallback_ux} | R@bld | R1.dis
    non_goals[] | r@dis | R1.dis
    milestones[]{name date} | r@dis | R1.dis
    launch_gate{approvers[]} | r@dis | R5.dep
    guardrails[]:guardrail | R@bld | R1.bld
    evaluation_dataset:evaluation_dataset | R@bld | R1.bld
    slos[]:slo | R@bld | R5.bld R6.bld
    error_budget_policy[]:budget_step | r@bld | R5.bld
    infra{serving regions peak_rps ci_cd{model data infra} iac dependencies[]{name sla p95_ms timeout fallback}} | R@bld | R5.bld R5.dis
    model_decision{constraints[] options[]{name accuracy latency interpretability cost} choice rationale revisit_when} | R@bld | R4.bld
    cost{cost_per_request tokens_in tokens_out price_in price_out requests_per_day overhead budget_per_month confirmed_by} | R@bld | R4.bld
    transparency{level explanation_method opt_out ai_disclosure} | R@bld | R7.bld R7.dep
    assessments{fairness:assessment privacy:assessment threat_model:assessment impact:assessment} | R@bld | R7.bld
    human_oversight{who can how} | R@bld | R7.bld R7.dep
    adoption{metric target window training docs comms iterate_if} | R@bld | R8.bld
    rollback:rollback | o |`,
  runbook: `
    strategy | R@dep | R5.dep
    stages[]:stage | R@dep | R5.dep R1.dep
    artifact{model prompt_version feature_schema image_digest config} | R@dep | R4.dep R5.dep
    preflight[]{check result owner} | R@dep | R5.dep
    steps[]{action command expected_result minutes verify} | R@dep | R5.dep
    rollback:rollback | R@dep | R5.dep
    oncall:oncall | R@dep | R5.dep R6.dep
    comms{support_training docs faq myth_busting escalation_path status_channel} | R@dep | R8.dep
    post_launch_test{holdback duration online_test} | r@dep | R3.dep`,
  monitoring: `
    dashboards[]{link audience panels[]} | R@dep | R6.dep
    signals{technical[] business[]} | R@bld | R6.bld
    slos[]:slo | R@dep | R6.dep
    error_budget_policy[]:budget_step | R@dep | R6.dep
    alerts[]{name signal op threshold for long_window short_window burn_rate severity no_data owner route runbook first_action
      expected_per_day} | R@dep | R6.dep
    drift[]:drift_check | R@dep | R2.ope R6.ope
    feedback{label_capture_channel expected_labels_per_week latency consent} | R@ope | R6.ope R2.ope
    retraining{trigger cadence quality_gate approver canary_again} | R@ope | R4.ope R6.ope
    human_audit{cadence sample_n reviewers rubric} | R@ope | R6.ope R7.ope
    oncall:oncall | R@dep | R6.dep
    incidents[]{start severity detect_min restore_min budget cause postmortem} | o |
    logging{fields[] retention access pii_treatment} | R@dep | R7.dep`,
  // Whether there was an A/B test is not in this file, so its result is only recommended here.
  retrospective: `
    launch | R@ope | R1.ope
    period | R@ope | R1.ope
    decision{choice rationale revisit} | R@ope | R1.ope
    goal_vs_actual[]{metric target actual ci n window verdict} | R@ope | R1.ope R3.ope
    experiment_result{n_control n_treatment planned_split srm_p effect ci} | r@ope | R3.ope
    adoption_actual{eligible exposed active retained} | R@ope | R8.ope
    cost_actual{per_month budget} | r@ope | R4.ope
    incidents[]{start severity detect_min restore_min budget cause postmortem} | R@ope | R5.ope R6.ope
    slo_attainment[] | R@ope | R5.ope R6.ope
    risk_review{fairness complaints overrides privacy_events} | R@ope | R7.ope
    action_items[]{what type owner due priority tracker} | R@ope | R6.ope
    went_well[] | r@ope | R6.ope
    went_wrong[] | r@ope | R6.ope
    lucky[] | r@ope | R6.ope
    root_causes[] | r@ope | R6.ope`,
};

/** Above every document: what it is, how far it is, and the flags that switch checks on. */
const header = `kind id status phase updated review_every related[] owners[]:owner serving generative agentic personal_data regulated
  customer_facing risk_class risk_reason team_size not_applicable[]{cell reason} traffic{users_per_day requests_per_day peak_rps}`;

/** The shapes that live once. */
const shared: Readonly<Record<string, string>> = {
  goal: 'statement metric direction magnitude target baseline window anchor population guardrails[]:guardrail',
  metric:
    'id name group timing definition{numerator denominator filter} unit better baseline{value period source} target window analysis_unit attribution_window sd owner source',
  guardrail: 'metric worst_acceptable action',
  slo: 'sli op threshold objective window budgeting',
  stage: 'name type traffic duration start end control metrics exit abort min_sample auto_abort approver',
  owner: 'role who raci responsibility',
  waiver: 'rule reason by until',
  source:
    'name system owner refresh_cadence freshness_needed schema schema_drift_risk volume_rows_per_day period geography language origin licence legal_basis consumers[]',
  risk: 'risk category likelihood impact mitigation detection owner residual biggest',
  drift_check: 'signal metric bins warn alert retrain window reference min_sample',
  evaluation_dataset: 'name n positives slices[] frozen contamination_check',
  complexity: 'features services params train_h maintenance_h_per_month',
  rollback:
    'triggers[]:trigger authority target_version steps[] minutes_to_detect minutes_to_restore data_reversibility fallback_behaviour kill_switch last_tested',
  trigger: 'metric op threshold for',
  oncall: 'primary secondary hours coverage rotation_size sites escalation[]{who minutes}',
  budget_step: 'spent action',
  approval: 'owner date',
  assessment: 'link date owner',
  quantity: '',
  duration: '',
  rate: '',
  money: '',
};

describe('fields', () => {
  for (const kind of kinds) {
    const schema = read(kind);
    const lines = (table[kind] as string)
      .trim()
      .split(/\n(?= {4}\w)/)
      .map((line) => line.split('|').map((cell) => cell.trim()) as [string, string, string]);

    it(`the ${kind} has each with its need and its evidence, and no others`, () => {
      const isHeader = (key: string) => words(header).some((word) => keyOf(word) === key);
      const own = Object.keys(schema.properties ?? {}).filter((key) => key !== 'title' && !isHeader(key));
      assert.deepEqual(
        own.sort(),
        lines
          .map(([field]) => keyOf(field))
          .filter((key) => key !== 'title' && !isHeader(key))
          .sort(),
      );
      for (const [field, need, evidence] of lines) {
        const { raw } = resolve(schema.properties?.[keyOf(field)] as Raw, schema);
        assert.equal(needOf(raw), need, `${kind}.${keyOf(field)} is needed otherwise`);
        assert.equal((raw['x-evidence'] ?? []).map(cellOf).join(' '), evidence, `${kind}.${keyOf(field)} is other evidence`);
      }
    });

    it(`the ${kind} has all their parts, and the header's`, () => {
      holds(`title ${header} ${lines.map(([field]) => field).join(' ')}`, schema, schema, kind);
    });
  }

  it('live once where several kinds share them', () => {
    for (const [name, parts] of Object.entries(shared)) {
      const raw = common.$defs?.[name];
      assert.ok(raw, `common has no ${name}`);
      holds(parts, raw, common, name);
    }
  });
});

interface Raw {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Raw>>;
  readonly items?: Raw;
  readonly $defs?: Readonly<Record<string, Raw>>;
  readonly 'x-need'?: { readonly as: string; readonly from?: string; readonly when?: Readonly<Record<string, readonly unknown[]>> };
  readonly 'x-evidence'?: readonly string[];
}

function read(name: string): Raw {
  return JSON.parse(readFileSync(`schemas/${name}.schema.json`, 'utf8')) as Raw;
}
const common = read('common');

/** Every one of "a b[]:metric c{d e}" is a property of `raw`, and so on downwards. */
function holds(spec: string, raw: Raw, file: Raw, at: string): void {
  for (const word of words(spec)) {
    const key = keyOf(word);
    const property = raw.properties?.[key];
    assert.ok(property, `${at} has no ${key}`);
    const field = resolve(property, file);
    const list = word.slice(key.length).startsWith('[]');
    assert.ok(!list || field.raw.items, `${at}.${key} is no list`);
    const inner = list ? resolve(field.raw.items as Raw, field.file) : field;
    const name = /:(\w+)$/.exec(word)?.[1];
    if (name) assert.ok(inner.names.includes(name), `${at}.${key} is not the shared ${name}`);
    const parts = /\{([\s\S]*)\}$/.exec(word)?.[1];
    if (parts) holds(parts, inner.raw, inner.file, `${at}.${key}`);
  }
}

/** Cut at white space outside of braces. */
function words(spec: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let word = '';
  for (const letter of `${spec} `) {
    if (depth === 0 && /\s/.test(letter)) {
      if (word !== '') found.push(word);
      word = '';
      continue;
    }
    depth += letter === '{' ? 1 : letter === '}' ? -1 : 0;
    word += letter;
  }
  return found;
}

const keyOf = (word: string): string => /^\w+/.exec(word)?.[0] ?? '';

function resolve(raw: Raw, file: Raw): { readonly raw: Raw; readonly file: Raw; readonly names: readonly string[] } {
  if (raw.$ref === undefined) return { raw, file, names: [] };
  const [where, name] = raw.$ref.split('#/$defs/') as [string, string];
  const home = where === '' ? file : common;
  const base = resolve(home.$defs?.[name] as Raw, home);
  return { raw: { ...base.raw, ...raw }, file: base.file, names: home === common ? [...base.names, name] : base.names };
}

const short = (phase: string): string => ({ discover: 'dis', build: 'bld', deploy: 'dep', operate: 'ope' })[phase] ?? phase;
const cellOf = (cell: string): string => cell.replace(/\.(\w+)$/, (_all, phase: string) => `.${short(phase)}`);
const needOf = ({ 'x-need': need }: Raw): string =>
  need === undefined || need.as === 'optional'
    ? 'o'
    : `${need.as === 'required' ? 'R' : 'r'}${need.from ? `@${short(need.from)}` : ''}${Object.entries(need.when ?? {})
        .map(([flag, values]) => ` if ${flag}=${values.map(String).join('/')}`)
        .join('')}`;
