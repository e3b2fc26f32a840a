// Which class of the AI Act? Silence, or "minimal" over a text that ranks applicants. A pointer for a lawyer, never a verdict.
import { firstMention, type Mention } from '../../facts/mentions.js';
import type { Artifact } from '../../model/artifact.js';
import { reached } from '../../schema/look.js';
import { type Fix, markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'risk-class-unstated',
  group: 'risk',
  kinds: ['prd', 'one-pager', 'data-readiness', 'experiment-plan', 'runbook', 'monitoring', 'retrospective'],
  level: 'warning',
  prose: true,
  says: 'Which risk class is this, and why? The text suggests that somebody has to decide.',
  because: 'The class decides about logs, oversight and documentation. Found out after launch it means building twice.',
  source: 'EU AI Act, Art. 6 and Annex III; profiling of people is never exempt',
  bad: [
    yaml`
      kind: prd
      title: Shortlists for recruiters
      risk_class: <|minimal|>
      feature:
        scope: Ranks job applications by their fit
    `,
    markdown`
      ---
      kind: one-pager
      risk_class: <|minimal|>
      ---
      # Faster decisions on consumer loans

      ## Problem

      Our credit scoring takes two days for a new customer.
    `,
    yaml`
      kind: prd
      phase: deploy
      risk_class: <|unknown|>
    `,
    markdown`
      ---
      kind: prd
      ---
      # <|Emergency triage|> by phone

      ## Goal

      Reduce the time to the first call-back from 11 to 7 minutes within 90 days of full rollout.
    `,
  ],
  good: [
    markdown`
      ---
      kind: prd
      ---
      # Money for beginners

      ## Target users

      - First-job owners who try the credit score simulator
    `,
    yaml`
      kind: prd
      title: Shortlists for recruiters
      risk_class: high
      risk_reason: Ranks job applications, Annex III point 4(a)
      feature:
        scope: Ranks job applications by their fit
    `,
    markdown`
      ---
      kind: prd
      risk_class: minimal
      ---
      # Triage of support tickets

      ## Goal

      Reduce the first response from 4 h to 2 h within 60 days of full rollout while reopenings stay below 5 %.
    `,
  ],
  check({ artifact, flags, phase, initiative, self }, report) {
    const said = artifact.places.get('/risk_class');
    const found = annex(firstMention(artifact, areas, speaking));
    if (said && artifact.data.risk_class !== undefined) {
      const low = flags.riskClass === 'minimal' || flags.riskClass === 'transparency';
      // "unknown" is honest until somebody has to know.
      if (flags.riskClass === 'unknown' && reached(phase, 'deploy'))
        report('/risk_class', `The risk class is still unknown in the ${phase} phase: who decides, and by when?`, { fix: choose() });
      if (!low || !found) return;
      report('/risk_class', `The class is ${flags.riskClass}, but "${found.word}" may be high risk (Annex III).`, {
        fix: choose(),
        ...(artifact.places.has('/risk_reason') ? { level: 'hint' } : {}),
      });
      return;
    }
    // The class is the product's: the first PRD or one-pager is asked, unless any document answers.
    const asked =
      initiative.members.find(({ source }) => source.kind === 'prd') ??
      initiative.members.find(({ source }) => source.kind === 'one-pager');
    if (flags.riskClass !== undefined || asked !== self) return;
    const fix = choose();
    if (found)
      report(
        { pointer: found.pointer, from: found.from, to: found.to },
        `"${found.word}" may be high risk (Annex III), and no risk class is stated.`,
        { fix },
      );
    else if (isWritten(artifact) && (said || (Object.hasOwn(artifact.data, 'kind') && reached(phase, 'deploy'))))
      report(said ? { keyOf: '/risk_class' } : '/title', 'No risk class is stated: which is it, and why?', { fix, level: 'information' });

    function choose(): Fix {
      const value = '${1|high,transparency,minimal,unknown|}';
      return {
        title: 'State the class and the reason',
        sort: 'choice',
        edits: [
          artifact.data.risk_class === undefined ? { add: '/risk_class', value } : { put: '/risk_class', text: value },
          ...(artifact.places.has('/risk_reason') ? [] : [{ add: '/risk_reason', value: '${2:<why this class and no other>}' }]),
        ],
      };
    }
  },
});

/** What the product is about, and not what may go wrong with it. */
const speaking: ReadonlySet<string> = new Set([
  'title',
  'goal',
  'problem',
  'feature',
  'target_users',
  'success_statement',
  'who_is_affected',
  'hypothesis',
  'why_ai',
]);

/** A template asks enough already. */
const isWritten = ({ data }: Artifact): boolean => [data.goal, data.success_statement, data.feature].some((value) => value !== undefined);

const annex = (mention: Mention | undefined): Mention | undefined =>
  mention &&
  /\b(?:not|never|no|without|except|instead of|non-goal|fraud|simulat\w*|games?|lessons?|learn(?:s|ers?|ing)? (?:about|how))\b/i.test(
    mention.sentence,
  )
    ? undefined
    : mention;

const areas = new RegExp(
  [
    /\b(?:CV|r[ée]sum[ée]|applicant|candidate|job application)s? (?:rank|scor|screen|filter|sort|match|selection|shortlist|review)\w{0,4}\b/,
    /\b(?:rank|scor|screen|filter|shortlist|sort|assess|evaluat)\w{0,4} (?:of )?(?:the )?(?:job |all |incoming )?(?:CVs?|r[ée]sum[ée]s?|applicants|candidates|applications)\b/,
    /\b(?:hiring|recruit(?:ing|ment)) (?:decision|assistant|model|tool|funnel|process|screening)s?\b|\bshortlists? for recruiters\b|\brecruiters? (?:see|get|receive) (?:a )?(?:rank|scor|shortlist)\w{0,4}/,
    /\bcredit[ -]?(?:scor|worth|decision|risk (?:model|scor)|profil|limit decision)\w{0,8}\b|\b(?:loan|mortgage) (?:approval|decision|scor|eligib|application)\w{0,6}\b|\bcreditworthiness\b/,
    /\b(?:exam|essay|student|admission)s? (?:grad|scor|proctor|assessment|selection|admission|decision)\w{0,4}\b|\bgrad(?:e|es|ing) (?:of )?(?:exams|essays|students)\b|\buniversity admissions?\b/,
    /\b(?:emergency|patient|medical|clinical|radiology|A&E) (?:call )?triage\b|\btriage of (?:patients|emergency|x-rays|scans)\b|\btriage\b[^.\n]{0,30}\b(?:emergency|patients?|hospitals?|wards?|clinics?)\b/,
    /\b(?:face|facial|biometric|emotion|gait) (?:recognition|identification|categori[sz]ation|verification)\b|\bfingerprint (?:match|identif)\w{0,8}\b/,
    /\b(?:life|health) insurance (?:pric|risk|underwrit|premium)\w{0,6}\b|\bunderwriting of (?:life|health)\b/,
    /\b(?:asylum|visa|border|benefits?|welfare|social benefit) (?:application|eligib|decision|claim|control|check)\w{0,6}\b|\b(?:predictive polic|recidivism)\w{0,5}\b/,
    /\b(?:employee|worker|staff) (?:monitoring|performance scor\w{1,3}|promotion decision|termination)s?\b/,
    /\b(?:diagnos(?:e|es|is|ing) (?:of )?(?:cancer|fractures?|pneumonia|patients|disease|tumou?rs?|from)|(?:detect|find)(?:s|ing|ion)? (?:of )?(?:fractures|tumou?rs|cancer|nodules|pneumonia))\b/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'i',
);
