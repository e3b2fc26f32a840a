// The vocabulary itself: written in the dialect, with words for every property, with names that do not collide,
// with examples that fit, and with every field that the product promises. How documents are read with it is tested elsewhere.
import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';
import { squash } from '../../server/src/core/schema/names.js';

interface Raw {
  readonly $ref?: string;
  readonly $id?: string;
  readonly title?: string;
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly type?: string | readonly string[];
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, Raw>>;
  readonly items?: Raw;
  readonly $defs?: Readonly<Record<string, Raw>>;
  readonly 'x-choices'?: Readonly<Record<string, string>>;
  readonly 'x-headings'?: readonly string[];
  readonly 'x-weak'?: { readonly headings: readonly string[]; readonly words?: readonly string[]; readonly evidence?: string };
  readonly 'x-need'?: { readonly as: string; readonly from?: string; readonly when?: Readonly<Record<string, readonly unknown[]>> };
  readonly 'x-prose'?: string;
  readonly 'x-list'?: string;
  readonly 'x-name'?: string;
}

const folder = join(process.cwd(), 'schemas');
const read = (name: string): Raw => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Raw;
const common = read('common.schema.json');
const kinds = readdirSync(folder)
  .filter((name) => name.endsWith('.schema.json') && !/^(?:common|config|dialect)\./.test(name))
  .map((name) => name.replace('.schema.json', ''));

