// `shipworthy explain`: a rule or a field in words, from the same object that the editor and the docs speak from.
import { rules } from '../../core/rules/index.js';
import { ruleWords } from '../../core/rules/words.js';
import { closest } from '../../core/schema/closest.js';
import { kinds } from '../../core/schema/kinds.js';
import { type Shape, shapeAt, shapeOf } from '../../core/schema/look.js';
import { exampleText, needWords } from '../../features/words.js';
import { kindNamed } from '../../recognise.js';
import { Misuse } from './misuse.js';

export async function explainCommand(args: readonly string[]): Promise<number> {
  const [subject, ...rest] = args;
  if (subject === undefined || rest.length > 0)
    throw new Misuse('explain takes one rule, kind or field: explain goal-no-window, explain prd.goal');
  const rule = rules.find(({ id }) => id === subject);
  const text = rule ? ruleWords(rule) : explainShape(subject);
  if (text === undefined) {
    const near = closest(subject, [...rules.map(({ id }) => id), ...kinds]);
    throw new Misuse(`There is no rule, kind or field "${subject}".${near ? ` Did you mean ${near}?` : ''}`);
  }
  process.stdout.write(`${text.trimEnd()}\n`);
  return 0;
}

function explainShape(subject: string): string | undefined {
  const [name, ...path] = subject.split('.');
  const kind = kindNamed(name ?? '');
  if (!kind || !kinds.includes(kind)) return undefined;
  if (path.length === 0) {
    const shape = shapeOf(kind);
    return [
      `${shape.title}`,
      '',
      shape.description,
      '',
      ...[...shape.properties.values()].map((property) => `  ${property.key.padEnd(24)} ${property.title}${needWords(property)}`),
    ].join('\n');
  }
  const shape = shapeAt(kind, `/${path.join('/')}`);
  return shape ? explainField(shape) : undefined;
}

function explainField(shape: Shape): string {
  const inner = [...(shape.items ?? shape).properties.values()];
  return [
    `${shape.title}${needWords(shape)}`,
    '',
    shape.description,
    ...(shape.choices.length > 0 ? ['', ...shape.choices.map(({ value, description }) => `  ${value.padEnd(20)} ${description}`)] : []),
    ...(inner.length > 0 ? ['', 'Holds:', ...inner.map((property) => `  ${property.key.padEnd(20)} ${property.title}`)] : []),
    ...(shape.examples.length > 0 ? ['', 'Example:', '', exampleText(shape.examples[0], '  ')] : []),
    ...(shape.headings.length > 0 ? ['', `Also recognised as: ${shape.headings.slice(0, 12).join(', ')}`] : []),
  ].join('\n');
}
