// Whether a document is still a template: made to be copied, or copied and not begun. It holds places for answers and no answers,
// so whatever would be said of its content is said too early.
import { findPlaceholders } from '../language/placeholder.js';
import { type Artifact, leaves, textAt } from '../model/artifact.js';

export interface TemplateFact {
  /** Fields that wait for words, and places that wait in them. */
  readonly fields: number;
  readonly places: number;
}

export function templateOf(artifact: Artifact): TemplateFact | undefined {
  const waiting = new Set<string>();
  const begun = new Set<string>();
  let places = 0;
  for (const { pointer, text } of leaves(artifact)) {
    if (text.verbatim === 'code') continue;
    const field = pointer.split('/')[1] as string;
    const found = findPlaceholders(text.text, text.masked ? { masked: text.masked } : {}).length;
    places += found;
    (found > 0 ? waiting : begun).add(field);
  }
  if (places === 0) return undefined;
  const title = textAt(artifact, '/title');
  const named = unnamed.test(title) || /\btemplate\b/i.test(title);
  for (const field of waiting) begun.delete(field);
  // A draft with gaps has answers in most of its fields; a checklist with an example in every cell has none of its own.
  const empty = waiting.size >= 4 && waiting.size > begun.size;
  const prompts = [...artifact.source.matchAll(/\[e\.g\.,? [^\]\n]{2,60}\]/g)].length;
  return named || empty || prompts > 3 ? { fields: waiting.size, places } : undefined;
}

/** "PRD: <Feature name>", "[Project name]", "{{title}}": the product has no name yet. */
const unnamed =
  /[<[{][^>\]}\n]{0,30}\b(?:name|title|feature|project|product|component|experiment|initiative|codename|X\.Y)\b[^>\]}\n]{0,30}[>\]}]/i;
