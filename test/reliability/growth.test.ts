// F16: no text makes the engine slow. Every sign and word that patterns care about is repeated, in every place where authors write.
// Processor time is measured, and ten times the text may take little more than ten times as long.
import { strict as assert } from 'node:assert';
import { matchesGlob } from '../../server/src/core/glob.js';
import type { Syntax } from '../../server/src/core/tree.js';
import { recognise } from '../../server/src/recognise.js';
import { judged } from './engine.js';
import { effort, nightly } from './sizes.js';

const tokens = [
  ...` \t\u00a0-–.,()[]{}"'\`*_|:#01aA%~\\<>&@=/;!?$^+成é`,
  ...[
    '1,',
    '1 ',
    'a ',
    'and ',
    'on-call ',
    'the ',
    '${1:',
    'https://',
    '1.',
    '- ',
    '[ ]',
    '](',
    '<!--',
    '**',
    'x/',
    ' of ',
    '5 % ',
    '🎯',
    'within 90 days ',
    'by ',
    'if ',
    '→ ',
    'Owner: ',
    '../',
    'a@b.',
    '```',
    'TBD ',
    '<a',
    '9:00–',
    'p95 ',
  ],
];

const places: Readonly<Record<string, (words: string) => readonly [string, Syntax]>> = {
  'a YAML value': (words) => [`kind: prd\ntitle: T\ngoal: x${words}x\nowners: x${words}x\n`, 'yaml'],
  'quoted YAML': (words) => {
    const quoted = `'x${words.replaceAll("'", "''")}x'`;
    return [`kind: prd\ngoal: ${quoted}\nrisks:\n  - ${quoted}\nrollout_plan: ${quoted}\n`, 'yaml'];
  },
  'a paragraph': (words) => [`# T\n\n## Goal\n\nx${words}x\n`, 'markdown'],
  'a heading': (words) => [`# T\n\n## x${words}x\n\nx\n`, 'markdown'],
  'a cell': (words) => [`# T\n\n## Risks\n\n| Risk | Owner |\n|---|---|\n| x${words}x | x${words}x |\n`, 'markdown'],
  'an item': (words) => [`# T\n\n## Metrics\n\n- x${words}x\n- Owner: x${words}x\n`, 'markdown'],
};

describe('F16 growth', function () {
  this.timeout(nightly ? 1_200_000 : 600_000);
  const [few, many] = nightly ? [9_000, 90_000] : [2_500, 25_000];

  for (const [place, make] of Object.entries(places))
    it(`is linear for every sign repeated in ${place}`, () => {
      const slow: string[] = [];
      for (const token of tokens) {
        const time = (length: number) => {
          const [text, syntax] = make(token.repeat(Math.ceil(length / token.length)));
          return effort(() => void judged(text, syntax));
        };
        const once = time(many);
        // What takes no time needs no second look.
        if (once < 150) continue;
        const [small, large] = [Math.min(time(few), time(few)), Math.min(once, time(many))];
        if (large > 150 && large / small > 13 * (nightly ? 1.3 : 1.6))
          slow.push(`${JSON.stringify(token)}: ${Math.round(small)} → ${Math.round(large)} ms`);
      }
      assert.deepEqual(slow, []);
    });

  it('is linear where a file is recognised and where a pattern of a team is matched', () => {
    for (const token of tokens) {
      const words = token.repeat(Math.ceil(100_000 / token.length));
      for (const [name, text] of [
        ['x.md', `---\n${words}\n`],
        ['prd.md', `# ${words}\n\n${words}`],
        ['prd.yaml', `${words}: x\n${words}`],
        [`${words.replaceAll('/', '')}.md`, 'x'],
      ] as const) {
        const took = effort(() => void recognise(name, text));
        assert.ok(took < 400, `${name.slice(0, 20)} with ${JSON.stringify(token)}: ${took} ms`);
      }
      const took = effort(() => void matchesGlob('docs/**/*.prd.md', words.slice(0, 10_000)));
      assert.ok(took < 200, `a glob over ${JSON.stringify(token)}: ${took} ms`);
    }
  });
});
