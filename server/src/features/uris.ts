// What the engine calls a file ↔ what the protocol calls it.
import { URI } from 'vscode-uri';

/** The absolute path, decoded, with forward slashes; for what is no file, its URI. */
export function pathOf(uri: string): string {
  const { scheme, path } = URI.parse(uri);
  return scheme === 'file' ? path : uri;
}

export const uriOf = (path: string): string =>
  path.startsWith('/') ? URI.from({ scheme: 'file', path: wellFormed(path) }).toString() : path;

/** Half a character has no form in an address; what a document says may hold one. */
export const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, '\ufffd');
