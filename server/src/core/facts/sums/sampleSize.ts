// How many units the goal's change needs (A1), and what the planned test reaches (A2).

import { readDurations } from '../../language/duration.js';
import { testDays } from '../../math/calendar.js';
import type { TestDesign } from '../../math/design.js';
import { checkPlan } from '../../math/power.js';
import { meanSample, rateSample, splitSample } from '../../math/sampleSize.js';
import { type Artifact, type Pointer, spanAt, textAt } from '../../model/artifact.js';
import type { Span } from '../../text.js';
import type { Facts, Usual } from '../facts.js';
import type { StageFact } from '../rollout.js';
import { type Change, fromTo, goalChange, plannedChange } from './change.js';
import { daysAt, type Found, found, numberAt, percentsIn, shareAt, tidy, unitsPerDay } from './inputs.js';
import { chance, count, decimal, input, percent, type Sum, short, significant } from './sum.js';

const formula = '[z₁₋α/₂·√(2p̄q̄) + z₁₋β·√(p₁q₁ + p₂q₂)]² ÷ (p₂ − p₁)²';

export function sampleSizes(artifact: Artifact, facts: Facts): readonly Sum[] {
  const goal = goalChange(artifact, facts.goal);
  const planned = artifact.kind === 'experiment-plan' ? plannedChange(artifact, goal) : undefined;
  return [goal, planned].flatMap((change) => (change ? [sampleSize(artifact, change, facts.usual)] : []));
}

function sampleSize(artifact: Artifact, change: Change, usual: Usual): Sum {
  const design = designOf(artifact, usual);
  const refused = otherUnit(artifact);
  const needs = refused ? [] : needsOf(change, design);
  const [first, second] = needs;
  return {
    kind: 'sampleSize',
    id: 'A1',
    title: 'Sample size',
    pointer: change.pointer,
    span: change.span,
    ...(first ? { result: `needs ${count(first.n)} per arm${second ? `; as ${second.words}: ${count(second.n)}` : ''}` } : {}),
    more: second ? [`Read as ${first?.words} and as ${second.words}; the text does not say which.`] : [],
    formula: change.difference === undefined ? formula : '2·(sd·(z₁₋α/₂ + z₁₋β) ÷ difference)²',
    inputs: [
      ...(change.base ? [input('Rate today', percent(change.base.value, 3))] : []),
      ...needs.map(({ words, detail }) => input(words, detail)),
      ...(change.sd ? [input('sd per unit', significant(change.sd.value))] : []),
    ],
    assumption: `${designWords(artifact, design)}; two equal arms; one unit counts once`,
    missing: refused ? [refused] : change.missing,
  };
}

interface Need {
  readonly words: string;
  readonly detail: string;
  readonly n: number;
}

function needsOf(change: Change, design: TestDesign): readonly Need[] {
  const { base, difference, sd } = change;
  if (base)
    return change.readings.flatMap(({ words, targetRate }): Need[] => {
      const n = rateSample({ baseRate: base.value, targetRate, ...design });
      return n === undefined || !Number.isFinite(n) ? [] : [{ words, detail: fromTo(base.value, targetRate), n }];
    });
  const n = sd && difference ? meanSample({ sd: sd.value, difference, ...design }) : undefined;
  return n === undefined || !Number.isFinite(n) ? [] : [{ words: 'Difference', detail: significant(difference ?? 0), n }];
}

