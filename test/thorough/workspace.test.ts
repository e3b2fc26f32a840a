// What is known of a workspace after any file operations is what somebody would find who looks at it for the first time: artifacts, what
// belongs together, and what files of other formats say beside them. Two roots, open buffers, whole branches at once; nothing outside.
import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { configurations } from '../../server/src/hosts/configuration.js';
import type { Files } from '../../server/src/hosts/files.js';
import { type OpenDocument, type Workspace, workspace } from '../../server/src/hosts/workspace.js';

const names = [
  '/a/claims.monitoring.yaml',
  '/a/docs/claims.prd.yaml',
  '/a/docs/notes.yaml',
  '/a/docs/alerts.yml',
  '/a/CODEOWNERS',
  '/b/claims.runbook.yaml',
  '/b/other.monitoring.yaml',
  '/b/alerts.yml',
  '/c/alerts.yml',
  '/c/claims.prd.yaml',
];
/** What an editor sends of its buffers: YAML, and here nothing that lies outside. */
const edited = names.filter((one) => !one.startsWith('/c/') && !one.endsWith('CODEOWNERS'));
const texts = [
  'kind: monitoring\nid: claims\nrelated: [./docs/alerts.yml, ../c/alerts.yml]\n',
  'kind: prd\nid: claims\nrelated: [./alerts.yml, ../claims.monitoring.yaml]\n',
  'kind: monitoring\nrelated: [./alerts.yml, ../a/docs/alerts.yml]\n',
  'kind: runbook\nid: other\n',
  'groups: [{rules: [{alert: One, expr: a > 1}]}]\n',
  'groups: [{rules: [{alert: Two, expr: a > 2}]}]\n',
  '* @ana\n',
  'nothing: of ours\n',
];
const uriOf = (name: string) => `file://${name}`;

type Step =
  | { readonly does: 'write'; readonly name: string; readonly text: string }
  | { readonly does: 'open' | 'edit'; readonly name: string; readonly text: string }
  | { readonly does: 'delete'; readonly name: string }
  | { readonly does: 'close'; readonly name: string }
  | { readonly does: 'rename'; readonly name: string; readonly to: string }
  | { readonly does: 'switch'; readonly files: readonly (readonly [string, string | undefined])[] };

const name = fc.constantFrom(...names);
const text = fc.constantFrom(...texts);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ does: fc.constant('write' as const), name, text }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constantFrom('open' as const, 'edit' as const), name: fc.constantFrom(...edited), text }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('delete' as const), name }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('close' as const), name }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('rename' as const), name, to: name }) },
  {
    weight: 1,
    arbitrary: fc.record({
      does: fc.constant('switch' as const),
      files: fc.array(fc.tuple(name, fc.option(text, { nil: undefined })), { maxLength: 6 }),
    }),
  },
);

interface World {
  readonly disk: Map<string, string>;
  readonly buffers: Map<string, { readonly text: string; readonly version: number }>;
  readonly opened: Set<string>;
}

function spaceOf({ disk, buffers, opened }: World): Workspace {
  const files: Files = {
    list: async (folder) => [...disk.keys()].filter((uri) => uri.startsWith(`${folder}/`) && /\.ya?ml$/.test(uri)),
    read: async (uri) => {
      opened.add(uri);
      return disk.get(uri);
    },
    exists: async (uri) => disk.has(uri),
    real: async (uri) => uri,
  };
  const document = (uri: string): OpenDocument | undefined => {
    const buffer = buffers.get(uri);
    return buffer && { uri, languageId: 'yaml', version: buffer.version, getText: () => buffer.text };
  };
  const space = workspace(configurations(files), files, {
    get: document,
    all: () => [...buffers.keys()].flatMap((uri) => document(uri) ?? []),
  });
  space.roots = ['file:///a', 'file:///b'];
  return space;
}

/** As the server does it when an editor says so. */
async function take(world: World, space: Workspace, one: Step): Promise<void> {
  const { disk, buffers } = world;
  const put = (file: string, now: string | undefined) => (now === undefined ? disk.delete(uriOf(file)) : disk.set(uriOf(file), now));
  if (one.does === 'write') {
    put(one.name, one.text);
    await space.filesChanged([uriOf(one.name)]);
  } else if (one.does === 'delete') {
    put(one.name, undefined);
    await space.filesChanged([uriOf(one.name)]);
  } else if (one.does === 'rename') {
    const moved = disk.get(uriOf(one.name));
    if (moved === undefined || one.name === one.to) return;
    put(one.to, moved);
    put(one.name, undefined);
    await space.filesChanged([uriOf(one.name), uriOf(one.to)]);
  } else if (one.does === 'switch') {
    for (const [file, now] of one.files) put(file, now);
    await space.filesChanged(one.files.map(([file]) => uriOf(file)));
  } else if (one.does === 'close') {
    if (buffers.delete(uriOf(one.name))) await space.closed(uriOf(one.name));
  } else if (one.does === 'open' || buffers.has(uriOf(one.name))) {
    const uri = uriOf(one.name);
    buffers.set(uri, { text: one.text, version: (buffers.get(uri)?.version ?? 0) + 1 });
    const document = { uri, languageId: 'yaml', version: buffers.get(uri)?.version ?? 0, getText: () => one.text };
    await space.filesChanged([uri]);
    await space.check(document);
  }
}

const known = async (space: Workspace): Promise<unknown> =>
  (await space.initiatives()).map(({ id, members }) => ({
    id,
    members: members.map(({ path, source, have }) => [path, source.text, (have ?? []).map((one) => [one.path, one.text])]),
  }));

describe('a workspace', () => {
  it('is known after 10,000 file operations as it is to somebody who has just come', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 100, maxLength: 100 }), async (steps) => {
        const world: World = { disk: new Map(), buffers: new Map(), opened: new Set() };
        const space = spaceOf(world);
        await space.scan();
        for (const one of steps) await take(world, space, one);
        const fresh = spaceOf({ ...world, opened: new Set() });
        await fresh.scan();
        assert.deepEqual(await known(space), await known(fresh));
        assert.deepEqual(
          [...world.opened].filter((uri) => uri.startsWith('file:///c/')),
          [],
        );
      }),
      { numRuns: 100 },
    );
  }).timeout(60_000);
});
