// Paths that lead somewhere in the repository, as links to follow. Links in Markdown's own form VS Code draws itself;
// only an editor that has nothing of its own (`standalone`) gets those too. Whether a file is there is for link-broken.
import type { DocumentLink } from 'vscode-languageserver-types';
import type { Check } from '../core/check.js';
import { resolveLink } from '../core/facts/links.js';
import { lineIndex } from '../core/text.js';
import { toRange } from './ranges.js';
import { pathOf, uriOf, wellFormed } from './uris.js';

export function documentLinks({ facts, source }: Check, uri: string, standalone: boolean): DocumentLink[] {
  const lines = lineIndex(source.text);
  const own = pathOf(uri);
  return facts.links.out.flatMap(({ span, path, anchor }): DocumentLink[] => {
    const [start] = span;
    const drawn = source.syntax === 'markdown' && /\]\(<?$/.test(source.text.slice(Math.max(0, start - 3), start));
    const target = path === '' ? own : resolveLink(own, path);
    if ((drawn && !standalone) || target === undefined) return [];
    return [
      {
        range: toRange(lines, span),
        target: `${uriOf(target)}${anchor === undefined ? '' : `#${encodeURIComponent(wellFormed(anchor))}`}`,
      },
    ];
  });
}
