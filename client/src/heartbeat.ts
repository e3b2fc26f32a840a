// Notices a server that lives but no longer answers. The library notices only a dead one.

import type { Middleware } from 'vscode-languageclient';

export interface Heartbeat {
  readonly middleware: Middleware;
  dispose(): void;
}

/** Milliseconds between two looks, and for an answer to come. Together they bound how long a hang lasts. */
const interval = 10_000;
const patience = 15_000;

/** While a request is unanswered, `ask` is sent from time to time; without any reply to it, `stuck` is called, once. */
export function heartbeat(ask: () => Promise<unknown>, stuck: () => void): Heartbeat {
  let unanswered = 0;
  let asking = false;
  let silence: ReturnType<typeof setTimeout> | undefined;
  const beat = setInterval(() => {
    if (unanswered > 0 && !asking) void check();
  }, interval);

  async function check() {
    asking = true;
    const since = Date.now();
    silence = setTimeout(() => {
      asking = false;
      // A machine that slept meanwhile proves nothing: look again at the next beat.
      if (Date.now() - since < 2 * patience) stuck();
    }, patience);
    // A refusal is an answer too.
    await ask().catch(() => undefined);
    clearTimeout(silence);
    asking = false;
  }

  return {
    middleware: {
      sendRequest: async (type, params, token, next) => {
        unanswered++;
        try {
          return await next(type, params, token);
        } finally {
          unanswered--;
        }
      },
    },
    dispose() {
      clearInterval(beat);
      clearTimeout(silence);
    },
  };
}
