// Runs inside the frame of the map, before its page: what VS Code gives such a page, with this one behind it.
// The page is the same one as in the editor.
interface Shown {
  acquireVsCodeApi?: () => unknown;
}

(globalThis as Shown).acquireVsCodeApi = () => {
  let state: unknown;
  return {
    postMessage: (message: unknown) => parent.postMessage(message, '*'),
    getState: () => state,
    setState: (next: unknown) => {
      state = next;
    },
  };
};

// A frame is as high as somebody makes it, so it says how high it would be.
new ResizeObserver(() => parent.postMessage({ type: 'height', height: document.documentElement.scrollHeight }, '*')).observe(
  document.documentElement,
);
