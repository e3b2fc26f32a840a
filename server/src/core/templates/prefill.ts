// What an initiative has already said, for a document of it that is new: the runbook's stages are the PRD's, the retrospective's
// rows its metrics. Answers are carried over as they stand, placeholders never; nothing is computed, nothing is judged.
import { goalOf } from '../facts/goal.js';
import { rowsAt, textBelow } from '../facts/rows.js';
import { beginFrom } from '../have/begin.js';
import type { Have } from '../have/have.js';
import { findPlaceholders, isEmptyAnswer } from '../language/placeholder.js';
import { readStage } from '../language/stage.js';
import { type Artifact, child, dataAt, type Pointer } from '../model/artifact.js';
import type { Template } from '../rules/rule.js';
import type { Kind } from '../schema/kinds.js';
import { shapeAt } from '../schema/look.js';
import { squash } from '../schema/names.js';
import { literal } from '../syntax/write.js';

/** Values by field; an empty text is a gap that stays open, a tab stop in the template. */
export type Prefilled = Readonly<Record<string, Template>>;

/** `others` are the initiative's artifacts, in any order; `have` are files of other formats, which say more exactly what they say. */
export function prefill(kind: Kind, others: readonly Artifact[], have: readonly Have[] = []): Prefilled {
  const said = saidIn(others);
  const fields: Record<string, Template> = {};
  for (const [key, carry] of Object.entries({ ...context, ...carried[kind] })) {
    const value = carry(said);
    if (value !== undefined) fields[key] = escaped(value);
  }
  for (const [key, value] of Object.entries(beginFrom(kind, have))) fields[key] = escaped(value);
  return fields;
}

/** The author's words between tab stops. */
const escaped = (value: Template): Template => {
  if (typeof value === 'string') return literal(value);
  if (Array.isArray(value)) return (value as readonly Template[]).map(escaped);
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, escaped(part as Template)]));
};

type Carry = (said: Said) => Template | undefined;
type Cells = Readonly<Record<string, string>>;

/** How far the initiative is, and the flags that switch checks on: said once, true for all. */
const context: Readonly<Record<string, Carry>> = Object.fromEntries(
  [
    'phase',
    'serving',
    'generative',
    'agentic',
    'personal_data',
    'regulated',
    'customer_facing',
    'risk_class',
    'risk_reason',
    'team_size',
  ].map((key) => [key, (said: Said) => said.anywhere(`/${key}`)]),
);

