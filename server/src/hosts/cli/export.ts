// `shipworthy export openslo FILE`: the service levels of a document as OpenSLO, with a place for each query. Prints, and overwrites nothing.
import { openSloOf } from '../../features/openSlo.js';
import { readOne } from './inspect.js';
import { Misuse, options } from './misuse.js';

export async function exportCommand(args: readonly string[]): Promise<number> {
  const { positionals } = options({ args: [...args], allowPositionals: true, options: {} });
  const [format, file, ...rest] = positionals;
  if (format !== 'openslo') throw new Misuse('export knows one format: export openslo docs/recs.prd.md');
  if (file === undefined || rest.length > 0) throw new Misuse('export openslo takes one file, a PRD or a monitoring plan.');
  const { path, check } = await readOne(file);
  const { text, left } = openSloOf(check);
  for (const words of left) process.stderr.write(`Left out, because it holds no share and no limit: ${words.slice(0, 80)}\n`);
  if (text === '') throw new Misuse(`${path} promises no service level that can be kept or broken.`);
  process.stdout.write(text);
  return 0;
}
