// Stages, triggers, owners, objectives and durations composed from small grammars, each with the labels it must be read as.
import type { Composed } from './compose.js';

const audiences = ['depots', 'wards', 'ferries', 'branches', 'vans', 'tutors', 'kiosks', 'sessions', 'tenants', 'harbours'];
const times: readonly (readonly [text: string, iso: string])[] = [
  ['3 days', 'P3D'],
  ['two weeks', 'P14D'],
  ['10 days', 'P10D'],
  ['48 h', 'PT48H'],
  ['one month', 'P1M'],
  ['24 hours', 'PT24H'],
];
const behind: readonly ((time: string) => string)[] = [
  (time) => ` for ${time}`,
  (time) => `, ${time}`,
  (time) => ` (${time})`,
  (time) => ` over ${time}`,
  (time) => ` lasting ${time}`,
];
const terms: readonly (readonly [text: string, conditions: number])[] = [
  [' if error rate < 0.4 %', 1],
  ['; go on only if recall ≥ 0.9', 1],
  [' until complaints stay below 3 per day', 1],
  ['; error rate must be < 0.4 % to continue', 1],
  [', go / no-go on crash rate < 0.3 %', 1],
  [', then widen if all is green', 0],
];

type Head = readonly [text: (share: number, whom: string) => string, type: string, traffic: 'share' | 'all' | undefined];
const heads: readonly Head[] = [
  [(n, whom) => `Canary on ${n} % of ${whom}`, 'canary', 'share'],
  [(n) => `canary ${n}%`, 'canary', 'share'],
  [(n, whom) => `${n} % of ${whom}`, 'ramp', 'share'],
  [(n, whom) => `Ramp to ${n} % of the ${whom}`, 'ramp', 'share'],
  [(n, whom) => `Open it to ${n} percent of ${whom}`, 'ramp', 'share'],
  [(n, whom) => `Limited to ${n} % of ${whom}`, 'ramp', 'share'],
  [(_, whom) => `Shadow mode beside the old rules for ${whom}`, 'shadow', undefined],
  [() => 'Dry run, results hidden', 'shadow', undefined],
  [() => 'Dark launch', 'shadow', undefined],
  [() => 'Parallel run next to the current planner', 'shadow', undefined],
  [() => 'Internal users only', 'internal', undefined],
  [() => 'Dogfooding with our own staff', 'internal', undefined],
  [(_, whom) => `Pilot with two ${whom}`, 'pilot', undefined],
  [() => 'Private beta', 'beta', undefined],
  [(n) => `A/B test at ${n} % exposure`, 'ab', 'share'],
  [() => '50/50 split test against the present ranking', 'ab', undefined],
  [(n, whom) => `Hold back ${n} % of ${whom}`, 'holdback', 'share'],
  [(n, whom) => `Keep ${n} % of ${whom} on the old version`, 'holdback', 'share'],
  [(_, whom) => `All remaining ${whom}`, 'full', 'all'],
  [() => 'Full rollout', 'full', 'all'],
  [() => 'Everyone', 'full', 'all'],
];

function stages(pick: <T>(items: readonly T[]) => T, chance: () => number): Composed {
  const [text, type, traffic] = pick(heads);
  const share = pick([1, 2, 5, 10, 20, 25, 40]);
  const time = chance() < 0.6 ? pick(times) : undefined;
  const term = chance() < 0.4 ? pick(terms) : undefined;
  const words = text(share, pick(audiences));
  return {
    kind: 'stage',
    domain: 'composed',
    text: `${words}${time ? pick(behind)(time[0]) : ''}${term?.[0] ?? ''}`,
    expect: {
      type,
      ...(traffic === 'share' ? { traffic: String(share) } : traffic === 'all' ? { traffic: '100' } : {}),
      ...(time ? { duration: time[1] } : {}),
      ...(term ? { exit: true } : {}),
      ...(term && term[1] > 0 ? { conditions: term[1] } : {}),
    },
    made: [`stage: ${text(0, 'X')}`, ...(time ? [`stage duration: ${time[0]}`] : []), ...(term ? [`exit: ${term[0]}`] : [])],
  };
}

const bounds: readonly (readonly [text: string, comparator: string, change?: string])[] = [
  ['above', '>'],
  ['over', '>'],
  ['exceeds', '>'],
  ['is higher than', '>'],
  ['goes past', '>'],
  ['>', '>'],
  ['reaches', '>='],
  ['is at least', '>='],
  ['below', '<'],
  ['falls under', '<'],
  ['drops by more than', '>', 'drop'],
  ['rises by over', '>', 'rise'],
  ['has risen by more than', '>', 'rise'],
];
const watched = [
  'error rate=error-rate',
  'p95 latency=latency',
  'CSAT=csat',
  'spillage',
  'jam count',
  'null share',
  'dock overruns',
  'alert volume',
  'complaints=complaints',
];
const lasting: readonly (readonly [text: string, iso: string])[] = [
  [' for 10 min', 'PT10M'],
  [' for more than 2 h', 'PT2H'],
  [' over 30 minutes', 'PT30M'],
  [' in 24 h', 'PT24H'],
  [' for two days', 'P2D'],
];
const orders = ['', '', 'if ', 'Roll back when ', 'alert if ', 'we stop as soon as '];

