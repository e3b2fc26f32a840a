// The text at each reported range is the token that the finding is about, whatever surrounds it: line ends, a byte order
// mark, emoji, tabs at line ends, another section before. Generated from every rule's own bad examples.
import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { check } from '../../server/src/core/check.js';
import { rules } from '../../server/src/core/rules/index.js';
import type { Example, Rule } from '../../server/src/core/rules/rule.js';
import { defaultSettings } from '../../server/src/core/settings.js';
import { recognise } from '../../server/src/recognise.js';

const cases = rules.flatMap((rule) => rule.bad.filter(({ beside }) => !beside).map((example) => ({ rule, example })));

describe('reported ranges', () => {
  it('hold the same words under every dressing', function () {
    // Hundreds of documents: on a busy machine that takes its time.
    this.timeout(20_000);
    fc.assert(
      fc.property(fc.constantFrom(...cases), fc.subarray([...dressings.keys()]), ({ rule, example }, chosen) => {
        const plain = tokens(rule, example, example.text);
        const dressed = chosen.reduce((text, name) => (dressings.get(name) as Dressing)(text, example), example.text);
        assert.deepEqual(tokens(rule, example, dressed), plain, `${rule.id} after ${chosen.join(', ')}:\n${JSON.stringify(dressed)}`);
      }),
      { numRuns: 400 },
    );
  });
});

type Dressing = (text: string, example: Example) => string;

const isYaml = (example: Example) => example.syntax === 'yaml';

// In the order in which they are put on: line ends and the mark come last.
const dressings: ReadonlyMap<string, Dressing> = new Map<string, Dressing>([
  ['an emoji before', (text, example) => (isYaml(example) ? `# 🎯 naïve 目标\n${text}` : text)],
  [
    'an emoji behind',
    (text, example) => (isYaml(example) ? `${text}x-note: "🎯 tail"\n` : `${text}\n## 🎯 Zebra\n\nTail with *emphasis* 目标.\n`),
  ],
  [
    'a foreign section behind',
    (text, example) => (isYaml(example) ? `${text}x-more:\n  - 目标\n` : `${text}\n## Zebra 🦓\n\n| a | b |\n|---|---|\n| 🎯 | x |\n`),
  ],
  ['blanks at line ends', (text, example) => (isYaml(example) ? text : text.replaceAll('\n\n', '\n \n'))],
  ['CRLF', (text) => text.replaceAll('\n', '\r\n')],
  ['a byte order mark', (text) => `\ufeff${text}`],
]);

function tokens(rule: Rule, example: Example, text: string): string[] {
  const declared = recognise(`x.${example.syntax === 'yaml' ? 'yaml' : 'md'}`, text);
  const kind = declared && !declared.candidate ? declared.kind : (rule.kinds[0] as NonNullable<(typeof rule.kinds)[0]>);
  return check(
    { text, syntax: example.syntax, kind, kindFrom: 'forced', candidate: false },
    { ...defaultSettings, profile: 'strict', today: '2026-11-24' },
    [rule],
  )
    .findings.filter((finding) => finding.rule === rule.id)
    .map(({ span }) => text.slice(...span).replaceAll('\r', ''));
}
