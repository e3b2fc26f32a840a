// The engine as every host asks it, for tests that care about texts and not about hosts.
import { type Check, check } from '../../server/src/core/check.js';
import { type Kind, kinds } from '../../server/src/core/schema/kinds.js';
import { defaultSettings, type Settings } from '../../server/src/core/settings.js';
import type { Syntax } from '../../server/src/core/tree.js';

export const settings: Settings = { ...defaultSettings, today: '2026-11-24' };

export const judged = (text: string, syntax: Syntax, kind: Kind = 'prd', own: Settings = settings): Check =>
  check({ text, syntax, kind, kindFrom: 'forced', candidate: false }, own);

export const anyKind = (at: number): Kind => kinds[at % kinds.length] as Kind;

/** What was said, with its words and without its place. */
export const said = ({ findings }: Check): readonly string[] => findings.map(({ rule, level, message }) => `${rule} ${level} ${message}`);

/** A rule that threw is a defect, whatever the text. */
export function noneThrew({ findings }: Check): void {
  const broken = findings.find(({ rule }) => rule === 'internal');
  if (broken) throw new Error(`${broken.message}\n${broken.thrown}`);
}
