// What files of other formats say that a document points at, in words: where their link stands, and over the field that they answer.

import { ownersOfPath } from '../core/have/codeowners.js';
import { fieldsGiven, saysOf } from '../core/have/fills.js';
import { fileName, type Have } from '../core/have/have.js';
import { pointedAt } from '../core/have/pointed.js';
import type { Member } from '../core/project.js';
import { titleOf } from '../core/readiness/readiness.js';
import { contains, type Span } from '../core/text.js';
import { escapeMarkdown } from './words.js';

export interface HaveView {
  readonly have: Have;
  /** Where the document points at it. */
  readonly span: Span;
  /** Fields of the document that it answers. */
  readonly fields: readonly string[];
  readonly says: string;
}

/** In the order in which the document points at them. */
export function havesOf(member: Pick<Member, 'artifact' | 'facts' | 'path' | 'have' | 'source'>): readonly HaveView[] {
  if (!member.have || member.have.length === 0) return [];
  const given = fieldsGiven(member.have, member.source.kind);
  return pointedAt(member).flatMap(({ path, span }) => {
    const have = member.have?.find((one) => one.path === path);
    return have ? [{ have, span, fields: given.filter(({ by }) => by === have).map(({ pointer }) => pointer), says: saysOf(have) }] : [];
  });
}

/** Markdown for whoever looks at a link to such a file, or at a field that one answers; undefined elsewhere. */
export function haveWords(member: Member, offset: number): string | undefined {
  const views = havesOf(member);
  const words = views.flatMap(({ have, span, fields, says }) => {
    const here = contains(span, offset);
    const over = fields.filter((pointer) => {
      const key = member.artifact.places.get(pointer)?.key;
      return key !== undefined && contains(key, offset);
    });
    if (!here && over.length === 0) return [];
    const counts = here ? fields : over;
    const owners = ownersOfPath(member.have ?? [], have.path);
    return [
      [
        `**From ${escapeMarkdown(fileName(have))}:** ${escapeMarkdown(says)}.`,
        ...(counts.length > 0
          ? [
              `Counts here as ${counts.map((pointer) => escapeMarkdown(titleOf(member.source.kind, pointer))).join(', ')}; nothing has to be copied.`,
            ]
          : []),
        ...(owners.length > 0 ? [`Owned by ${escapeMarkdown(owners.join(', '))} (CODEOWNERS).`] : []),
      ].join(' '),
    ];
  });
  return words.length > 0 ? words.join('\n\n') : undefined;
}
