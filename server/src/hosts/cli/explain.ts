// `shipworthy explain`: a rule or a field in words, from the same object that the editor and the docs speak from.
import { join } from 'node:path';
import { URI } from 'vscode-uri';
import { readConfig } from '../../core/config.js';
import { type CustomCheck, conditionWords, ownRules } from '../../core/custom.js';
import { rules } from '../../core/rules/index.js';
import { ruleWords } from '../../core/rules/words.js';
import { closest } from '../../core/schema/closest.js';
import { kinds } from '../../core/schema/kinds.js';
import { type Shape, shapeAt, shapeOf } from '../../core/schema/look.js';
import { defaultSettings } from '../../core/settings.js';
import { lineIndex } from '../../core/text.js';
import { exampleText, needWords } from '../../features/words.js';
import { kindNamed } from '../../recognise.js';
import { configurations } from '../configuration.js';
import { nodeFiles, repositoryRoot } from '../nodeFiles.js';
import { relativeTo } from './config.js';
import { Misuse } from './misuse.js';
import { rulePage } from './pages.js';

export async function explainCommand(args: readonly string[]): Promise<number> {
  const [subject, ...rest] = args;
  if (subject === undefined || rest.length > 0)
    throw new Misuse('explain takes one rule, kind or field: explain goal-no-window, explain prd.goal');
  process.stdout.write(`${(await explained(subject)).trimEnd()}\n`);
  return 0;
}

/** A rule, a kind, a field or a check of the team's own, in words. */
export async function explained(subject: string): Promise<string> {
  const rule = rules.find(({ id }) => id === subject);
  const own = rule ? [] : await ownChecks();
  const custom = own.find(({ check }) => check.id === subject);
  const text = rule ? rulePage(rule) : custom ? customWords(custom) : explainShape(subject);
  if (text === undefined) {
    const near = closest(subject, [...rules.map(({ id }) => id), ...own.map(({ check }) => check.id), ...kinds]);
    throw new Misuse(`There is no rule, kind or field "${subject}".${near ? ` Did you mean ${near}?` : ''}`);
  }
  return text;
}

interface OwnCheck {
  readonly check: CustomCheck;
  /** "shipworthy.yaml:12" */
  readonly where: string;
}

/** The checks of the configuration that is in force in the current folder, each with the line that defines it. */
async function ownChecks(): Promise<readonly OwnCheck[]> {
  const here = URI.file(join(process.cwd(), 'x')).toString();
  const root = URI.file(repositoryRoot(process.cwd()) ?? process.cwd()).toString();
  const { settings, chain } = await configurations(nodeFiles).forFile(here, [root]);
  const found: OwnCheck[] = [];
  for (const check of settings.custom)
    for (const { uri, data } of chain) {
      const nth = Array.isArray(data.custom)
        ? data.custom.findIndex((one) => (one as { readonly id?: unknown } | null)?.id === check.id)
        : -1;
      if (nth === -1) continue;
      const text = (await nodeFiles.read(uri)) ?? '';
      const place = readConfig(text).places.get(`/custom/${nth}`)?.value ?? [0, 0];
      found.push({ check, where: `${relativeTo(uri)}:${lineIndex(text).positionAt(place[0]).line + 1}` });
      break;
    }
  return found;
}

function customWords({ check, where }: OwnCheck): string {
  const [rule] = ownRules({ ...defaultSettings, custom: [check] });
  if (!rule) return '';
  const condition = conditionWords(check);
  return [
    ruleWords({ ...rule, source: where }).trimEnd(),
    '',
    `A check of this team, defined in ${where}: it wants ${check.require.join(', ')}${condition === '' ? '' : ` ${condition}`}. No code is run for it.`,
  ].join('\n');
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
