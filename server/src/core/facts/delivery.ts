// What is built, tested and deployed by a machine: where an artifact speaks of it, and which parts it names.
import { findPlaceholders } from '../language/placeholder.js';
import { type Artifact, child, leaves, type Pointer, textAt } from '../model/artifact.js';
import { rowsAt } from './rows.js';

export const deliveredParts = ['model', 'data', 'infra'] as const;
/** What each part is called, and the words that name it. */
export const delivered = {
  model: { words: 'The model', named: /\bmodels?\b|\btraining (?:code|pipeline)\b|\bprompts?\b/i },
  data: {
    words: 'The data pipeline',
    named:
      /\bdata\b|\bfeatures? (?:code|store)|\betl\b|\bdbt\b|\bingest\w*|\bairflow\b|\bdags?\b|(?<!\b(?:model|training|ci|cd|deployment|release|build|the) )\bpipelines?\b/i,
  },
  infra: {
    words: 'The infrastructure',
    named: /\binfra\w*|\biac\b|\bterraform\b|\bpulumi\b|\bhelm\b|\bcloudformation\b|\bbicep\b|\bansible\b|\bmanifests\b/i,
  },
} as const;
/** "manual", "planned": it is not automatic. */
export const byHand = /^\W*(?:false|no|none|manual\w*|by hand|planned|not yet|todo)\b/i;
export const automated = (text: string): boolean => text !== '' && !byHand.test(text);

export interface DeliveryMention {
  readonly pointer: Pointer;
  readonly text: string;
  /** What stands at the pointer. */
  readonly leaf: string;
}

/** The sentences about building and deploying: the field for it, else where CI is named in the infrastructure or the preflight. */
export function deliveryMentions(artifact: Artifact, field: Pointer | undefined): readonly DeliveryMention[] {
  const named = (text: string): boolean =>
    findPlaceholders(text).length === 0 &&
    text.length <= 300 &&
    /\bci(?:\/cd)?\b|\bcontinuous (?:integration|delivery|deployment)\b/i.test(text);
  if (field) {
    const leaf = textAt(artifact, field);
    return leaf === '' || findPlaceholders(leaf).length > 0 ? [] : [{ pointer: field, text: leaf, leaf }];
  }
  const infra = [...leaves(artifact)].flatMap(({ pointer, text: { text } }) =>
    /^\/infra(?:\/|$)/.test(pointer) && named(text) ? [{ pointer, text, leaf: text }] : [],
  );
  // "CI/CD green: model" is a check and what is expected of it.
  const checks = rowsAt(artifact, '/preflight').flatMap((row): DeliveryMention[] => {
    const pointer = row.prose
      ? row.pointer
      : (['expected', 'check'].map((key) => child(row.pointer, key)).find((place) => textAt(artifact, place) !== '') ?? row.pointer);
    return named(row.text) ? [{ pointer, text: row.text, leaf: textAt(artifact, pointer) }] : [];
  });
  return [...infra, ...checks];
}
