// Which files of the team a document points at: by a link, or by a path that stands in its words.
import { proseOf, resolveLink } from '../facts/links.js';
import { leaves } from '../model/artifact.js';
import type { Member } from '../project.js';
import type { Span } from '../text.js';
import { spanWithin } from '../tree.js';
import { isReadable } from './have.js';

export interface Pointed {
  /** The host's name for the file. */
  readonly path: string;
  /** Where the document says it. */
  readonly span: Span;
}

/** Each file once, where it is first pointed at. */
export function pointedAt({ artifact, facts, path: from }: Pick<Member, 'artifact' | 'facts' | 'path'>): readonly Pointed[] {
  const found = new Map<string, Pointed>();
  const add = (link: string, span: Span): void => {
    const path = resolveLink(from, link);
    if (path !== undefined && path !== from && isReadable(path) && !found.has(path)) found.set(path, { path, span });
  };
  for (const { path, span } of facts.links.out) if (path !== '') add(path, span);
  const texts =
    artifact.syntax === 'markdown'
      ? [{ text: proseOf(artifact.source), spanOf: (at: number, to: number): Span => [at, to] }]
      : leaves(artifact).map(({ text }) => ({ text: text.text, spanOf: (at: number, to: number) => spanWithin(text, at, to) }));
  for (const { text, spanOf } of texts)
    for (const match of text.matchAll(bareFile)) {
      const link = match[1] as string;
      const at = match.index + match[0].indexOf(link);
      add(link, spanOf(at, at + link.length));
    }
  return [...found.values()];
}

/** "see deploy/alerts.yml": a path with an ending that such files have. */
const bareFile =
  /(?:^|[\s"'(`[:,|])((?:\.{1,2}\/){0,8}[\w@.%-]{1,100}(?:\/[\w@.%-]{1,100}){0,12}\.(?:ya?ml|json))(?=[\s"')`\],;:|]|\.?$)/gm;
