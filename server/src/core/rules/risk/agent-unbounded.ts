// An agent that pays, books or deletes, and no word on how much it may do alone.
import { type Mention, mentions } from '../../facts/mentions.js';
import { textBelow } from '../../facts/rows.js';
import { errorFrom, markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'agent-unbounded',
  group: 'risk',
  kinds: ['prd'],
  level: errorFrom('deploy', 'warning'),
  profile: 'strict',
  prose: true,
  says: 'What may it do alone: up to which amount, with whose approval, how often?',
  because: 'A wrong answer can be ignored; a wrong refund is paid. The limit is what makes the worst day affordable.',
  source: 'OWASP Top 10 for LLM applications 2025, LLM06: excessive agency',
  bad: [
    yaml`
      kind: prd
      agentic: true
      title: Service agent for a web shop
      feature:
        scope: The agent <|issues refunds|> and answers questions about orders
    `,
    markdown`
      ---
      kind: prd
      agentic: true
      ---
      # Travel desk

      ## Feature

      The assistant <|books flights|> for employees and changes them on request.
    `,
  ],
  good: [
    yaml`
      kind: prd
      agentic: true
      feature:
        scope: The agent issues refunds of at most $50; a person approves everything above
    `,
    markdown`
      ---
      kind: prd
      agentic: true
      ---
      # Travel desk

      ## Feature

      The assistant books flights for employees and changes them on request.

      ## Human oversight

      The traveller confirms each booking before it is paid; @desk can stop the agent with the flag travel_off.
    `,
  ],
  check({ artifact, flags }, report) {
    if (flags.agentic === false) return;
    const found = [...mentions(artifact, flags.agentic ? acts : byItself, speaking)].find(isDone);
    if (!found || /\b(?:never|not|cannot|no longer|non-goal|only (?:reads?|drafts?|suggests?))\b/i.test(found.sentence)) return;
    const limits = `${textBelow(artifact, '/human_oversight')}\n${textBelow(artifact, '/guardrails')}\n${textBelow(artifact, '/launch_gate')}`;
    if (bounds.test(limits) || [...mentions(artifact, bounds, speaking)].length > 0) return;
    if (
      [...mentions(artifact, bounds, elsewhere)].some(
        ({ sentence }) => acts.test(sentence) || /\bagent|assistant|action|tool/i.test(sentence),
      )
    )
      return;
    const end = found.to;
    report(
      { pointer: found.pointer, from: found.from, to: end },
      `"${found.word}": what may it do alone, up to which limit, and who approves the rest?`,
      {
        fix: {
          title: 'Add the limits',
          sort: 'template',
          edits: [
            {
              within: found.pointer,
              from: found.from,
              to: end,
              text: `${found.word.replace(/[\\$}]/g, '\\$&')} (up to \${1:<limit>}, at most \${2:<number>} a day; \${3:@name} approves the rest)`,
            },
          ],
        },
      },
    );
  },
});

/** Somebody does it: "sends e-mails", "the agent can send e-mails". "Create a data set" is a task of the team. */
const isDone = ({ word, sentence }: Mention): boolean =>
  /^\w+(?:s|ing)\b/i.test(word) ||
  /\b(?:agents?|assistants?|bots?|AI|LLM|copilot|model|it|they|autonom\w{3,6}|automatically)\b/.test(sentence);

const speaking: ReadonlySet<string> = new Set(['title', 'goal', 'feature']);
const elsewhere: ReadonlySet<string> = new Set(['risks_and_mitigations', 'rollout_plan', 'privacy_concerns', 'infra', 'transparency']);
const deeds =
  '(?:issu(?:es?|ing)|pay(?:s|ing)?|send(?:s|ing)?|book(?:s|ing)?|cancel(?:s|l?ing)?|delet(?:es?|ing)|transfer(?:s|ring)?|plac(?:es?|ing)|execut(?:es?|ing)|approv(?:es?|ing)|updat(?:es?|ing)|chang(?:es?|ing)|clos(?:es?|ing)|merg(?:es?|ing)|deploy(?:s|ing)?|order(?:s|ing)?|buy(?:s|ing)?|sell(?:s|ing)?|refund(?:s|ing)?|writ(?:es?|ing)|creat(?:es?|ing)|modif(?:y|ies|ying)|run(?:s|ning)?|restart(?:s|ing)?|adjust(?:s|ing)?|reschedul(?:es?|ing)|block(?:s|ing)?)';
const things =
  '(?:refunds?|payments?|money|invoices?|flights?|trips?|hotels?|rooms?|orders?|e-?mails?|mails?|messages?|records?|accounts?|tickets?|appointments?|meetings?|subscriptions?|contracts?|code|pull requests?|trades?|shares?|stock|prices?|customers?|files?|data|transactions?|credits?|vouchers?|commands?|servers?|services?|bookings?|claims?|purchases?|replies|configurations?|budgets?|bids?)';
const act = `${deeds}(?: (?:the|a|an|all|any|their|each|small|customer|to))?(?: \\w{2,14})? ${things}`;
const acts = new RegExp(`\\b${act}\\b`, 'i');
/** Without the flag the sentence itself must say that a machine acts: "the AI agent issues refunds". */
const byItself = new RegExp(
  `\\b(?:AI agent|LLM|autonomous agent|autonomously|copilot|AI assistant|chatbot|bot)s?\\b[^.;\\n]{0,30}\\b${act}\\b`,
  'i',
);
const bounds =
  /[≤<]|\b(?:at most|up to|maximum|max\.?|limit(?:ed|s)?|cap(?:ped)?|below|under|no more than|only (?:after|with|within)|approval|approved by|(?:person|human|manager|colleague|clerk|desk|lead|owner|\}) approves|@[\w.-]{1,30}\}? approves|confirm(?:s|ed|ation)|sign(?:s|ed)?[ -]off|human[ -]in[ -]the[ -]loop|a (?:person|human|colleague) (?:checks|decides|reviews|approves)|review(?:ed|s)? (?:by|each|every)|dry[ -]run|sandbox(?:ed)?|read[ -]only|allow[ -]?list(?:ed)?|whitelist|permission|least privilege|scoped|quota|rate limit|draft(?:s|ed)?|reversible|undo)\b/i;