function triggers(pick: <T>(items: readonly T[]) => T, chance: () => number): Composed {
  const [name, id] = pick(watched).split('=') as [string, string?];
  const [bound, comparator, change] = pick(bounds);
  const time = chance() < 0.5 ? pick(lasting) : undefined;
  const order = pick(orders);
  const value = pick([2, 3.5, 12, 40]);
  return {
    kind: 'trigger',
    domain: 'composed',
    text: `${order}${name} ${bound} ${value} %${time?.[0] ?? ''}`,
    expect: { conditions: [`${id ?? `~${name}`}${change ? ` ${change}` : ''} ${comparator} ${value} %${time ? ` for ${time[1]}` : ''}`] },
    made: [`bound: ${bound}`, `watched: ${name}`, ...(time ? [`lasting:${time[0]}`] : []), `order: ${order}`],
  };
}

const people = ['Priya Nair', 'Tomasz Wójcik', 'Aino Virtanen', 'Chidi Okafor', 'Lucía Fernández', 'Henrik Sørensen'];
const handles = ['@priya', '@dock-lead', '@night_ops'];
const groups = ['Dock Planning team', 'Grid Analytics team', 'platform team', 'Ward Systems squad'];
const nobodies = ['TBD', 'nobody yet', 'currently unowned', 'to be named', 'we will decide later'];

function owners(pick: <T>(items: readonly T[]) => T, chance: () => number): Composed {
  const one = pick(people);
  const handle = pick(handles);
  const group = pick(groups);
  const forms: readonly (readonly [name: string, text: string, labels: readonly string[]])[] = [
    ['person', one, [`person ${one}`]],
    ['person, role', `${one} (product manager)`, [`person ${one}`]],
    ['person – role', `${one} – head of operations`, [`person ${one}`]],
    ['handle', handle, [`handle ${handle}`]],
    ['handle and person', `${one} with ${handle}`, [`person ${one}`, `handle ${handle}`]],
    ['two', `${one} and ${handle}`, [`person ${one}`, `handle ${handle}`]],
    ['the team', `the ${group}`, [`team ${group}`]],
    ['team', group, [`team ${group}`]],
    ['owned by', `owned by ${one}`, [`person ${one}`]],
    ['label', `Owner: ${one}`, [`person ${one}`]],
    ['nobody', pick(nobodies), ['nobody']],
  ];
  const [name, text, labels] = pick(forms);
  return {
    kind: 'owner',
    domain: 'composed',
    text: chance() < 0.1 ? ` ${text}` : text,
    expect: { owners: labels },
    made: [`owner: ${name}`],
  };
}

const slis = ['barcode reads', 'berth lookups', 'invoice exports', 'tide forecasts', 'requests', 'map tiles'];
const spans: readonly (readonly [text: string, iso: string])[] = [
  [' over 28 days', 'P28D'],
  [' per calendar month', 'P1M'],
  [', rolling 30 days', 'P30D'],
  [' in any week', 'P7D'],
];

function objectives(pick: <T>(items: readonly T[]) => T, chance: () => number): Composed {
  const sli = pick(slis);
  const objective = pick([99, 99.5, 99.9, 95, 97.5]);
  const limit = pick([200, 350, 800]);
  const span = chance() < 0.7 ? pick(spans) : undefined;
  const forms: readonly (readonly [name: string, text: string, threshold: boolean])[] = [
    ['of within', `${objective} % of ${sli} within ${limit} ms`, true],
    ['of succeed', `${objective} % of ${sli} succeed`, false],
    ['of all', `Of all ${sli}, ${objective} % succeed`, false],
    ['colon', `${sli}: ${objective} % in under ${limit} ms`, true],
    ['at least', `At least ${objective} % of ${sli} answered in ${limit} ms or less`, true],
  ];
  const [name, text, threshold] = pick(forms);
  return {
    kind: 'slo',
    domain: 'composed',
    text: `${text}${span?.[0] ?? ''}`,
    expect: {
      sli,
      objective: String(objective),
      ...(threshold ? { threshold: `<= ${limit} ms` } : {}),
      ...(span ? { window: span[1] } : {}),
    },
    made: [`slo: ${name}`, ...(span ? [`slo window:${span[0]}`] : [])],
  };
}

/** `count` of all kinds in turn; `chance` gives numbers from 0 to 1. */
export function composeRollout(count: number, chance: () => number): Composed[] {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(chance() * items.length)] as T;
  const makers = [stages, triggers, owners, objectives];
  return Array.from({ length: count }, (_, index) => (makers[index % makers.length] as typeof stages)(pick, chance));
}
