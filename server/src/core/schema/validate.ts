// What does not fit the schema → problems in our own sentences, at the place of the value.
// Only what a closed choice or a number can get wrong; whether something is missing is a rule's matter.
import { isEmptyAnswer } from '../language/placeholder.js';
import { type Artifact, nearest } from '../model/artifact.js';
import type { Problem } from '../tree.js';
import { closest } from './closest.js';
import { schemas } from './kinds.js';
import { shapeAt } from './look.js';
import { type Misfit, misfits } from './misfits.js';

export function validate(artifact: Artifact): readonly Problem[] {
  const problems = new Map<string, Problem>();
  for (const misfit of misfits(artifact.data, schemas[artifact.kind])) {
    const { pointer } = misfit;
    const place = artifact.places.get(pointer);
    const shape = shapeAt(artifact.kind, pointer);
    // Of a placeholder it is enough to say that it is one.
    if (!place || !shape || problems.has(pointer) || isEmptyAnswer(place.text?.text ?? 'a structure')) continue;
    const message = sentence(shape.title, place.text?.text ?? '', misfit);
    if (message)
      problems.set(pointer, {
        code: 'value-unexpected',
        message,
        at: place.text?.span ?? nearest(artifact, pointer)?.place.value ?? place.value,
      });
  }
  return [...problems.values()];
}

function sentence(title: string, written: string, { keyword, limit }: Misfit): string | undefined {
  const said = written.length > 40 ? `${written.slice(0, 40)}…` : written;
  if (keyword === 'enum') {
    const choices = limit as readonly string[];
    const near = closest(written, choices);
    return near ? `${title} is "${said}": did you mean "${near}"?` : `${title} is "${said}"; known are ${choices.join(', ')}.`;
  }
  if (keyword === 'minimum') return `${title} is ${said}; the least possible is ${String(limit)}.`;
  if (keyword === 'maximum') return `${title} is ${said}; the most possible is ${String(limit)}.`;
  if (keyword === 'type' && /number|integer/.test(String(limit)) && !String(limit).includes('string'))
    return `${title} takes a number; "${said}" is none.`;
  if (keyword === 'type' && String(limit) === 'boolean') return `${title} is yes or no; "${said}" is neither.`;
  return undefined;
}
