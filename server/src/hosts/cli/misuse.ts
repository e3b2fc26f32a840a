// The caller's mistake, told in one line; exit code 2.
import { type ParseArgsConfig, parseArgs } from 'node:util';

export class Misuse extends Error {}

/** Options as node reads them; what it does not know is the caller's mistake. */
export function options<T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new Misuse(error instanceof Error ? error.message : String(error));
  }
}
