// `shipworthy mcp`: what assistants are answered, by the same code as people. Nothing outside the working folder is looked at.
import { realpathSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import { standupOf } from '../../core/standup.js';
import { readinessAsJson } from '../../features/readiness.js';
import type { Answers } from '../mcp.js';
import { explained } from './explain.js';
import { inspection, readOne } from './inspect.js';
import { runOf } from './map.js';
import { Misuse } from './misuse.js';
import { templateFor } from './new.js';
import { asReport, mostSevere } from './report.js';

export async function mcpCommand(args: readonly string[]): Promise<number> {
  if (args.length > 0) throw new Misuse('mcp takes nothing: it is started by an assistant, in the folder that it may read.');
  const { serve } = await import('../mcp.js');
  await serve(answers);
  return 0;
}

const answers: Answers = {
  async check({ paths, limit = 100 }) {
    const { summary, findings } = asReport(await runOf(inside(paths), undefined));
    const shown = mostSevere(findings, limit);
    return {
      summary,
      findings: shown.map(({ rule, level, message, path, range, pointer, waived }) => ({
        rule,
        level,
        message,
        path,
        line: range.start.line,
        pointer,
        ...(waived ? { waived } : {}),
      })),
      more: findings.length - shown.length,
    };
  },
  explain: async ({ name }) => ({ markdown: await explained(name) }),
  async inspect({ path }) {
    const { path: shown, check } = await readOne(inside([path])[0] as string);
    return { ...inspection(shown, check) };
  },
  async readiness({ paths }) {
    const { initiatives, placeOf } = await runOf(inside(paths), undefined);
    return { initiatives: initiatives.map(({ id, report }) => readinessAsJson(id, report.readiness, placeOf)) };
  },
  template: async ({ what, name, syntax }) => ({ files: await templateFor(what, name, syntax, '.') }),
  async standup({ paths }) {
    const { initiatives } = await runOf(inside(paths), undefined);
    return {
      initiatives: initiatives.map(({ id, report }) => {
        const { paragraph, open } = standupOf(report);
        return { id, paragraph, open };
      }),
    };
  },
};

/** Links that lead out are followed before it is decided. */
function inside(paths: readonly string[] = ['.']): readonly string[] {
  const here = realpathSync(process.cwd());
  for (const path of paths) {
    const real = realOf(path);
    if (real !== here && !real.startsWith(here + sep)) throw new Misuse(`"${path}" is not below the working folder.`);
  }
  return paths;
}

function realOf(path: string): string {
  try {
    return realpathSync(resolve(path));
  } catch {
    throw new Misuse(`There is no file or folder "${path}".`);
  }
}
