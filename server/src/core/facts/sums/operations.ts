// What running it takes: the rotation (A17), when alerts fire and what happens until then (A15, A16), quiet drift alarms (A11).
import { findMetric } from '../../language/metrics.js';
import { burnCanFire, burnErrorRate, burnedShare, silentSpend } from '../../math/availability.js';
import { quietAlarmShare, quietSample } from '../../math/drift.js';
import { alertLoad, onCallShare, peoplePerSite } from '../../math/oncall.js';
import { type Artifact, child, textAt } from '../../model/artifact.js';
import type { Facts } from '../facts.js';
import { rowsAt } from '../rows.js';
import { daysAt, type Found, numberAt, objectivesOf, percentsIn, tidy } from './inputs.js';
import { chance, count, decimal, input, percent, type Sum } from './sum.js';

export function rotation(artifact: Artifact, facts: Facts): readonly Sum[] {
  const people = numberAt(artifact, '/oncall/rotation_size');
  const always = facts.oncall?.aroundTheClock;
  if (!people || people.value < 1 || always === false) return [];
  const seats = textAt(artifact, '/oncall/secondary') === '' ? 1 : 2;
  const sites = numberAt(artifact, '/oncall/sites')?.value ?? 1;
  const share = onCallShare(seats, people.value);
  const needed = peoplePerSite(seats, sites);
  const ready = always === true && share !== undefined && needed !== undefined;
  return [
    {
      kind: 'onCall',
      id: 'A17',
      title: 'On-call share',
      pointer: people.pointer,
      span: people.span,
      ...(ready ? { result: `${percent(share)} of the time each` } : {}),
      more: ready
        ? [`A quarter of the time is the most: ${count(needed)} people ${sites > 1 ? `at each of ${count(sites)} sites` : 'at one site'}.`]
        : [],
      formula: 'seats ÷ people ≤ 25 %',
      inputs: [input('Seats', String(seats)), input('People', count(people.value)), input('Sites', count(sites))],
      assumption: `${seats === 2 ? 'primary and secondary' : 'primary only'}, around the clock${sites > 1 ? '; sites share the day' : ''}`,
      missing: always === undefined ? ['the hours: around the clock or not'] : [],
    },
  ];
}

export function alerts(artifact: Artifact): readonly Sum[] {
  const objectives = objectivesOf(artifact).filter(({ windowDays }) => windowDays !== undefined);
  const objective = objectives.length === 1 ? objectives[0] : undefined;
  const rows = rowsAt(artifact, '/alerts');
  const each = rows.flatMap(({ pointer, prose }): readonly Sum[] => {
    if (prose) return [];
    const burn = numberAt(artifact, child(pointer, 'burn_rate'));
    return burn && burn.value > 0 ? [burnSum(artifact, pointer, burn, objective)] : staticAlert(artifact, pointer, objective);
  });
  const pages = rows.flatMap(({ pointer }) => {
    const severity = textAt(artifact, child(pointer, 'severity'));
    const number = severity === '' || /page/i.test(severity) ? numberAt(artifact, child(pointer, 'expected_per_day')) : undefined;
    return number ? [number] : [];
  });
  const load = alertLoad(pages.map(({ value }) => value));
  const last = pages.at(-1);
  if (pages.length < 2 || !load || !last) return each;
  return [
    ...each,
    {
      kind: 'onCall',
      id: 'A17',
      title: 'Pages to expect',
      pointer: last.pointer,
      span: last.span,
      result: `together ${decimal(load.perShift, 2)} a shift`,
      more: [
        load.tooMany ? 'Two in twelve hours are the most that one person can follow up.' : 'Up to two in twelve hours can be followed up.',
      ],
      formula: 'sum of pages a day ÷ 2',
      inputs: [input('Alerts that page', String(pages.length)), input('Pages a day', decimal(load.perDay, 2))],
      assumption: 'a shift has twelve hours; alerts fire independently',
      missing: [],
    },
  ];
}

type ObjectiveIn = ReturnType<typeof objectivesOf>[number] | undefined;