export function planPower(artifact: Artifact, facts: Facts): readonly Sum[] {
  const plan = planOf(artifact, facts);
  if (!plan) return [];
  const goal = goalChange(artifact, facts.goal);
  const change = artifact.kind === 'experiment-plan' ? (goal ?? plannedChange(artifact, goal)) : goal;
  const refused = otherUnit(artifact);
  const design = designOf(artifact, facts.usual);
  const { units, exposure, days, share } = plan;
  const base = change?.base?.value;
  const checked =
    refused || !units || !exposure || !share || base === undefined
      ? []
      : (change?.readings ?? []).flatMap(({ words, targetRate }) => {
          const result = checkPlan({
            baseRate: base,
            targetRate,
            unitsPerDay: units.value,
            exposure: exposure.value,
            days: days.value,
            treatmentShare: share.value,
            ...design,
          });
          return result && Number.isFinite(result.needed.total) ? [{ words, targetRate, ...result }] : [];
        });
  const first = checked[0];
  const second = checked[1];
  const equal = share?.value === 0.5;
  const plannedDays = first && testDays(first.daysNeeded);
  return [
    {
      kind: 'planPower',
      id: 'A2',
      title: 'The plan against its need',
      pointer: days.pointer,
      span: days.span,
      ...(first
        ? {
            result: equal
              ? `needs ${count(first.needed.control)} per arm; plan reaches ${count(first.reached.control)} (${chance(first.power)} power)`
              : `needs ${count(first.needed.total)} in all; plan reaches ${count(first.reached.control + first.reached.treatment)} (${chance(first.power)} power)`,
          }
        : {}),
      more: first
        ? [
            `It sees ${percent(first.detectable.relative, 1)} relative at best; enough units are there after ${decimal(first.daysNeeded, 1)} d${plannedDays === undefined || !Number.isFinite(plannedDays) ? '' : `, so plan ${plannedDays} d`}.`,
            ...(second ? [`Read as ${second.words}, the power is ${chance(second.power)}.`] : []),
          ]
        : [],
      formula: 'units/day × exposure × days; power = Φ((|δ| − z₁₋α/₂·√(p̄q̄(1/n₁ + 1/n₂))) ÷ √(p₁q₁/n₁ + p₂q₂/n₂))',
      inputs: [
        ...(units ? [input('Units a day', count(units.value))] : []),
        ...(exposure && artifact.kind === 'experiment-plan' ? [input('Exposure', percent(exposure.value, 1))] : []),
        input('Days', decimal(days.value, 1)),
        ...(equal || !share ? [] : [input('Treatment', percent(share.value, 1))]),
        ...(first && base !== undefined ? [input(first.words, fromTo(base, first.targetRate))] : []),
      ],
      assumption: `${designWords(artifact, design)}; ${plan.assumption}; who comes back counts again, so the plan reaches this at most`,
      missing: refused
        ? [refused]
        : [
            ...(units ? [] : ['the eligible units a day']),
            ...(exposure ? [] : ['the exposure']),
            ...(share ? [] : ['a split of two sides']),
            ...(change ? change.missing : ['the change to be seen: the goal’s amount or the mde']),
            ...(change && change.readings.length === 0 && change.missing.length === 0 ? ['a change of a rate'] : []),
          ],
    },
  ];
}

interface Plan {
  readonly units: Found | undefined;
  readonly exposure: { readonly value: number } | undefined;
  readonly days: Found;
  /** Of the units in the test, those that get it. */
  readonly share: { readonly value: number } | undefined;
  readonly assumption: string;
}

/** The online test of an experiment plan; of a PRD the stage that is a test. Only with a length: without, nothing is planned. */
function planOf(artifact: Artifact, facts: Facts): Plan | undefined {
  const units = unitsPerDay(artifact);
  if (artifact.kind === 'experiment-plan') {
    const days = daysAt(artifact, '/online_test/duration') ?? proseDays(artifact, testProse(artifact));
    if (!days || days.value <= 0) return undefined;
    const exposure = shareAt(artifact, '/online_test/exposure') ?? proseExposure(artifact, testProse(artifact));
    const split = textAt(artifact, '/online_test/split');
    const share = split === '' ? { value: 0.5 } : splitShare(split);
    return { units, exposure, days, share, assumption: split === '' ? 'two equal arms' : 'the split as written' };
  }
  if (artifact.kind !== 'prd') return undefined;
  const stage = facts.stages.find(
    ({ type, duration, traffic }) => type === 'ab' && duration && traffic !== undefined && traffic > 0 && traffic < 100,
  );
  if (!stage?.duration || stage.traffic === undefined) return undefined;
  const place = stageDurationPlace(artifact, stage);
  return {
    units,
    exposure: { value: 1 },
    days: { value: stage.duration.days, ...place },
    share: { value: tidy(stage.traffic / 100) },
    assumption: 'who does not get it is the control',
  };
}

/** The words of a stage's length, in its own cell or in its sentence. */
export function stageDurationPlace(
  artifact: Artifact,
  { pointer: row, lead, reading }: StageFact,
): { readonly pointer: Pointer; readonly span: Span } {
  const own = `${row}/duration`;
  const text = textAt(artifact, own);
  if (text !== '') return found(artifact, own, [0, text.length]);
  const [from, to] = reading.duration?.span ?? [];
  return from !== undefined && to !== undefined && textAt(artifact, row) !== ''
    ? { pointer: row, span: spanAt(artifact, row, lead.length + from, lead.length + to) }
    : { pointer: row, span: artifact.places.get(row)?.value ?? [0, 0] };
}

