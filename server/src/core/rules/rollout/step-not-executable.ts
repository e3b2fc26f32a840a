// "Roll back the model": with which command, and how does one see that it worked?
import { type Row, rowsAt, textBelow } from '../../facts/rows.js';
import { findPlaceholders } from '../../language/placeholder.js';
import { type Artifact, child } from '../../model/artifact.js';
import { addTo } from '../addTo.js';
import { eachOrAll } from '../eachOrAll.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'step-not-executable',
  group: 'rollout',
  kinds: ['runbook'],
  level: 'information',
  profile: 'strict',
  prose: true,
  says: 'This step cannot be run half asleep: no command, no expected result, no time.',
  because: 'Whoever is woken knows the least. A step that can be copied and checked needs no memory.',
  source: 'Google, Site Reliability Engineering, being on-call',
  bad: [
    yaml`
      kind: runbook
      steps:
        - {action: Set flag scorer_v2 to 5 %, command: flags set scorer_v2 5, expected_result: dashboard shows 5 %, minutes: 2}
        - {action: <|Migrate the features|>, command: make migrate}
    `,
    markdown`
      ## Steps

      1. <|Deploy the new model|>
      2. Run \`kubectl rollout status mt\` until it says "successfully rolled out" (3 min)
    `,
    yaml`
      kind: runbook
      rollback:
        steps: [<|roll back model|>, "kubectl rollout undo deploy/scorer, dashboard shows v41 after 2 min"]
        authority: "@sam"
    `,
  ],
  good: [
    yaml`
      kind: runbook
      steps:
        - {action: Set flag scorer_v2 to 5 %, command: flags set scorer_v2 5, expected_result: dashboard shows 5 %, minutes: 2}
        - {action: "Tell support in #mt-status", expected_result: somebody answers, minutes: 5}
    `,
    markdown`
      ## Steps

      1. Set flag mt_v2 to 5 %
      2. Compare error rate and p95 latency with v1 for one hour
    `,
  ],
  check({ artifact }, report) {
    for (const field of ['/steps', '/rollback/steps']) {
      const rows = rowsAt(artifact, field);
      // Only who fills in the columns for it means each step to have them.
      const columns = ['command', 'expected_result', 'minutes', 'verify'];
      const filled = rows.some(
        (row) =>
          artifact.places.get(child(row.pointer, 'command'))?.key !== undefined &&
          columns.filter((key) => partOf(artifact, row, key) !== '').length >= 2,
      );
      const timed = rows.some((row) => partOf(artifact, row, 'minutes') !== '');
      const lacking = rows.flatMap((row) => {
        if (findPlaceholders(row.text).length > 0 || (!row.prose && partOf(artifact, row, 'action') === '')) return [];
        const lacks = row.prose
          ? bare(row.text)
            ? ['command', 'expected result', 'time']
            : []
          : asked(artifact, row, filled)
            ? missing(artifact, row)
            : [];
        if (lacks.length === 0 || (lacks.length === 1 && lacks[0] === 'time' && !timed)) return [];
        const key = lacks.includes('expected result') ? 'expected_result' : 'minutes';
        return [
          {
            at: row.prose ? row.pointer : child(row.pointer, 'action'),
            message: `No ${lacks.length > 1 ? `${lacks.slice(0, -1).join(', no ')} and no ${lacks.at(-1)}` : lacks[0]}: can this be run half asleep?`,
            edits: [
              ...(row.prose
                ? [addTo(row, '', '', ' with ${1:command}; then ${2:what is seen}; ${3:2} min')]
                : lacks.map((lack) => ({
                    add: child(row.pointer, lack === 'command' ? 'command' : lack === 'time' ? 'minutes' : key),
                    value: lack === 'time' ? '${3:2}' : lack === 'command' ? '${1:command}' : '${2:what is then seen}',
                  }))),
            ],
          },
        ];
      });
      eachOrAll(
        report,
        { field, rows: rows.length, lacking },
        { all: 'No step here has a command, an expected result or a time.', title: 'Say how it is run and checked' },
      );
    }
  },
});

const partOf = (artifact: Artifact, row: Row, key: string): string => textBelow(artifact, child(row.pointer, key));

/** A column that is left empty, a command without its result, or an action that is all there is. */
function asked(artifact: Artifact, row: Row, filled: boolean): boolean {
  const said = (key: string): boolean => partOf(artifact, row, key) !== '';
  const written = (key: string): boolean => artifact.places.get(child(row.pointer, key))?.key !== undefined;
  // The code below a heading is its command without anybody having meant a table of them.
  if (artifact.places.get(row.pointer)?.from === 'heading' || artifact.places.get(child(row.pointer, 'action'))?.from === 'heading')
    return false;
  const lacksOnlyTime = (said('expected_result') || said('verify')) && !said('minutes') && !written('minutes');
  if (filled) return true;
  if (lacksOnlyTime) return false;
  if (['command', 'expected_result', 'minutes'].some((key) => written(key) && !said(key)) || (said('command') && written('command')))
    return true;
  return !said('expected_result') && !said('minutes') && !said('verify') && bare(partOf(artifact, row, 'action'));
}

/** What people do needs no command. */
function missing(artifact: Artifact, row: Row): readonly string[] {
  const said = (key: string): boolean => partOf(artifact, row, key) !== '';
  const typed = said('command') || !technical.test(partOf(artifact, row, 'action')) || specific.test(partOf(artifact, row, 'action'));
  return [
    ...(typed ? [] : ['command']),
    ...(said('expected_result') || said('verify') ? [] : ['expected result']),
    ...(said('minutes') ? [] : ['time']),
  ];
}

/** A few words with a technical verb, and nothing that one could type, see or look for. */
const bare = (text: string): boolean => text.split(/\s+/).length <= 6 && technical.test(text) && !specific.test(text);
const technical =
  /^\W{0,3}(?:please |then |now )?(?:roll(?:ing)? ?back|roll ?out|deploy|redeploy|restart|migrate|release|switch|promote|revert|retrain|scale|restore|(?:update|upgrade) (?:the )?(?:model|image|config\w*|schema|service|index|prompt))\b/i;
const specific = /\d|[`_/@#:]|-{2}|\w\.\w|\b(?:flag|button|dashboard|workflow|pipeline job|script|command|console|playbook|see)\b/i;
