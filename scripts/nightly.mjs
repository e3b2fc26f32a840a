// `npm run test:nightly`: the reliability tests at the sizes that were promised, then how many changed lines of rules, arithmetic and fixes no
// test notices. Hours, on a machine of its own.
import { fileURLToPath } from 'node:url';
import { run } from './setup.mjs';

const script = (name) => fileURLToPath(new URL(name, import.meta.url));
run(process.execPath, [script('test.mjs'), 'reliability'], { env: { SHIPWORTHY_NIGHTLY: '1' } });
run(process.execPath, [script('mutants.mjs')]);
