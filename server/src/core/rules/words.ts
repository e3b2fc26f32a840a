// A rule in words, as Markdown: the docs page, `explain` and what the editor shows are this text.
import { phases } from '../schema/look.js';
import { type Example, levelIn, type Rule } from './rule.js';

export function ruleWords(rule: Rule): string {
  return [
    `# ${rule.id}`,
    '',
    `**${rule.says}** ${rule.because}`,
    '',
    `Applies to: ${rule.kinds.join(', ')}. Source: ${rule.source}.`,
    '',
    `| ${phases.join(' | ')} |`,
    `|${phases.map(() => '---').join('|')}|`,
    `| ${phases.map((phase) => levelIn(rule.level, phase)).join(' | ')} |`,
    ...(rule.noFix ? ['', `No fix: ${rule.noFix}`] : []),
    '',
    '## Flagged',
    '',
    ...rule.bad.flatMap(block),
    '## Silent',
    '',
    ...rule.good.flatMap(block),
  ].join('\n');
}

const block = (example: Example): string[] => [
  `${fenceFor(example.text)}${example.syntax}`,
  example.text.trimEnd(),
  fenceFor(example.text),
  '',
];
const fenceFor = (text: string): string => (text.includes('```') ? '````' : '```');
