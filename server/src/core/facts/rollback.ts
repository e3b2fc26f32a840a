// The way back: what triggers it, who may decide, to which version, how.
import { readConditions } from '../language/condition.js';
import { readOwners } from '../language/owner.js';
import type { Condition } from '../language/types.js';
import { type Artifact, child, dataAt, type Pointer } from '../model/artifact.js';
import { isSomebody, namesRota } from './ownership.js';
import { rowsAt, textBelow } from './rows.js';

export interface RollbackFact {
  readonly pointer: Pointer;
  readonly text: string;
  readonly triggers: readonly TriggerFact[];
  /** Who may decide alone; '' where nobody is named. */
  readonly authority: string;
  readonly authorityAt: Pointer;
}

export interface TriggerFact {
  readonly pointer: Pointer;
  readonly text: string;
  readonly conditions: readonly Condition[];
}

export function rollbackOf(artifact: Artifact): RollbackFact | undefined {
  const pointer = '/rollback';
  if (dataAt(artifact, pointer) === undefined) return undefined;
  const text = textBelow(artifact, pointer);
  const authorityAt = child(pointer, 'authority');
  const stated = textBelow(artifact, authorityAt);
  return {
    pointer,
    text,
    triggers: triggersOf(artifact, pointer),
    authority: stated || authorityIn(text),
    authorityAt: stated ? authorityAt : pointer,
  };
}

function triggersOf(artifact: Artifact, pointer: Pointer): readonly TriggerFact[] {
  const at = child(pointer, 'triggers');
  const rows = rowsAt(artifact, at);
  if (rows.length > 0)
    return rows.map((row) => ({ pointer: row.pointer, text: row.text, conditions: conditionsIn(artifact, row.pointer, row.text) }));
  const single = textBelow(artifact, at);
  if (single !== '') return [{ pointer: at, text: single, conditions: conditionsOf(single, artifact) }];
  const summary = [child(pointer, 'summary'), pointer].find((place) => artifact.places.get(place)?.text);
  if (summary === undefined) return [];
  return sentencesWithTrigger(textBelow(artifact, summary)).map((text) => ({
    pointer: summary,
    text,
    conditions: conditionsOf(text, artifact),
  }));
}

function conditionsIn(artifact: Artifact, pointer: Pointer, text: string): readonly Condition[] {
  const parts = ['metric', 'op', 'comparator', 'threshold', 'for'].map((key) => textBelow(artifact, child(pointer, key)));
  const joined = parts.some((part) => part !== '')
    ? `${parts[0]} ${parts[1] || parts[2] || '>'} ${parts[3]}${parts[4] ? ` for ${parts[4]}` : ''}`
    : text;
  return conditionsOf(joined, artifact);
}

const conditionsOf = (text: string, { vocabulary }: Artifact): readonly Condition[] =>
  readConditions(text, vocabulary).map((slot) => slot.value);

/** "Roll back if …", "when …", "trigger: …". */
function sentencesWithTrigger(text: string): readonly string[] {
  return text.split(/(?<=[.;!])\s|\n/).filter((sentence) => /\b(?:if|when|whenever|trigger(?:ed|s)?|once)\b/i.test(sentence));
}

/** Whose duty it is at that hour, without a name. */
const dutyHolder =
  /\bon[- ]duty\b|\b(?:whoever|anyone|any (?:\w+ )?(?:engineer|operator|clinician|member)) (?:is |who is )?(?:on|watching|holding|with)\b|\b(?:shift|duty|release|incident) (?:lead|manager|engineer|commander|captain|supervisor)\b/i;

/** "On-call may roll back without approval", "@ana decides", "anyone on the parts rota can do this without asking". */
function authorityIn(text: string): string {
  for (const sentence of text.split(/(?<=[.;!])\s|\n/)) {
    if (
      !/^\W*who\b[^:]{0,20}:|\b(?:without|no) (?:asking|approvals?|permission|sign-?off|meeting)\b|\b(?:may|can|decides?|authori[sz]ed?|authority|approv(?:es|al|er)|decision|owns?)\b/i.test(
        sentence,
      )
    )
      continue;
    if (
      namesRota(sentence) ||
      dutyHolder.test(sentence) ||
      readOwners(sentence).some(({ value, confidence }) => isSomebody(value) && confidence >= 0.7)
    )
      return sentence.trim();
  }
  return '';
}
