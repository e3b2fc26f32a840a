// A key of shipworthy.yaml explained in Markdown: what it is, what it takes, what holds where nobody sets it, which rules read it.
import type { ConfigShape } from '../core/schema/configLook.js';
import { escapeMarkdown } from './words.js';

export function configWords(key: string, shape: ConfigShape): string {
  const parts = [`**${escapeMarkdown(shape.title ?? key)}**`, escapeMarkdown(shape.description)];
  const without = defaultWords(shape);
  if (without !== '') parts.push(escapeMarkdown(`${without.charAt(0).toUpperCase()}${without.slice(1)}.`));
  if (shape.rules) parts.push(`Read by ${shape.rules.map((id) => `\`${id}\``).join(', ')}.`);
  if (shape.choices.length > 0 && shape.choices.length <= 8)
    parts.push(
      shape.choices.map(({ value, description }) => `- \`${value}\`${description ? `: ${escapeMarkdown(description)}` : ''}`).join('\n'),
    );
  return parts.join('\n\n');
}

/** "default 2000 labels" */
export function defaultWords(shape: ConfigShape): string {
  const unit = shape.unit ? ` ${shape.unit}` : '';
  if (shape.default !== undefined) return `default ${shape.default}${unit}`;
  return unit === '' ? '' : `in${unit}`;
}
