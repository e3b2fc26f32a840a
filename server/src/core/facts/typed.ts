// What the text of a field says as a typed value, by the reader that its schema names (`x-reads`). For `inspect` and scripts.
// Durations are ISO 8601, dates YYYY-MM-DD; what the reader does not understand gives no value, never a guess.
import { readConditions } from '../language/condition.js';
import { readDeadline } from '../language/date.js';
import { readDuration } from '../language/duration.js';
import { readGoal } from '../language/goal.js';
import { findMetric } from '../language/metrics.js';
import { readMoney } from '../language/money.js';
import { readOwners } from '../language/owner.js';
import { readQuantities } from '../language/quantity.js';
import { readRate } from '../language/rate.js';
import { readSchedule } from '../language/schedule.js';
import { readSlo } from '../language/slo.js';
import { readStage, splitStages } from '../language/stage.js';
import type { Reading } from '../language/tokens.js';
import type { Condition, Duration, Goal, MetricMention, OwnerRead, Quantity, Window } from '../language/types.js';
import { readWindow } from '../language/window.js';
import { type Artifact, child, type Pointer, textAt } from '../model/artifact.js';
import { shapeAt } from '../schema/look.js';
import type { Facts } from './facts.js';
import { type GoalFact, maskOf } from './goal.js';
import type { StageFact } from './rollout.js';

/** Below this a reading is a guess and is not shown as a value. */
const sure = 0.5;

export function typedAt(artifact: Artifact, facts: Facts, pointer: Pointer): unknown {
  const node = artifact.places.get(pointer)?.text;
  if (facts.goal?.field === pointer && !node) return goalOfParts(artifact, facts.goal);
  const own = shapeAt(artifact.kind, pointer)?.reads ?? 'goal';
  if (facts.goal?.pointer === pointer && own === 'goal') return goalValue(facts.goal.reading);
  const stage = facts.stages.find((one) => one.at === pointer);
  if (stage) return stageValue(stage);
  const reads = pointer === '/rollout_plan' ? 'stages' : shapeAt(artifact.kind, pointer)?.reads;
  if (reads === undefined || !node || node.text.trim() === '') return undefined;
  return Object.hasOwn(readers, reads) ? readers[reads]?.(node.text, maskOf(node)) : undefined;
}

const readers: Readonly<Record<string, (text: string, reading: Reading) => unknown>> = {
  goal: (text, reading) => goalValue(readGoal(text, reading)),
  metric: (text, reading) => {
    const { metric, baseline, target, magnitude, window, direction, confidence } = readGoal(text, reading);
    if (!metric || confidence < sure) return undefined;
    return {
      ...metricValue(metric.value),
      ...(direction ? { direction: direction.value } : {}),
      ...(magnitude ? { magnitude: quantityValue(magnitude.value) } : {}),
      ...(baseline ? { baseline: quantityValue(baseline.value) } : {}),
      ...(target ? { target: quantityValue(target.value) } : {}),
      ...(window ? windowValue(window.value) : {}),
    };
  },
  quantity: (text, reading) => {
    const all = readQuantities(text, reading);
    const best = all.find(({ value }) => value.unit !== '' || value.comparator !== undefined) ?? all[0];
    return best && quantityValue(best.value);
  },
  percent: (text, reading) => {
    const found = readQuantities(text, reading).find(({ value }) => value.unit === '%' || value.unit === '');
    return found && quantityValue(found.value);
  },
  duration: (text, reading) => readDuration(text, reading)?.value.iso,
  date: (text, reading) => {
    const read = readDeadline(text, reading)?.value;
    return read && (read.date ?? read.end ?? read.words);
  },
  schedule: (text, reading) => {
    const read = readSchedule(text, reading)?.value;
    return read && { ...(read.every ? { every: read.every.iso } : {}), ...(read.at ? { at: read.at } : {}) };
  },
  rate: (text, reading) => {
    const read = readRate(text, reading)?.value;
    return read && { count: read.count, of: read.of, per: read.per.iso };
  },
  money: (text, reading) => readMoney(text, reading)?.value,
  /** Two names in one answer are a list. */
  owner: (text) => {
    const owners = readOwners(text).map(({ value }) => ownerValue(value));
    return owners.length > 1 ? owners : owners[0];
  },
  owners: (text) => readOwners(text).map(({ value }) => ownerValue(value)),
  stage: (text, reading) => {
    const { type } = readStage(text, reading);
    return type?.value;
  },
  /** A plan in one paragraph. */
  stages: (text, reading) => {
    const stages = splitStages(text, reading)
      .map((span) => readStage(text.slice(...span), { ...reading, masked: [] }))
      .filter(({ confidence }) => confidence >= sure)
      .map(({ type, traffic, duration, exit, conditions }) =>
        stageValue({
          type: type?.value,
          traffic: traffic?.value.value,
          duration: duration?.value,
          exit: exit?.value ?? '',
          conditions: conditions.map(({ value }) => value),
        }),
      );
    return stages.length === 0 ? undefined : stages;
  },
  condition: (text, reading) => {
    const found = readConditions(text, reading).filter(({ confidence }) => confidence >= sure);
    return found.length === 0 ? undefined : found.map(({ value }) => conditionValue(value));
  },
  slo: (text, reading) => {
    const { sli, threshold, objective, window, confidence } = readSlo(text, reading);
    if (confidence < sure) return undefined;
    return {
      ...(sli ? { sli: sli.value } : {}),
      ...(threshold ? { threshold: quantityValue(threshold.value) } : {}),
      ...(objective ? { objective: objective.value } : {}),
      ...(window ? { window: window.value.iso } : {}),
    };
  },
};

