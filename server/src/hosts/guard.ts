// Every request passes here: cancelled work stops, a thrown error is logged by name and answered with a neutral value.
// Nothing of a document's text goes into the log: error messages may quote it, stacks do not.
import type { CancellationToken } from 'vscode-languageserver';

export interface Log {
  error(message: string): void;
}

export async function guard<T>(
  log: Log,
  name: string,
  neutral: T,
  token: CancellationToken | undefined,
  work: () => Promise<T> | T,
): Promise<T> {
  // Edits that are already waiting go first; they may cancel this.
  await breathe();
  if (token?.isCancellationRequested) return neutral;
  try {
    const result = await work();
    return token?.isCancellationRequested ? neutral : result;
  } catch (error) {
    log.error(`${name} failed: ${traceOf(error)}`);
    return neutral;
  }
}

/** Whoever waits goes first. */
export const breathe = (): Promise<void> => new Promise((resolve) => soon(resolve));

const soon: (work: () => void) => unknown = typeof setImmediate === 'function' ? setImmediate : (work) => setTimeout(work, 0);

/** Where it happened, without what the message says. */
export function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return 'something that is no error was thrown';
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 5);
  return [error.name, ...frames].join('\n');
}
