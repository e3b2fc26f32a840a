// Three people cannot watch every night: each would be on call for more than the week carries.
import { onCallLimit, onCallShare, peoplePerSite } from '../../math/oncall.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'oncall-too-thin',
  group: 'monitoring',
  kinds: ['monitoring'],
  level: 'warning',
  profile: 'strict',
  prose: true,
  says: 'Too few people share the rotation to cover it around the clock.',
  because: 'Who is on call more than a quarter of the time has no week left to remove what wakes them, and then leaves.',
  source: 'Google, Site Reliability Engineering, being on-call; arithmetic (A17)',
  noFix: 'more people, fewer seats or shorter hours: the team decides',
  bad: [
    yaml`
      kind: monitoring
      oncall: {primary: "@ana", secondary: "@li", hours: 24x7, rotation_size: <|3|>}
    `,
    markdown`
      ## On-call

      <|Four engineers|> share a 24/7 rotation with a primary and a secondary.
    `,
  ],
  good: [
    yaml`
      kind: monitoring
      oncall: {primary: "@ana", secondary: "@li", hours: 24x7, rotation_size: 6 + 6, sites: 2}
    `,
    markdown`
      ## On-call

      Three engineers share the rotation in business hours; nothing is served at night.
    `,
  ],
  check({ facts, threshold }, report) {
    const { rotation, aroundTheClock } = facts.oncall ?? {};
    if (!rotation || aroundTheClock !== true || rotation.people < 1) return;
    const { people, seats, sites } = rotation;
    const most = threshold('oncall_share');
    const perSite = peoplePerSite(seats, sites);
    const share = onCallShare(seats, people);
    if (perSite === undefined || share === undefined) return;
    // The book's numbers are for a quarter of the time; another share scales them.
    const needed = Math.ceil((perSite * onCallLimit) / most - 1e-9) * sites;
    if (people >= needed) return;
    report(
      rotation,
      `${people} ${people === 1 ? 'person' : 'people'} around the clock: each is on call ${Math.round(share * 100)} % of the time.\n${seats === 2 ? 'Primary and secondary take' : 'One seat takes'} ${needed} ${sites > 1 ? `at ${sites} sites` : 'at one site'} for at most ${Math.round(most * 100)} %: add people, or cover fewer hours.`,
    );
  },
});
