// A rule in words, as Markdown: the docs page, `explain` and what the editor shows are this text.
import { conditions } from '../facts/flags.js';
import { cells, responsibilities } from '../readiness/cells.js';
import { phases } from '../schema/look.js';
import type { Profile } from '../settings.js';
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
    ...(gateWords(rule.id) === '' ? [] : ['', gateWords(rule.id)]),
    ...(rule.when ? ['', `Speaks where the header says ${rule.when.map((name) => conditions[name].words).join(' or ')}.`] : []),
    ...(rule.across ? ['', 'Compares the artifacts of one initiative.'] : []),
    '',
    profileWords[rule.profile ?? 'standard'],
    ...(rule.given ? ['', givenWords(rule.given)] : []),
    ...(rule.noFix ? ['', `No fix: ${rule.noFix}`] : []),
    '',
    ...(rule.bad.length > 0 ? ['## Flagged', '', ...rule.bad.flatMap(block)] : []),
    ...(rule.good.length > 0 ? ['## Silent', '', ...rule.good.flatMap(block)] : []),
  ].join('\n');
}

/** Which cells of readiness it closes. */
function gateWords(id: string): string {
  const closed = cells
    .filter(({ gates }) => gates.includes(id))
    .map(({ responsibility, phase }) => `${responsibility} (${responsibilities[responsibility]}) in ${phase}`);
  return closed.length === 0 ? '' : `While it speaks, ${closed.join(' and ')} is not ready.`;
}

const profileWords: Readonly<Record<Profile, string>> = {
  light: 'Part of every profile, `light` too.',
  standard: 'Part of the profiles `standard` and `strict`.',
  strict: 'Off unless `profile: strict` or `rules:` in shipworthy.yaml switches it on.',
};

const givenWords = ({ people }: NonNullable<Rule['given']>): string =>
  `In the examples shipworthy.yaml says \`people: [${(people ?? []).map(({ handle }) => `"${handle}"`).join(', ')}]\`.`;

const block = (example: Example): string[] => [
  ...[example, ...(example.beside ?? [])].flatMap(one),
  ...Object.entries(example.files ?? {}).flatMap(([name, text]) => [`with \`${name}\`:`, '', '```yaml', text.trimEnd(), '```', '']),
];

const one = (example: Example): string[] => [
  `${fenceFor(example.text)}${example.syntax}`,
  example.text.trimEnd(),
  fenceFor(example.text),
  '',
];
const fenceFor = (text: string): string => (text.includes('```') ? '````' : '```');
