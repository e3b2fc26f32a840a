// Configuration on the command line: what is wrong with it, and `--print-config`: which files are in force and which of them decides what.
import { relative } from 'node:path';
import { URI } from 'vscode-uri';
import { configShape } from '../../core/schema/configLook.js';
import type { Settings } from '../../core/settings.js';
import { lineIndex } from '../../core/text.js';
import { type Configurations, decisions, type InForce } from '../configuration.js';
import { nodeFiles, slashes } from '../nodeFiles.js';
import { Misuse } from './misuse.js';

/** Every configuration in force is read once for its own faults: a broken one must not look like a clean run. */
export async function configurationFaults(
  force: readonly InForce[],
  resolver: Configurations,
): Promise<readonly { readonly text: string; readonly fatal: boolean }[]> {
  const uris = new Set(force.flatMap(({ chain }) => chain.map(({ uri }) => uri)));
  const faults: { text: string; fatal: boolean }[] = [];
  for (const uri of uris) {
    const text = await nodeFiles.read(uri);
    if (text === undefined) throw new Misuse(`The configuration ${relativeTo(uri)} cannot be read.`);
    const lines = lineIndex(text);
    for (const problem of await resolver.problems(uri, text)) {
      const { line, character } = lines.positionAt(problem.at[0]);
      faults.push({ text: `${relativeTo(uri)}:${line + 1}:${character + 1} ${problem.message}`, fatal: problem.code !== 'config-unknown' });
    }
  }
  return faults;
}

/** The files, then every decision with the file that takes it and those that it wins over; defaults that nobody touched at the end. */
export function configurationInForce(path: string, { settings, chain, uri }: InForce, shadowed: readonly string[] = []): string {
  const taken = decisions(chain);
  const rows = [
    ...taken.map(({ key, value, uri: from, over, by }) => [
      `${key}: ${value}`,
      `${relativeTo(from)}${over.length > 0 ? `, over ${over.map(relativeTo).join(', ')}` : ''} (${by})`,
    ]),
    ...untouched(settings, new Set(taken.map(({ key }) => key))).map((row) => [row, 'built in']),
  ] as [string, string][];
  const width = Math.min(60, Math.max(...rows.map(([said]) => said.length)));
  const files = uri === undefined ? 'built-in defaults' : chain.map((link) => relativeTo(link.uri)).join(', which extends ');
  const unread = shadowed.length > 0 ? `\nFurther up and not read, the nearest counts alone: ${shadowed.map(relativeTo).join(', ')}` : '';
  return `${path}: ${files}${unread}\n\n${rows.map(([said, from]) => `${said.padEnd(width)}  ${from}`).join('\n')}\n`;
}

export function configurationAsJson(path: string, { settings, chain, uri, baseline }: InForce): string {
  const { people, baseline: _, ...plain } = settings;
  return `${JSON.stringify(
    {
      schemaVersion: 1,
      path,
      config: uri === undefined ? null : relativeTo(uri),
      extends: chain.slice(1).map((link) => relativeTo(link.uri)),
      settings: {
        ...plain,
        rules: Object.fromEntries(settings.rules),
        thresholds: Object.fromEntries(settings.thresholds),
        people: people ?? null,
        baseline: baseline === undefined ? null : relativeTo(baseline),
      },
      decisions: decisions(chain).map(({ key, value, uri: from, over, by }) => ({
        key,
        value,
        by,
        from: relativeTo(from),
        over: over.map(relativeTo),
      })),
    },
    null,
    2,
  )}\n`;
}

function untouched(settings: Settings, taken: ReadonlySet<string>): readonly string[] {
  const thresholds = (configShape(['thresholds'])?.keys ?? []).map((name): [string, string] => {
    const shape = configShape(['thresholds', name]);
    return [`thresholds.${name}`, `${settings.thresholds.get(name) ?? shape?.default} ${shape?.unit ?? ''}`.trim()];
  });
  const plain: readonly (readonly [string, string])[] = [['phase', settings.phase], ['profile', settings.profile], ...thresholds];
  return plain.filter(([key]) => !taken.has(key)).map(([key, value]) => `${key}: ${value}`);
}

export const relativeTo = (uri: string): string => slashes(relative(process.cwd(), URI.parse(uri).fsPath));
