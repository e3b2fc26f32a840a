// The 3 am drill: the hours of a week against who answers, in every document that says so, with time zones and the weeks in which
// clocks change. Holes are listed with their exact hours; what had to be assumed is said. Pure: the day is given.

import type { Check } from './check.js';
import { isSomebody, namesRota } from './facts/ownership.js';
import { partOf, rowsAt, textBelow } from './facts/rows.js';
import { readDurations } from './language/duration.js';
import { type HoursRead, readHours, saysNobody, zoneOf } from './language/hours.js';
import { readOwners } from './language/owner.js';
import { type Pointer, textAt } from './model/artifact.js';

export interface Drill {
  /** The zone in which all times are said. */
  readonly zone: string;
  /** Monday, YYYY-MM-DD, and how many hours that week has there: 168, or 167 or 169 where clocks change. */
  readonly week: Week;
  /** Of these hours. */
  readonly covered: number;
  /** Who answers at 3 am, Monday to Sunday; '' is nobody. */
  readonly threeAm: readonly string[];
  readonly shifts: readonly Shift[];
  /** Who is called next, and after how many minutes without an answer. */
  readonly chain: readonly { readonly who: string; readonly minutes: number | undefined }[];
  /** How many minutes whoever is called has to answer, where that is said. */
  readonly acknowledge: number | undefined;
  readonly assumed: readonly string[];
}

export interface Week {
  readonly monday: string;
  readonly hours: number;
  readonly holes: readonly Hole[];
}

/** "Sat 18:00" to "Mon 08:00", 38 hours. */
export interface Hole {
  readonly from: string;
  readonly to: string;
  readonly hours: number;
}

export interface Shift extends Omit<HoursRead, 'span' | 'zone'> {
  readonly who: string;
  readonly zone: string;
  readonly path: string;
  readonly pointer: Pointer;
}

/** undefined: no document says who is on call, or none says when. */
export function drillOf({ checks }: { readonly checks: readonly Checked[] }, day: string): Drill | undefined {
  const assumed = new Set<string>();
  const said = checks.flatMap((check) => shiftsIn(check));
  if (said.length === 0) return undefined;
  const named = said.find((shift) => shift.zone !== undefined)?.zone;
  const zone = named !== undefined && isZone(named) ? named : 'UTC';
  if (named === undefined && said.some(({ from, to, sort }) => sort === 'usual' || from !== 0 || to !== 1440))
    assumed.add('No time zone is written: all times are taken as of one place.');
  if (said.some(({ sort }) => sort === 'usual')) assumed.add('"Business hours" is taken as Monday to Friday, 9:00 to 17:00.');
  const shifts = said.map((shift): Shift => ({ ...shift, zone: shift.zone !== undefined && isZone(shift.zone) ? shift.zone : zone }));
  const monday = mondayOf(day);
  const now = weekOf(shifts, zone, monday);
  return {
    zone,
    week: now.week,
    covered: now.week.hours - now.week.holes.reduce((sum, { hours }) => sum + hours, 0),
    threeAm: now.threeAm,
    shifts,
    chain: chainOf(checks),
    acknowledge: checks.map(({ facts }) => facts.oncall?.acknowledge).find((minutes) => minutes !== undefined),
    assumed: [...assumed],
  };
}

/** The weeks of the next year in which clocks change and the holes are other ones; a year of clocks, so only where somebody asks. */
export const clockChanges = ({ zone, shifts, week }: Drill): readonly Week[] =>
  nextWeeks(week.monday, 53)
    .filter((monday) => hoursOf(monday, [zone, ...shifts.map((shift) => shift.zone)]).some((hours) => hours !== 168))
    .map((monday) => weekOf(shifts, zone, monday).week)
    .filter(({ holes }) => JSON.stringify(holes) !== JSON.stringify(week.holes));

type Checked = Pick<Check, 'artifact' | 'facts'> & { readonly path: string };
type Said = Omit<Shift, 'zone'> & { readonly zone: string | undefined };

/** Rows of `shifts`, else what `hours` or the whole answer says. A rota that always has somebody covers what it is said to cover. */
function shiftsIn({ artifact, facts, path }: Checked): readonly Said[] {
  const { oncall } = facts;
  if (!oncall) return [];
  const zone = zoneOf(textAt(artifact, '/oncall/zone'));
  const rows = rowsAt(artifact, '/oncall/shifts').flatMap((row) => {
    const hours = row.prose ? row.text : ['days', 'hours', 'zone'].map((part) => partOf(artifact, row, part)).join(' ');
    const who = whoIn(row.prose ? row.text : partOf(artifact, row, 'who'));
    return readHours(hours).map((read): Said => said(read, who, path, row.pointer, zone));
  });
  if (rows.length > 0) return rows;
  const primary = whoIn(textBelow(artifact, '/oncall/primary')) || whoIn(oncall.text);
  const own = textAt(artifact, '/oncall/hours');
  const field = own === '' ? '/oncall' : '/oncall/hours';
  const text = own === '' ? oncall.text : own;
  const shifts = readHours(text).map((read): Said => {
    const own = text.slice(...read.span);
    return said(read, whoIn(own) || (saysNobody(own) ? '' : primary), path, field, zone);
  });
  if (shifts.length === 0 && /^24\s?x\s?7$/i.test(textAt(artifact, '/oncall/coverage').trim()))
    return [{ days: [0, 1, 2, 3, 4, 5, 6], from: 0, to: 1440, sort: 'stated', who: primary, zone, path, pointer: '/oncall/coverage' }];
  return shifts;
}

const said = (
  { span: _span, zone: own, ...read }: HoursRead,
  who: string,
  path: string,
  pointer: Pointer,
  zone: string | undefined,
): Said => ({
  ...read,
  who,
  zone: own ?? zone,
  path,
  pointer,
});

