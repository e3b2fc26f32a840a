// A design constraint cannot start after launch: the audit in June of what shipped in May.
import { launchIn } from '../../facts/launch.js';
import { mentions } from '../../facts/mentions.js';
import { rowsAt, textBelow } from '../../facts/rows.js';
import { daysFrom, readMoments } from '../../language/moment.js';
import { leavesBelow, type Pointer } from '../../model/artifact.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'ethics-after-launch',
  group: 'risk',
  kinds: ['prd', 'data-readiness'],
  level: 'warning',
  prose: true,
  says: 'This comes after launch, when it can no longer change the design.',
  because:
    'Ethics is a constraint of the design and no box that is ticked afterwards. What the audit finds then has already happened to somebody.',
  source: '"PM responsibilities in AI": a design constraint from day one; NIST AI RMF 1.0, GOVERN 1.2',
  bad: [
    yaml`
      kind: prd
      assessments:
        fairness:
          link: https://example.org/fairness
          date: <|2026-06-11|>
        privacy: "https://example.org/dpia, 2026-03-09"
        threat_model: "https://example.org/threats, 2026-03-16"
      milestones:
        - name: Launch
          date: 2026-05-18
    `,
    markdown`
      # Ranking of applications

      ## Rollout plan

      - Canary on 5 % of the postings for 1 week
      - <|Ethics review after launch|>
    `,
    markdown`
      # Listing photos

      ## Assessments

      We look at <|fairness once we're live|>.
    `,
    markdown`
      # Chat for patients

      ## Milestones

      - Launch: 4 May
      - Privacy impact assessment: <|20 June|>
    `,
  ],
  good: [
    yaml`
      kind: prd
      assessments:
        fairness:
          link: https://example.org/fairness
          date: 2026-04-11
        privacy: "https://example.org/dpia, 2026-03-09"
      rollout_plan:
        - name: canary
          traffic: 5 %
          start: 2026-05-18
    `,
    markdown`
      # Ranking of applications

      ## Milestones

      - Fairness audit: 12 March
      - Launch: 4 May
      - Second fairness audit: 4 August

      ## Risks and mitigations

      - Bias: the selection ratio is measured every month after launch, @noor
    `,
  ],
  check({ artifact, initiative }, report) {
    const launch = launchIn(initiative, artifact);
    const said = new Set<Pointer>();
    for (const { pointer, name, text } of launch ? dated() : []) {
      const moment = readMoments(text)[0];
      const days = moment && launch ? daysFrom(launch.moment, moment) : undefined;
      if (days === undefined || days < 0 || !launch || !moment) continue;
      said.add(pointer);
      const when = days === 0 ? 'on the day of' : 'after';
      report(pointer, `${name} (${moment.words}) comes ${when} ${launch.name} (${launch.moment.words}): too late to change the design.`, {
        ...(launch.moment.date && moment.date
          ? {
              fix: {
                title: 'Move it before launch',
                sort: 'choice' as const,
                edits: [
                  {
                    within: pointer,
                    from: text.indexOf(moment.words),
                    to: text.indexOf(moment.words) + moment.words.length,
                    text: dayBefore(launch.moment.date),
                  },
                ],
              },
            }
          : {}),
      });
    }
    for (const { pointer, from, to, word, sentence } of mentions(artifact, postponed)) {
      if (said.has(pointer) || repeated.test(sentence)) continue;
      const at = word.search(afterwards);
      const words = afterwards.exec(word)?.[0] ?? '';
      report({ pointer, from, to }, `"${word.length > 50 ? `${word.slice(0, 49)}…` : word}": by then it can no longer change the design.`, {
        fix: {
          title: 'Say "before launch"',
          sort: 'choice',
          edits: [{ within: pointer, from: from + at, to: from + at + words.length, text: 'before launch' }],
        },
      });
    }

    // The assessments as plain sentences belong to no part of their own.
    const prose = artifact.places.get('/assessments');
    if (prose && leavesBelow(artifact, '/assessments').length === 0) {
      const text = artifact.source.slice(...prose.whole);
      const late = postponed.exec(text);
      if (late && !repeated.test(text.slice(Math.max(0, late.index - 20), late.index + late[0].length))) {
        const start = prose.whole[0] + late.index;
        report({ span: [start, start + late[0].length], pointer: '/assessments' });
      }
    }

    function* dated(): Generator<{ readonly pointer: Pointer; readonly name: string; readonly text: string }> {
      for (const [key, name] of assessments) {
        for (const pointer of [
          `/assessments/${key}/date`,
          `/assessments/${key}/link`,
          `/assessments/${key}`,
          ...(key === 'privacy' ? ['/privacy/dpia'] : []),
        ]) {
          const text = artifact.places.get(pointer)?.text?.text ?? '';
          if (text === '' || repeated.test(text)) continue;
          yield { pointer, name, text };
          break;
        }
      }
      for (const row of rowsAt(artifact, '/milestones')) {
        const name = topic.exec(row.text)?.[0];
        if (name === undefined || repeated.test(row.text)) continue;
        const pointer = row.prose ? row.pointer : `${row.pointer}/date`;
        yield { pointer, name, text: textBelow(artifact, pointer) };
      }
    }
  },
});

const assessments = [
  ['fairness', 'The fairness audit'],
  ['privacy', 'The privacy assessment'],
  ['threat_model', 'The threat model'],
  ['impact', 'The impact assessment'],
] as const;

const topic =
  /\b(?:fairness|bias|ethics?|ethical|privacy|DPIA|data protection|threat model(?:l?ing)?|red[ -]?team(?:ing)?|responsible AI)(?: (?:impact )?(?:audit|review|assessment|check|test|analysis|evaluation|testing|impact assessment))?\b/i;
const afterwards =
  /\b(?:after (?:the )?(?:full )?(?:launch|go[ -]?live|release|roll-?out|shipping|GA)\b|post[ -](?:launch|release|rollout)\b|once (?:(?:it|we|this)(?:['’]s| is| are|['’]re)? )?(?:live|launched|shipped|in production)\b|after we (?:ship|launch|go live)\b|when (?:it|we) (?:is|are) live\b)/i;
const postponed = new RegExp(
  `(?:${topic.source})[^.;:\\n]{0,40}?(?:${afterwards.source})|(?:${afterwards.source})[^.;\\n]{0,25}?(?:${topic.source})`,
  'i',
);
/** To look again after launch is as it ought to be. */
const repeated =
  /\b(?:monitor|measur|track|continu|again|re-?(?:check|run|audit|evaluat|assess)|re-view|repeat|second|follow[ -]?up|ongoing|regular|periodic|every|each|daily|weekly|monthly|quarterly|annual|yearly|also|before (?:and after|launch)|not |never|no later|nor |additional|drift|incident|complaint)/i;

function dayBefore(date: string): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  return new Date(Date.UTC(year, month - 1, day - 1)).toISOString().slice(0, 10);
}
