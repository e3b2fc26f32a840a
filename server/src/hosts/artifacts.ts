// One file's text → what it says as an artifact, whatever host it comes from. Which file is what is decided here and nowhere else.
import { URI } from 'vscode-uri';
import { type Reading, read } from '../core/check.js';
import { matchesGlob } from '../core/glob.js';
import type { Member } from '../core/project.js';
import { kinds } from '../core/schema/kinds.js';
import type { Settings } from '../core/settings.js';
import type { Syntax } from '../core/tree.js';
import { pathOf } from '../features/uris.js';
import { kindNamed, type Recognised, recognise } from '../recognise.js';
import type { InForce } from './configuration.js';

export interface TextFile {
  readonly uri: string;
  readonly text: string;
  /** As the editor says; by the file's ending where nobody says. */
  readonly languageId?: string;
}

/** Undefined: the file is not ours. `forced` overrules what the file says of itself; `before` is what it said when it was read last. */
export function readArtifact(
  file: TextFile,
  { settings, uri: config }: Pick<InForce, 'settings' | 'uri'>,
  forced?: Recognised,
  before?: Reading,
): Member | undefined {
  const below = pathBelow(file.uri, config);
  const named = /\.(?:ya?ml|md|markdown)$/i.test(below) || file.languageId === undefined;
  const name = named ? below : `${below}.${file.languageId === 'yaml' ? 'yaml' : 'md'}`;
  const recognised = forced ?? byGlob(below, settings) ?? recognise(name, file.text);
  if (!recognised || !kinds.includes(recognised.kind)) return undefined;
  const syntax: Syntax = file.languageId === 'yaml' || (file.languageId !== 'markdown' && /\.ya?ml$/i.test(name)) ? 'yaml' : 'markdown';
  return { ...read({ text: file.text, syntax, ...recognised }, settings, before), path: pathOf(file.uri) };
}

function byGlob(path: string, settings: Settings): Recognised | undefined {
  for (const [kind, globs] of Object.entries(settings.files)) {
    const named = kindNamed(kind);
    if (named && globs.length > 0 && globs.some((glob) => matchesGlob(glob, path)))
      return { kind: named, kindFrom: 'config', candidate: false };
  }
  return undefined;
}

/** The path below the configuration's folder; the file's name where there is none. */
function pathBelow(uri: string, config: string | undefined): string {
  const { path } = URI.parse(uri);
  const folder = config === undefined ? undefined : URI.parse(config).path.replace(/[^/]*$/, '');
  return folder !== undefined && path.startsWith(folder) ? path.slice(folder.length) : path.slice(path.lastIndexOf('/') + 1);
}
