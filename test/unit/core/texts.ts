// The examples as texts that a test may change, and the readiness of what they then are. Read once a text.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { read } from '../../../server/src/core/check.js';
import type { Member } from '../../../server/src/core/project.js';
import type { Readiness } from '../../../server/src/core/readiness/readiness.js';
import { reportOf } from '../../../server/src/core/report.js';
import type { Kind } from '../../../server/src/core/schema/kinds.js';
import { headerKeys } from '../../../server/src/core/schema/look.js';
import { defaultSettings } from '../../../server/src/core/settings.js';
import { recognise } from '../../../server/src/recognise.js';

export interface Text {
  readonly path: string;
  readonly kind: Kind;
  readonly text: string;
}

export function examples(folder: string): readonly Text[] {
  const root = join(process.cwd(), 'examples', folder);
  return readdirSync(root).flatMap((name) => {
    const text = readFileSync(join(root, name), 'utf8');
    const recognised = recognise(name, text);
    return recognised ? [{ path: `/${name}`, kind: recognised.kind, text }] : [];
  });
}

const known = new Map<string, Member>();

export function memberOf(path: string, text: string, kind: Kind): Member {
  const before = known.get(text);
  if (before?.path === path) return before;
  const syntax = path.endsWith('.md') ? 'markdown' : 'yaml';
  const member = { ...read({ text, syntax, kind, kindFrom: 'forced', candidate: false }, defaultSettings), path };
  known.set(text, member);
  return member;
}

export function readinessOfTexts(texts: readonly Text[]): Readiness {
  const members = texts.map(({ path, text, kind }) => memberOf(path, text, kind));
  return reportOf({ id: 'recs', from: 'id', members }, () => ({ ...defaultSettings, today: '2026-11-24' })).readiness;
}

export const topLevel = ({ path, text, kind }: Text): readonly string[] =>
  [...memberOf(path, text, kind).artifact.places.keys()].filter(
    (pointer) => /^\/[a-z_]+$/.test(pointer) && !headerKeys.has(pointer.slice(1)) && pointer !== '/title',
  );

/** The text without some of its fields. */
export function without({ path, text, kind }: Text, pointers: readonly string[]): string {
  const { places } = memberOf(path, text, kind).artifact;
  const cuts = pointers
    .map((pointer) => places.get(pointer)?.whole)
    .filter((whole) => whole !== undefined)
    .sort((a, b) => b[0] - a[0]);
  return cuts.reduce((rest, [start, end]) => rest.slice(0, start) + rest.slice(end), text);
}
