// What the service stands on: how available each part is, and what stands in for it.
import { findPlaceholders } from '../language/placeholder.js';
import { type Artifact, child, leaves, textAt } from '../model/artifact.js';
import { partOf, rowsAt } from './rows.js';

export interface DependencyFact {
  readonly name: string;
  /** 0.995 for 99.5 %. */
  readonly availability: number;
  /** Of what stands in for it: 1 where a fallback is named without a number. */
  readonly fallback: number | undefined;
}

/** Only those that say a number. */
export function dependenciesOf(artifact: Artifact): readonly DependencyFact[] {
  const listed = rowsAt(artifact, '/infra/dependencies').flatMap((row): DependencyFact[] => {
    if (findPlaceholders(row.text).length > 0) return [];
    const sla = row.prose ? '' : textAt(artifact, child(row.pointer, 'sla'));
    const spare = partOf(artifact, row, 'fallback');
    // "Index cluster: 99.5 %, fallback: …" keeps its number in front of its fallback.
    const [stated, fallback] = sla === '' ? halves(row.prose ? row.text : spare) : [sla, spare];
    const availability = shareIn(stated);
    if (availability === undefined) return [];
    const name = partOf(artifact, row, 'name') || (row.text.split(/[:(,]/)[0] ?? '').trim();
    return [{ name, availability, fallback: fallback === '' ? undefined : (shareIn(fallback) ?? 1) }];
  });
  return listed.length > 0 ? listed : leavesOf(artifact);
}

function halves(text: string): readonly [stated: string, fallback: string] {
  const at = text.search(/\bfall(?:s|ing)?[- ]?backs?\b|\bcache[ds]?\b|\bif (?:it is )?down\b/i);
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at)];
}

/** "depends on the pricing API (99.5 %)", "on a 99.5 % API, own 99.9 %" in the words of a promise or of the infrastructure. */
function leavesOf(artifact: Artifact): readonly DependencyFact[] {
  const found: DependencyFact[] = [];
  for (const { pointer, text } of leaves(artifact)) {
    if (
      !/^\/(?:slos|infra)(?:\/|$)/.test(pointer) ||
      !/\b(?:depend|stands? on|relies|rests? on|on (?:a|an|the) \d|behind|upstream|vendor)/i.test(text.text)
    )
      continue;
    const fallback = /\bfall(?:s|ing)?[- ]?backs?\b/i.test(text.text) ? fallbackIn(text.text) : undefined;
    for (const match of text.text.matchAll(
      /\b(?:own|ours?|itself)\b[^.;,%\d]{0,20}(\d{2}(?:\.\d+)?)\s?%|(\d{2}(?:\.\d+)?)\s?%\s(?:[\w-]+\s){0,2}(api|dependency|vendor|provider|upstream|store|service|database)\b|\b(api|dependency|vendor|provider|upstream|store|service|database)\b[^.;,%\d]{0,24}(\d{2}(?:\.\d+)?)\s?%/gi,
    )) {
      const availability = Number(match[1] ?? match[2] ?? match[5]) / 100;
      if (availability >= 0.5 && availability <= 1)
        found.push({ name: match[1] ? 'own' : (match[3] ?? match[4] ?? ''), availability, fallback: match[1] ? undefined : fallback });
    }
  }
  return found;
}

const fallbackIn = (text: string): number =>
  Number(
    /(\d{2}(?:\.\d+)?)\s?%\s(?:[\w-]+\s){0,2}fall/i.exec(text)?.[1] ??
      /\bfall\w*[- ]?(?:back)?[^.;,%\d]{0,24}(\d{2}(?:\.\d+)?)\s?%/i.exec(text)?.[1] ??
      100,
  ) / 100;

function shareIn(text: string): number | undefined {
  const value = Number(/(\d{2,3}(?:\.\d+)?)\s?%/.exec(text)?.[1] ?? /^\s*(\d{2}(?:\.\d+)?)\s*$/.exec(text)?.[1]) / 100;
  return value >= 0.5 && value <= 1 ? value : undefined;
}
