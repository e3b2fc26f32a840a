// Validators made at build time → problems in our own sentences, at the place of the value.
// Only what a closed choice or a number can get wrong; whether something is missing is a rule's matter.
import { validators } from '../../generated/validators.js';
import { isEmptyAnswer } from '../language/placeholder.js';
import { type Artifact, nearest } from '../model/artifact.js';
import type { Problem } from '../tree.js';
import { closest } from './closest.js';
import { shapeAt } from './look.js';

export function validate(artifact: Artifact): readonly Problem[] {
  const validator = validators[artifact.kind];
  if (!validator || validator(artifact.data)) return [];
  const problems = new Map<string, Problem>();
  for (const { instancePath, keyword, params } of validator.errors ?? []) {
    const place = artifact.places.get(instancePath);
    const shape = shapeAt(artifact.kind, instancePath);
    // Of a placeholder it is enough to say that it is one.
    if (!place || !shape || problems.has(instancePath) || isEmptyAnswer(place.text?.text ?? 'a structure')) continue;
    const message = sentence(shape.title, place.text?.text ?? '', keyword, params);
    if (message)
      problems.set(instancePath, {
        code: 'value-unexpected',
        message,
        at: place.text?.span ?? nearest(artifact, instancePath)?.place.value ?? place.value,
      });
  }
  return [...problems.values()];
}

function sentence(title: string, written: string, keyword: string, params: Readonly<Record<string, unknown>>): string | undefined {
  const said = written.length > 40 ? `${written.slice(0, 40)}…` : written;
  if (keyword === 'enum') {
    const choices = params.allowedValues as readonly string[];
    const near = closest(written, choices);
    return near ? `${title} is "${said}": did you mean "${near}"?` : `${title} is "${said}"; known are ${choices.join(', ')}.`;
  }
  if (keyword === 'minimum') return `${title} is ${said}; the least possible is ${String(params.limit)}.`;
  if (keyword === 'maximum') return `${title} is ${said}; the most possible is ${String(params.limit)}.`;
  if (keyword === 'type' && /number|integer/.test(String(params.type)) && !String(params.type).includes('string'))
    return `${title} takes a number; "${said}" is none.`;
  if (keyword === 'type' && String(params.type) === 'boolean') return `${title} is yes or no; "${said}" is neither.`;
  return undefined;
}
