// Two artifacts that say different things about one: the finding stands at both ends, names the other place, and can write either
// value at the other's.
import type { Words } from '../facts/alerts.js';
import type { Member } from '../project.js';
import { shapeOf } from '../schema/look.js';
import type { Fix, Level, ReportFinding } from './rule.js';

export interface Said {
  readonly member: Member;
  readonly at: Words;
}

/** `message` says both values. The other's value is written here, or this one there: only the author knows which is true. */
export function disagree(report: ReportFinding, mine: Said, others: readonly Said[], message: string, level?: Level): void {
  const fixes = others.flatMap((other): Fix[] => [
    {
      title: `Write "${other.at.text}" here, as in the ${titleOf(other.member)}`,
      sort: 'choice',
      edits: [replace(mine.at, other.at.text)],
    },
    {
      title: `Write "${mine.at.text}" in the ${titleOf(other.member)}`,
      sort: 'choice',
      member: other.member,
      edits: [replace(other.at, mine.at.text)],
    },
  ]);
  report({ pointer: mine.at.pointer, from: mine.at.from, to: mine.at.to }, message, {
    fix: fixes,
    ...(level ? { level } : {}),
    related: others.map((other) => ({
      member: other.member,
      at: { pointer: other.at.pointer, from: other.at.from, to: other.at.to },
      message: `The ${titleOf(other.member)} says ${other.at.text}.`,
    })),
  });
}

export const titleOf = ({ source }: Member): string => shapeOf(source.kind).title;

const replace = ({ pointer, from, to }: Words, text: string) => ({ within: pointer, from, to, text: text.replace(/[\\$}]/g, '\\$&') });
