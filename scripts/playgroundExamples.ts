// The examples of the repository as the playground offers them; runs when the page is built. The other spelling of a document is written
// by the engine from what it read.

import type { Contents, Example } from '../playground/contents.js';
import { type Doc, kindOf, nameFor, type Syntax, stemOf, syntaxOf } from '../playground/documents.js';
import { readTree } from '../server/src/core/check.js';
import { lower } from '../server/src/core/model/lower.js';
import type { Template } from '../server/src/core/rules/rule.js';
import { shapeOf } from '../server/src/core/schema/look.js';
import { writeArtifact } from '../server/src/core/syntax/write.js';
import { newKinds } from '../server/src/newFiles.js';

export function examplesFrom({
  broken,
  whole,
}: {
  readonly broken: readonly Doc[];
  readonly whole: readonly Doc[];
}): Pick<Contents, 'examples' | 'titles'> {
  const titles = Object.fromEntries(newKinds.map((kind) => [kind, shapeOf(kind).title])) as Contents['titles'];
  const alone = (docs: readonly Doc[]): readonly Example[] =>
    newKinds.flatMap((kind) =>
      (['markdown', 'yaml'] as const).map((syntax) => ({
        group: 'One document, with mistakes',
        title: `${titles[kind]}, ${syntax === 'yaml' ? 'YAML' : 'Markdown'}`,
        documents: docs.filter((doc) => kindOf(doc) === kind).map((doc) => spelled(doc, syntax)),
      })),
    );
  return {
    titles,
    examples: [
      { group: 'Seven documents', title: 'With the mistakes that people make', documents: inOrder(broken) },
      { group: 'Seven documents', title: 'With nothing left to say', documents: inOrder(whole) },
      ...alone(broken),
    ],
  };
}

function spelled(doc: Doc, syntax: Syntax): Doc {
  const kind = kindOf(doc);
  if (!kind || syntaxOf(doc) === syntax) return doc;
  const { data } = lower(readTree(doc.text, syntaxOf(doc)), kind);
  const given = { ...(data as Readonly<Record<string, Template>>), kind };
  return { name: nameFor(stemOf(doc), kind, syntax), text: writeArtifact(shapeOf(kind), given, syntax) };
}

const inOrder = (docs: readonly Doc[]): readonly Doc[] =>
  [...docs].sort((a, b) => newKinds.indexOf(kindOf(a) as never) - newKinds.indexOf(kindOf(b) as never));
