// A link that ends nowhere: no such file beside this one, or no such heading in it. What nobody can know is not called broken.
import { anchorKey, type Link, resolveLink } from '../../facts/links.js';
import type { Member } from '../../project.js';
import { closest } from '../../schema/closest.js';
import { type Fix, markdown, rule, together, yaml } from '../rule.js';

export default rule({
  id: 'link-broken',
  group: 'structure',
  kinds: ['prd', 'one-pager', 'data-readiness', 'experiment-plan', 'runbook', 'monitoring', 'retrospective'],
  level: 'error',
  says: 'This link points nowhere.',
  because: 'Whoever follows an alert at night has this link and nothing else.',
  source: 'Site Reliability Workbook: every page has its playbook entry',
  noFix: 'where nothing is named alike, only the author knows what was meant',
  bad: [
    markdown`
      ---
      kind: runbook
      ---
      # Release of the triage model

      ## Preflight

      - The way back is tested, see [rollback](<|#roll-bak|>)

      ## Rollback

      Flag triage_v3 off.
    `,
    together(
      yaml`
        kind: monitoring
        alerts:
          - name: ErrorsUp
            runbook: <|./1#fall-back|>
      `,
      markdown`
        ---
        kind: runbook
        ---
        # Release of the triage model

        ## Fallback to the nurse line

        Flag triage_v3 off.
      `,
    ),
  ],
  good: [
    markdown`
      ---
      kind: runbook
      related: [./triage.prd.md, https://example.org/roadmap#q3]
      ---
      # Release of the triage model

      See [rollback](#rollback-in-4-minutes), [the code](src/triage.py) and \`[x](#nowhere)\`.

      ## Rollback: in 4 minutes

      Flag triage_v3 off.
    `,
    together(
      yaml`
        kind: monitoring
        alerts:
          - name: ErrorsUp
            runbook: ./1#fallback
      `,
      yaml`
        kind: runbook
        rollback:
          fallback: the nurse line
      `,
    ),
  ],
  check({ facts, initiative, self }, report) {
    for (const link of facts.links.out) {
      const path = link.path === '' ? self.path : resolveLink(self.path, link.path);
      if (path === undefined) continue;
      const target = path === self.path ? self : initiative.members.find((member) => member.path === path);
      const at = { span: link.span, pointer: link.pointer };
      // In a sentence a broken link is a nuisance; in a field it is the field.
      const level = link.field ? {} : { level: 'warning' as const };
      if (!target && self.exists?.(path) === false) {
        report(at, `"${short(link.path)}" does not exist: the link points nowhere.`, level);
        continue;
      }
      if (!target || link.anchor === undefined || isThere(target, link.anchor)) continue;
      const where = target === self ? 'this file' : target.path.slice(target.path.lastIndexOf('/') + 1);
      report(at, `There is no "${short(link.anchor)}" in ${short(where)}: the link points nowhere.`, { ...level, ...offer(link, target) });
    }
  },
});

/** GitHub numbers headings of the same name: `#setup-1`. Lines and text fragments are places of another sort. */
const isThere = ({ facts }: Member, anchor: string): boolean =>
  /^L\d+|^:~:|^user-content-|^page=|^top$/i.test(anchor) ||
  anchorKey(anchor) === '' ||
  facts.links.anchors.has(anchorKey(anchor)) ||
  facts.links.anchors.has(anchorKey(anchor.replace(/-\d+$/, '')));

function offer(link: Link, { facts }: Member): { readonly fix?: Fix } {
  const near = closest(anchorKey(link.anchor ?? ''), [...facts.links.anchors.keys()]);
  const words = near === undefined ? undefined : facts.links.anchors.get(near);
  if (words === undefined) return {};
  const slug = words
    .toLowerCase()
    .trim()
    .replace(/[^\p{L}\p{N}\s_-]+/gu, '')
    .replace(/\s/g, '-');
  return {
    fix: {
      title: `Point at "${short(words)}"`,
      sort: 'choice',
      edits: [{ rename: link.span, text: `${link.text.split('#')[0]}#${slug}` }],
    },
  };
}

const short = (text: string): string => (text.length > 40 ? `…${text.slice(-39)}` : text);
