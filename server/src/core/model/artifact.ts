// What every later step works on: plain data, and for each piece of it where it stands in the text.
// Knows nothing of how it was read.
import type { Vocabulary } from '../language/tokens.js';
import type { Kind } from '../schema/kinds.js';
import type { Span } from '../text.js';
import { type Carrier, type Node, type ScalarNode, type Syntax, spanWithin } from '../tree.js';

/** JSON Pointer, '' is the root. */
export type Pointer = string;
export type Data = string | number | boolean | readonly Data[] | { readonly [key: string]: Data };

export interface Place {
  /** The heading, label, column title or key; absent for list items. */
  readonly key?: Span;
  /** The author's words for it. */
  readonly words?: string;
  readonly value: Span;
  readonly from: Carrier;
  readonly node: Node;
  /** Leaves: the value as one run of text with exact places. */
  readonly text?: ScalarNode;
  /** Key and value together. */
  readonly whole: Span;
  /** 1 guess to 3 certain. */
  readonly strength: number;
}

export interface Artifact {
  readonly kind: Kind;
  readonly syntax: Syntax;
  readonly source: string;
  readonly data: { readonly [key: string]: Data };
  /** Everything that was found, in order of the text where possible. A field without a value has a place and no data. */
  readonly places: ReadonlyMap<Pointer, Place>;
  /** Headings and keys that no field claimed; kept, never an error. `under` is the field they stand in. */
  readonly unclaimed: readonly Unclaimed[];
  /** The team's own words, for whoever reads the author's sentences. */
  readonly vocabulary: Vocabulary;
  /** Further places of a field that was already found. */
  readonly again: readonly { readonly pointer: Pointer; readonly place: Place }[];
}

export interface Unclaimed {
  readonly words: string;
  readonly key: Span;
  readonly whole: Span;
  readonly from: Carrier;
  readonly under: Pointer;
}

/** The data at a pointer, or undefined. */
export function dataAt(artifact: Artifact, pointer: Pointer): Data | undefined {
  let data: Data | undefined = artifact.data;
  for (const part of pointer.split('/').slice(1)) {
    if (data === null || typeof data !== 'object') return undefined;
    const key = part.replace(/~1/g, '/').replace(/~0/g, '~');
    data = Object.hasOwn(data, key) ? (data as { readonly [key: string]: Data })[key] : undefined;
  }
  return data;
}

export const child = (pointer: Pointer, key: string | number): Pointer =>
  typeof key === 'number' ? `${pointer}/${key}` : `${pointer}/${/[~/]/.test(key) ? key.replace(/~/g, '~0').replace(/\//g, '~1') : key}`;
export const parent = (pointer: Pointer): Pointer => pointer.slice(0, Math.max(0, pointer.lastIndexOf('/')));

/** The place at a pointer, or of its nearest parent that was written; the root stands at the title or the first line. */
export function nearest(artifact: Artifact, pointer: Pointer): { readonly pointer: Pointer; readonly place: Place } | undefined {
  for (let at = pointer; at !== ''; at = parent(at)) {
    const place = artifact.places.get(at);
    if (place) return { pointer: at, place };
  }
  const title = artifact.places.get('/title');
  return title ? { pointer: '/title', place: title } : undefined;
}

/** The text of a leaf, '' where there is none. */
export const textAt = (artifact: Artifact, pointer: Pointer): string => artifact.places.get(pointer)?.text?.text ?? '';

/** Where text[from, to) of a leaf stands. */
export function spanAt(artifact: Artifact, pointer: Pointer, from: number, to: number): Span {
  const place = artifact.places.get(pointer);
  return place?.text ? spanWithin(place.text, from, to) : (place?.value ?? [0, 0]);
}

export interface Leaf {
  readonly pointer: Pointer;
  readonly place: Place;
  readonly text: ScalarNode;
}

/** All leaves that hold text, in order of their pointers' appearance. */
export const leaves = (artifact: Artifact): readonly Leaf[] => leavesBelow(artifact, '');

/** The leaf at a pointer and those below it. Asked for by every rule, so it is gathered once an artifact. */
export function leavesBelow(artifact: Artifact, pointer: Pointer): readonly Leaf[] {
  let byPointer = gathered.get(artifact);
  if (!byPointer) {
    byPointer = new Map<Pointer, Leaf[]>([['', []]]);
    for (const [at, place] of artifact.places) {
      if (!place.text || place.text.text === '') continue;
      const leaf = { pointer: at, place, text: place.text };
      for (let above = at; ; above = parent(above)) {
        const list = byPointer.get(above);
        if (list) list.push(leaf);
        else byPointer.set(above, [leaf]);
        if (above === '') break;
      }
    }
    gathered.set(artifact, byPointer);
  }
  return byPointer.get(pointer) ?? [];
}

/** What no field claimed inside of one field. Asked for row by row, so it is gathered once an artifact. */
export function unclaimedUnder(artifact: Artifact, pointer: Pointer): readonly Unclaimed[] {
  let byField = loose.get(artifact);
  if (!byField) {
    byField = new Map();
    for (const one of artifact.unclaimed) {
      const list = byField.get(one.under);
      if (list) list.push(one);
      else byField.set(one.under, [one]);
    }
    loose.set(artifact, byField);
  }
  return byField.get(pointer) ?? [];
}

const loose = new WeakMap<Artifact, Map<Pointer, Unclaimed[]>>();
const gathered = new WeakMap<Artifact, Map<Pointer, Leaf[]>>();