/** Every field of every kind, by the path that a custom rule would use; `[]` steps into the items of a list. */
const promised: Readonly<Record<string, readonly string[]>> = {
  'one-pager': [
    'problem',
    'who_is_affected.segment',
    'who_is_affected.size',
    'success_statement.statement',
    'success_metrics[].baseline',
    'data_owners[].source',
    'data_owners[].owner',
    'top_risks[].risk',
    'top_risks[].likelihood',
    'top_risks[].impact',
    'top_risks[].mitigation',
    'top_risks[].biggest',
    'why_ai',
    'value_and_cost.run_cost_ceiling',
    'non_goals',
    'kill_criteria',
    'decision_needed',
    'change_impact',
  ],
  'data-readiness': [
    ...[
      'name',
      'system',
      'owner',
      'refresh_cadence',
      'freshness_needed',
      'schema',
      'schema_drift_risk',
      'volume_rows_per_day',
      'period',
      'geography',
      'language',
      'origin',
      'licence',
      'legal_basis',
      'consumers',
    ].map((key) => `sources[].${key}`),
    'fields[].field',
    'fields[].class',
    'fields[].treatment',
    'fields[].legal_signoff',
    'privacy.retention',
    'privacy.dpia',
    'privacy.access',
    'privacy.deletion_path',
    'sample_dataset.location',
    'sample_dataset.version',
    'sample_dataset.rows',
    'sample_dataset.checks[].name',
    'sample_dataset.checks[].result',
    'sample_dataset.checks[].date',
    ...['method', 'who', 'guideline', 'items_per_hour', 'annotators', 'redundancy', 'due', 'cost_per_label', 'adjudication'].map(
      (key) => `labeling.${key}`,
    ),
    'labels.count',
    'labels.justification',
    'labels.per_class',
    'labels.latency',
    'labels.agreement.stat',
    'labels.agreement.value',
    'labels.agreement.n',
    'splits.strategy',
    'splits.train',
    'splits.val',
    'splits.test',
    'splits.leakage_controls',
    'splits.frozen.version',
    'splits.frozen.date',
    'splits.frozen.hash',
    ...['signal', 'metric', 'warn', 'alert', 'window', 'reference', 'min_sample', 'bins'].map((key) => `drift_detection[].${key}`),
    'quality.missing',
    'quality.duplicates',
    'representativeness.coverage',
    'representativeness.bias_examination',
    'known_gaps',
    'skew_plan',
    'feedback_loops',
    'lineage',
  ],
  'experiment-plan': [
    'hypothesis',
    'primary_metric',
    'guardrails[].metric',
    'guardrails[].worst_acceptable',
    'guardrails[].action',
    'decision_rule.ship',
    'decision_rule.iterate',
    'decision_rule.stop',
    ...['kind', 'why', 'metric', 'value', 'ci', 'dataset', 'complexity'].map((key) => `baseline.${key}`),
    ...['name', 'n', 'positives', 'slices', 'frozen', 'contamination_check'].map((key) => `evaluation_dataset.${key}`),
    'validation.method',
    'validation.tuned_on',
    'validation.seeds',
    ...[
      'name',
      'simple',
      'metric',
      'ci',
      'latency_p95_ms',
      'cost_per_1k_req',
      'interpretability',
      'dataset',
      'complexity.features',
      'complexity.services',
      'complexity.params',
      'complexity.train_h',
      'complexity.maintenance_h_per_month',
    ].map((key) => `candidates[].${key}`),
    ...['seed', 'code_version', 'data_version', 'environment', 'tracker_run'].map((key) => `reproducibility.${key}`),
    ...[
      'design',
      'randomization_unit',
      'analysis_unit',
      'eligible_units_per_day',
      'exposure',
      'split',
      'start',
      'duration',
      'alpha',
      'power',
      'sides',
      'mde',
      'attribution_window',
      'correction',
      'looks',
      'stopping',
      'srm_check',
      'variance_reduction',
      'novelty_handling',
    ].map((key) => `online_test.${key}`),
    'slices',
    'fairness.disparity_metric',
    'fairness.limit',
    'fairness.segments',
    ...['n_per_arm', 'effect', 'ci', 'p', 'per_guardrail_verdict', 'per_slice'].map((key) => `results.${key}`),
    ...[
      'task_set_n',
      'hallucination_limit',
      'judge.model',
      'judge.agreement_with_humans',
      'judge.n',
      'injection_suite_n',
      'red_team_n',
      'pass_bar',
      'prompt_version',
    ].map((key) => `llm_eval.${key}`),
    'decision.winner',
    'decision.rationale',
    'decision.date',
  ],
  prd: [
    'title',
    'goal.statement',
    'goal.metric',
    'goal.direction',
    'goal.magnitude',
    'goal.baseline',
    'goal.window',
    'goal.anchor',
    'goal.population',
    'goal.guardrails',
    'target_users.segment',
    'target_users.size',
    'target_users.eligibility',
    'target_users.vulnerable_groups',
    'baseline.value',
    'baseline.unit',
    'baseline.period',
    'baseline.source',
    'baseline.substitute',
    'data_sources[].name',
    'privacy_concerns[].concern',
    'privacy_concerns[].data',
    'privacy_concerns[].treatment',
    'privacy_concerns[].sign_off',
    ...['name', 'type', 'traffic', 'duration', 'exit'].map((key) => `rollout_plan.stages[].${key}`),
    'rollout_plan.holdback',
    ...[
      'id',
      'name',
      'group',
      'timing',
      'definition.numerator',
      'definition.denominator',
      'definition.filter',
      'unit',
      'better',
      'baseline.value',
      'baseline.period',
      'baseline.source',
      'target',
      'window',
      'analysis_unit',
      'attribution_window',
      'sd',
      'owner',
      'source',
    ].flatMap((key) => [`metrics.technical[].${key}`, `metrics.business[].${key}`]),
    ...['risk', 'category', 'likelihood', 'impact', 'mitigation', 'detection', 'owner', 'residual'].map(
      (key) => `risks_and_mitigations[].${key}`,
    ),
    'owners[].role',
    'owners[].who',
    'owners[].raci',
    'owners[].responsibility',
    'problem',
    'feature.scope',
    'feature.flows',
    'feature.fallback_ux',
    'non_goals',
    'milestones[].name',
    'milestones[].date',
    'launch_gate.approvers',
    'guardrails',
    'evaluation_dataset',
    ...['sli', 'op', 'threshold', 'objective', 'window', 'budgeting'].map((key) => `slos[].${key}`),
    'error_budget_policy',
    'infra.serving',
    'infra.regions',
    'infra.peak_rps',
    'infra.ci_cd.model',
    'infra.ci_cd.data',
    'infra.ci_cd.infra',
    'infra.iac',
    ...['name', 'sla', 'p95_ms', 'timeout', 'fallback'].map((key) => `infra.dependencies[].${key}`),
    'model_decision.constraints',
    ...['accuracy', 'latency', 'interpretability', 'cost'].map((key) => `model_decision.options[].${key}`),
    'model_decision.choice',
    'model_decision.rationale',
    'model_decision.revisit_when',
    ...[
      'cost_per_request',
      'tokens_in',
      'tokens_out',
      'price_in',
      'price_out',
      'requests_per_day',
      'overhead',
      'budget_per_month',
      'confirmed_by',
    ].map((key) => `cost.${key}`),
    'transparency.level',
    'transparency.explanation_method',
    'transparency.opt_out',
    'transparency.ai_disclosure',
    ...['fairness', 'privacy', 'threat_model', 'impact'].flatMap((key) => [
      `assessments.${key}.link`,
      `assessments.${key}.date`,
      `assessments.${key}.owner`,
    ]),
    'human_oversight.who',
    'human_oversight.can',
    'human_oversight.how',
    ...['metric', 'target', 'window', 'training', 'docs', 'comms', 'iterate_if'].map((key) => `adoption.${key}`),
    'rollback',
  ],
  runbook: [
    'strategy',
    ...['name', 'traffic', 'duration', 'start', 'end', 'control', 'metrics', 'exit', 'abort', 'min_sample', 'auto_abort', 'approver'].map(
      (key) => `stages[].${key}`,
    ),
    'artifact.model',
    'artifact.prompt_version',
    'artifact.feature_schema',
    'artifact.image_digest',
    'artifact.config',
    'preflight',
    ...['action', 'command', 'expected_result', 'minutes', 'verify'].map((key) => `steps[].${key}`),
    ...['metric', 'op', 'threshold', 'for'].map((key) => `rollback.triggers[].${key}`),
    ...[
      'authority',
      'target_version',
      'steps',
      'minutes_to_restore',
      'minutes_to_detect',
      'data_reversibility',
      'fallback_behaviour',
      'kill_switch',
      'last_tested',
    ].map((key) => `rollback.${key}`),
    'oncall.primary',
    'oncall.secondary',
    'oncall.hours',
    'oncall.escalation[].minutes',
    ...['support_training', 'docs', 'faq', 'myth_busting', 'escalation_path', 'status_channel'].map((key) => `comms.${key}`),
    'post_launch_test.holdback',
    'post_launch_test.duration',
    'post_launch_test.online_test',
  ],
  monitoring: [
    'dashboards[].link',
    'dashboards[].audience',
    'dashboards[].panels',
    'signals.technical',
    'signals.business',
    'slos',
    'error_budget_policy',
    ...[
      'name',
      'signal',
      'op',
      'threshold',
      'long_window',
      'short_window',
      'for',
      'burn_rate',
      'severity',
      'no_data',
      'owner',
      'route',
      'runbook',
      'first_action',
      'expected_per_day',
    ].map((key) => `alerts[].${key}`),
    ...['signal', 'metric', 'warn', 'alert', 'retrain', 'window', 'min_sample'].map((key) => `drift[].${key}`),
    ...['label_capture_channel', 'expected_labels_per_week', 'latency', 'consent'].map((key) => `feedback.${key}`),
    ...['trigger', 'cadence', 'quality_gate', 'approver', 'canary_again'].map((key) => `retraining.${key}`),
    ...['cadence', 'sample_n', 'reviewers', 'rubric'].map((key) => `human_audit.${key}`),
    ...['rotation_size', 'sites', 'coverage', 'primary', 'secondary', 'escalation_minutes'].map((key) => `oncall.${key}`),
    ...['fields', 'retention', 'access', 'pii_treatment'].map((key) => `logging.${key}`),
  ],
  retrospective: [
    'launch',
    'period',
    'decision',
    ...['metric', 'target', 'actual', 'ci', 'n', 'window', 'verdict'].map((key) => `goal_vs_actual[].${key}`),
    ...['n_control', 'n_treatment', 'planned_split', 'srm_p', 'effect', 'ci'].map((key) => `experiment_result.${key}`),
    ...['eligible', 'exposed', 'active', 'retained'].map((key) => `adoption_actual.${key}`),
    'cost_actual',
    ...['start', 'severity', 'detect_min', 'restore_min', 'budget', 'cause', 'postmortem'].map((key) => `incidents[].${key}`),
    'slo_attainment',
    'risk_review.fairness',
    'risk_review.complaints',
    'risk_review.overrides',
    'risk_review.privacy_events',
    ...['what', 'type', 'owner', 'due', 'priority', 'tracker'].map((key) => `action_items[].${key}`),
    'went_well',
    'went_wrong',
    'lucky',
    'root_causes',
  ],
};

