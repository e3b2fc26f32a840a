// Who owns what, as data: what scripts read and what an editor draws. Where a place is, the host says in its own way.
import type { Owners } from '../core/owners.js';
import type { PlaceOf } from './readiness.js';

export function ownersAsData<Place extends object>({ responsibilities, people, open, singlePoints }: Owners, placeOf: PlaceOf<Place>) {
  return {
    responsibilities: responsibilities.map(({ id, title, accountable }) => ({
      responsibility: id,
      title,
      accountable: accountable.map(({ person, path, pointer, span }) => ({ person, pointer, ...placeOf(path, span) })),
    })),
    people: people.map(({ name, owns }) => ({
      name,
      owns: owns.map(({ what, path, pointer, span }) => ({ what, pointer, ...placeOf(path, span) })),
    })),
    open: open.map(({ rule, message, path, pointer, span }) => ({ rule, message, pointer, ...placeOf(path, span) })),
    singlePoints,
  };
}
