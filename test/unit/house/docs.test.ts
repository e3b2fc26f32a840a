// Every relative link of the pages leads to a file that is there, and every anchor to a heading in it.
import { strict as assert } from 'node:assert';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

const pages = [
  ...['README.md', 'CHANGELOG.md', 'SECURITY.md', 'bench/README.md'].filter((name) => existsSync(name)),
  ...readdirSync('docs', { recursive: true })
    .map((name) => join('docs', String(name)))
    .filter((name) => name.endsWith('.md')),
];

describe('the pages', () => {
  it('link to what is there', () => {
    const broken = pages.flatMap((page) =>
      linksOf(page)
        .filter((target) => !leads(page, target))
        .map((target) => `${page} → ${target}`),
    );
    assert.deepEqual(broken, []);
  });

  it('show pictures with words for those who cannot see them', () => {
    const wordless = pages.flatMap((page) =>
      [...proseOf(page).matchAll(/!\[([^\]]*)\]\(/g)].filter(([, words]) => words === '').map(() => page),
    );
    assert.deepEqual(wordless, []);
  });
});

/** Without code, in which brackets are something else. */
const proseOf = (page: string): string =>
  readFileSync(page, 'utf8')
    .replace(/^( *)(`{3,}|~{3,})[^\n]*\n[\s\S]*?^ *\2`* *$/gm, '')
    .replace(/`[^`\n]*`/g, '');

const linksOf = (page: string): readonly string[] =>
  [...proseOf(page).matchAll(/\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)/g)]
    .map(([, target]) => target as string)
    .filter((target) => !/^[a-z][a-z0-9+.-]*:/i.test(target));

function leads(page: string, target: string): boolean {
  const [path = '', anchor] = target.split('#');
  const file = path === '' ? page : normalize(join(dirname(page), decodeURIComponent(path)));
  if (!existsSync(file)) return false;
  return anchor === undefined || (statSync(file).isFile() && anchorsOf(file).has(anchor));
}

/** As the places that show such pages make them of headings. */
const anchorsOf = (file: string): ReadonlySet<string> =>
  new Set(
    [...readFileSync(file, 'utf8').matchAll(/^#{1,6} +(.+?) *#*$/gm)].map(([, words]) =>
      (words as string)
        .replace(/[`*_]|\[([^\]]*)\]\([^)]*\)/g, '$1')
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s-]/gu, '')
        .trim()
        .replace(/\s/g, '-'),
    ),
  );
