// Model cards: the front matter that Hugging Face reads, and the JSON or YAML of the model card toolkit. The words of a card are the
// team's; only what is stated as data is read, and whether it speaks of its limits.
import type { Node } from '../tree.js';
import type { ModelCard } from './have.js';
import { documentsIn, entriesAt, firstOf, itemsAt, nodeAt, spanAt, wordsAt } from './plain.js';

export function modelCardInMarkdown(text: string): ModelCard | undefined {
  const front = /^\ufeff?---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/.exec(text);
  const head = front ? documentsIn(front[0]).find((node) => node.type === 'map' && node.entries.length > 0) : undefined;
  const body = text.slice(front?.[0].length ?? 0);
  const heading = /^#\s+(.{1,120})$/m.exec(body)?.[1]?.trim() ?? '';
  const titled = /^model card\b[\s:–—-]*(?:(?:for|of)\s)?\s*/i.exec(heading)?.[0];
  const limits = limited.test(body);
  // Without data in its head a card still says by its title what it is.
  const isHub = head?.type === 'map' && head.entries.some(({ key }) => hubKeys.has(key));
  if (!isHub && titled === undefined) return undefined;
  const title = heading.slice(titled?.length ?? 0);
  if (isHub) {
    const card = ofHub(head);
    return { ...card, name: card.name || title, limits };
  }
  const at = text.indexOf(heading);
  return { name: title, version: '', licence: '', owners: [], limits, results: [], evaluatedOn: [], span: [at, at + heading.length] };
}

export function modelCardIn(document: Node): ModelCard | undefined {
  const details = nodeAt(document, 'model_details');
  if (details) return ofToolkit(document, details);
  if (wordsAt(document, 'model_name') !== '' && flatKeys.some((key) => nodeAt(document, key) !== undefined)) return ofRegistry(document);
  if (itemsAt(document, 'model-index').length === 0) return undefined;
  return { ...ofHub(document), limits: nodeAt(document, 'limitations') !== undefined };
}

/** A name and one of these: an entry of a registry rather than any file that mentions a model. */
const flatKeys = ['model_type', 'model_id', 'use_case', 'intended_use', 'limitations', 'risk_tier', 'training_data', 'evaluation'];

/** One of these is what makes front matter that of a model. */
const hubKeys: ReadonlySet<string> = new Set(['model-index', 'model_name', 'base_model', 'pipeline_tag', 'library_name']);

const limited = /^#{1,6}\s.{0,80}\b(?:limitations?|out[- ]of[- ]scope|known issues|caveats|not intended|failure modes)\b/im;

function ofHub(head: Node): Omit<ModelCard, 'limits'> {
  const models = itemsAt(head, 'model-index');
  const results = models
    .flatMap((model) => itemsAt(model, 'results'))
    .flatMap((result) => {
      const dataset = firstOf(nodeAt(result, 'dataset'), ['name', 'type']);
      return itemsAt(result, 'metrics').map((metric) => ({
        metric: firstOf(metric, ['name', 'type']),
        value: wordsAt(metric, 'value'),
        dataset,
      }));
    });
  return {
    name: wordsAt(head, 'model_name') || wordsAt(models[0], 'name'),
    version: firstOf(head, ['version', 'model_version', 'revision']),
    licence: firstOf(head, ['license_name', 'license']),
    owners: [],
    results,
    evaluatedOn: distinct(results.map(({ dataset }) => dataset)),
    span: head.span,
  };
}

function ofRegistry(document: Node): ModelCard {
  return {
    name: wordsAt(document, 'model_name'),
    version: firstOf(document, ['version', 'model_version']),
    licence: wordsAt(document, 'license'),
    owners: [firstOf(document, ['owner', 'model_owner'])].filter((owner) => owner !== ''),
    limits: ['limitations', 'out_of_scope', 'known_limitations'].some((key) => nodeAt(document, key) !== undefined),
    results: [],
    evaluatedOn: [firstOf(document, ['evaluation_dataset', 'evaluation_data', 'test_set'])].filter((name) => name !== ''),
    span: spanAt(document, 'model_name'),
  };
}

function ofToolkit(document: Node, details: Node): ModelCard {
  const measured = [
    ...itemsAt(document, 'quantitative_analysis', 'performance_metrics'),
    ...itemsAt(document, 'quantitative_analysis', 'performanceMetrics'),
  ];
  const results = measured.map((metric) => ({
    metric: firstOf(metric, ['type', 'name']),
    value: wordsAt(metric, 'value'),
    dataset: firstOf(metric, ['dataset', 'slice']),
  }));
  const data = nodeAt(document, 'model_parameters', 'data');
  const named = data?.type === 'seq' ? data.items.map((item) => wordsAt(item, 'name')) : [wordsAt(data, 'eval', 'name')];
  return {
    name: wordsAt(details, 'name'),
    version: wordsAt(details, 'version', 'name') || wordsAt(details, 'version'),
    licence:
      itemsAt(details, 'licenses').map((licence) => firstOf(licence, ['identifier', 'custom_text']))[0] ?? wordsAt(details, 'license'),
    owners: itemsAt(details, 'owners')
      .map((owner) => firstOf(owner, ['name', 'contact']))
      .filter((name) => name !== ''),
    limits: entriesAt(document, 'considerations').some(
      ({ key, value }) => key === 'limitations' && (value.type !== 'seq' || value.items.length > 0),
    ),
    results,
    evaluatedOn: distinct([...named, ...results.map(({ dataset }) => dataset)]),
    span: spanAt(details, 'name'),
  };
}

const distinct = (names: readonly string[]): readonly string[] => [...new Set(names.filter((name) => name !== ''))];
