// Typing in a configuration: what is known is judged anew from memory, and the disk is left alone.
import { strict as assert } from 'node:assert';
import { configurations } from '../../../server/src/hosts/configuration.js';
import { type OpenDocument, workspace } from '../../../server/src/hosts/workspace.js';

describe('a workspace whose settings change', () => {
  it('reads what is known again without looking at the disk', async () => {
    const texts = new Map([
      ['file:///w/shipworthy.yaml', 'rules: { weasel-word: off }\n'],
      ['file:///w/a/x.prd.yaml', 'kind: prd\nmetrics: { technical: [low latency] }\n'],
    ]);
    const touched: string[] = [];
    const files = {
      list: async () => {
        touched.push('list');
        return [...texts.keys()];
      },
      read: async (uri: string) => {
        touched.push(uri);
        return texts.get(uri);
      },
    };
    const configuration = configurations({ ...files, read: async (uri) => texts.get(uri) });
    const documents: OpenDocument[] = [];
    const space = workspace(configuration, files, { get: () => undefined, all: () => documents });
    space.roots = ['file:///w'];
    await space.scan();
    const levels = async () =>
      (await space.reports())
        .flatMap(({ checks }) => checks.flatMap(({ findings }) => findings))
        .filter(({ rule }) => rule === 'weasel-word')
        .map(({ level }) => level);
    assert.deepEqual(await levels(), []);
    touched.length = 0;
    texts.set('file:///w/shipworthy.yaml', 'rules: { weasel-word: error }\n');
    assert.equal(await configuration.renew(['file:///w/shipworthy.yaml']), 'reading');
    await space.reread();
    assert.deepEqual(await levels(), ['error']);
    assert.deepEqual(touched, []);
  });
});
