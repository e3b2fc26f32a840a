// What the page carries with it, packed into one block by scripts/playground.mjs: the engine, the page of the map, examples, rule pages.
import type { Kind } from '../server/src/recognise.js';
import type { Doc } from './documents.js';

export interface Contents {
  /** The language server, as the source of a worker. */
  readonly engine: string;
  readonly mapPage: string;
  readonly examples: readonly Example[];
  readonly titles: Readonly<Record<Kind, string>>;
  /** HTML by rule. */
  readonly rules: Readonly<Record<string, string>>;
}

export interface Example {
  readonly group: string;
  readonly title: string;
  readonly documents: readonly Doc[];
}

export async function contents(): Promise<Contents> {
  const packed = Uint8Array.from(atob(document.querySelector('#contents')?.textContent ?? ''), (letter) => letter.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return JSON.parse(await new Response(stream).text());
}
