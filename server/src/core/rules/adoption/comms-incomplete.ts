// Support hears of it from the first angry caller: training, docs, answers to what people ask, and whom to escalate to.
import { textBelow } from '../../facts/rows.js';
import { findPlaceholders } from '../../language/placeholder.js';
import { dataAt } from '../../model/artifact.js';
import { membersOf } from '../../project.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'comms-incomplete',
  group: 'adoption',
  kinds: ['runbook', 'prd'],
  level: { discover: 'hint', build: 'hint', deploy: 'warning', operate: 'warning' },
  prose: true,
  says: 'Support needs training, docs, a FAQ and an escalation path; something is missing.',
  because: 'Customers ask the people in front, not the people who built it. What these do not know becomes a rumour.',
  source: '"PM responsibilities in AI": training, documentation, myth-busting, FAQs and escalation paths',
  bad: [
    yaml`
      kind: runbook
      <|comms|>:
        faq: ./faq.md
    `,
    markdown`
      # Release of the claims assistant

      ## <|Communication|>

      - **Support training:** 2026-05-12
      - **Docs:** [help page](https://example.org/help/claims)
      - **Escalation path:** #claims-oncall, then @sam
    `,
    yaml`
      kind: prd
      <|adoption|>:
        metric: editors who publish a draft
        target: 50 %
        training: one hour for each newsroom
    `,
  ],
  good: [
    yaml`
      kind: runbook
      comms:
        support_training: 2026-05-12
        docs: https://example.org/help/claims
        myth_busting: "it suggests, adjusters decide"
        escalation_path: "#claims-oncall, then @sam"
    `,
    markdown`
      # Release of the claims assistant

      ## Communication

      Support is trained on 12 May, the help page and a FAQ go live the same day, and agents escalate to #claims-oncall.
    `,
  ],
  check({ artifact, initiative }, report) {
    const plan = artifact.kind === 'runbook';
    const field = plan ? '/comms' : '/adoption';
    const data = dataAt(artifact, field);
    if (data === undefined) return;
    const text = textBelow(artifact, field);
    if (findPlaceholders(text).length > 0) return;
    const structured = typeof data === 'object' && !Array.isArray(data);
    // In a PRD only where it plans for support itself, and no runbook does.
    if (
      !plan &&
      (!structured || !['training', 'docs', 'comms'].some((key) => Object.hasOwn(data, key)) || membersOf(initiative, 'runbook').length > 0)
    )
      return;
    const missing = needed.filter(({ keys, said }) => !(structured && keys.some((key) => Object.hasOwn(data, key))) && !said.test(text));
    if (missing.length === 0) return;
    // Whom to tell during an incident is another plan: that has channels and an escalation, and neither training nor FAQ.
    const forSupport = needed.some((part) => (part.keys[0] === 'faq' || part.keys[0] === 'support_training') && !missing.includes(part));
    if (plan && !forSupport && (artifact.syntax === 'markdown' || !structured)) return;
    const names = missing.map(({ title }) => title);
    const list = names.length === 1 ? (names[0] as string) : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
    report({ keyOf: field }, `${list.charAt(0).toUpperCase()}${list.slice(1)} ${names.length === 1 ? 'is' : 'are'} missing for support.`, {
      fix: {
        title: 'Add what is missing',
        sort: 'template',
        edits: plan
          ? missing.map(({ keys, blank }) => ({ add: `${field}/${keys[0]}`, value: blank }))
          : [
              {
                add: `${field}/${Object.hasOwn(data as object, 'comms') ? 'docs' : 'comms'}`,
                value: missing.map(({ title, blank }) => `${title} \${${blank.slice(2)}`).join('; '),
              },
            ],
      },
    });
  },
});

const needed = [
  {
    title: 'training',
    keys: ['support_training', 'training'],
    said: /\btrain(?:ing|ed|s)?\b|\benablement\b|\bbriefing\b|\bworkshops?\b/i,
    blank: '${1:2026-05-12, @name}',
  },
  {
    title: 'documentation',
    keys: ['docs'],
    said: /\bdocs?\b|\bdocumentation\b|\bhelp (?:pages?|articles?|cent(?:er|re))\b|\bguides?\b|\bmanual\b|\bhandbook\b|\bplaybook\b/i,
    blank: '${2:<link to the docs>}',
  },
  {
    title: 'a FAQ',
    keys: ['faq', 'myth_busting'],
    said: /\bFAQs?\b|\bmyth|\bmisconception|\bq(?: ?& ?|uestions and )a(?:nswers)?\b|\bfrequent(?:ly asked)? questions\b/i,
    blank: '${3:<link to the FAQ>}',
  },
  { title: 'an escalation path', keys: ['escalation_path'], said: /\bescalat/i, blank: '${4:#channel}, then ${5:@name}' },
] as const;
