// "latest": somebody else decides which model users meet tomorrow.
import { textBelow } from '../../facts/rows.js';
import { readModels } from '../../language/models.js';
import { findPlaceholders } from '../../language/placeholder.js';
import { type Artifact, leaves, type Pointer, textAt } from '../../model/artifact.js';
import { behind } from '../behind.js';
import { errorFrom, markdown, type ReportFinding, rule, yaml } from '../rule.js';

export default rule({
  id: 'model-unpinned',
  group: 'model-selection',
  kinds: ['runbook', 'experiment-plan', 'prd'],
  level: errorFrom('deploy', 'warning'),
  prose: true,
  says: 'Which version exactly? This name can mean another model tomorrow.',
  because: 'What was evaluated is what has to be released. Under a moving name a provider or a colleague changes it without a test.',
  source: 'ML Test Score, Model 1; NIST AI 600-1, MG-3.2-002',
  bad: [
    yaml`
      kind: runbook
      artifact: {model: <|support-llm-latest|>, prompt_version: v12}
    `,
    markdown`
      ---
      kind: prd
      ---
      # Reply drafts

      ## Model decision

      We call <|the latest GPT model|> and fall back to templates.
    `,
    yaml`
      kind: runbook
      artifact: {model: <|xray ranker|>}
    `,
    markdown`
      ## Artifact

      - Model: <|gpt-4o|>
      - Prompt version: v3
    `,
  ],
  good: [
    yaml`
      kind: runbook
      artifact: {model: support-llm-2025-08-07, prompt_version: v12}
    `,
    markdown`
      ---
      kind: prd
      ---
      # Reply drafts

      ## Model decision

      We call claude-sonnet-4-20250514 with prompt v12; the latest release is compared on the same set before each change.
    `,
    yaml`
      kind: runbook
      artifact: {model: "xray-ranker@sha256:4f1d9a", feature_schema: v7}
    `,
  ],
  check({ artifact, flags }, report) {
    for (const { pointer, text } of leaves(artifact)) {
      if (!places.test(pointer) || /(?:result|updated|cadence)/.test(pointer)) continue;
      for (const found of text.text.matchAll(moving)) {
        const [whole, ...named] = found;
        const word = (named.find((name) => name !== undefined) ?? whole).trimEnd();
        const from = found.index + whole.indexOf(word);
        if (guarded.test(text.text.slice(Math.max(0, found.index - 30), found.index)) || !isModel(pointer, whole, text.text)) continue;
        const pinned = word.replace(/[-:@]?latest$/i, '');
        report({ pointer, from, to: from + word.length }, `"${word}" can be another model tomorrow: which version was evaluated?`, {
          fix: {
            title: 'Name the version',
            sort: 'template',
            edits: [
              {
                within: pointer,
                from,
                to: from + word.length,
                text:
                  pinned !== word && pinned !== '' ? `${pinned.replace(/[\\$}]/g, '\\$&')}-\${1:2026-01-31}` : '${1:name}-${2:2026-01-31}',
              },
            ],
          },
        });
      }
    }
    if (artifact.kind === 'runbook') released(artifact, flags.generative === true, report);
  },
});

/** What a runbook ships has a version, a digest or a date; a generative one has a prompt as well. */
function released(artifact: Artifact, generative: boolean, report: ReportFinding): void {
  const all = textBelow(artifact, '/artifact');
  const at: Pointer = textAt(artifact, '/artifact/model') === '' ? '/artifact' : '/artifact/model';
  const model = textAt(artifact, at);
  if (model === '' || model.includes('\n') || model.length > 80 || findPlaceholders(all).length > 0 || /latest|newest/i.test(model)) return;
  const alias =
    readModels(model).some(({ family }) => family !== undefined && !open.has(family)) &&
    !/\d{4}-?\d{2}-?\d{2}|-\d{3}\b|@|sha256|\$\{/.test(model);
  if (alias || !/\d|sha256|\$\{|<[^>]+>/.test(at === '/artifact' ? model : `${model} ${textAt(artifact, '/artifact/image_digest')}`)) {
    const end = model.trimEnd().length;
    report(at, `"${model.slice(0, 50)}" has no ${alias ? 'date' : 'version'}: which one was evaluated?`, {
      fix: { title: 'Add the version', sort: 'template', edits: [behind(at, model, end, alias ? '-${1:2026-01-31}' : '@${1:v42}')] },
    });
  } else if (generative && !/\bprompt/i.test(all) && textAt(artifact, '/artifact/prompt_version') === '')
    report(at, 'The prompt has no version here: a changed prompt is a changed model.', {
      fix: {
        title: 'Add the prompt’s version',
        sort: 'template',
        edits:
          at === '/artifact'
            ? [behind(at, model, model.trimEnd().length, ', prompt ${1:v12}')]
            : [{ add: '/artifact/prompt_version', value: '${1:v12}' }],
      },
    });
}

/** Weights that one holds oneself change only when one changes them. */
const open: ReadonlySet<string> = new Set(['llama', 'mistral', 'mixtral', 'qwen', 'deepseek', 'phi', 'gemma']);
const places =
  /^\/(?:artifact|model_decision|infra|candidates|llm_eval|reproducibility|decision|feature|steps|strategy|online_test)(?:\/|$)/;
const moving =
  /\b([\w.]{1,40}(?:[-/][\w.]{1,30}){0,6}[-:@]latest)\b|\b((?:the |always |our |their )?(?:latest|newest|most recent|current) (?:available )?(?:version of )?(?:the )?(?:gpt|chatgpt|claude|gemini|llama|mistral|qwen|openai|anthropic|hosted|provider'?s?|foundation|llm|language)\b(?: ?-?[\w.]{1,12}){0,2}? ?(?:models?|version|release|snapshot)?)|^\s*(latest|newest|current|head|main|stable)\s*$/gim;
/** "compared with the latest", "not the latest": said about it, not used. */
const guarded = /\b(?:not|never|instead of|rather than|compared? (?:with|to)|against|no|avoid|than|before)\s+(?:\w+\s)?$/i;
const isModel = (pointer: Pointer, words: string, text: string): boolean =>
  /\/(?:model|name|choice|winner)$|^\/artifact|^\/candidates|^\/llm_eval/.test(pointer) ||
  !/:latest$/.test(words) ||
  readModels(words).length > 0 ||
  /\bmodel\b/i.test(text);
