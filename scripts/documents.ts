// The generated documents: a page a rule, a page a kind, their indexes, and the parts of the manifest that name rules.
// Pure: path → text. Who writes or compares them is generate.mjs's matter.
import { rules } from '../server/src/core/rules/index.js';
import { levelIn } from '../server/src/core/rules/rule.js';
import { ruleWords } from '../server/src/core/rules/words.js';
import { kinds } from '../server/src/core/schema/kinds.js';
import { phases, type Shape, shapeOf } from '../server/src/core/schema/look.js';
import { exampleText, needWords } from '../server/src/features/words.js';

export function documents({ manifest }: { readonly manifest: string }): Record<string, string> {
  return {
    ...Object.fromEntries(rules.map((rule) => [`docs/rules/${rule.id}.md`, `${ruleWords(rule).trimEnd()}\n`])),
    'docs/rules/README.md': ruleIndex(),
    ...Object.fromEntries(kinds.map((kind) => [`docs/kinds/${kind}.md`, kindPage(shapeOf(kind), kind)])),
    'docs/kinds/README.md': kindIndex(),
    'package.json': withRuleSettings(manifest),
  };
}

function ruleIndex(): string {
  const groups = [...new Set(rules.map(({ group }) => group))];
  return [
    '# Rules',
    '',
    'Generated from the rules themselves. The level follows the phase that an artifact declares.',
    '',
    ...groups.flatMap((group) => [
      `## ${group.charAt(0).toUpperCase()}${group.slice(1).replaceAll('-', ' ')}`,
      '',
      `| Rule | Says | ${phases.join(' | ')} |`,
      `|---|---|${phases.map(() => '---').join('|')}|`,
      ...rules
        .filter((rule) => rule.group === group)
        .map((rule) => `| [${rule.id}](${rule.id}.md) | ${rule.says} | ${phases.map((phase) => levelIn(rule.level, phase)).join(' | ')} |`),
      '',
    ]),
  ].join('\n');
}

function kindIndex(): string {
  return [
    '# Kinds',
    '',
    'Generated from the schemas.',
    '',
    ...kinds.map((kind) => `- [${shapeOf(kind).title}](${kind}.md) (\`kind: ${kind}\`): ${shapeOf(kind).description}`),
    '',
  ].join('\n');
}

function kindPage(shape: Shape, kind: string): string {
  return [
    `# ${shape.title}`,
    '',
    shape.description,
    '',
    `Declared by \`kind: ${kind}\` or a name that ends in \`.${kind}.md\` or \`.${kind}.yaml\`.`,
    '',
    ...[...shape.properties.values()].flatMap(fieldPart),
  ].join('\n');
}

function fieldPart(shape: Shape): string[] {
  const inner = [...(shape.items ?? shape).properties.values()];
  return [
    `## ${shape.title}`,
    '',
    `\`${shape.key}\`${needWords(shape)}${shape.evidence.length > 0 ? ` · evidence for ${shape.evidence.join(', ')}` : ''}`,
    '',
    shape.description,
    '',
    ...(shape.headings.length > 0 ? [`Also written as: ${shape.headings.join(', ')}.`, ''] : []),
    ...(shape.choices.length > 0
      ? [...shape.choices.map(({ value, description }) => `- \`${value}\`${description ? `: ${description}` : ''}`), '']
      : []),
    ...(inner.length > 0
      ? [
          '| Part | Key | What it is |',
          '|---|---|---|',
          ...inner.map((part) => `| ${part.title} | \`${part.key}\` | ${part.description.replaceAll('|', '\\|')} |`),
          '',
        ]
      : []),
    ...(shape.examples[0] !== undefined ? ['```yaml', exampleText(shape.examples[0]), '```', ''] : []),
  ];
}

/** One setting with the level of each rule; the ids and words are the rules' own. */
function withRuleSettings(manifest: string): string {
  const data = JSON.parse(manifest) as {
    contributes?: { configuration?: { properties?: Record<string, unknown> } | readonly { properties?: Record<string, unknown> }[] };
  };
  const configuration = [data.contributes?.configuration ?? []].flat()[0];
  if (!configuration?.properties) return manifest;
  configuration.properties['shipworthy.rules'] = {
    scope: 'resource',
    type: 'object',
    default: {},
    order: 10,
    markdownDescription:
      'The level of single rules. A `shipworthy.yaml` beside the documents wins over this, and counts for everybody and in CI as well.',
    additionalProperties: false,
    properties: Object.fromEntries(
      rules.map((rule) => [rule.id, { type: 'string', enum: ['error', 'warning', 'information', 'hint', 'off'], description: rule.says }]),
    ),
  };
  return `${JSON.stringify(data, null, 2)}\n`;
}
