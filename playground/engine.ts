// The language server in its worker: questions, answers and what it says by itself, as the protocol has them. It knows no page.

interface Ask {
  readonly id?: number;
  readonly method: string;
  readonly params: unknown;
}

interface Answer {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

export interface Engine {
  ask<T>(method: string, params: unknown): Promise<T>;
  tell(method: string, params: unknown): void;
}

/** `heard` gets what the server says by itself; `failed` is called once, when the worker has ended. */
export function engineIn(worker: Worker, heard: (method: string, params: never) => void, failed: (words: string) => void): Engine {
  const waiting = new Map<number, { resolve(value: never): void; reject(error: Error): void }>();
  let last = 0;
  const send = (message: Ask) => worker.postMessage({ jsonrpc: '2.0', ...message });

  worker.onmessage = ({ data }: MessageEvent<Answer>) => {
    if (data.method !== undefined) {
      // A server may ask as well; there is nothing here that it could want.
      if (data.id !== undefined) worker.postMessage({ jsonrpc: '2.0', id: data.id, result: null });
      else heard(data.method, data.params as never);
      return;
    }
    const asked = waiting.get(data.id as number);
    waiting.delete(data.id as number);
    if (data.error) asked?.reject(new Error(data.error.message));
    else asked?.resolve(data.result as never);
  };
  worker.onerror = ({ message }) => {
    for (const { reject } of waiting.values()) reject(new Error(message));
    waiting.clear();
    failed(message);
  };

  // The first thing it hears is where its other half lies: in the same file.
  worker.postMessage('');

  return {
    ask: (method, params) =>
      new Promise((resolve, reject) => {
        last++;
        waiting.set(last, { resolve, reject });
        send({ id: last, method, params });
      }),
    tell: (method, params) => send({ method, params }),
  };
}
