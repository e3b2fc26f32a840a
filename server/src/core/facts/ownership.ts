// Who is named where: every value that is meant to be an owner, and what sort of answer it is.
import { readOwners } from '../language/owner.js';
import type { OwnerRead, Slot } from '../language/types.js';
import { type Artifact, dataAt, leaves, type Pointer } from '../model/artifact.js';
import { headerKeys, shapeAt } from '../schema/look.js';

export interface OwnerFact {
  readonly pointer: Pointer;
  /** Offsets in the leaf's text. */
  readonly slot: Slot<OwnerRead>;
  readonly owner: OwnerRead;
  /** The whole answer, of which this may be one of several names. */
  readonly text: string;
}

export function ownersOf(artifact: Artifact): readonly OwnerFact[] {
  const owners: OwnerFact[] = [];
  for (const { pointer, text } of leaves(artifact)) {
    const reads = shapeAt(artifact.kind, pointer)?.reads;
    if (reads !== 'owner' && reads !== 'owners') continue;
    for (const slot of readOwners(text.text)) owners.push({ pointer, slot, owner: slot.value, text: text.text });
  }
  return owners;
}

/** Somebody whom one can wake: a handle, a person, an address. */
export const isSomebody = (owner: OwnerRead): boolean => owner.sort === 'handle' || owner.sort === 'person' || owner.sort === 'address';

/** A handle, or a rota that always has somebody: "@sam", "PagerDuty recs", "on-call"; never the channel #recs-oncall. */
export const namesRota = (text: string): boolean =>
  /(?:^|[\s(:,"'])@[a-z]|\b(?:pagerduty|opsgenie|victorops|pager|incident\.io|rota|rotation)\b|(?:^|[^#\w-])on-?\s?call\b/i.test(text);

/** Somebody, a role, a team or a rota gets it. */
export const isRouted = (text: string): boolean =>
  namesRota(text) ||
  readOwners(text).some(({ value, confidence }) => value.sort !== 'nobody' && confidence >= 0.6 && !isChannel(value.name));

/** A place where messages arrive, and nobody in particular reads them. */
export const isChannel = (text: string): boolean =>
  /(?:^|\s)#[a-z][\w-]+|\b(?:channel|slack|mailing list|e-?mail list|inbox|dashboard only|discord)\b/i.test(text);

/** "@ana" and "Ana Lopez" may be the same person, "@ana" and "@bo" are not. */
export function samePerson(a: OwnerRead, b: OwnerRead): boolean {
  const [first, second] = [a, b].map(({ name }) => name.toLowerCase().replace(/^@/, '').replace(/@.*$/, ''));
  if (first === second) return true;
  const parts = (name = ''): readonly string[] => name.split(/[\s._-]+/).filter((part) => part.length > 1);
  return parts(first).some((part) => parts(second).includes(part));
}

/** The heading is there and nothing below it. A fresh template, in which every heading is like that, has only not been begun. */
export function isOwnersEmpty(artifact: Artifact): boolean {
  const place = artifact.places.get('/owners');
  // Who wrote it is another question.
  if (!place || dataAt(artifact, '/owners') !== undefined || /\b(?:author|by|creator|maintainer)s?\b/i.test(place.words ?? ''))
    return false;
  const fields = [...artifact.places.keys()].filter(
    (at) => /^\/[^/]+$/.test(at) && !headerKeys.has(at.slice(1)) && at !== '/title' && at !== '/owners',
  );
  return fields.length === 0 || fields.some((at) => dataAt(artifact, at) !== undefined);
}
