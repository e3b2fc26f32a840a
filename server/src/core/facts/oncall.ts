// Who answers at 3 am: the people, the hours, the next in line.
import { readOwners } from '../language/owner.js';
import type { OwnerRead } from '../language/types.js';
import { type Artifact, dataAt, leaves, type Pointer } from '../model/artifact.js';
import { isSomebody } from './ownership.js';
import { textBelow } from './rows.js';

export interface OncallFact {
  readonly pointer: Pointer;
  readonly text: string;
  /** Everybody named who can be woken, primary first. */
  readonly people: readonly OwnerRead[];
  /** Around the clock, as far as the text says; undefined where it does not. */
  readonly aroundTheClock: boolean | undefined;
  /** A rota or paging service stands for the names: "PagerDuty schedule recs-primary". */
  readonly rota: boolean;
}

export function oncallOf(artifact: Artifact): OncallFact | undefined {
  const pointer = '/oncall';
  if (dataAt(artifact, pointer) === undefined) return undefined;
  const text = textBelow(artifact, pointer);
  const people: OwnerRead[] = [];
  for (const leaf of leaves(artifact)) {
    if (leaf.pointer !== pointer && !leaf.pointer.startsWith(`${pointer}/`)) continue;
    for (const slot of readOwners(leaf.text.text)) if (isSomebody(slot.value) && slot.confidence >= 0.6) people.push(slot.value);
  }
  const always = /\b24\s*[x×/]\s*7\b|\baround the clock\b|\bround-the-clock\b|\bat all hours\b/i.test(text);
  const office = /\b(?:business|office|working) hours\b|\b9\s*(?:am)?\s*(?:-|–|to)\s*(?:5|17|6|18)\b|\bweekdays\b/i.test(text);
  return {
    pointer,
    text,
    people,
    aroundTheClock: always ? true : office ? false : undefined,
    rota: /\b(?:pagerduty|opsgenie|rota|rotation|schedule|victorops|incident\.io|grafana oncall)\b/i.test(text),
  };
}
