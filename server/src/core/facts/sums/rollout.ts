// What each stage of a rollout can see (A5), what guardrails need (A7), and the calendar against the goal's window (A6).

import { readDate } from '../../language/date.js';
import { findMetrics, metricEntries } from '../../language/metrics.js';
import { readQuantities } from '../../language/quantity.js';
import type { Guardrail } from '../../language/types.js';
import { type CalendarPart, layCalendar, testDays } from '../../math/calendar.js';
import { canaryDetectable, canaryPower, canaryUnits } from '../../math/canary.js';
import { daysFor } from '../../math/power.js';
import { guardrailSample, npsSd, surveyAnswers, surveyMargin, surveySample } from '../../math/survey.js';
import { type Artifact, child, type Pointer, spanAt, textAt } from '../../model/artifact.js';
import type { Facts } from '../facts.js';
import type { StageFact } from '../rollout.js';
import { rowsAt } from '../rows.js';
import { goalChange } from './change.js';
import { baselinePlaces, baseRate, daysAt, isPercent, percentsIn, tidy, unitsPerDay } from './inputs.js';
import { neededInAll, stageDurationPlace } from './sampleSize.js';
import { chance, count, decimal, input, percent, type Sum, short, significant } from './sum.js';

const limited = new Set<StageFact['type']>(['canary', 'ramp', 'pilot', 'beta', undefined]);

export function stageUsers(artifact: Artifact, facts: Facts): readonly Sum[] {
  const units = unitsPerDay(artifact);
  const errors = metricEntries.find(({ id }) => id === 'error-rate');
  const errorBase = baseRate(
    artifact,
    errors,
    baselinePlaces(artifact, errors).filter((place) => place.startsWith('/metrics/')),
  );
  const change = goalChange(artifact, facts.goal);
  return facts.stages.flatMap((stage): Sum[] => {
    const { traffic, duration } = stage;
    if (!limited.has(stage.type) || traffic === undefined || traffic <= 0 || traffic >= 100 || !duration || duration.days <= 0) return [];
    const shape = units && { unitsPerDay: units.value, traffic: tidy(traffic / 100), days: duration.days };
    const reached = shape && canaryUnits(shape);
    const seen = shape && errorBase && stage.type === 'canary' ? canaryDetectable({ ...shape, baseRate: errorBase.value }) : undefined;
    const goal = change?.base && change.readings[0];
    const power =
      shape && change?.base && goal ? canaryPower({ ...shape, baseRate: change.base.value, targetRate: goal.targetRate }) : undefined;
    const errorsSeen =
      seen && errorBase && Number.isFinite(seen.points) ? `; sees errors from ${percent(tidy(errorBase.value + seen.points), 2)} on` : '';
    return [
      {
        kind: 'stage',
        id: 'A5',
        title: stage.type === 'canary' ? 'What the canary can see' : 'Users in this stage',
        ...stageDurationPlace(artifact, stage),
        ...(reached ? { result: `= ${count(reached.treatment)} users${errorsSeen}` } : {}),
        more: [
          ...(seen && errorBase && Number.isFinite(seen.points)
            ? [`The error rate has to rise by ${decimal(seen.points * 100, 2)} points (${percent(seen.relative)}) to be seen.`]
            : []),
          ...(power === undefined || !goal ? [] : [`The goal’s change (${goal.words}) would be seen with ${chance(power)}.`]),
        ],
        formula: 'users/day × traffic × days; smallest rise by bisection on the power of A2',
        inputs: [
          ...(units ? [input('Users a day', count(units.value))] : []),
          input('Traffic', percent(tidy(traffic / 100), 2)),
          input('Days', decimal(duration.days, 1)),
          ...(errorBase ? [input('Error rate today', percent(errorBase.value, 3))] : []),
        ],
        assumption: 'α 0.05 one-sided, power 80 %; compared with everybody else at the same time; who comes back counts again',
        missing: [
          ...(units ? [] : ['the users a day (traffic.users_per_day)']),
          ...(errorBase || stage.type !== 'canary' ? [] : ['the error rate today (a baseline among the metrics)']),
        ],
      },
    ];
  });
}

