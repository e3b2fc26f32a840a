// An edit that adds a part to a row; none where the row is one of a table that has no column for it.
import { type Artifact, child, type Pointer } from '../model/artifact.js';
import type { ModelEdit, Template } from './rule.js';

export function addPart(artifact: Artifact, row: Pointer, key: string, value: Template): readonly ModelEdit[] {
  const at = child(row, key);
  return artifact.places.get(row)?.from === 'table' && !artifact.places.has(at) ? [] : [{ add: at, value }];
}