/** "@ana", "@ana, @li", "PagerDuty recs"; '' where nobody is named. */
function whoIn(text: string): string {
  const people = readOwners(text).filter(({ value, confidence }) => isSomebody(value) && confidence >= 0.6);
  if (people.length > 0) return [...new Set(people.map(({ value }) => value.name))].join(', ');
  return namesRota(text) ? 'the rota' : '';
}

function chainOf(checks: readonly Checked[]): Drill['chain'] {
  for (const { artifact } of checks) {
    const steps = rowsAt(artifact, '/oncall/escalation').flatMap((row) => {
      const who = whoIn(row.prose ? row.text : partOf(artifact, row, 'who'));
      const wait = row.prose ? row.text : partOf(artifact, row, 'minutes');
      const duration = readDurations(wait, {})[0]?.value.days;
      const minutes = duration !== undefined ? Math.round(duration * 1440) : /^\s*\d{1,4}\s*$/.test(wait) ? Number(wait) : undefined;
      return who === '' ? [] : [{ who, minutes }];
    });
    if (steps.length > 0) return steps;
  }
  return [];
}

const step = 15 * 60_000;

/** One week, quarter of an hour by quarter of an hour, as the clocks on the walls of each place show it. */
function weekOf(shifts: readonly Shift[], zone: string, monday: string): { readonly week: Week; readonly threeAm: readonly string[] } {
  const [start, end] = [instantOf(monday, zone), instantOf(addDays(monday, 7), zone)];
  const threeAm = Array.from({ length: 7 }, () => '');
  const holes: { from: number; to: number }[] = [];
  const stated = shifts.filter(({ sort }) => sort !== 'rest');
  const rest = shifts.find(({ sort }) => sort === 'rest');
  for (let at = start; at < end; at += step) {
    const on = stated.find((shift) => isOn(shift, at)) ?? rest;
    const here = wallOf(at, zone);
    if (here.minute === 180) threeAm[here.day] = on?.who ?? '';
    if (on && on.who !== '') continue;
    const last = holes.at(-1);
    if (last && last.to === at) last.to = at + step;
    else holes.push({ from: at, to: at + step });
  }
  const words = (at: number) => {
    const { day, minute } = wallOf(at, zone);
    return `${names[day]} ${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  };
  return {
    week: {
      monday,
      hours: (end - start) / 3_600_000,
      holes: joined(holes, start, end).map(({ from, to }) => ({ from: words(from), to: words(to), hours: (to - from) / 3_600_000 })),
    },
    threeAm,
  };
}

/** What runs from Sunday night into Monday morning is one hole. */
function joined(holes: readonly { readonly from: number; readonly to: number }[], start: number, end: number) {
  const [first] = holes;
  const last = holes.at(-1);
  if (!first || !last || first === last || first.from !== start || last.to !== end) return holes;
  return [...holes.slice(1, -1), { from: last.from, to: last.to + (first.to - first.from) }];
}

function isOn({ days, from, to, zone }: Shift, at: number): boolean {
  const { day, minute } = wallOf(at, zone);
  if (from < to) return days.includes(day) && minute >= from && minute < to;
  // Over midnight: the evening of its day, or the morning after.
  return (days.includes(day) && minute >= from) || (days.includes((day + 6) % 7) && minute < to);
}

const names = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** 0 is Monday; minutes after midnight. */
function wallOf(at: number, zone: string): { readonly day: number; readonly minute: number } {
  const shifted = new Date(at + offsetAt(at, zone) * 60_000);
  return { day: (shifted.getUTCDay() + 6) % 7, minute: shifted.getUTCHours() * 60 + shifted.getUTCMinutes() };
}

/** The moment at which a day begins there. */
function instantOf(day: string, zone: string): number {
  const utc = Date.parse(`${day}T00:00:00Z`);
  const first = utc - offsetAt(utc, zone) * 60_000;
  return utc - offsetAt(first, zone) * 60_000;
}

/** Minutes ahead of UTC; looked up once an hour. */
function offsetAt(at: number, zone: string): number {
  const fixed = /^([+-])(\d{2}):(\d{2})$/.exec(zone);
  if (fixed) return (fixed[1] === '-' ? -1 : 1) * (Number(fixed[2]) * 60 + Number(fixed[3]));
  if (zone === 'UTC') return 0;
  const hour = Math.floor(at / 3_600_000);
  const known = offsets.get(zone) ?? new Map<number, number>();
  offsets.set(zone, known);
  let offset = known.get(hour);
  if (offset === undefined) {
    const parts = Object.fromEntries(
      formatOf(zone)
        .formatToParts(new Date(hour * 3_600_000))
        .map(({ type, value }) => [type, Number(value)]),
    );
    const wall = Date.UTC(parts.year as number, (parts.month as number) - 1, parts.day, (parts.hour as number) % 24, parts.minute);
    offset = Math.round((wall - hour * 3_600_000) / 60_000);
    known.set(hour, offset);
  }
  return offset;
}

const offsets = new Map<string, Map<number, number>>();
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    });
  formats.set(timeZone, format);
  return format;
}

function isZone(zone: string): boolean {
  if (zone === 'UTC' || /^[+-]\d{2}:\d{2}$/.test(zone)) return true;
  try {
    formatOf(zone);
    return true;
  } catch {
    return false;
  }
}

const hoursOf = (monday: string, zones: readonly string[]): readonly number[] =>
  [...new Set(zones)].map((zone) => (instantOf(addDays(monday, 7), zone) - instantOf(monday, zone)) / 3_600_000);

const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
const mondayOf = (day: string): string => addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
const nextWeeks = (monday: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, at) => addDays(monday, 7 * (at + 1)));