/** NPS and rates that must not get worse: what it takes to show that they did not. */
export function guardrails(artifact: Artifact, facts: Facts): readonly Sum[] {
  const sums: Sum[] = [];
  const rows = rowsAt(artifact, '/guardrails');
  for (const row of rows) {
    const at = row.prose ? row.pointer : child(row.pointer, 'worst_acceptable');
    const named = row.prose ? row.text : textAt(artifact, child(row.pointer, 'metric'));
    const entry = findMetrics(named, artifact.vocabulary)[0]?.value.entry;
    const slot = readQuantities(textAt(artifact, at))[0];
    if (!entry || !slot || slot.value.high !== undefined) continue;
    sums.push(...guardrailSum(artifact, facts, { at, span: slot.span, entry, margin: slot.value, text: row.text }));
  }
  const goal = facts.goal;
  for (const { value, span } of goal?.reading.guardrails ?? []) {
    const { entry } = value.metric;
    if (
      !goal ||
      !entry ||
      !value.margin ||
      rows.some(({ text }) => findMetrics(text, artifact.vocabulary)[0]?.value.entry?.id === entry.id)
    )
      continue;
    sums.push(...guardrailSum(artifact, facts, { at: goal.pointer, span, entry, margin: value.margin, text: goal.text }));
  }
  return sums;
}

interface Margin {
  readonly at: Pointer;
  readonly span: readonly [number, number];
  readonly entry: NonNullable<Guardrail['metric']['entry']>;
  readonly margin: NonNullable<Guardrail['margin']>;
  readonly text: string;
}

function guardrailSum(artifact: Artifact, facts: Facts, { at, span, entry, margin, text }: Margin): readonly Sum[] {
  const common = {
    kind: 'guardrail',
    id: 'A7',
    title: 'What the guardrail takes',
    pointer: at,
    span: spanAt(artifact, at, ...span),
  } as const;
  if (entry.id === 'nps') {
    const shares = ['promoters?', 'detractors?', '(?:survey )?respon(?:se|d)'].map((word) =>
      shareNamed(`${text}\n${textAt(artifact, '/baseline')}`, word),
    );
    const [promoters, detractors, response] = shares;
    const sd = promoters === undefined || detractors === undefined ? undefined : npsSd(promoters, detractors);
    const needs = sd === undefined ? undefined : surveySample({ sd, margin: margin.value });
    const canary = canaryUsers(artifact, facts);
    const answers = response === undefined || canary === undefined ? undefined : surveyAnswers(canary, response);
    const shown = sd === undefined || !answers ? undefined : surveyMargin({ sd, answersPerArm: answers });
    return [
      {
        ...common,
        ...(needs !== undefined && Number.isFinite(needs) ? { result: `needs ${count(needs)} answers per arm` } : {}),
        more:
          shown === undefined || canary === undefined || answers === undefined
            ? []
            : [`The canary’s ${count(canary)} users give ${count(answers)} answers: ${decimal(shown, 0)} points at best.`],
        formula: 'sd = 100·√(p + d − (p − d)²); n per arm = 2·(sd·(z₁₋α + z₁₋β) ÷ margin)²',
        inputs: [
          input('Margin', `${significant(margin.value)} points`),
          ...(promoters === undefined ? [] : [input('Promoters', percent(promoters, 1))]),
          ...(detractors === undefined ? [] : [input('Detractors', percent(detractors, 1))]),
          ...(response === undefined ? [] : [input('Response rate', percent(response, 1))]),
        ],
        assumption: 'α 0.05 one-sided, power 80 %; as many answers without the feature',
        missing: [
          ...(promoters === undefined ? ['the share of promoters'] : []),
          ...(detractors === undefined ? ['the share of detractors'] : []),
          ...(response === undefined ? ['the response rate, to say what a stage can show'] : []),
        ],
      },
    ];
  }
  if (entry.type !== 'proportion') return [];
  const base = baseRate(
    artifact,
    entry,
    baselinePlaces(artifact, entry).filter((place) => place.startsWith('/metrics/')),
  );
  const step = margin.basis === 'points' || /^(?:pp|points?|percentage points?)$/.test(margin.unit);
  const level = isPercent(margin) && margin.basis !== 'relative' && margin.comparator !== undefined;
  if (!step && !level) return [];
  const width = step ? tidy(margin.value / 100) : base && tidy(Math.abs(margin.value / 100 - base.value));
  const needs = base && width !== undefined && width > 0 ? guardrailSample({ rate: base.value, margin: width }) : undefined;
  return [
    {
      ...common,
      ...(needs !== undefined && Number.isFinite(needs) ? { result: `needs ${count(needs)} per arm` } : {}),
      more: [],
      formula: '2pq·((z₁₋α + z₁₋β) ÷ margin)²',
      inputs: [
        ...(base ? [input('Rate today', percent(base.value, 3))] : []),
        ...(width === undefined ? [] : [input('Margin', `${decimal(width * 100, 3)} points`)]),
      ],
      assumption: 'α 0.05 one-sided, power 80 %; two equal arms',
      missing: base ? (width === 0 ? ['a limit that differs from today’s rate'] : []) : ['today’s rate (a baseline among the metrics)'],
    },
  ];
}

