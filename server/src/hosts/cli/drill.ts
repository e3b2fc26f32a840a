// `shipworthy drill`: who answers at 3 am, and in which hours of the week nobody does. Exit 1 where there are such hours.
import { clockChanges, type Drill, drillOf } from '../../core/drill.js';
import { drillWords } from '../../features/drill.js';
import { escapeTerminal as clean } from '../../features/escape.js';
import { version } from '../version.js';
import { runOf } from './map.js';
import { Misuse, options } from './misuse.js';

export async function drillCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = options({
    args: [...args],
    allowPositionals: true,
    options: { format: { type: 'string' }, 'as-of': { type: 'string' } },
  });
  const { format = 'text' } = values;
  if (format !== 'text' && format !== 'json') throw new Misuse(`There is no format "${format}". Known are text, json.`);
  const { asOf, initiatives } = await runOf(positionals, values['as-of']);
  const drills = initiatives.map(({ id, report }) => ({ id, drill: drillOf(report, asOf) }));
  process.stdout.write(format === 'json' ? asJson(asOf, drills) : asText(drills));
  return drills.some(({ drill }) => drill !== undefined && drill.week.holes.length > 0) ? 1 : 0;
}

interface Named {
  readonly id: string;
  readonly drill: Drill | undefined;
}

const asJson = (asOf: string, drills: readonly Named[]): string =>
  `${JSON.stringify(
    {
      schemaVersion: 1,
      tool: { name: 'shipworthy', version },
      asOf,
      initiatives: drills.map(({ id, drill }) => ({
        id,
        said: drill !== undefined,
        ...(drill && { ...drill, changes: clockChanges(drill), shifts: drill.shifts.map(shiftAsData) }),
      })),
    },
    null,
    2,
  )}\n`;

const shiftAsData = ({ who, days, from, to, zone, sort, pointer }: Drill['shifts'][number]) => ({
  who,
  days,
  from,
  to,
  zone,
  sort,
  pointer,
});

function asText(drills: readonly Named[]): string {
  if (drills.length === 0) return 'No initiative here.\n';
  return `${drills.map(({ id, drill }) => [id, ...(drill ? drillWords(drill) : ['No document says who answers when.']).map((line) => `  ${line}`)].map(clean).join('\n')).join('\n\n')}\n`;
}
