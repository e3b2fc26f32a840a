// It is for people of whom the data knows nothing: a region or a language of the users that no source holds.
// Only a clear absence counts: a region that is said nowhere, beside others that are.

import { isCovered, type NamedPlace, placesIn } from '../../facts/regions.js';
import { partOf, rowsAt, textsUnder } from '../../facts/rows.js';
import { type Artifact, dataAt, type Pointer } from '../../model/artifact.js';
import { type Member, membersOf } from '../../project.js';
import { type Context, type Fix, markdown, type Related, rule, type Spot, together, yaml } from '../rule.js';

export default rule({
  id: 'coverage-gap',
  group: 'data',
  kinds: ['data-readiness', 'prd'],
  level: 'warning',
  profile: 'strict',
  prose: true,
  says: 'It is for people of whom there is no data.',
  because: 'A model guesses about those it has never seen, and nobody sees how well: they are in no test either.',
  source: 'EU AI Act Art. 10(4); Datasheets for Datasets',
  bad: [
    together(
      yaml`
        kind: prd
        id: refunds
        target_users: customers in the EU and <|Brazil|>, 40,000 a month
      `,
      yaml`
        kind: data-readiness
        id: refunds
        sources:
          - {name: refunds, owner: "@mei", geography: EU}
      `,
    ),
    markdown`
      ## Representativeness

      Users: EU and <|Japan|>. Data: US and EU.
    `,
    yaml`
      kind: data-readiness
      representativeness:
        coverage:
          - {segment: walk-in patients, in_data: <|0 %|>, among_users: 22 %}
    `,
  ],
  good: [
    together(
      yaml`
        kind: prd
        id: refunds
        target_users: customers in Germany and Brazil
      `,
      yaml`
        kind: data-readiness
        id: refunds
        sources:
          - {name: refunds, owner: "@mei", geography: "EU, Brazil"}
      `,
    ),
    yaml`
      kind: data-readiness
      representativeness:
        coverage:
          - {segment: walk-in patients, in_data: 0 %, among_users: 22 %}
      known_gaps: [no walk-in patients before the desk system is connected in May]
    `,
    markdown`
      ## Representativeness

      Users and data are in English and Spanish.
    `,
  ],
  check(context, report) {
    const gaps = context.artifact.kind === 'prd' ? ofTargetUsers(context) : [...inRepresentativeness(context), ...inCoverage(context)];
    for (const { at, name, member, related } of gaps) {
      if (isKnown(context, name)) continue;
      report(at, `There is no data of ${name}: add a source, or say that it is not for them yet.`, {
        fix: noteGap(context, name, member),
        ...(related ? { related } : {}),
      });
    }
  },
});

/** Where the rows of a source are from. */
const placesOf = (artifact: Artifact, source: Pointer): readonly NamedPlace[] =>
  placesIn(
    textsUnder(artifact, [`${source}/geography`, `${source}/language`])
      .map(({ text }) => text)
      .join('\n'),
  );

interface Gap {
  readonly at: Spot;
  readonly name: string;
  /** The report that is to say so. */
  readonly member?: Member;
  readonly related?: readonly Related[];
}

const once = (places: readonly NamedPlace[]): readonly NamedPlace[] =>
  places.filter(({ id }, at) => places.findIndex((other) => other.id === id) === at);

/** The PRD says for whom, the report on the data says of whom. */
function ofTargetUsers({ artifact, initiative }: Context): readonly Gap[] {
  const members = membersOf(initiative, 'data-readiness');
  const data = members.flatMap((member) => member.facts.sources.flatMap(({ pointer }) => placesOf(member.artifact, pointer)));
  const first = members[0];
  if (!first || data.length === 0) return [];
  return textsUnder(artifact, ['/target_users']).flatMap(({ pointer, text }) =>
    once(placesIn(text))
      .filter(
        (place) =>
          data.some(({ kind }) => kind === place.kind) &&
          !isCovered(place, data) &&
          !/\b(?:not|except|excluding|without|later)\b[^.;]{0,30}$/i.test(text.slice(0, place.from)),
      )
      .map((place) => ({
        at: { pointer, from: place.from, to: place.to },
        name: place.word,
        member: first,
        related: [
          {
            member: first,
            at: '/sources',
            message: `the data: ${once(data)
              .map(({ word }) => word)
              .join(', ')}`,
          },
        ],
      })),
  );
}

/** "Users: EU and Brazil. Data: US." in one text. */
function inRepresentativeness({ artifact, facts }: Context): readonly Gap[] {
  return textsUnder(artifact, ['/representativeness']).flatMap(({ pointer, text }): readonly Gap[] => {
    const users: NamedPlace[] = [];
    const data: NamedPlace[] = [];
    let at = 0;
    for (const clause of text.split(/(?<=[;.,]\s|\n)/)) {
      const places = placesIn(clause).map((place) => ({ ...place, from: place.from + at, to: place.to + at }));
      const ofUsers = /\b(?:users?|customers?|patients?|audience|markets?|buyers?)\b/i.test(clause);
      const ofData = /\b(?:data|rows|training|samples?|corpus|records)\b/i.test(clause);
      if (ofUsers && !ofData) users.push(...places);
      if (ofData && !ofUsers) data.push(...places);
      at += clause.length;
    }
    if (data.length === 0) data.push(...facts.sources.flatMap((source) => placesOf(artifact, source.pointer)));
    if (data.length === 0) return [];
    return once(users)
      .filter((place) => data.some(({ kind }) => kind === place.kind) && !isCovered(place, data))
      .map((place) => ({ at: { pointer, from: place.from, to: place.to }, name: place.word }));
  });
}

/** A group that is none of the data and some of the users. */
function inCoverage({ artifact }: Context): readonly Gap[] {
  return rowsAt(artifact, '/representativeness/coverage').flatMap((row): readonly Gap[] => {
    const [inData, amongUsers, segment] = ['in_data', 'among_users', 'segment'].map((key) => partOf(artifact, row, key)) as [
      string,
      string,
      string,
    ];
    const none = /^\W*(?:0(?:\.0+)?\s?%?|none|absent|missing|no data)\W*$/i.test(inData);
    return none && /[1-9]/.test(amongUsers) && segment !== '' ? [{ at: `${row.pointer}/in_data`, name: segment.slice(0, 40) }] : [];
  });
}

/** The gap is said aloud, with what is done about it. */
function isKnown({ initiative }: Context, name: string): boolean {
  const said = initiative.members.flatMap((member) => textsUnder(member.artifact, ['/known_gaps', '/non_goals']));
  return said.some(({ text }) => text.toLowerCase().includes(name.toLowerCase()));
}

function noteGap({ artifact, self }: Context, name: string, member: Member = self): Fix {
  const there = (member === self ? artifact : member.artifact).places;
  const text = `No data of ${name.replace(/[\\$}]/g, '')}, \${1:<what is done about it>}`;
  const known = dataAt(member === self ? artifact : member.artifact, '/known_gaps') !== undefined && there.has('/known_gaps/0');
  return {
    title: 'Say so under the known gaps',
    sort: 'template',
    ...(member === self ? {} : { member }),
    edits: [known ? { append: '/known_gaps', value: text } : { add: '/known_gaps', value: [text] }],
  };
}