const carried: Readonly<Record<Kind, Readonly<Record<string, Carry>>>> = {
  'one-pager': {
    problem: (said) => said.text('prd', '/problem'),
    who_is_affected: (said) => said.text('prd', '/target_users'),
    success_statement: (said) => said.goal?.sentence,
    success_metrics: (said) => filled(business(said).map(only('name', 'baseline', 'target'))),
    top_risks: (said) => filled(said.risks('prd', '/risks_and_mitigations').slice(0, 3)),
    data_owners: (said) => filled(said.sources().map(({ name = '', owner = '' }) => ({ source: name, owner }))),
  },
  'data-readiness': {
    sources: (said) => filled(said.sources().map(only('name', 'owner', 'refresh_cadence', 'schema_drift_risk'))),
    drift_detection: (said) => filled(said.rows('monitoring', '/drift', driftKeys)),
  },
  'experiment-plan': {
    hypothesis: (said) => {
      const { sentence } = said.goal ?? {};
      return sentence === undefined
        ? undefined
        : Object.fromEntries([
            ['if', ''],
            ['then', sentence.replace(/(?<![.\s])[.\s]+$/, '')],
            ['because', ''],
          ]);
    },
    primary_metric: primaryMetric,
    guardrails: (said) => filled(said.guardrails()),
    baseline: (said) => said.text('prd', '/baseline'),
    evaluation_dataset: (said) => said.text('prd', '/evaluation_dataset'),
  },
  prd: {
    goal: (said) => said.goal?.sentence,
    target_users: (said) => said.text('one-pager', '/who_is_affected'),
    baseline: (said) => said.text('experiment-plan', '/baseline'),
    data_sources: (said) => filled(said.sources().map(only('name', 'owner', 'refresh_cadence'))),
    rollout_plan: (said) => filled(said.stages().map(only('name', 'type', 'traffic', 'duration', 'exit'))),
    metrics: (said) => {
      const rows = filled(business(said).map(only('name', 'baseline', 'target')));
      return rows && { business: rows };
    },
    risks_and_mitigations: (said) => filled(said.risks('one-pager', '/top_risks')),
  },
  runbook: {
    stages: (said) => filled(said.stages()),
    rollback: (said) => said.parts('prd', '/rollback', ['authority', 'target_version', 'fallback_behaviour', 'kill_switch']),
    oncall: (said) => said.parts('monitoring', '/oncall', oncallKeys),
    post_launch_test: (said) => {
      const holdback = said.text('prd', '/rollout_plan/holdback');
      return holdback === undefined ? undefined : { holdback, duration: '' };
    },
  },
  monitoring: {
    signals: (said) => {
      const technical = filled(said.metrics('technical').map(signal));
      const rows = filled(business(said).map(signal));
      return technical || rows ? { ...(technical ? { technical } : {}), ...(rows ? { business: rows } : {}) } : undefined;
    },
    slos: (said) => filled(said.rows('prd', '/slos', sloKeys)),
    error_budget_policy: (said) => filled(said.rows('prd', '/error_budget_policy', ['spent', 'action'])),
    drift: (said) => filled(said.rows('data-readiness', '/drift_detection', driftKeys)),
    oncall: (said) => said.parts('runbook', '/oncall', oncallKeys),
  },
  retrospective: {
    goal_vs_actual: (said) =>
      filled(promised(said).map(({ metric, target }) => ({ metric, target, actual: '', ci: '', n: '', window: '', verdict: '' }))),
    experiment_result: (said) => {
      const planned_split = said.text('experiment-plan', '/online_test/split');
      return planned_split === undefined ? undefined : { n_control: '', n_treatment: '', planned_split, effect: '', ci: '' };
    },
    cost_actual: (said) => {
      const budget = said.text('prd', '/cost/budget_per_month') ?? said.text('one-pager', '/value_and_cost/run_cost_ceiling');
      return budget === undefined ? undefined : { per_month: '', budget };
    },
    slo_attainment: (said) =>
      filled(
        firstOf(said.rows('monitoring', '/slos', sloKeys), said.rows('prd', '/slos', sloKeys)).map((row) => ({
          slo: row.sli ?? row.words ?? '',
          objective: row.objective ?? '',
          attained: '',
          budget_spent: '',
        })),
      ),
  },
};

const driftKeys = ['signal', 'metric', 'warn', 'alert', 'window', 'min_sample'];
const sloKeys = ['sli', 'op', 'threshold', 'objective', 'window'];
const oncallKeys = ['primary', 'secondary', 'hours'];

/** A target that is a change ("8 %") is no level to watch. */
const signal = ({ name = '', target = '', source = '', owner = '' }: Cells): Cells => ({
  name,
  threshold: /[<>≤≥=]|\b(?:at least|at most|below|under|above)\b/.test(target) ? target : '',
  source,
  owner,
});

/** The PRD's business metrics or the one-pager's, and the goal's own where neither names it. */
function business(said: Said): readonly Cells[] {
  const rows = said.metrics('business');
  const { goal } = said;
  if (!goal?.metric || rows.some(({ name = '' }) => isSame(name, goal.metric))) return rows;
  return [{ name: goal.metric, baseline: goal.baseline, target: goal.target, source: '', owner: '' }, ...rows];
}

/** The goal's metric where it is among the metrics, else the first of the business, else the goal's own words. */
function primaryMetric(said: Said): Template | undefined {
  const rows = business(said);
  const row = rows.find(({ name = '' }) => said.goal !== undefined && isSame(name, said.goal.metric)) ?? rows[0];
  if (!row) return undefined;
  return Object.fromEntries(
    ['name', 'definition', 'baseline', 'target', 'source']
      .map((key) => [key, row[key] ?? ''])
      .filter(([key, text]) => text !== '' || key !== 'source'),
  );
}

/** Everything that the retrospective has to answer for: metrics and guardrails, each once. */
function promised(said: Said): readonly { readonly metric: string; readonly target: string }[] {
  const rows = [
    ...business(said).map(({ name = '', target = '' }) => ({ metric: name, target })),
    ...said.guardrails().map(({ metric = '', worst_acceptable = '' }) => ({ metric, target: worst_acceptable })),
    ...said.metrics('technical').map(({ name = '', target = '' }) => ({ metric: name, target })),
  ];
  return rows.filter(({ metric }, at) => metric !== '' && rows.findIndex((row) => isSame(row.metric, metric)) === at);
}