function goalValue(reading: Goal): unknown {
  const { direction, metric, magnitude, baseline, target, window, population, guardrails, output, confidence } = reading;
  const bounds = guardrails.flatMap(({ value }) => (value.margin ? [{ metric: value.metric.name, ...quantityValue(value.margin) }] : []));
  return {
    ...(direction ? { direction: direction.value } : {}),
    ...(metric ? metricValue(metric.value) : {}),
    ...(magnitude ? { magnitude: quantityValue(magnitude.value) } : {}),
    ...(baseline ? { baseline: quantityValue(baseline.value) } : {}),
    ...(target ? { target: quantityValue(target.value) } : {}),
    ...(window ? windowValue(window.value) : {}),
    ...(population ? { population: population.value } : {}),
    guardrails: guardrails.map(({ value }) => value.metric.name),
    ...(bounds.length > 0 ? { bounds } : {}),
    ...(output ? { output: output.value } : {}),
    confidence,
  };
}

/** A goal in parts: what its statement says, and each part under its own name, which wins. */
function goalOfParts(artifact: Artifact, { field, pointer, reading }: GoalFact): unknown {
  const text = (key: string): string => textAt(artifact, child(field, key));
  const quantity = (key: string): object => {
    const slot = readQuantities(text(key))[0];
    return slot ? { [key]: quantityValue(slot.value) } : {};
  };
  const said = pointer === child(field, 'statement') ? (goalValue(reading) as { readonly guardrails: readonly string[] }) : undefined;
  const metric = text('metric');
  const window = text('window');
  const length =
    readWindow(window, artifact.vocabulary)?.value ??
    (readDuration(window, artifact.vocabulary) ? { length: readDuration(window, artifact.vocabulary)?.value as Duration } : undefined);
  const guardrails = [...artifact.places]
    .filter(([at, { text: own }]) => own && at.startsWith(`${child(field, 'guardrails')}`))
    .map(([, place]) => findMetric(place.text?.text ?? '', artifact.vocabulary)?.value.name ?? place.text?.text ?? '');
  // "Target: 30 % trial-to-paid conversion" names its metric beside the level.
  const target = readGoal(`Target: ${text('target')}`);
  return {
    ...said,
    ...(text('direction') === ''
      ? target.direction && !said
        ? { direction: target.direction.value }
        : {}
      : { direction: text('direction') }),
    ...(metric === ''
      ? target.metric && !said
        ? metricValue(target.metric.value)
        : {}
      : metricValue(findMetric(metric, artifact.vocabulary)?.value ?? { name: metric })),
    ...quantity('magnitude'),
    ...quantity('baseline'),
    ...quantity('target'),
    ...(length ? windowValue(length) : {}),
    guardrails: guardrails.length > 0 ? guardrails : (said?.guardrails ?? []),
  };
}

const metricValue = ({ name, entry }: MetricMention): object => ({ metric: name, ...(entry ? { metricId: entry.id } : {}) });

const quantityValue = ({ value, high, unit, comparator, basis, percentile, approximate }: Quantity): object => ({
  value,
  ...(high === undefined ? {} : { high }),
  unit,
  ...(comparator ? { comparator } : {}),
  ...(basis ? { basis } : {}),
  ...(percentile === undefined ? {} : { percentile }),
  ...(approximate ? { approximate } : {}),
});

const windowValue = ({ length, by, deadline, anchor }: Window): object => ({
  window: length?.iso ?? by ?? deadline,
  ...(anchor ? { anchor } : {}),
});

const ownerValue = ({ name, sort, role, raci }: OwnerRead): object => ({
  name,
  sort,
  ...(role ? { role } : {}),
  ...(raci ? { raci } : {}),
});

const conditionValue = ({ metric, comparator, threshold, duration, change }: Condition): object => ({
  ...metricValue(metric),
  ...(change ? { change } : {}),
  ...quantityValue({ ...threshold, comparator }),
  ...(duration ? { for: duration.iso } : {}),
});

/** The row as a whole: its prose and its parts. */
function stageValue({
  type,
  traffic,
  duration,
  exit,
  conditions,
}: Pick<StageFact, 'type' | 'traffic' | 'duration' | 'exit' | 'conditions'>): unknown {
  const length: Duration | undefined = duration;
  return {
    ...(type ? { type } : {}),
    ...(traffic === undefined ? {} : { traffic }),
    ...(length ? { duration: length.iso } : {}),
    ...(exit === '' ? {} : { exit }),
    ...(conditions.length > 0 ? { conditions: conditions.map(conditionValue) } : {}),
  };
}
