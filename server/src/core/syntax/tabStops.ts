// Texts that hold places to fill in (`${1:metric}`), as editors read them: how to take those out, and how to keep words from being one.

/** Without tab stops: `${1:metric}` → `metric`, `${1|up,down|}` → `up`, `\$` → `$`. */
export function plain(text: string): string {
  return text.replace(
    /\$\{\d+:((?:[^}\\]|\\.)*)\}|\$\{\d+\|([^,|]*)[^|]*\|\}|\$\d+|\\([$}\\])/g,
    (_all, words?: string, choice?: string, escaped?: string) => escaped ?? choice ?? (words ?? '').replace(/\\([$}\\])/g, '$1'),
  );
}

/** Makes the author's words safe inside a text with tab stops. */
export const literal = (text: string): string => text.replace(/[\\$}]/g, '\\$&');

export const hasTabStops = (text: string): boolean => /(?<!\\)\$(?:\{\d|\d)/.test(text);