/** "50 % promoters", "promoters 50 %", "2 % of users respond". */
function shareNamed(text: string, word: string): number | undefined {
  const after = new RegExp(`^\\s{0,3}(?:of (?:the )?(?:users|visitors|customers|people) )?(?:are )?${word}`, 'i');
  const before = new RegExp(`${word}(?: rate)?(?: of| is|:|,)?\\s{0,3}$`, 'i');
  for (const { value, span } of percentsIn(text))
    if (after.test(text.slice(span[1], span[1] + 48)) || before.test(text.slice(Math.max(0, span[0] - 40), span[0])))
      return tidy(value.value / 100);
  return undefined;
}

function canaryUsers(artifact: Artifact, facts: Facts): number | undefined {
  const units = unitsPerDay(artifact);
  const stage = facts.stages.find(({ type, traffic, duration }) => type === 'canary' && traffic !== undefined && duration !== undefined);
  if (!units || stage?.traffic === undefined || !stage.duration) return undefined;
  return canaryUnits({ unitsPerDay: units.value, traffic: tidy(stage.traffic / 100), days: stage.duration.days })?.treatment;
}

export interface CalendarFact {
  /** Days of the stages that say how long they take. */
  readonly writtenDays: number;
  /** Names of stages without a length. */
  readonly open: readonly string[];
  /** The goal's window; undefined where it names no length. */
  readonly windowDays: number | undefined;
  /** The window counts from the launch, so what comes before does not use it up. */
  readonly afterLaunch: boolean;
  /** Days of the written stages that fall into the window. */
  readonly insideDays: number;
  /** Whole calendars, one for each exposure that the test may get; empty when nothing is open, or not enough is known. */
  readonly scenarios: readonly { readonly exposure: number; readonly totalDays: number }[];
  /** What the scenarios take for granted: "ramp 6 d". */
  readonly taken: readonly string[];
}

/** Lengths that a calendar takes where a plan gives none; always named beside the result. */
export const usualDays = { ramp: 6, attribution: 7, readout: 3 } as const;
const usualExposures = [1, 0.2, 0.1] as const;

export function calendarOf(artifact: Artifact, facts: Facts): CalendarFact | undefined {
  const { stages } = facts;
  if (stages.length === 0) return undefined;
  const window = facts.goal?.reading.window?.value;
  const structured = facts.goal ? daysAt(artifact, child(facts.goal.field, 'window'))?.value : undefined;
  const anchor = window?.anchor ?? (facts.goal ? textAt(artifact, child(facts.goal.field, 'anchor')) : '');
  const windowDays = window?.length?.days ?? structured ?? untilDeadline(artifact, stages, window?.by);
  const launch = stages.findIndex((stage) => isEnd(stage));
  const afterLaunch = /\b(?:launch|rollout|roll-out|release|go-live|live|full|GA)\b/i.test(anchor);
  const lengths = stages.map(lengthOf);
  const written = lengths.reduce<number>((sum, days) => sum + (days ?? 0), 0);
  const inside = lengths.reduce<number>((sum, days, at) => sum + (afterLaunch && launch !== -1 && at <= launch ? 0 : (days ?? 0)), 0);
  const open = stages.filter((_, at) => lengths[at] === undefined);
  const { scenarios, taken } = afterLaunch ? { scenarios: [], taken: [] } : scenariosOf(artifact, facts, stages, lengths);
  return {
    writtenDays: written,
    open: open.map(({ name }) => short(name, 24)),
    windowDays,
    afterLaunch,
    insideDays: inside,
    scenarios,
    taken,
  };
}

