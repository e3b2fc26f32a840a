// A map as the server would send it, made from one of the examples.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { read } from '../../../server/src/core/check.js';
import { type Initiative, initiativesOf, type Member } from '../../../server/src/core/project.js';
import { type Report, reportOf } from '../../../server/src/core/report.js';
import { defaultSettings } from '../../../server/src/core/settings.js';
import { mapAsData } from '../../../server/src/features/map.js';
import type { InitiativeMap } from '../../../server/src/protocol.js';
import { recognise } from '../../../server/src/recognise.js';

const made = new Map<string, Report>();

export const exampleMap = (name: string): InitiativeMap => mapAsData(exampleReport(name));

export function exampleReport(name: string): Report {
  const report = made.get(name) ?? make(name);
  made.set(name, report);
  return report;
}

function make(name: string): Report {
  const folder = join(process.cwd(), 'examples', name);
  const members = readdirSync(folder).flatMap((file): readonly Member[] => {
    const text = readFileSync(join(folder, file), 'utf8');
    const found = recognise(file, text);
    if (!found) return [];
    const syntax = file.endsWith('.md') ? 'markdown' : 'yaml';
    return [{ ...read({ ...found, text, syntax } as never, defaultSettings), path: `/w/${file}` } as Member];
  });
  return reportOf(initiativesOf(members)[0] as Initiative, () => defaultSettings);
}