const header = [
  'kind',
  'id',
  'title',
  'status',
  'phase',
  'updated',
  'review_every',
  'owners',
  'related',
  'serving',
  'generative',
  'agentic',
  'personal_data',
  'regulated',
  'customer_facing',
  'risk_class',
  'risk_reason',
  'team_size',
  'traffic.users_per_day',
  'traffic.requests_per_day',
  'traffic.peak_rps',
];

const skeleton = [
  'title',
  'goal',
  'target_users',
  'baseline',
  'data_sources',
  'privacy_concerns',
  'rollout_plan',
  'metrics',
  'risks_and_mitigations',
  'owners',
];

describe('schemas', () => {
  it('hold the seven kinds', () =>
    assert.deepEqual([...kinds].sort(), [
      'data-readiness',
      'experiment-plan',
      'monitoring',
      'one-pager',
      'prd',
      'retrospective',
      'runbook',
    ]));

  for (const name of ['common', ...kinds]) {
    const schema = read(`${name}.schema.json`);
    const shapes = [...shapesOf(name, schema)];

    describe(name, () => {
      it('keeps to the dialect', () => {
        const ajv = new Ajv2020.default({ allErrors: true, strict: false });
        const holds = ajv.compile(read('dialect.schema.json') as object);
        assert.ok(holds(schema), ajv.errorsText(holds.errors));
        assert.equal(schema.$id, `${name}.schema.json`);
      });

      it('has words for every property', () => {
        for (const { at, shape } of shapes) {
          assert.ok(
            shape.title && shape.description && shape.examples && shape.examples.length > 0,
            `${at} lacks a title, a description or an example`,
          );
          assert.match(shape.description, /[.?]$/, `the description of ${at} is no sentence`);
          assert.ok(!/^(?:The|A|An) \w+\.$/.test(shape.description), `the description of ${at} only repeats its title`);
        }
      });

      it('sends loose text to properties that exist', () => {
        for (const { at, shape } of shapes) {
          for (const word of ['x-prose', 'x-list', 'x-name'] as const) {
            const target = shape[word];
            assert.ok(target === undefined || shape.properties?.[target], `${at}: ${word} names ${target}, which is not there`);
          }
        }
      });

      it('calls each thing by names of its own', () => {
        for (const { at, shape } of shapes) {
          const taken = new Map<string, string>();
          for (const [key, raw] of Object.entries(shape.properties ?? {})) {
            const property = resolve(raw, schema).shape;
            for (const words of new Set([key, property.title ?? '', ...(property['x-headings'] ?? [])].map(squash))) {
              assert.ok(
                words !== '' && (taken.get(words) ?? key) === key,
                `${at}: both ${taken.get(words)} and ${key} are called "${words}"`,
              );
              taken.set(words, key);
            }
          }
          for (const [key, raw] of Object.entries(shape.properties ?? {})) {
            const property = resolve(raw, schema).shape;
            for (const words of property['x-weak']?.headings ?? []) {
              assert.ok(!taken.has(squash(words)), `${at}: "${words}" means ${key} at times, and ${taken.get(squash(words))} too`);
              taken.set(squash(words), key);
            }
            for (const words of [...(property['x-headings'] ?? []), ...(property['x-weak']?.headings ?? [])]) {
              assert.equal(words, words.toLowerCase().trim(), `${at}.${key}: "${words}" is not in lower case`);
              assert.doesNotMatch(words, /[&()（）]|^\d+[.)]/, `${at}.${key}: "${words}" is not normalised`);
            }
          }
        }
      });

      it('explains every choice', () => {
        for (const { at, shape } of shapes) {
          assert.equal(shape.enum?.length, shape.enumDescriptions?.length, at);
          for (const words of [...(shape.enumDescriptions ?? []), ...Object.values(shape['x-choices'] ?? {})])
            assert.ok(words.length > 1, `${at}: a choice lacks its words`);
        }
      });

      it('asks for nothing before a flag that exists', () => {
        for (const { at, shape } of shapes) {
          for (const [flag, values] of Object.entries(shape['x-need']?.when ?? {})) {
            const definition = common.$defs?.[flag];
            assert.ok(definition, `${at}: there is no flag ${flag}`);
            for (const value of values)
              assert.ok(
                definition.type === 'boolean' ? typeof value === 'boolean' : definition.enum?.includes(String(value)),
                `${at}: ${flag} is never ${String(value)}`,
              );
          }
        }
      });

      it('gives examples that fit', () => {
        for (const { at, shape, home } of shapes) {
          for (const example of shape.examples ?? []) assert.deepEqual([...misfits(example, shape, home, at)], [], JSON.stringify(example));
        }
      });
    });
  }

  for (const kind of kinds) {
    it(`have every field of the ${kind}`, () => {
      const schema = read(`${kind}.schema.json`);
      for (const path of [...header, ...(promised[kind] ?? [])]) assert.ok(find(schema, path), `${kind} has no ${path}`);
    });
  }

  it('keep the order of the PRD skeleton', () => {
    const keys = Object.keys(read('prd.schema.json').properties ?? {});
    const from = keys.indexOf('title');
    assert.deepEqual(keys.slice(from, from + skeleton.length), skeleton);
    const needed = Object.entries(read('prd.schema.json').properties ?? {}).filter(([, raw]) => {
      const need = resolve(raw, common).shape['x-need'];
      return need?.as === 'required' && need.from === 'discover';
    });
    assert.deepEqual(
      needed.map(([key]) => key),
      skeleton,
      'while exploring, the skeleton is all that a PRD needs',
    );
  });

  it('describe the configuration completely', () => {
    const config = read('config.schema.json');
    assert.deepEqual(Object.keys(config.properties ?? {}).sort(), [
      'custom',
      'extends',
      'files',
      'headings',
      'people',
      'phase',
      'profile',
      'require',
      'rules',
      'thresholds',
      'vocabulary',
    ]);
    for (const { at, shape } of shapesOf('config', config)) assert.ok(shape.description, `${at} lacks a description`);
    const ajv = new Ajv2020.default({ allErrors: true, allowUnionTypes: true });
    ajv.addKeyword('enumDescriptions');
    const fits = ajv.compile(config as object);
    for (const example of config.examples ?? []) assert.ok(fits(example), ajv.errorsText(fits.errors));
    assert.ok((config.examples ?? []).length > 0);
    assert.ok(!fits({ phases: 'build' }), 'an unknown key is told');
    assert.ok(!fits({ extends: 'https://example.org/shipworthy.yaml' }), 'nothing remote');
  });
});