const isSame = (a: string, b: string): boolean => {
  const [one, other] = [squash(a), squash(b)];
  return one !== '' && other !== '' && (one === other || one.includes(other) || other.includes(one));
};

/** Some columns of a row, in that order; those that it does not have stay open. */
const only =
  (...keys: readonly string[]) =>
  ({ words, ...row }: Cells): Cells => ({
    ...Object.fromEntries(keys.map((key) => [key, row[key] ?? ''])),
    ...(words === undefined ? {} : { words }),
  });

/** Rows that say something, in one form; the columns that nobody filled stay open. */
const filled = (rows: readonly Cells[]): Template | undefined => {
  const said = rows
    .map(({ words, ...cells }) => (words === undefined || Object.values(cells).some((cell) => cell !== '') ? cells : words))
    .filter((row) => typeof row === 'string' || Object.values(row).some((cell) => cell !== ''));
  return said.length > 0 ? said : undefined;
};

const firstOf = <T>(...lists: readonly (readonly T[])[]): readonly T[] => lists.find((list) => list.length > 0) ?? [];

interface Said {
  readonly goal: { readonly sentence: string; readonly metric: string; readonly target: string; readonly baseline: string } | undefined;
  anywhere(pointer: Pointer): string | undefined;
  text(kind: Kind, pointer: Pointer): string | undefined;
  /** A structure with the given parts, empty where it does not say them; undefined where it says none. */
  parts(kind: Kind, pointer: Pointer, keys: readonly string[]): Template | undefined;
  /** Items of a list; one that is a sentence has its `words` and empty cells. */
  rows(kind: Kind, pointer: Pointer, keys: readonly string[]): readonly Cells[];
  metrics(group: 'technical' | 'business'): readonly Cells[];
  guardrails(): readonly Cells[];
  sources(): readonly Cells[];
  risks(kind: Kind, pointer: Pointer): readonly Cells[];
  stages(): readonly Cells[];
}

function saidIn(others: readonly Artifact[]): Said {
  const of = (kind: Kind) => others.find((other) => other.kind === kind);
  const text = (kind: Kind, pointer: Pointer): string | undefined => {
    const artifact = of(kind);
    return artifact && given(textBelow(artifact, pointer).replace(/\s+/g, ' '));
  };
  const rows = (kind: Kind, pointer: Pointer, keys: readonly string[]): readonly Cells[] => {
    const artifact = of(kind);
    if (!artifact) return [];
    return rowsAt(artifact, pointer).map((row): Cells => {
      if (row.prose) return { ...Object.fromEntries(keys.map((key) => [key, ''])), words: given(row.text) ?? '' };
      return Object.fromEntries(keys.map((key) => [key, given(textBelow(artifact, child(row.pointer, key)).replace(/\n/g, ', ')) ?? '']));
    });
  };
  const goal = goalIn(others);
  const metricKeys = ['name', 'definition', 'baseline', 'target', 'source', 'owner'];
  const stageRows = () => {
    const keys = ['name', 'type', 'traffic', 'duration', 'exit', 'abort'];
    return firstOf(rows('runbook', '/stages', keys), rows('prd', '/rollout_plan/stages', keys)).map(asStage);
  };
  return {
    goal,
    anywhere: (pointer) => {
      const artifact = others.find((other) => given(String(dataAt(other, pointer) ?? '')) !== undefined);
      return artifact && given(String(dataAt(artifact, pointer)));
    },
    text,
    parts: (kind, pointer, keys) => {
      const parts = Object.fromEntries(keys.map((key) => [key, text(kind, child(pointer, key)) ?? '']));
      return Object.values(parts).some((part) => part !== '') ? parts : undefined;
    },
    rows,
    metrics: (group) =>
      (group === 'technical'
        ? rows('prd', '/metrics/technical', metricKeys)
        : firstOf(rows('prd', '/metrics/business', metricKeys), rows('one-pager', '/success_metrics', metricKeys))
      ).map((row) => bounded(row, 'name', 'target')),
    guardrails: () => {
      const keys = ['metric', 'worst_acceptable', 'action'];
      const own = firstOf(rows('prd', '/guardrails', keys), rows('experiment-plan', '/guardrails', keys));
      if (own.length > 0) return own.map((row) => bounded(row, 'metric', 'worst_acceptable'));
      return (goal?.guardrails ?? []).map((metric) => ({ metric, worst_acceptable: '', action: '' }));
    },
    sources: () => {
      const keys = ['name', 'owner', 'refresh_cadence'];
      const known = firstOf(rows('data-readiness', '/sources', keys), rows('prd', '/data_sources', keys));
      if (known.length > 0) return known.map(named);
      return rows('one-pager', '/data_owners', ['source', 'owner']).map((row) => {
        const { source = '', owner = '', words } = row;
        return named({ name: source, owner, refresh_cadence: '', ...(words === undefined ? {} : { words }) });
      });
    },
    risks: (kind, pointer) => rows(kind, pointer, ['risk', 'likelihood', 'impact', 'mitigation', 'owner']),
    stages: stageRows,
  };
}