const testProse = (artifact: Artifact): Pointer => (textAt(artifact, '/online_test') === '' ? '/online_test/design' : '/online_test');

function proseDays(artifact: Artifact, pointer: Pointer): Found | undefined {
  const durations = readDurations(textAt(artifact, pointer), artifact.vocabulary);
  const own = durations.filter(({ span }) =>
    /\bfor\s+(?:the\s+)?$/i.test(textAt(artifact, pointer).slice(Math.max(0, span[0] - 12), span[0])),
  );
  const only = own[0] ?? (durations.length === 1 ? durations[0] : undefined);
  return only && { value: only.value.days, ...found(artifact, pointer, only.span) };
}

/** "on 50 % of 20,000 visitors", "20 % exposure". */
function proseExposure(artifact: Artifact, pointer: Pointer): Found | undefined {
  const text = textAt(artifact, pointer);
  const own = percentsIn(text).filter(({ span }) =>
    /^\s*(?:of\s+(?!the effect)|exposure|traffic)/i.test(text.slice(span[1], span[1] + 24)),
  );
  const only = own[0];
  return only && own.length === 1 ? { value: tidy(only.value.value / 100), ...found(artifact, pointer, only.span) } : undefined;
}

/** "90/10" is control and treatment; the smaller one is the new thing. */
function splitShare(text: string): { readonly value: number } | undefined {
  const numbers = /^\D{0,20}(\d{1,3}(?:\.\d{1,3})?)\s*%?\s*[/:]\s*(\d{1,3}(?:\.\d{1,3})?)\s*%?\D{0,40}$/.exec(text);
  const [a, b] = [Number(numbers?.[1]), Number(numbers?.[2])];
  if (!numbers || !(a > 0) || !(b > 0)) return /^\s*(?:equal|even(?:ly)?|half)/i.test(text) ? { value: 0.5 } : undefined;
  return { value: tidy(Math.min(a, b) / (a + b)) };
}

/** alpha, power and sides as written; the usual ones where nothing is written. */
export function designOf(artifact: Artifact, usual: Usual): TestDesign & Usual {
  const share = (key: string) => {
    const pointer = `/online_test/${key}`;
    const value = shareAt(artifact, pointer, 'share')?.value;
    return value !== undefined && value > 0 && value < 1 ? value : undefined;
  };
  const sides = numberAt(artifact, '/online_test/sides')?.value;
  return { alpha: share('alpha') ?? usual.alpha, power: share('power') ?? usual.power, sides: sides === 1 ? 1 : 2 };
}

function designWords(artifact: Artifact, { alpha, power, sides }: TestDesign & Usual): string {
  const said = ['alpha', 'power', 'sides'].some((key) => textAt(artifact, `/online_test/${key}`) !== '');
  return `α ${decimal(alpha, 4)} ${sides === 1 ? 'one' : 'two'}-sided, power ${percent(power, 1)}${said ? '' : ', the usual ones'}`;
}

/** A rate per session with people randomised has another variance; the binomial formula would promise too much. */
function otherUnit(artifact: Artifact): string | undefined {
  const randomised = textAt(artifact, '/online_test/randomization_unit').trim().toLowerCase();
  const analysed = textAt(artifact, '/online_test/analysis_unit').trim().toLowerCase();
  if (randomised === '' || analysed === '' || stem(randomised) === stem(analysed)) return undefined;
  return `the standard deviation per ${short(randomised, 30)}: what is counted (${short(analysed, 30)}) is not what is randomised`;
}

const stem = (unit: string): string => unit.replace(/\s*\(.*$|s$/g, '');

/** What the calendar needs: the whole test's units for the first reading. */
export function neededInAll(artifact: Artifact, facts: Facts, treatmentShare: number): number | undefined {
  const change = goalChange(artifact, facts.goal);
  const reading = change?.readings[0];
  if (!change?.base || !reading) return undefined;
  const sample = splitSample({
    baseRate: change.base.value,
    targetRate: reading.targetRate,
    treatmentPerControl: treatmentShare / (1 - treatmentShare),
    ...designOf(artifact, facts.usual),
  });
  return sample && Number.isFinite(sample.total) ? sample.total : undefined;
}
