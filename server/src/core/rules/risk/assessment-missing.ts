// Fairness, privacy, threats: three looks at the same product. Two of three means that one was forgotten.
import { saysAnywhere } from '../../facts/mentions.js';
import { dataAt } from '../../model/artifact.js';
import { errorFrom, markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'assessment-missing',
  group: 'risk',
  kinds: ['prd'],
  level: errorFrom('deploy', 'warning'),
  prose: true,
  says: 'One of the three assessments is missing: fairness, privacy, threat model.',
  because: 'Each finds what the others cannot see: who is treated worse, whose data is exposed, who could turn it against its users.',
  source: '"PM responsibilities in AI", risk; NIST AI RMF 1.0, MEASURE 2.7, 2.10, 2.11',
  bad: [
    yaml`
      kind: prd
      <|assessments|>:
        fairness:
          link: https://example.org/fairness/screening
          date: 2026-03-02
          owner: "@noor"
        privacy: https://example.org/dpia/screening
    `,
    markdown`
      # Answers from the leaflets

      ## <|Assessments|>

      - Threat model: [document](https://example.org/threats), 2026-04-11, @sam
    `,
  ],
  good: [
    yaml`
      kind: prd
      assessments:
        fairness: "https://example.org/fairness, 2026-03-02, @noor"
        privacy: "https://example.org/dpia, 2026-03-09, @legal-eva"
        threat_model: "https://example.org/threats, 2026-03-16, @sam"
    `,
    markdown`
      # Demand forecast by depot

      ## Assessments

      | Assessment | Link | Date | Owner |
      |---|---|---|---|
      | Bias audit | https://example.org/bias | 2026-03-02 | @li |
      | DPIA | https://example.org/dpia | 2026-03-09 | @eva |

      ## Threat model

      Poisoned sales figures: only signed files of the depots are read.
    `,
  ],
  check({ artifact, initiative }, report) {
    const place = artifact.places.get('/assessments');
    if (!place) return;
    const words = artifact.source.slice(...place.whole);
    const elsewhere = [
      ...[...artifact.places.values()].filter(({ from }) => from === 'heading').map((other) => other.words ?? ''),
      ...artifact.unclaimed.filter(({ from }) => from === 'heading' || from === 'label').map((other) => other.words),
    ].join('\n');
    const present = all.filter(
      ({ key, said }) =>
        dataAt(artifact, `/assessments/${key}`) !== undefined || said.test(words.slice(place.words?.length ?? 0)) || said.test(elsewhere),
    );
    const missing = all.filter((one) => !present.includes(one) && !saysAnywhere(initiative, one.link));
    if (missing.length === 0 || present.length === 0) return;
    const names = (list: readonly { readonly title: string }[]): string => list.map(({ title }) => title).join(' and ');
    const [first, ...rest] = names(missing);
    report(
      { keyOf: '/assessments' },
      `${first?.toUpperCase()}${rest.join('')} ${missing.length === 1 ? 'is' : 'are'} missing; there is only ${names(present)}.`,
      {
        fix: {
          title: missing.length === 1 ? `Add ${names(missing)}` : 'Add what is missing',
          sort: 'template',
          edits: missing.map(({ key }, at) => ({
            add: `/assessments/${key}`,
            value: { link: `\${${at * 3 + 1}:<link>}`, date: `\${${at * 3 + 2}:<date>}`, owner: `\${${at * 3 + 3}:@name}` },
          })),
        },
      },
    );
  },
});

interface Assessment {
  readonly key: string;
  readonly title: string;
  readonly said: RegExp;
  /** A document of that name that the initiative points at. */
  readonly link: RegExp;
}

const all: readonly Assessment[] = [
  {
    key: 'fairness',
    title: 'the fairness audit',
    said: /\bfair(?:ness)?\b|\bbias\b|\bdisparit/i,
    link: /\/[^\s)/]{0,40}(?:fairness|bias)[^\s)/]{0,40}\b/i,
  },
  {
    key: 'privacy',
    title: 'the privacy assessment',
    said: /\bprivacy\b|\bD?PIA\b|\bdata protection\b/i,
    link: /\/[^\s)/]{0,40}(?:dpia|privacy-)[^\s)/]{0,40}\b/i,
  },
  {
    key: 'threat_model',
    title: 'the threat model',
    said: /\bthreats?\b|\badversarial\b|\bred[ -]?team|\bsecurity\b|\bpen(?:etration)?[ -]?test/i,
    link: /\/[^\s)/]{0,40}threat[^\s)/]{0,40}\b/i,
  },
];
