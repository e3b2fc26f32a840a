// `shipworthy owners`: who answers for what in each initiative, who is not known or in conflict, and on whom too much depends.
import { type Owners, ownersOf } from '../../core/owners.js';
import { escapeTerminal as clean } from '../../features/escape.js';
import { ownersAsData } from '../../features/owners.js';
import { version } from '../version.js';
import { runOf } from './map.js';
import { Misuse, options } from './misuse.js';
import type { Run } from './run.js';

const formats = { text: asText, json: asJson } as const;

export async function ownersCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = options({
    args: [...args],
    allowPositionals: true,
    options: { format: { type: 'string' }, 'as-of': { type: 'string' } },
  });
  const name = values.format ?? 'text';
  if (!Object.hasOwn(formats, name)) throw new Misuse(`There is no format "${name}". Known are ${Object.keys(formats).join(', ')}.`);
  const run = await runOf(positionals, values['as-of']);
  process.stdout.write(formats[name as keyof typeof formats](run));
  return 0;
}

function asJson({ asOf, initiatives, placeOf }: Run): string {
  const report = {
    schemaVersion: 1,
    tool: { name: 'shipworthy', version },
    asOf,
    initiatives: initiatives.map(({ id, report: one }) => ({ id, ...ownersAsData(ownersOf(one), placeOf) })),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

function asText({ initiatives, placeOf }: Run): string {
  if (initiatives.length === 0) return 'No initiative here.\n';
  const place: Place = ({ path, span }) => {
    const { path: shown, line } = placeOf(path, span);
    return `${shown}:${line + 1}`;
  };
  return `${initiatives.map(({ id, report }) => section(id, ownersOf(report), place)).join('\n\n')}\n`;
}

type Place = (at: Owners['open'][number] | Owners['people'][number]['owns'][number]) => string;

function section(id: string, { responsibilities, people, open, singlePoints }: Owners, place: Place): string {
  const width = Math.max(...responsibilities.map(({ title }) => title.length));
  const rows = responsibilities.map(
    ({ id: code, title, accountable }) =>
      `  ${code} ${title.padEnd(width)}  ${accountable.length === 0 ? 'nobody' : accountable.map(({ person }) => person).join(' or ')}`,
  );
  const named = people.map(({ name, owns }) => `  ${name}: ${[...new Set(owns.map(({ what }) => what))].join(', ')}`);
  return [
    id,
    ...rows,
    ...(named.length > 0 ? ['', '  Everybody who is named:', ...named.map((row) => `  ${row}`)] : []),
    ...(singlePoints.length > 0 ? ['', '  If one person is away:', ...singlePoints.map(({ person, why }) => `    ${person} ${why}.`)] : []),
    ...(open.length > 0 ? ['', '  Open:', ...open.map((one) => `    ${place(one)}  ${one.message}  ${one.rule}`)] : []),
  ]
    .map(clean)
    .join('\n');
}
