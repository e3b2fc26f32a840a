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
  const prompts = [...artifact.source.matchAll(prompt)].length;
  if (places === 0 && prompts < 4) return undefined;
  const title = textAt(artifact, '/title');
  const named = unnamed.test(title) || isCalledTemplate(title);
  for (const field of waiting) begun.delete(field);
  // A draft with gaps has answers in most of its fields; a checklist with an example in every cell has none of its own.
  const empty = waiting.size >= 4 && waiting.size > begun.size;
  return named || empty || prompts > 3 ? { fields: Math.max(waiting.size, 1), places: Math.max(places, prompts) } : undefined;
}

/** "PRD template", "Template: monitoring plan"; a template engine is a product. */
export const isCalledTemplate = (title: string): boolean =>
  /^\W*template\b(?! (?:engine|editor|library|gallery|matching|service))|\btemplate\W*(?:\(.{0,40}\)\W*)?$/i.test(title);

/**
 * Its first lines say that another document has taken its place, or its title that it is only there to be tried or looked at:
 * "SUPERSEDED by …", "Status: deprecated", "Scratch PRD", "Sample runbook".
 */
export const isSetAside = (artifact: Artifact): boolean =>
  /^[\W_]*(?:status\W+)?(?:superseded|deprecated|obsolete|archived|SUPERSEDED|DEPRECATED|OBSOLETE|ARCHIVED|Superseded|Deprecated|Obsolete|Archived)\b(?=\W{0,6}$|\W{0,3} ?(?:by|since|on|in favou?r)\b|\*{0,2}[:—–]| [—–-])/m.test(
    artifact.source.slice(0, 800),
  ) ||
  /\b(?:scratch|sample|example|dummy|fixture|toy|test) (?:prd|product requirements|one-?pager|runbook|experiment plan|monitoring plan|retrospective|post-?mortem|document)\b/i.test(
    textAt(artifact, '/title'),
  );

/** "PRD: <Feature name>", "[Project name]", "{{title}}": the product has no name yet. */
const unnamed =
  /(?:\[(?:Your |Insert )?(?=[A-Z])|<|\{\{?)[^>\]}\n]{0,30}(?:[Nn]ame|[Tt]itle|[Ff]eature|[Pp]roject|[Pp]roduct|[Cc]omponent|[Ee]xperiment|[Ii]nitiative|Codename|X\.Y)\b[^>\]}\n]{0,30}[>\]}]/;

/** "[e.g., < 2 h]", "- Primary goal 1", "- Metric 2 (e.g. …)": a place that shows what belongs there. */
const prompt =
  /\[e\.g\.,? [^\]\n]{2,60}\]|^\W{0,6}(?:primary |secondary )?(?:goal|objective|metric|risk|dependency|assumption|feature|user|persona|milestone|step|source|owner) #?\d(?:\W*$| \(e\.g\.)/gim;