function burnSum(artifact: Artifact, row: string, burn: Found, objective: ObjectiveIn): Sum {
  const hours = (daysAt(artifact, child(row, 'long_window'))?.value ?? 0) * 24;
  const windowDays = objective?.windowDays;
  const rate = objective && burnErrorRate(burn.value, objective.value);
  const fires = objective && burnCanFire(burn.value, objective.value);
  const spent = hours > 0 && windowDays !== undefined ? burnedShare(burn.value, tidy(hours), windowDays) : undefined;
  return {
    kind: 'alerts',
    id: 'A15',
    title: 'When the burn alert fires',
    pointer: burn.pointer,
    span: burn.span,
    ...(rate === undefined ? {} : { result: fires ? `fires at ${percent(rate, 2)} errors` : `${percent(rate, 1)} errors: never fires` }),
    more: spent === undefined ? [] : [`Until then ${percent(spent, 1)} of the budget is spent in ${decimal(hours, 1)} h.`],
    formula: 'factor × (1 − objective); factor × alert window ÷ window',
    inputs: [
      input('Factor', decimal(burn.value, 2)),
      ...(objective ? [input('Objective', percent(objective.value, 4))] : []),
      ...(hours > 0 ? [input('Alert window', `${decimal(hours, 1)} h`)] : []),
      ...(windowDays === undefined ? [] : [input('Window', `${decimal(windowDays, 1)} d`)]),
    ],
    assumption: 'errors come evenly over the alert’s window',
    missing: objective ? [] : ['one SLO with its window in this file'],
  };
}

/** A fixed limit on an error rate, looser than the objective, is silent while the budget goes. */
function staticAlert(artifact: Artifact, row: string, objective: ObjectiveIn): readonly Sum[] {
  const at = child(row, 'threshold');
  const text = textAt(artifact, at);
  const slots = percentsIn(text);
  const slot = slots[0];
  if (
    !objective ||
    !slot ||
    slots.length > 1 ||
    findMetric(textAt(artifact, child(row, 'signal')), artifact.vocabulary)?.value.entry?.id !== 'error-rate'
  )
    return [];
  const op = `${textAt(artifact, child(row, 'op'))}${slot.value.comparator ?? ''}`;
  if (op.includes('<')) return [];
  const threshold = tidy(slot.value.value / 100);
  const spend = threshold > 0 && threshold <= 1 ? silentSpend(objective.value, threshold, objective.windowDays) : undefined;
  if (!spend || !Number.isFinite(spend.silentDays)) return [];
  return [
    {
      kind: 'alerts',
      id: 'A16',
      title: 'What the alert does not see',
      pointer: at,
      span: artifact.places.get(at)?.text?.span ?? [0, 0],
      result: `just below, the budget is gone in ${decimal(spend.silentDays, 1)} d`,
      more: [`That is ${decimal(spend.burnRate, 1)} times as fast as the objective allows, without a sound.`],
      formula: 'window × (1 − objective) ÷ threshold',
      inputs: [
        input('Threshold', percent(threshold, 3)),
        input('Objective', percent(objective.value, 4)),
        input('Window', `${decimal(objective.windowDays ?? 0, 1)} d`),
      ],
      assumption: 'errors stay just below the threshold',
      missing: [],
    },
  ];
}

export function driftAlarms(artifact: Artifact): readonly Sum[] {
  const field = artifact.kind === 'data-readiness' ? '/drift_detection' : '/drift';
  return rowsAt(artifact, field).flatMap(({ pointer, prose }): readonly Sum[] => {
    if (prose || !/\bpsi\b|population stability/i.test(textAt(artifact, child(pointer, 'metric')))) return [];
    const warn = numberAt(artifact, child(pointer, 'warn'));
    if (!warn || warn.value <= 0) return [];
    const sample = numberAt(artifact, child(pointer, 'min_sample'));
    const bins = numberAt(artifact, child(pointer, 'bins'));
    const share = sample && bins ? quietAlarmShare({ sample: sample.value, bins: bins.value }, warn.value) : undefined;
    const rows = bins && quietSample({ threshold: warn.value, bins: bins.value });
    return [
      {
        kind: 'drift',
        id: 'A11',
        title: 'Drift alarms without drift',
        pointer: warn.pointer,
        span: warn.span,
        ...(share === undefined ? {} : { result: `${chance(share)} of quiet windows warn` }),
        more: rows === undefined || !Number.isFinite(rows) ? [] : [`From ${count(rows)} rows on at most 5 % do.`],
        formula: 'χ² tail of PSI ÷ (1/N + 1/M), B − 1 degrees of freedom',
        inputs: [
          input('Warn at', decimal(warn.value, 3)),
          ...(sample ? [input('Rows', count(sample.value))] : []),
          ...(bins ? [input('Bins', count(bins.value))] : []),
        ],
        assumption: 'the reference has as many rows as the window; bins of equal size',
        missing: [...(sample ? [] : ['the least rows of a window (min_sample)']), ...(bins ? [] : ['the number of bins'])],
      },
    ];
  });
}
