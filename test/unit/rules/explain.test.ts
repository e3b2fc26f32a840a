// Explained everywhere with the same words: a page a rule, its place in both indexes, the link behind a diagnostic's code.
import { strict as assert } from 'node:assert';
import { documents } from '../../../scripts/documents.js';
import { check } from '../../../server/src/core/check.js';
import { rules } from '../../../server/src/core/rules/index.js';
import { ruleWords } from '../../../server/src/core/rules/words.js';
import { defaultSettings } from '../../../server/src/core/settings.js';
import { diagnostics } from '../../../server/src/features/diagnostics.js';

describe('explanations', () => {
  const pages = documents({ manifest: '{}' });

  it('give every rule a page that says what, why, source, level by phase and profile', () => {
    for (const rule of rules) {
      const page = pages[`docs/rules/${rule.id}.md`] ?? '';
      assert.equal(page.trimEnd(), ruleWords(rule).trimEnd());
      for (const said of [
        rule.says,
        rule.because,
        rule.source,
        '| discover | build | deploy | operate |',
        'profile',
        '## Flagged',
        '## Silent',
      ])
        assert.ok(page.includes(said), `${rule.id} does not say ${said}`);
    }
  });

  it('list every rule once by group and once by responsibility', () => {
    for (const index of ['docs/rules/README.md', 'docs/rules/by-responsibility.md'])
      assert.deepEqual(
        [...(pages[index] ?? '').matchAll(/\[([a-z0-9-]+)\]\(\1\.md\)/g)].map(([, id]) => id).sort(),
        rules.map(({ id }) => id).sort(),
        index,
      );
  });

  it('stand behind the code of a diagnostic where the client has the pages, and nowhere else', () => {
    const settings = {
      ...defaultSettings,
      custom: [
        {
          id: 'acme-x',
          kinds: ['prd'] as const,
          when: [],
          from: 'discover' as const,
          require: ['goal'],
          message: undefined,
          level: 'warning' as const,
        },
      ],
    };
    const found = check({ text: 'title: x\n', syntax: 'yaml', kind: 'prd', kindFrom: 'suffix', candidate: false }, settings);
    const links = (at?: string) => new Map(diagnostics(found, false, at).map(({ code, codeDescription }) => [code, codeDescription?.href]));
    assert.equal(links('file:///x/docs/rules').get('field-missing'), 'file:///x/docs/rules/field-missing.md');
    assert.equal(links('file:///x/docs/rules').get('acme-x'), undefined);
    assert.ok([...links().values()].every((href) => href === undefined));
  });
});
