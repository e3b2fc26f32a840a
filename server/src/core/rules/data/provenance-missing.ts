// Data of others needs an answer to two questions: where is it from, and may we use it for this?

import type { SourceFact } from '../../facts/sources.js';
import { type Artifact, child, textAt } from '../../model/artifact.js';
import { addPart } from '../addPart.js';
import { behind } from '../behind.js';
import { eachOrAll } from '../eachOrAll.js';
import { type ModelEdit, markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'provenance-missing',
  group: 'data',
  kinds: ['data-readiness'],
  level: 'warning',
  profile: 'strict',
  prose: true,
  says: 'Data of others, without its origin or its licence.',
  because: 'What was not licensed for training cannot be untrained, and what has no origin cannot be checked or asked to be taken out.',
  source: 'Datasheets for Datasets; EU AI Act Art. 10(2)(b); ISO/IEC 42001 A.7.5',
  bad: [
    yaml`
      kind: data-readiness
      sources:
        - name: <|web corpus|>
          owner: "@yuki"
    `,
    markdown`
      ## Sources

      - <|Scraped job ads|> (@lena), weekly
      - Applications of the last two years (@lena)
    `,
    yaml`
      kind: data-readiness
      sources:
        - name: <|Kaggle credit card fraud set|>
          owner: "@mei"
          origin: https://www.kaggle.com/datasets/mlg-ulb/creditcardfraud
    `,
  ],
  good: [
    yaml`
      kind: data-readiness
      sources:
        - name: web corpus
          owner: "@yuki"
          origin: Common Crawl, CC-MAIN-2026-05
          licence: terms of Common Crawl, reviewed by @legal on 2026-01-20
        - name: events_db
          owner: "@mei"
          origin: our own app
    `,
    markdown`
      ## Sources

      - OpenStreetMap extract of Bavaria, ODbL, March 2026 (@tom)
    `,
  ],
  check({ artifact, facts }, report) {
    const others = facts.sources.filter(({ text }) => ofOthers.test(text));
    const lacking = others.flatMap((source) => {
      const missing = parts.filter(({ key, words }) => textAt(artifact, child(source.pointer, key)) === '' && !words.test(source.text));
      if (missing.length === 0) return [];
      const asks = missing.length === 2 ? 'where is it from, and may we use it?' : missing[0]?.ask;
      return [
        {
          at: { pointer: source.nameAt, from: 0, to: source.name.length },
          message: `"${source.name.slice(0, 50)}" is data of others: ${asks}`,
          edits: addParts(artifact, source, missing),
        },
      ];
    });
    eachOrAll(
      report,
      { field: '/sources', rows: others.length, lacking },
      { all: (share) => `${share} sources of others says where it is from and that we may use it.`, title: 'Add origin and licence' },
    );
  },
});

const named =
  /\b(?:common crawl|kaggle|hugging ?face|wikipedia|wikidata|reddit|twitter|stack ?overflow|github|imagenet|coco|laion|openstreetmap|osm|youtube|uci|zenodo|figshare|movielens|gutenberg|arxiv|pubmed|eurostat|noaa|nasa)\b/i;
const ofOthers =
  /\b(?:scrap(?:ed|ing|er)s?|crawl(?:ed|er|s)?|web (?:corpus|text|pages|data)|purchased|bought|licen[sc]ed from|third[- ]party|external(?:ly)? (?:data|vendors?|providers?|feeds?|sourced|datasets?)|vendor(?:'s)? (?:data|feed|list|dataset)|data brokers?|public(?:ly)?(?: available)? (?:data|web|reviews|posts|(?:[a-z-]{3,20} )?(?:datasets?|corpus|corpora))|open data|social media (?:posts|data)|news (?:articles|sites|archive))\b|\b(?:common crawl|kaggle|hugging ?face|wikipedia|reddit|stack ?overflow|imagenet|laion|openstreetmap|movielens)\b/i;
const parts = [
  {
    key: 'origin',
    ask: 'where exactly is it from?',
    words: new RegExp(
      `${named.source}|https?:|\\b(?:from|by|provided by|supplied by|origin|published by|courtesy of) (?:the )?\\p{Lu}|\\bfrom [a-z0-9-]{2,30}\\.[a-z]{2,6}\\b`,
      'iu',
    ),
    value: '${1:<where from>}',
  },
  {
    key: 'licence',
    ask: 'may we use it for this?',
    words:
      /\blicen[sc]e|\bcc[- ]?(?:by|0)\b|\bmit\b|\bapache\b|\bbsd\b|\bodbl\b|\bpublic domain\b|\bterms\b|\bpermission|\bpermitted|\bcontracts?\b|\bagreements?\b|\bcopyright\b|\bfair use\b|\brobots\.txt\b|\bowned by us\b/i,
    value: '${2:<licence or contract>}',
  },
] as const;

function addParts(artifact: Artifact, source: SourceFact, missing: readonly (typeof parts)[number][]): readonly ModelEdit[] {
  if (!source.prose) return missing.flatMap(({ key, value }) => addPart(artifact, source.pointer, key, value));
  const text = missing.map(({ key, value }) => (key === 'origin' ? `, from https://${value}` : `, licence ${value}`)).join('');
  return [behind(source.pointer, source.text, source.text.replace(/(?<![.\s])[.\s]+$/, '').length, text)];
}