function goalIn(others: readonly Artifact[]): (NonNullable<Said['goal']> & { readonly guardrails: readonly string[] }) | undefined {
  const from = (['prd', 'one-pager', 'experiment-plan'] as const).flatMap((kind) => others.filter((other) => other.kind === kind));
  for (const artifact of from) {
    const fact = goalOf(artifact);
    const sentence = fact && given(fact.text.replace(/\s+/g, ' ').trim());
    if (!fact || sentence === undefined) continue;
    const words = (slot: { readonly span: readonly [number, number] } | undefined) => (slot ? fact.text.slice(...slot.span) : '');
    const { metric, magnitude, target, baseline, guardrails } = fact.reading;
    const change = `${words(magnitude)}${magnitude?.value.basis === 'relative' && !/relative/.test(words(magnitude)) ? ' relative' : ''}`;
    return {
      sentence,
      metric: metric ? metric.value.name : '',
      target: words(target) || change,
      baseline: words(baseline),
      guardrails: guardrails.map(({ value }) => value.metric.name),
    };
  }
  return undefined;
}

/** What was answered; undefined for a placeholder. */
const given = (text: string): string | undefined => (isEmptyAnswer(text) || findPlaceholders(text).length > 0 ? undefined : text.trim());

/** "p95 latency ≤ 300 ms" → what is measured and its limit. */
function bounded(row: Cells, name: string, limit: string): Cells {
  const words = row.words ?? (row[limit] === '' ? row[name] : undefined);
  if (words === undefined) return row;
  const at = words.search(/[<>≤≥=]|\b(?:at least|at most|at or (?:below|above)|below|under|above|up to)\b/);
  const before = words.slice(0, Math.max(0, at)).trimEnd();
  const change = /\b(drop|rise|fall)s? by$/i.exec(before)?.[1]?.toLowerCase();
  const head = before.replace(/\b(?:stays?|is|are|remains?|(?:drop|rise|fall)s? by)$/i, '').replace(/(?<![\s:：,–—-])[\s:：,–—-]+$/, '');
  const { words: _words, ...cells } = row;
  if (at <= 0 || head === '') return { ...cells, [name]: words };
  return { ...cells, [name]: head, [limit]: `${change ? `${change} of ` : ''}${words.slice(at)}` };
}

/** "orders: @noor, daily 02:00" → the name and the person. */
function named(row: Cells): Cells {
  if (row.words === undefined) return row;
  const { words, ...cells } = row;
  const parts = /^([^:：@(]{1,80}?)\s*[:：(–—-]?\s*(@[\w.-]+)?(?:[\s,)]+(.*))?$/.exec(words);
  if (!parts?.[2]) return { ...cells, name: words };
  return { ...cells, name: parts[1] as string, owner: parts[2], ...(parts[3] ? { refresh_cadence: parts[3] } : {}) };
}

/** "Full" is the name of a type, "Canary, EU" holds one. */
const typeNamed = (name: string): string =>
  shapeAt('runbook', '/stages/0/type')?.choices.find(({ value }) => squash(value) === squash(name))?.value ??
  readStage(name, {}).type?.value ??
  '';

/** "Canary on 5 % traffic for 1 week" → its parts in the author's words. */
function asStage(row: Cells): Cells {
  if (row.words === undefined) return { ...row, type: row.type || typeNamed(row.name ?? '') };
  const { words, ...cells } = row;
  const { type, traffic, duration, exit } = readStage(words, {});
  const said = (slot: { readonly span: readonly [number, number] } | undefined) => (slot ? words.slice(...slot.span) : '');
  if (!type) return { ...cells, name: words };
  return {
    ...cells,
    name: said(type).replace(/^./, (letter) => letter.toUpperCase()),
    type: type.value,
    traffic: said(traffic),
    duration: said(duration),
    exit: said(exit),
  };
}