/** In days; the end of a rollout takes none unless it is a way of its own. */
export const lengthOf = (stage: StageFact): number | undefined =>
  stage.duration?.days ?? (isEnd(stage) && !/\bramp|\bgradual|\bincrease/i.test(`${stage.name} ${stage.text}`) ? 0 : undefined);

/** Everybody has it, or all but a holdback: what follows is after the launch. */
export const isEnd = ({ type, traffic, name }: StageFact): boolean =>
  type === 'full' ||
  (type === undefined && (traffic === 100 || /^\W{0,4}(?:full|everyone|everybody|general availability|ga)\b/i.test(name)));

/** Only when a test without a length is all that cannot be laid down otherwise. */
function scenariosOf(
  artifact: Artifact,
  facts: Facts,
  stages: readonly StageFact[],
  lengths: readonly (number | undefined)[],
): Pick<CalendarFact, 'scenarios' | 'taken'> {
  const none = { scenarios: [], taken: [] };
  const units = unitsPerDay(artifact);
  const test = stages.findIndex(({ type }, at) => type === 'ab' && lengths[at] === undefined);
  if (test === -1 || !units || neededInAll(artifact, facts, 0.5) === undefined) return none;
  const taken: string[] = [];
  const parts: CalendarPart[] = [];
  for (const [at, stage] of stages.entries()) {
    const days = lengths[at];
    if (at === test) continue;
    if (days !== undefined) parts.push({ name: stage.name, days });
    else if (stage.type === 'ramp' || stage.type === 'full') {
      parts.push({ name: stage.name, days: usualDays.ramp });
      taken.push(`${short(stage.name, 24)} ${usualDays.ramp} d`);
    } else return none;
  }
  const attribution = daysAt(artifact, '/primary_metric/attribution_window') ?? attributionOf(artifact, facts);
  if (!attribution) taken.push(`attribution ${usualDays.attribution} d`);
  taken.push(`readout ${usualDays.readout} d`);
  parts.push({ name: 'attribution', days: attribution?.value ?? usualDays.attribution }, { name: 'readout', days: usualDays.readout });
  const scenarios = exposuresOf(stages[test] as StageFact).flatMap((exposure) => {
    const length = testLength(artifact, facts, stages[test] as StageFact, exposure);
    const laid = length === undefined ? undefined : layCalendar([...parts, { name: 'test', days: length }]);
    return laid && Number.isFinite(laid.totalDays) ? [{ exposure, totalDays: laid.totalDays }] : [];
  });
  return { scenarios, taken };
}

const shareOf = ({ traffic }: StageFact): number | undefined =>
  traffic !== undefined && traffic > 0 && traffic < 100 ? tidy(traffic / 100) : undefined;

/** A stage that says its traffic gets just that; else several are looked at. */
export const exposuresOf = (test: StageFact): readonly number[] => (shareOf(test) === undefined ? usualExposures : [1]);

/** Whole weeks that the goal's change needs to be seen, at a share of everybody; undefined where not enough is known. */
export function testLength(artifact: Artifact, facts: Facts, test: StageFact, exposure: number): number | undefined {
  const units = unitsPerDay(artifact);
  const total = neededInAll(artifact, facts, shareOf(test) ?? 0.5);
  const days = units && total !== undefined ? daysFor(total, { unitsPerDay: units.value, exposure }) : undefined;
  return days === undefined ? undefined : testDays(days);
}

/** How long it takes until somebody in the test has done it or not, as the metrics say. */
export function attributionOf(artifact: Artifact, facts: Facts): ReturnType<typeof daysAt> {
  const entry = goalChange(artifact, facts.goal)?.entry;
  return baselinePlaces(artifact, entry)
    .filter((place) => place.startsWith('/metrics/') && place.endsWith('/baseline'))
    .flatMap((place) => daysAt(artifact, place.replace(/baseline$/, 'attribution_window')) ?? [])[0];
}

