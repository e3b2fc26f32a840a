// A field explained in Markdown: the same few sentences wherever somebody asks. Examples are shown as code, never as markup.
import type { Box } from '../core/facts/boxes.js';
import type { Sum } from '../core/facts/sums.js';
import type { Shape } from '../core/schema/look.js';

export function fieldWords(shape: Shape): string {
  const parts = [`**${escapeMarkdown(shape.title)}**${needWords(shape)}`, escapeMarkdown(shape.description)];
  if (shape.choices.length > 0)
    parts.push(
      shape.choices.map(({ value, description }) => `- \`${value}\`${description ? `: ${escapeMarkdown(description)}` : ''}`).join('\n'),
    );
  const example = shape.examples[0];
  if (example !== undefined) parts.push(`Example:\n\n${fence(exampleText(example))}`);
  return parts.join('\n\n');
}

export function needWords({ need }: Shape): string {
  if (need.as === 'required')
    return need.from === 'discover' || need.from === undefined ? ' · required' : ` · required from ${need.from} on`;
  return need.as === 'recommended' ? ' · recommended' : '';
}

/** A computed number in Markdown, a line each: result, formula, inputs, assumption, and what is missing. */
export function sumWords(sum: Sum): string {
  const inputs = sum.inputs.map(({ label, value }) => `${label} ${value}`).join('; ');
  return [
    `**${escapeMarkdown(sum.title)}**${sum.result === undefined ? '' : `: ${escapeMarkdown(sum.result)}`}`,
    ...sum.more.slice(0, 3).map(escapeMarkdown),
    `\`${sum.formula}\``,
    ...(inputs === '' ? [] : [`From: ${escapeMarkdown(inputs)}`]),
    `Assumes: ${escapeMarkdown(sum.assumption)}`,
    ...(sum.missing.length === 0 ? [] : [`Not written: ${escapeMarkdown(sum.missing.join('; '))}`]),
  ].join(hardBreak);
}

/** A box of the checklist: whether it holds, and why. */
export const boxWords = ({ holds, ticked, because }: Box): string =>
  [
    `**${holds ? 'This holds' : 'This does not hold yet'}**: ${escapeMarkdown(because)}.`,
    ticked === holds
      ? 'The box follows from what is written above.'
      : 'The box says something else; a quick fix sets it. Nobody needs to tick it by hand.',
  ].join('\n\n');

/** A new line inside a paragraph. */
export const hardBreak = '  \n';

/** An example value as somebody would type it. */
export function exampleText(example: unknown, indent = ''): string {
  if (Array.isArray(example)) return example.map((item) => `${indent}- ${exampleText(item, `${indent}  `).trimStart()}`).join('\n');
  if (example !== null && typeof example === 'object') {
    return Object.entries(example)
      .map(([key, value]) =>
        value !== null && typeof value === 'object'
          ? `${indent}${key}:\n${exampleText(value, `${indent}  `)}`
          : `${indent}${key}: ${String(value)}`,
      )
      .join('\n');
  }
  return `${indent}${String(example)}`;
}

/** A code block that the text cannot close. */
export function fence(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  return `${'`'.repeat(longest + 1)}text\n${text}\n${'`'.repeat(longest + 1)}`;
}

/** In a line of its own or among others. A joiner that nobody sees keeps addresses from becoming links by themselves. */
export const escapeMarkdown = (text: string): string =>
  text
    .replace(/[\\`*_{}[\]()<>#+!|~&$-]/g, '\\$&')
    .replace(/\b(https?|ftp|www)(?=:\/\/|\.)/gi, '$1\u2060')
    .replace(/@(?=[\w-]+\.)/g, '@\u2060');
