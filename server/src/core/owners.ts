// Who owns what in one initiative: accountable for each of the eight responsibilities, everybody who is named and what for, what the
// rules of ownership have found, and on whom too much depends. Reads what the documents say and judges nothing anew.

import { type ResponsibilityId, responsibilities } from './facts/duties.js';
import { isSomebody, samePerson } from './facts/ownership.js';
import { readOwners } from './language/owner.js';
import type { OwnerRead } from './language/types.js';
import { nearest, type Pointer, textAt } from './model/artifact.js';
import type { Report } from './report.js';
import { shapeAt, shapeOf } from './schema/look.js';
import type { Span } from './text.js';

export interface OwnerPlace {
  readonly path: string;
  readonly pointer: Pointer;
  readonly span: Span;
}

/** `person` as the documents write it: "@ana", "Li Wei". */
export interface Accountable extends OwnerPlace {
  readonly person: string;
}

export interface Owned extends OwnerPlace {
  /** "Data", "alert CTR drop", "source events_db". */
  readonly what: string;
}

export interface Person {
  readonly name: string;
  readonly owns: readonly Owned[];
}

export interface Owners {
  /** R1 to R8, in order; several people where documents differ, none where nobody is named. */
  readonly responsibilities: readonly {
    readonly id: ResponsibilityId;
    readonly title: string;
    readonly accountable: readonly Accountable[];
  }[];
  /** Everybody who can be woken, whoever owns most first. */
  readonly people: readonly Person[];
  /** Unwaived findings about owners: unknown, in conflict, a group, nobody. */
  readonly open: readonly (OwnerPlace & { readonly rule: string; readonly message: string })[];
  readonly singlePoints: readonly { readonly person: string; readonly why: string }[];
}

export function ownersOf({ checks }: Report): Owners {
  const duties = checks.flatMap((check) =>
    check.facts.duties
      .filter(({ accountable, people }) => accountable && people.length > 0)
      .map((duty) => ({
        duty,
        place: placeOf(check, duty.pointer),
        person: (duty.people[0] as OwnerRead).name,
        read: duty.people[0] as OwnerRead,
      })),
  );
  const accountable = responsibilities.map(({ id, title }) => ({
    id,
    title,
    accountable: distinct(duties.filter(({ duty }) => duty.responsibilities.includes(id))).map(({ person, place }) => ({
      person,
      ...place,
    })),
  }));
  const people = peopleIn(checks);
  return {
    responsibilities: accountable,
    people,
    open: checks.flatMap(({ path, findings }) =>
      findings
        .filter(({ rule, waiver }) => ownership.has(rule) && !waiver)
        .map(({ rule, message, pointer, span }) => ({ rule, message: message.split('\n')[0] as string, path, pointer, span })),
    ),
    singlePoints: singlePoints(accountable, checks),
  };
}

const ownership = new Set([
  'owners-missing',
  'owner-not-person',
  'owner-unknown',
  'owner-conflict',
  'responsibility-unowned',
  'source-no-owner',
  'alert-no-owner',
  'three-am-unanswered',
  'oncall-too-thin',
]);

type Checked = Report['checks'][number];

const placeOf = ({ artifact, path }: Checked, pointer: Pointer): OwnerPlace => ({
  path,
  pointer,
  span: artifact.places.get(pointer)?.text?.span ?? nearest(artifact, pointer)?.place.value ?? [0, 0],
});

/** One of each person; a handle and a name may be the same one. */
function distinct<T extends { readonly read: OwnerRead }>(named: readonly T[]): readonly T[] {
  const kept: T[] = [];
  for (const one of named) if (!kept.some(({ read }) => samePerson(read, one.read))) kept.push(one);
  return kept;
}

function peopleIn(checks: readonly Checked[]): readonly Person[] {
  const found: { readonly read: OwnerRead; readonly owns: Owned[] }[] = [];
  for (const check of checks)
    for (const { pointer, owner } of check.facts.owners) {
      if (!isSomebody(owner)) continue;
      const known = found.find(({ read }) => samePerson(read, owner));
      const owned: Owned = { what: whatAt(check, pointer), ...placeOf(check, pointer) };
      if (!known) found.push({ read: owner, owns: [owned] });
      else if (!known.owns.some(({ what, path }) => what === owned.what && path === owned.path)) known.owns.push(owned);
    }
  return found
    .map(({ read, owns }) => ({ name: read.name, owns }))
    .sort((a, b) => b.owns.length - a.owns.length || (a.name < b.name ? -1 : 1));
}

/** The row's own name, else the field's title: "CTR drop (Alerts)", "On-call". */
function whatAt({ artifact, source, facts }: Checked, pointer: Pointer): string {
  const [, field = '', row] = pointer.split('/');
  const title = shapeAt(source.kind, `/${field}`)?.title ?? field;
  const duty = facts.duties.find((one) => pointer === one.pointer || pointer.startsWith(`${one.pointer}/`));
  if (duty && duty.name !== '') return duty.name;
  const shape = row === undefined ? undefined : shapeAt(source.kind, `/${field}/${row}`);
  const name = shape?.name ? textAt(artifact, `/${field}/${row}/${shape.name}`).trim() : '';
  if (name !== '') return `${name} (${title})`;
  return row === undefined || field === 'oncall' ? title : `${title} of the ${shapeOf(source.kind).title}`;
}

/** On whom everything hangs: half of the duties, the whole pager, all of the data. */
function singlePoints(accountable: Owners['responsibilities'], checks: readonly Checked[]): Owners['singlePoints'] {
  const points: { person: string; why: string }[] = [];
  const owned = accountable.filter((one) => one.accountable.length > 0);
  const counts = new Map<string, number>();
  for (const { accountable: who } of owned) for (const { person } of who) counts.set(person, (counts.get(person) ?? 0) + 1);
  for (const [person, count] of counts)
    if (count >= 4 && count * 2 > owned.length) points.push({ person, why: `answers for ${count} of ${owned.length} responsibilities` });
  const pager = checks.flatMap(({ facts }) => (facts.oncall ? [facts.oncall] : []));
  const woken = distinct(pager.flatMap(({ people }) => people.map((read) => ({ read }))));
  if (woken[0] && woken.length === 1 && pager.every(({ rota, rotation }) => !rota && rotation === undefined))
    points.push({ person: woken[0].read.name, why: 'is the only one who can be woken' });
  const sources = checks.flatMap(({ facts, artifact }) =>
    facts.sources
      .filter(({ owner }) => owner === 'somebody')
      .map(({ name, ownerAt }) => ({
        name: name.toLowerCase(),
        read: readOwners(textAt(artifact, ownerAt))
          .map(({ value }) => value)
          .find(isSomebody),
      })),
  );
  const names = new Set(sources.map(({ name }) => name));
  const keepers = distinct(sources.flatMap(({ read }) => (read ? [{ read }] : [])));
  if (keepers[0] && keepers.length === 1 && names.size >= 3)
    points.push({ person: keepers[0].read.name, why: `owns all ${names.size} data sources` });
  return points;
}