/** From the first stage's start to the goal's date; undefined while either has no date. */
function untilDeadline(artifact: Artifact, stages: readonly StageFact[], by: string | undefined): number | undefined {
  const start = stages[0] && readDate(textAt(artifact, child(stages[0].pointer, 'start')))?.value;
  if (by === undefined || start === undefined) return undefined;
  const days = (Date.parse(`${by}T00:00:00Z`) - Date.parse(`${start}T00:00:00Z`)) / 86_400_000;
  return Number.isFinite(days) && days > 0 ? days : undefined;
}

/** "21 d written, no length for ramp, A/B test; 51 / 72 / 100 d at 100 / 20 / 10 % exposure against 90 d" */
export function calendarWords(calendar: CalendarFact): string {
  const { writtenDays, open, windowDays, afterLaunch, insideDays, scenarios } = calendar;
  const against = windowDays === undefined ? '' : ` against ${decimal(windowDays, 1)} d`;
  if (scenarios.length > 0) {
    const totals = scenarios.map(({ totalDays }) => decimal(totalDays, 1)).join(' / ');
    const exposures = scenarios.map(({ exposure }) => decimal(exposure * 100, 1)).join(' / ');
    const at = scenarios.length > 1 ? ` at ${exposures} % exposure` : '';
    return `${decimal(writtenDays, 1)} d written, no length for ${open.join(', ')}; ${totals} d${at}${against}`;
  }
  const missing = open.length > 0 ? `, no length for ${open.join(', ')}` : '';
  if (windowDays === undefined) return `${decimal(writtenDays, 1)} d${missing}`;
  if (afterLaunch) {
    const before = decimal(writtenDays - insideDays, 1);
    return `${before} d until launch, then ${insideDays > 0 ? `${decimal(insideDays, 1)} of ` : ''}the goal’s ${decimal(windowDays, 1)} d${missing}`;
  }
  const spare = windowDays - writtenDays;
  const verdict =
    spare < 0
      ? `${decimal(-spare, 1)} d late`
      : open.length > 0
        ? `${decimal(spare, 1)} d left for the rest`
        : `${decimal(spare, 1)} d spare`;
  return `${decimal(writtenDays, 1)} d${against}: ${verdict}${missing}`;
}

export function calendarSum(artifact: Artifact, facts: Facts): readonly Sum[] {
  const calendar = calendarOf(artifact, facts);
  const pointer = artifact.kind === 'runbook' ? '/stages' : '/rollout_plan';
  const place = artifact.places.get(pointer);
  if (!calendar || !place?.key) return [];
  const { scenarios, taken, windowDays, afterLaunch, open } = calendar;
  return [
    {
      kind: 'calendar',
      id: 'A6',
      title: 'The rollout’s calendar',
      pointer,
      span: place.key,
      result: calendarWords(calendar),
      more: scenarios.flatMap(({ exposure, totalDays }) => {
        if (windowDays === undefined) return [];
        const spare = windowDays - totalDays;
        return [
          `${percent(exposure)}: ${decimal(totalDays, 1)} d, ${spare < 0 ? `${decimal(-spare, 1)} late` : `${decimal(spare, 1)} spare`}.`,
        ];
      }),
      formula: 'shadow + canary + ramp + max(14, whole weeks of the test) + attribution + readout ≤ window',
      inputs: facts.stages.flatMap((stage) =>
        stage.duration ? [input(short(stage.name, 24), `${decimal(stage.duration.days, 1)} d`)] : [],
      ),
      assumption: [
        'one stage after the other',
        ...(windowDays === undefined ? [] : [afterLaunch ? 'the window counts from the launch' : 'the window counts from the first stage']),
        ...(taken.length > 0 ? [`not written and taken as usual: ${taken.join(', ')}`] : []),
      ].join('; '),
      missing: [
        ...open.map((name) => `the length of ${name}`),
        ...(windowDays === undefined && artifact.kind !== 'runbook' ? ['the goal’s window'] : []),
      ],
    },
  ];
}
