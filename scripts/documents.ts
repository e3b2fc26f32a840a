// The generated documents: a page a rule, a page a kind, their indexes, the arithmetic, the templates as snippets, and the
// parts of the manifest that name rules and what is computed.
// Pure: path → text. Who writes or compares them is generate.mjs's matter.
import { renderArithmetic } from '../server/src/core/math/examples.js';
import { cells, type Responsibility, responsibilities } from '../server/src/core/readiness/cells.js';
import { rules } from '../server/src/core/rules/index.js';
import { type Group, levelIn } from '../server/src/core/rules/rule.js';
import { ruleWords } from '../server/src/core/rules/words.js';
import { kinds } from '../server/src/core/schema/kinds.js';
import { phases, type Shape, shapeOf } from '../server/src/core/schema/look.js';
import { snippets } from '../server/src/core/templates/template.js';
import { hintKinds, lensKinds } from '../server/src/features/shown.js';
import { exampleText, needWords } from '../server/src/features/words.js';

export function documents({ manifest }: { readonly manifest: string }): Record<string, string> {
  return {
    ...Object.fromEntries(rules.map((rule) => [`docs/rules/${rule.id}.md`, `${ruleWords(rule).trimEnd()}\n`])),
    'docs/rules/README.md': ruleIndex(),
    'docs/rules/by-responsibility.md': responsibilityIndex(),
    ...Object.fromEntries(kinds.map((kind) => [`docs/kinds/${kind}.md`, kindPage(shapeOf(kind), kind)])),
    'docs/kinds/README.md': kindIndex(),
    'docs/arithmetic.md': renderArithmetic(),
    'snippets/markdown.json': `${JSON.stringify(snippets('markdown'), null, 2)}\n`,
    'snippets/yaml.json': `${JSON.stringify(snippets('yaml'), null, 2)}\n`,
    'package.json': withSettings(manifest),
  };
}

function ruleIndex(): string {
  const groups = [...new Set(rules.map(({ group }) => group))];
  return [
    '# Rules',
    '',
    'Generated from the rules themselves. The level follows the phase that an artifact declares. The same rules',
    '[by responsibility and phase](by-responsibility.md); what a team may change stands in [configuration](../configuration.md).',
    '',
    ...groups.flatMap((group) => [
      `## ${group.charAt(0).toUpperCase()}${group.slice(1).replaceAll('-', ' ')}`,
      '',
      `| Rule | Says | ${phases.join(' | ')} | from profile |`,
      `|---|---|${phases.map(() => '---').join('|')}|---|`,
      ...rules
        .filter((rule) => rule.group === group)
        .map(
          (rule) =>
            `| [${rule.id}](${rule.id}.md) | ${rule.says} | ${phases.map((phase) => levelIn(rule.level, phase)).join(' | ')} | ${rule.profile ?? 'standard'} |`,
        ),
      '',
    ]),
  ].join('\n');
}

/** Which responsibility a group of rules is about; the others are everybody's. */
const responsibilityOf: Readonly<Partial<Record<Group, Responsibility>>> = {
  measurability: 'R1',
  data: 'R2',
  experimentation: 'R3',
  'model-selection': 'R4',
  rollout: 'R5',
  monitoring: 'R6',
  risk: 'R7',
  adoption: 'R8',
};

/** What closes a gate stands where it does; the rest with its group, in the first phase in which it is louder than a hint. */
function responsibilityIndex(): string {
  const gates = new Map(cells.flatMap((cell) => cell.gates.map((id) => [id, cell] as const)));
  const placed = rules.map((rule) => {
    const gate = gates.get(rule.id);
    const loud = phases.find((phase) => ['error', 'warning'].includes(levelIn(rule.level, phase))) ?? 'discover';
    return {
      rule,
      responsibility: gate?.responsibility ?? responsibilityOf[rule.group],
      phase: gate?.phase ?? loud,
      closes: gate !== undefined,
    };
  });
  const rows = (of: Responsibility | undefined) =>
    phases.flatMap((phase) =>
      placed
        .filter((one) => one.responsibility === of && one.phase === phase)
        .sort((a, b) => Number(b.closes) - Number(a.closes))
        .map(({ rule, closes }) => `| ${phase} | [${rule.id}](${rule.id}.md) | ${closes ? 'closes its cell' : ''} | ${rule.says} |`),
    );
  const table = (of: Responsibility | undefined) => ['| Phase | Rule | Gate | Says |', '|---|---|---|---|', ...rows(of), ''];
  return [
    '# Rules by responsibility and phase',
    '',
    'Generated from the rules and from the map of readiness. A rule that closes a cell keeps its responsibility from being ready in that',
    'phase; the others stand in the first phase in which they are a warning or an error.',
    '',
    ...(Object.keys(responsibilities) as Responsibility[]).flatMap((of) => [`## ${of} ${responsibilities[of]}`, '', ...table(of)]),
    '## Everybody',
    '',
    ...table(undefined),
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

/** One setting with the level of each rule, two that switch kinds of hints and lenses; ids and words are the code's own. */
function withSettings(manifest: string): string {
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
  configuration.properties['shipworthy.inlayHints'] = switches(
    hintKinds,
    20,
    'Which computed numbers are shown beside the text. `Editor › Inlay Hints: Enabled` switches all hints off.',
  );
  configuration.properties['shipworthy.codeLens'] = switches(
    lensKinds,
    21,
    'Which lines are shown above the goal, the rollout and the on-call. `Editor: Code Lens` switches all of them off.',
  );
  return `${JSON.stringify(data, null, 2)}\n`;
}

/** A setting with one checkbox a kind, all of them on. */
function switches(kindsOf: Readonly<Record<string, string>>, order: number, markdownDescription: string): unknown {
  return {
    scope: 'window',
    type: 'object',
    default: Object.fromEntries(Object.keys(kindsOf).map((kind) => [kind, true])),
    order,
    markdownDescription,
    additionalProperties: false,
    properties: Object.fromEntries(Object.entries(kindsOf).map(([kind, description]) => [kind, { type: 'boolean', description }])),
  };
}
