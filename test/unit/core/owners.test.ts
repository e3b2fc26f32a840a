// Who owns what: across documents, in both syntaxes, with conflicts and with everything on one pair of shoulders.
import { strict as assert } from 'node:assert';
import { read, type Source } from '../../../server/src/core/check.js';
import { type Owners, ownersOf } from '../../../server/src/core/owners.js';
import { reportOf } from '../../../server/src/core/report.js';
import { defaultSettings, type Settings } from '../../../server/src/core/settings.js';

const owners = (files: Readonly<Record<string, string>>, more: Partial<Settings> = {}): Owners => {
  const settings: Settings = { ...defaultSettings, today: '2026-11-25', ...more };
  const members = Object.entries(files).map(([name, text]) => {
    const kind = (/\.([a-z-]+)\.\w+$/.exec(name)?.[1] ?? 'prd') as Source['kind'];
    const source: Source = { text, syntax: name.endsWith('md') ? 'markdown' : 'yaml', kind, kindFrom: 'suffix', candidate: false };
    return { ...read(source, settings), path: `/w/${name}`, exists: () => undefined };
  });
  return ownersOf(reportOf({ id: 'x', from: 'id', members }, () => settings));
};
const who = ({ responsibilities }: Owners) =>
  responsibilities.map(({ id, accountable }) => `${id} ${accountable.map(({ person }) => person).join('|')}`.trim());

const prd =
  'kind: prd\nowners:\n  - {role: Product, who: "@ana", raci: A}\n  - {role: Data, who: "@mei", raci: A}\n  - {role: Data, who: "@tom", raci: C}\n';

describe('owners of an initiative', () => {
  it('names one accountable person for each responsibility, and nobody where nobody is named', () => {
    assert.deepEqual(who(owners({ 'a.prd.yaml': prd })), ['R1 @ana', 'R2 @mei', 'R3', 'R4', 'R5', 'R6', 'R7', 'R8']);
  });

  it('reads a list and a table of Markdown alike', () => {
    assert.deepEqual(
      who(owners({ 'a.prd.md': '# T\n\n## Owners\n\n| Duty | Who |\n|---|---|\n| Product | Ana Lopez |\n| On-call | @sam |\n' })),
      ['R1 Ana Lopez', 'R2', 'R3', 'R4', 'R5', 'R6 @sam', 'R7', 'R8'],
    );
    assert.deepEqual(who(owners({ 'a.prd.md': '# T\n\n## Owners\n\n- Data: @mei\n- Privacy: @eva\n' }))[6], 'R7 @eva');
  });

  it('shows both where two documents differ, with the finding that says so, and one where a handle and a name are the same', () => {
    const monitoring = 'kind: monitoring\nowners:\n  - {role: Data, who: "@kim", raci: A}\n';
    const found = owners({ 'a.prd.yaml': prd, 'a.monitoring.yaml': monitoring });
    assert.equal(who(found)[1], 'R2 @mei|@kim');
    assert.ok(found.open.some(({ rule, path }) => rule === 'owner-conflict' && path === '/w/a.monitoring.yaml'));
    const same = owners({ 'a.prd.yaml': prd, 'a.monitoring.yaml': monitoring.replace('@kim', 'Mei Tanaka') });
    assert.equal(who(same)[1], 'R2 @mei');
  });

  it('says whom the list of people does not know', () => {
    const { open } = owners({ 'a.prd.yaml': prd }, { people: [{ handle: '@ana' }, { handle: '@tom' }] });
    assert.deepEqual(
      open.filter(({ rule }) => rule === 'owner-unknown').map(({ pointer }) => pointer),
      ['/owners/1/who'],
    );
  });

  it('says on whom everything hangs', () => {
    const alone = ['Product', 'Data', 'Model', 'Deployment', 'Monitoring']
      .map((role) => `  - {role: ${role}, who: "@ana", raci: A}\n`)
      .join('');
    const sources = 'data_sources:\n  - {name: a, owner: "@ana"}\n  - {name: b, owner: "@ana"}\n  - {name: c, owner: "@ana"}\n';
    const { singlePoints } = owners({
      'a.prd.yaml': `kind: prd\nowners:\n${alone}${sources}`,
      'a.runbook.yaml': 'kind: runbook\noncall: "@ana, around the clock"\n',
    });
    assert.deepEqual(singlePoints, [
      { person: '@ana', why: 'answers for 5 of 5 responsibilities' },
      { person: '@ana', why: 'is the only one who can be woken' },
      { person: '@ana', why: 'owns all 3 data sources' },
    ]);
    assert.deepEqual(
      owners({ 'a.prd.yaml': prd, 'a.runbook.yaml': 'kind: runbook\noncall: "@ana, then @li after 15 min"\n' }).singlePoints,
      [],
    );
  });

  it('names everybody with what is theirs, whoever owns most first, and where it stands', () => {
    const { people } = owners({ 'a.prd.yaml': `${prd}data_sources:\n  - {name: events_db, owner: "@mei"}\n` });
    assert.deepEqual(people[0]?.owns.map(({ what }) => what).sort(), ['Data', 'events_db (Data sources)']);
    assert.deepEqual(
      people.map(({ name }) => name),
      ['@mei', '@ana', '@tom'],
    );
  });
});
