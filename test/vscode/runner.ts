// Runs inside the extension host: loads the compiled suite beside it into mocha. Besides failing the run it leaves a report,
// because an extension host that dies takes the exit code with it.

import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export async function run(): Promise<void> {
  const { default: Mocha } = await import('mocha');
  const mocha = new Mocha({ ui: 'bdd', timeout: 30_000, color: process.env.SHIPWORTHY_COLOR === '1' });
  const suite = join(__dirname, process.env.SHIPWORTHY_SUITE as string);
  for (const name of readdirSync(suite).sort()) if (name.endsWith('.test.cjs')) mocha.addFile(join(suite, name));
  await mocha.loadFilesAsync();
  const stats = await new Promise<{ passes: number; failures: number; pending: number }>((resolve) => {
    const runner = mocha.run(() => resolve(runner.stats as { passes: number; failures: number; pending: number }));
  });
  const { passes, failures, pending } = stats;
  writeFileSync(process.env.SHIPWORTHY_REPORT as string, JSON.stringify({ passes, failures, pending }));
  console.log(`Suite ended: ${passes} passed, ${failures} failed, ${pending} skipped.`);
  if (failures > 0) throw new Error(`${failures} tests failed.`);
}
