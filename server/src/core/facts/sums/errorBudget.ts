// What an objective allows to fail (A15), what a rollback costs of it (A5), what the dependencies leave of it (A14).
import { budgetMinutes, budgetRequests, serialAvailability } from '../../math/availability.js';
import { rollbackCost } from '../../math/canary.js';
import { type Artifact, child, textAt } from '../../model/artifact.js';
import { rowsAt } from '../rows.js';
import { minutesAt, objectivesOf, requestsPerDay, shareAt } from './inputs.js';
import { count, decimal, input, percent, type Sum } from './sum.js';

export function errorBudgets(artifact: Artifact): readonly Sum[] {
  const requests = requestsPerDay(artifact);
  return objectivesOf(artifact).map(({ value: objective, windowDays, pointer, span }): Sum => {
    const minutes = windowDays === undefined ? undefined : budgetMinutes(objective, windowDays);
    const bad = windowDays === undefined || !requests ? undefined : budgetRequests(objective, requests.value, windowDays);
    return {
      kind: 'errorBudget',
      id: 'A15',
      title: 'Error budget',
      pointer,
      span,
      ...(minutes === undefined || windowDays === undefined ? {} : { result: `= ${lasting(minutes)} / ${decimal(windowDays, 1)} d` }),
      more: bad === undefined || windowDays === undefined ? [] : [`${count(bad)} requests may fail in ${decimal(windowDays, 1)} d.`],
      formula: '(1 − objective) × days × 1440',
      inputs: [
        input('Objective', percent(objective, 4)),
        ...(windowDays === undefined ? [] : [input('Window', `${decimal(windowDays, 1)} d`)]),
        ...(requests ? [input('Requests a day', count(requests.value))] : []),
      ],
      assumption: 'a month is 30 days; all of the budget is spent on full outages',
      missing: windowDays === undefined ? ['the window of the objective'] : [],
    };
  });
}

/** Only where the objective stands in the same file. */
export function rollbackCosts(artifact: Artifact): readonly Sum[] {
  const restore = minutesAt(artifact, '/rollback/minutes_to_restore');
  if (!restore) return [];
  const detect = minutesAt(artifact, '/rollback/minutes_to_detect');
  const objective = objectivesOf(artifact)[0];
  const share =
    detect && objective?.windowDays !== undefined
      ? rollbackCost({
          objective: objective.value,
          windowDays: objective.windowDays,
          detectMinutes: detect.value,
          restoreMinutes: restore.value,
        })
      : undefined;
  const minutes = objective?.windowDays === undefined ? undefined : budgetMinutes(objective.value, objective.windowDays);
  return [
    {
      kind: 'rollback',
      id: 'A5',
      title: 'What a rollback costs',
      pointer: restore.pointer,
      span: restore.span,
      ...(share === undefined || minutes === undefined || !Number.isFinite(share)
        ? {}
        : { result: `= ${percent(share)} of ${lasting(minutes)}` }),
      more: share === undefined ? [] : [`At 5 % of the traffic it would be ${percent(share * 0.05, 1)}.`],
      formula: '(minutes to detect + to restore) ÷ budget minutes',
      inputs: [
        ...(detect ? [input('Minutes to detect', decimal(detect.value, 1))] : []),
        input('Minutes to restore', decimal(restore.value, 1)),
        ...(objective ? [input('Objective', percent(objective.value, 4))] : []),
      ],
      assumption: 'everything fails for everybody until it is restored',
      missing: [
        ...(detect ? [] : ['the minutes to detect']),
        ...(objective ? (objective.windowDays === undefined ? ['the window of the objective'] : []) : ['an SLO in this file']),
      ],
    },
  ];
}

export function dependencyChain(artifact: Artifact): readonly Sum[] {
  const parts = rowsAt(artifact, '/infra/dependencies').flatMap(({ pointer }) => {
    const sla = shareAt(artifact, child(pointer, 'sla'));
    return sla && sla.value >= 0.5 && sla.value <= 1 ? [{ sla, name: textAt(artifact, child(pointer, 'name')) }] : [];
  });
  const last = parts.at(-1)?.sla;
  const best = serialAvailability(parts.map(({ sla }) => sla.value));
  if (parts.length < 2 || !last || best === undefined) return [];
  const objective = objectivesOf(artifact)[0];
  return [
    {
      kind: 'dependencies',
      id: 'A14',
      title: 'Dependencies in a chain',
      pointer: last.pointer,
      span: last.span,
      result: `together ${percent(best, 3)}`,
      more: objective && best < objective.value ? [`The objective is ${percent(objective.value, 4)}: only a fallback reaches it.`] : [],
      formula: 'a₁ × a₂ × …',
      inputs: parts.map(({ sla }, at) => input(`Dependency ${at + 1}`, percent(sla.value, 4))),
      assumption: 'all are needed and fail independently; fallbacks are not counted',
      missing: [],
    },
  ];
}

/** 43.2 min, 7.2 h, 25.9 s. */
export function lasting(minutes: number): string {
  return minutes > 0 && minutes < 1 ? `${decimal(minutes * 60, 1)} s` : `${decimal(minutes, 2)} min`;
}