interface Found {
  readonly at: string;
  readonly shape: Raw;
  readonly home: Raw;
}

/** The kind itself, its properties and items at every depth, and the definitions. */
function* shapesOf(at: string, schema: Raw): Generator<Found> {
  for (const [key, raw] of Object.entries(schema.properties ?? {})) yield* below(`${at}.${key}`, raw, schema, 0);
  for (const [key, raw] of Object.entries(schema.$defs ?? {})) yield* below(`${at}#${key}`, raw, schema, 0);
  if (schema.properties && schema.examples === undefined) {
    const title = schema.title ?? at;
    yield { at, shape: { ...schema, examples: [{}], title, description: schema.description ?? '' }, home: schema };
  }
}

function* below(at: string, raw: Raw, file: Raw, depth: number): Generator<Found> {
  const { shape, home } = resolve(raw, file);
  yield { at, shape, home };
  if (depth > 8) return;
  for (const [key, property] of Object.entries(shape.properties ?? {})) yield* below(`${at}.${key}`, property, home, depth + 1);
  // The items of a list of plain texts are explained by the list.
  if (shape.items && (shape.items.$ref !== undefined || shape.items.properties !== undefined))
    yield* below(`${at}[]`, shape.items, home, depth + 1);
}

function resolve(raw: Raw, file: Raw): { readonly shape: Raw; readonly home: Raw } {
  if (raw.$ref === undefined) return { shape: raw, home: file };
  const [where, name] = raw.$ref.split('#/$defs/') as [string, string];
  const home = where === '' ? file : common;
  const target = home.$defs?.[name];
  assert.ok(target, `${raw.$ref} leads nowhere`);
  const base = resolve(target, home);
  const { $ref: _, ...own } = raw;
  return { shape: { ...base.shape, ...own }, home: base.home };
}

