// What a key or value of shipworthy.yaml means, and what it wins over.
import type { Hover } from 'vscode-languageserver-types';
import { configShape } from '../core/schema/configLook.js';
import { configPlaceAt } from '../core/syntax/configCursor.js';
import { lineIndex } from '../core/text.js';
import { configWords } from './configWords.js';
import { toRange } from './ranges.js';
import { escapeMarkdown } from './words.js';

/** `over` says which file a decision wins over, by its key ("rules.weasel-word"), in words; '' for none. */
export function configHover(text: string, offset: number, over: (key: string) => string = () => ''): Hover | undefined {
  const place = configPlaceAt(text, offset);
  const shape = place && configShape(place.path);
  if (!place || !shape) return undefined;
  const name = place.path[place.path.length - 1] as string;
  const choice = place.onKey
    ? undefined
    : shape.choices.find(({ value }) => value === text.slice(...place.span).replace(/^["']|["']$/g, ''));
  const wins = over(place.path.join('.'));
  const value = [
    choice && choice.description !== '' ? `\`${choice.value}\`: ${escapeMarkdown(choice.description)}` : configWords(name, shape),
    ...(wins === '' ? [] : [escapeMarkdown(wins)]),
  ].join('\n\n');
  return { contents: { kind: 'markdown', value }, range: toRange(lineIndex(text), place.span) };
}
