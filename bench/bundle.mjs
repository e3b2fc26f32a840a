// The floors, bundled as our own server is, so that what is compared is the work and not the packing.
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from '../scripts/setup.mjs';

export const floors = () =>
  Promise.all(
    ['emptyServer', 'floor'].map((name) =>
      build({
        entryPoints: [join(root, 'bench', `${name}.cjs`)],
        outfile: join(root, 'out', 'bench', `${name}.cjs`),
        bundle: true,
        minify: true,
        platform: 'node',
        format: 'cjs',
        target: 'node20',
        logLevel: 'warning',
        nodePaths: [join(root, 'node_modules')],
      }),
    ),
  );