/** What an example has that its shape does not allow. A key that is no field is a slip here, though documents may hold any. */
function* misfits(example: unknown, shape: Raw, home: Raw, at: string): Generator<string> {
  const types = shape.type === undefined ? [] : [shape.type].flat();
  const type = Array.isArray(example) ? 'array' : typeof example;
  if (!types.includes(type)) yield `${at} is ${type}`;
  if (shape.enum && typeof example === 'string' && !shape.enum.includes(example)) yield `${at} is none of the choices: ${example}`;
  if (typeof example === 'number' && (example < (shape.minimum ?? -Infinity) || example > (shape.maximum ?? Infinity)))
    yield `${at} is out of bounds: ${example}`;
  if (Array.isArray(example)) {
    const items = resolve(shape.items ?? {}, home);
    for (const [index, item] of example.entries()) yield* misfits(item, items.shape, items.home, `${at}/${index}`);
  } else if (example !== null && typeof example === 'object') {
    for (const [key, value] of Object.entries(example)) {
      const raw = shape.properties?.[key];
      if (!raw) {
        if (Object.keys(shape.properties ?? {}).length > 0) yield `${at}/${key} is no field`;
        continue;
      }
      const property = resolve(raw, home);
      yield* misfits(value, property.shape, property.home, `${at}/${key}`);
    }
  }
}

function find(schema: Raw, path: string): Raw | undefined {
  let here: { shape: Raw; home: Raw } | undefined = { shape: schema, home: schema };
  for (const part of path.split('.')) {
    const key = part.replace('[]', '');
    const raw: Raw | undefined = here.shape.properties?.[key];
    if (!raw) return undefined;
    here = resolve(raw, here.home);
    if (part.endsWith('[]')) {
      if (!here.shape.items) return undefined;
      here = resolve(here.shape.items, here.home);
    }
  }
  return here.shape;
}
