// "privacy_concerns.sign_off": a field as teams name it in shipworthy.yaml. A dot steps inside; in a list, into every row.
import { type Artifact, child, type Data, type Pointer } from './model/artifact.js';
import type { Kind } from './schema/kinds.js';
import { type Shape, shapeOf } from './schema/look.js';

/** What the path names; undefined: the kind has no such field. */
export function shapeOfPath(kind: Kind, path: string): Shape | undefined {
  let shape: Shape | undefined = shapeOf(kind);
  for (const key of path.split('.')) shape = holder(shape)?.properties.get(key);
  return shape;
}

/** The keys that may follow, and where: of the kind itself for '', of the field before the last dot otherwise. */
export const keysBelow = (kind: Kind, path: string): readonly Shape[] => {
  const shape = path === '' ? shapeOf(kind) : shapeOfPath(kind, path);
  return shape ? [...(holder(shape)?.properties.values() ?? [])] : [];
};

/** Where the field is not, though asked for: one pointer for each row that lacks it, or that of the field itself. */
export function lacking(artifact: Artifact, path: string): readonly Pointer[] {
  return step(artifact.data, '', path.split('.'));
}

/** The values there are: none, one, or one a row. */
export function valuesOf(artifact: Artifact, path: string): readonly Data[] {
  const found: Data[] = [];
  const into = (data: Data | undefined, keys: readonly string[]): void => {
    if (data === undefined) return;
    if (Array.isArray(data)) for (const row of data as readonly Data[]) into(row, keys);
    else if (keys.length === 0) found.push(data);
    else if (typeof data === 'object') into(own(data as { readonly [key: string]: Data }, keys[0] as string), keys.slice(1));
  };
  into(artifact.data, path.split('.'));
  return found;
}

function step(data: Data | undefined, at: Pointer, keys: readonly string[]): readonly Pointer[] {
  const [key, ...rest] = keys;
  if (data === undefined) return [[at, ...keys].join('/')];
  if (key === undefined) return [];
  if (Array.isArray(data)) return (data as readonly Data[]).flatMap((row, nth) => step(row, child(at, nth), keys));
  if (typeof data !== 'object') return [child(at, key)];
  return step(own(data as { readonly [key: string]: Data }, key), child(at, key), rest);
}

const own = (data: { readonly [key: string]: Data }, key: string): Data | undefined => (Object.hasOwn(data, key) ? data[key] : undefined);

/** A list's fields are those of its rows. */
const holder = (shape: Shape | undefined): Shape | undefined => (shape?.items && shape.properties.size === 0 ? shape.items : shape);
