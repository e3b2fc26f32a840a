// The configuration: what is broken is named with its key and place, what is right takes effect, nothing else changes.
import { strict as assert } from 'node:assert';
import { readConfig, settingsFrom } from '../../../server/src/core/config.js';
import { rules } from '../../../server/src/core/rules/index.js';
import { configShape } from '../../../server/src/core/schema/configLook.js';
import { applyEdits } from '../../../server/src/core/text.js';
import { configurations, decisions } from '../../../server/src/hosts/configuration.js';

const said = (text: string) => readConfig(text).problems.map(({ message, at }) => `${text.slice(...at)} | ${message}`);
const settingsOf = (text: string) => settingsFrom(readConfig(text).data);

describe('configuration', () => {
  it('takes effect', () => {
    const settings = settingsOf(
      'phase: deploy\nprofile: light\nrules: { weasel-word: off, goal-no-window: hint }\nfiles: { prd: ["product/**/*.md"] }\nvocabulary: { weasel: [synergy] }\nheadings: { prd: { goal: ["North star"] } }\nthresholds: { labels: 500 }\n',
    );
    assert.equal(settings.phase, 'deploy');
    assert.equal(settings.profile, 'light');
    assert.equal(settings.rules.get('weasel-word'), 'off');
    assert.equal(settings.rules.get('goal-no-window'), 'hint');
    assert.equal(settings.thresholds.get('labels'), 500);
    assert.deepEqual(settings.files.prd, ['product/**/*.md']);
    assert.deepEqual(settings.weasel, ['synergy']);
    assert.deepEqual(settings.headings.prd?.goal, ['North star']);
  });

  it('names what it does not know, and the one that was meant, at its place, with a fix that mends it', () => {
    for (const [text, message] of [
      ['phaze: build\n', /^phaze \| phaze: .*Did you mean phase\?$/],
      ['rules:\n  goal-no-windw: off\n', /^goal-no-windw \| rules\.goal-no-windw: .*Did you mean goal-no-window\?$/],
      ['rules: { weasel-word: warnin }\n', /^warnin \| rules\.weasel-word: known are .*Did you mean warning\?$/],
      ['thresholds: { labls: 3 }\n', /^labls \| thresholds\.labls: .*Did you mean labels\?$/],
      ['vocabulary: { metric: [] }\n', /^metric \| vocabulary\.metric: .*Did you mean metrics\?$/],
      ['files: { prdd: x.md }\n', /^prdd \| files\.prdd: .*Did you mean prd\?$/],
      ['require: { prd: [non_gaols] }\n', /^non_gaols \| require\.prd: prd has no field non_gaols\. Did you mean non_goals\?$/],
      ['require: { prd: [privacy_concerns.sign_of] }\n', /Did you mean privacy_concerns\.sign_off\?$/],
      ['headings: { prd: { gaol: [Ziel] } }\n', /^gaol \| headings\.prd: .*Did you mean goal\?$/],
      ['custom: [{ id: a-b, kinds: [prd], require: [owner] }]\n', /^owner \| custom\.0\.require: .*Did you mean owners\?$/],
      ['custom: [{ id: a-b, kinds: [prd], when: { personal_dat: direct }, require: [goal] }]\n', /Did you mean personal_data\?$/],
    ] as const) {
      const { problems } = readConfig(text);
      assert.equal(problems.length, 1, said(text).join('\n'));
      assert.match(said(text)[0] as string, message);
      const edit = problems[0]?.fix?.edit;
      assert.ok(edit, text);
      assert.deepEqual(said(applyEdits(text, [edit])), [], applyEdits(text, [edit]));
    }
  });

  it('names a value that cannot be, once, and what it may be', () => {
    for (const [text, message] of [
      ['phase: soon\n', /^soon \| phase: known are discover, build, deploy, operate/],
      ['rules: { weasel-word: 3 }\n', /^3 \| rules\.weasel-word: known are error, warning/],
      ['people: 3\n', /^3 \| people: this takes text or a list\.$/],
      ['thresholds: { alpha: 2 }\n', /^2 \| thresholds\.alpha: the most possible is 1 \(probability, 0 to 1\)\.$/],
      ['thresholds: { labels: many }\n', /^many \| thresholds\.labels: this takes a number\.$/],
      ['extends: https://example.org/a.yaml\n', /relative path such as \.\/name; nothing remote\.$/],
      ['custom: [{ id: goal-vague, require: [goal] }]\n', /there is a rule goal-vague already/],
      ['custom: [{ id: a, require: [goal] }, { id: a, require: [title] }]\n', /another check goes by a too/],
      ['custom: [{ require: [goal] }]\n', /id is missing/],
    ] as const) {
      assert.equal(said(text).length, 1, said(text).join('\n'));
      assert.match(said(text)[0] as string, message);
    }
  });

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
      'custom: [1, {id: 3}, null]\nvocabulary: {metrics: [a, {name: 3}]}\npeople: [{}]',
      'require: {prd: {a: b}}\nheadings: {prd: [a]}',
    ])
      settingsOf(text);
    assert.equal(({} as Record<string, unknown>).x, undefined);
  });

  it('knows every threshold by default, unit and words, and each of them is read by a rule or a sum', () => {
    for (const name of configShape(['thresholds'])?.keys ?? []) {
      const shape = configShape(['thresholds', name]);
      assert.equal(typeof shape?.default, 'number', name);
      // The reader of durations asks for the length of a sprint.
      assert.ok((shape?.rules ?? []).length > 0 || name === 'sprint_days', `no rule reads ${name}`);
      assert.ok(
        shape?.unit && shape.description.includes(`Unless set: ${shape.default}.`),
        `${name} has "x-unit" and "Unless set: DEFAULT."`,
      );
    }
  });
});

