// Texts to try things on: what people write, what they leave half-typed, and what nobody should write. A quarter is noise; the rest is
// made from real documents, so that the deeper layers have something to read.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Kind } from '../../server/src/core/schema/kinds.js';
import type { Syntax } from '../../server/src/core/tree.js';
import { recognise } from '../../server/src/recognise.js';

export interface Sample {
  readonly name: string;
  readonly text: string;
  readonly syntax: Syntax;
  readonly kind: Kind;
}

const syntaxOf = (name: string): Syntax => (/\.ya?ml$/.test(name) ? 'yaml' : 'markdown');

/** Documents of ours that declare what they are. */
export const documents: readonly Sample[] = ['examples', 'test/fixtures/quiet', 'test/fixtures/workspace', 'test/fixtures/hostile'].flatMap(
  (folder) =>
    readdirSync(folder, { recursive: true })
      .map(String)
      .sort()
      .filter((name) => /\.(?:ya?ml|md)$/.test(name))
      .flatMap((name): Sample[] => {
        const text = readFileSync(join(folder, name), 'utf8');
        const found = recognise(name, text);
        return found ? [{ name: join(folder, name), text, syntax: syntaxOf(name), kind: found.kind }] : [];
      }),
);

const corpus = join(process.cwd(), '..', 'shared', 'corpus');
const folderKinds: Readonly<Record<string, Kind>> = {
  prd: 'prd',
  onepager: 'one-pager',
  data: 'data-readiness',
  experiment: 'experiment-plan',
  runbook: 'runbook',
  rollout: 'runbook',
  monitoring: 'monitoring',
  postmortem: 'retrospective',
};

/** Documents that nobody here wrote; none where they are not there. */
export const strangers: readonly Sample[] = existsSync(corpus)
  ? Object.entries(folderKinds).flatMap(([folder, kind]) =>
      (existsSync(join(corpus, folder)) ? readdirSync(join(corpus, folder)) : [])
        .filter((name) => /\.(?:ya?ml|md)$/.test(name))
        .sort()
        .map((name): Sample => ({ name, text: readFileSync(join(corpus, folder, name), 'utf8'), syntax: syntaxOf(name), kind })),
    )
  : [];

const bits = [
  ...'goal: |Increase CTR by 8 %|\n|\r\n|\r|  |- |## Goal\n|# |"|\'|[|]|{|}|&a |*a|>-\n|: |#|```\n|<!--|-->|---\n|\ufeff|\t|**|🎯|\0|\ud800|\udc00|\u2028|\u0085|e\u0301|成功指标|__proto__: |constructor|@ana|%YAML 1.1\n|? |!!str |<<: *a\n|- [ ] |> |1. |within 90 days|TBD|<metric>|5 % → 8 %|N/A|owners:\n|  product: "@ana"\n|risks:\n|kind: prd\n|phase: deploy\n|\\|\\|'.split(
    '|',
  ),
  '|',
  '| a | b |\n|---|---|\n| 1 | 2 |\n',
  '| :--- |',
  '|\n    x\n',
];

export const noise: fc.Arbitrary<string> = fc.array(fc.constantFrom(...bits), { maxLength: 30 }).map((parts) => parts.join(''));

/** A part of a document, at most this long, that begins at the start of a line. */
const partOf = (text: string, most: number): fc.Arbitrary<string> =>
  fc.integer({ min: 0, max: Math.max(0, text.length - 1) }).map((at) => {
    const start = at === 0 ? 0 : text.lastIndexOf('\n', at) + 1;
    return text.slice(start, start + most);
  });

/** A document, or a part of it, with a few places cut, doubled, swapped or filled with noise. */
export const mutated = (samples: readonly Sample[], most = 4_000): fc.Arbitrary<Sample> =>
  fc.constantFrom(...samples).chain((sample) =>
    fc
      .tuple(
        partOf(sample.text, most),
        fc.array(fc.tuple(fc.nat(), fc.nat(60), fc.constantFrom('cut', 'double', 'fill', 'turn'), fc.constantFrom(...bits)), {
          maxLength: 4,
        }),
      )
      .map(([part, changes]) => {
        let text = part;
        for (const [place, size, how, bit] of changes) {
          const at = text.length === 0 ? 0 : place % text.length;
          const piece = text.slice(at, at + size);
          const put = how === 'cut' ? '' : how === 'double' ? piece + piece : how === 'fill' ? bit : [...piece].reverse().join('');
          text = text.slice(0, at) + put + text.slice(at + size);
        }
        return { ...sample, text };
      }),
  );

export const anyText: fc.Arbitrary<Sample> = fc.oneof(
  { weight: 1, arbitrary: fc.tuple(noise, fc.constantFrom(...documents)).map(([text, sample]) => ({ ...sample, text })) },
  { weight: 3, arbitrary: mutated([...documents, ...strangers], 1_500) },
);
