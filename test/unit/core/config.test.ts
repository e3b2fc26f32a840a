// The configuration: what is broken is named with its key and place, what is right takes effect, nothing else changes.
import { strict as assert } from 'node:assert';
import { readConfig, settingsFrom } from '../../../server/src/core/config.js';
import { configurations } from '../../../server/src/hosts/configuration.js';

const known = ['goal-no-window', 'weasel-word'];
const said = (text: string) => readConfig(text, known).problems.map(({ message, at }) => `${text.slice(...at)} | ${message}`);

describe('configuration', () => {
  it('takes effect', () => {
    const settings = settingsFrom(
      readConfig(
        'phase: deploy\nrules: { weasel-word: off, goal-no-window: hint }\nfiles: { prd: ["product/**/*.md"] }\nvocabulary: { weasel: [synergy] }\nheadings: { prd: { goal: ["North star"] } }\n',
        known,
      ).data,
    );
    assert.equal(settings.phase, 'deploy');
    assert.equal(settings.rules.get('weasel-word'), 'off');
    assert.equal(settings.rules.get('goal-no-window'), 'hint');
    assert.deepEqual(settings.files.prd, ['product/**/*.md']);
    assert.deepEqual(settings.weasel, ['synergy']);
    assert.deepEqual(settings.headings.prd?.goal, ['North star']);
  });

  it('names an unknown key and the one that was meant', () =>
    assert.match(said('phaze: build\n').join(), /phaze \| .*phaze.*Did you mean phase\?/));
  it('names an unknown rule', () =>
    assert.match(said('rules:\n  goal-no-windw: off\n').join(), /goal-no-windw \| .*Did you mean goal-no-window\?/));
  it('names a value that cannot be', () =>
    assert.match(said('phase: soon\n').join(), /soon \| phase: known are discover, build, deploy, operate/));
  it('survives anything', () => {
    for (const text of [
      '',
      '- a\n',
      'rules: 3\n',
      '__proto__: {x: 1}\n',
      'rules: {__proto__: off}\n',
      '"unclosed',
      '\t',
      'files: {prd: 7}',
    ])
      settingsFrom(readConfig(text, known).data);
    assert.equal(({} as Record<string, unknown>).x, undefined);
  });

  it('is the nearest one up to the root, extends others, and keeps the last good one', async () => {
    const files = new Map([
      ['file:///w/shipworthy.yaml', 'phase: build\nrules: { weasel-word: off }\n'],
      ['file:///w/a/shipworthy.yaml', 'extends: ../shipworthy.yaml\nphase: deploy\n'],
      ['file:///shipworthy.yaml', 'phase: operate\n'],
    ]);
    const configuration = configurations({ list: async () => [], read: async (uri) => files.get(uri) });
    const at = async (uri: string) => (await configuration.forFile(uri, ['file:///w'])).settings;
    assert.equal((await at('file:///w/x.md')).phase, 'build');
    assert.equal((await at('file:///w/a/b/x.md')).phase, 'deploy');
    assert.equal((await at('file:///w/a/b/x.md')).rules.get('weasel-word'), 'off');
    assert.equal((await at('file:///elsewhere/x.md')).phase, 'discover');
    files.set('file:///w/shipworthy.yaml', 'phase: "bro\n');
    configuration.forget();
    assert.equal((await at('file:///w/x.md')).phase, 'build');
  });
});