describe('configurations', () => {
  const over = (files: ReadonlyMap<string, string>) => configurations({ list: async () => [], read: async (uri) => files.get(uri) });

  it('are the nearest one up to the root, extend others, and keep the last good one', async () => {
    const files = new Map([
      ['file:///w/shipworthy.yaml', 'phase: build\nrules: { weasel-word: off }\n'],
      ['file:///w/a/shipworthy.yaml', 'extends: ../shipworthy.yaml\nphase: deploy\n'],
      ['file:///shipworthy.yaml', 'phase: operate\n'],
    ]);
    const configuration = over(files);
    const at = async (uri: string) => (await configuration.forFile(uri, ['file:///w'])).settings;
    assert.equal((await at('file:///w/x.md')).phase, 'build');
    assert.equal((await at('file:///w/a/b/x.md')).phase, 'deploy');
    assert.equal((await at('file:///w/a/b/x.md')).rules.get('weasel-word'), 'off');
    assert.equal((await at('file:///elsewhere/x.md')).phase, 'discover');
    // Broken, and still broken at the next look: the last good one holds, of an extended one too.
    files.set('file:///w/shipworthy.yaml', 'phase: "bro\n');
    for (let look = 0; look < 2; look++) {
      configuration.forget();
      assert.equal((await at('file:///w/x.md')).phase, 'build');
      assert.equal((await at('file:///w/a/x.md')).rules.get('weasel-word'), 'off');
    }
    files.set('file:///w/shipworthy.yaml', 'phase: operate\n');
    configuration.forget();
    assert.equal((await at('file:///w/x.md')).phase, 'operate');
  });

  it('take effect anew only where they say something else, and tell other files from another reading', async () => {
    const files = new Map([
      ['file:///w/shipworthy.yaml', 'extends: ./company.yaml\nrules: { weasel-word: off }\n'],
      ['file:///w/company.yaml', 'people: ./people.yaml\n'],
      ['file:///w/people.yaml', '- handle: "@ana"\n'],
    ]);
    const configuration = over(files);
    const inForce = () => configuration.forFile('file:///w/a/x.md', ['file:///w']);
    await inForce();
    const types = async (name: string, text: string) => {
      files.set(`file:///w/${name}`, text);
      return configuration.renew([`file:///w/${name}`]);
    };
    assert.equal(await types('shipworthy.yaml', '# ours\nextends: ./company.yaml\nrules:\n  weasel-word: off\n'), 'nothing');
    assert.equal(await types('shipworthy.yaml', 'extends: ./company.yaml\nrules: { weasel-word: "o\n'), 'nothing', 'the last good one');
    assert.equal(await types('shipworthy.yaml', 'extends: ./company.yaml\nrules: { weasel-word: error }\n'), 'reading');
    assert.equal((await inForce()).settings.rules.get('weasel-word'), 'error');
    assert.equal(await types('people.yaml', '- handle: "@ana"\n- handle: "@li"\n'), 'files');
    assert.equal(await types('company.yaml', 'people: ./people.yaml\nfiles: { prd: ["p/*.md"] }\n'), 'files');
    assert.equal(await types('a/shipworthy.yaml', 'phase: build\n'), 'files', 'a nearer one');
    assert.deepEqual(await configuration.shadowed('file:///w/a/x.md', ['file:///w']), ['file:///w/shipworthy.yaml']);
    assert.equal((await inForce()).settings.phase, 'build');
  });

  it('say which file decides what, and over which', async () => {
    const files = new Map([
      ['file:///w/shipworthy.yaml', 'phase: build\nrules: { weasel-word: off, goal-vague: hint }\nvocabulary: { weasel: [synergy] }\n'],
      ['file:///w/a/shipworthy.yaml', 'extends: ../shipworthy.yaml\nrules: { weasel-word: error }\nvocabulary: { weasel: [holistic] }\n'],
    ]);
    const force = await over(files).forFile('file:///w/a/x.md', ['file:///w']);
    assert.deepEqual(
      decisions(force.chain).map(
        ({ key, value, uri, over: lost, by }) => `${key}=${value} ${by} ${uri.slice(10)}${lost.map((one) => ` over ${one.slice(10)}`)}`,
      ),
      [
        'phase=build extends shipworthy.yaml',
        'rules.goal-vague=hint extends shipworthy.yaml',
        'rules.weasel-word=error override a/shipworthy.yaml over shipworthy.yaml',
        'vocabulary.weasel.holistic=holistic nearest a/shipworthy.yaml',
        'vocabulary.weasel.synergy=synergy extends shipworthy.yaml',
      ],
    );
    assert.deepEqual([...force.settings.weasel].sort(), ['holistic', 'synergy']);
    assert.equal(force.settings.rules.get('weasel-word'), 'error');
  });

  it('say what is wrong with the files that they name', async () => {
    const files = new Map([
      ['file:///w/shipworthy.yaml', 'extends: ./b.yaml\n'],
      ['file:///w/b.yaml', 'extends: ./c.yaml\n'],
      ['file:///w/c.yaml', 'extends: ./b.yaml\nphase: deploy\n'],
      ['file:///w/d.yaml', 'phase: soon\n'],
      ['file:///w/none.yaml', '{}\n'],
    ]);
    const configuration = over(files);
    const problems = async (text: string, uri = 'file:///w/shipworthy.yaml') =>
      (await configuration.problems(uri, text)).map(({ at, message }) => `${text.slice(...at)} | ${message}`);
    assert.deepEqual(await problems('extends: ./b.yaml\n'), [
      './b.yaml | extends: this runs in a circle: shipworthy.yaml → b.yaml → c.yaml → b.yaml.',
    ]);
    assert.equal((await configuration.forFile('file:///w/x.md', ['file:///w'])).settings.phase, 'deploy');
    assert.deepEqual(await problems('extends: ./nowhere.yaml\n'), ['./nowhere.yaml | extends: there is no file ./nowhere.yaml.']);
    assert.match((await problems('extends: ./d.yaml\n')).join(), /d\.yaml, line 1: phase: known are/);
    assert.match((await problems('people: ./nobody.yaml\n')).join(), /people: there is no file/);
    assert.match((await problems('people: ./none.yaml\n')).join(), /names nobody/);
    assert.match((await problems('baseline: ./gone.json\n')).join(), /--update-baseline writes it/);
    assert.ok(configuration.isConfiguration('file:///w/d.yaml') && configuration.concerns('file:///w/none.yaml'));
    assert.ok(!configuration.isConfiguration('file:///w/none.yaml') && !configuration.concerns('file:///w/x.md'));
  });

  it('know people from a list, a YAML file and CODEOWNERS', async () => {
    const files = new Map([
      ['file:///w/a/shipworthy.yaml', 'people: ["@ana", { handle: "@li", name: Li Wei }]\n'],
      ['file:///w/b/shipworthy.yaml', 'people: ../people.yaml\n'],
      ['file:///w/c/shipworthy.yaml', 'people: ../CODEOWNERS\n'],
      ['file:///w/people.yaml', 'people:\n  - handle: "@mei"\n    role: data\n'],
      ['file:///w/CODEOWNERS', '# all\n*  @ana @acme/search\n[Docs]\n/docs/ ana@example.org # the writer\n'],
    ]);
    const handles = async (folder: string) =>
      (await over(files).forFile(`file:///w/${folder}/x.md`, ['file:///w'])).settings.people?.map(({ handle }) => handle);
    assert.deepEqual(await handles('a'), ['@ana', '@li']);
    assert.deepEqual(await handles('b'), ['@mei']);
    assert.deepEqual(await handles('c'), ['@ana', '@acme/search', 'ana@example.org']);
    assert.equal(await handles('d'), undefined);
  });
});

describe('what the configuration knows of rules', () => {
  it('is every one of them', () =>
    assert.deepEqual(
      configShape(['rules'])?.keys,
      rules.map(({ id }) => id),
    ));
});
