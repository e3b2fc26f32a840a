// Which sort of model a name is, whose, and how large.
import { strict as assert } from 'node:assert';
import { readModels, sortOf } from '../../../server/src/core/language/models.js';

describe('names of models', () => {
  const sorts: readonly (readonly [string, ReturnType<typeof sortOf>])[] = [
    ['most popular in category', 'simple'],
    ['Seasonal naive', 'simple'],
    ['Logistic regression on tenure', 'simple'],
    ['LightGBM, 62 features', 'trees'],
    ['an ensemble of random forests', 'trees'],
    ['DistilBERT', 'deep'],
    ['two-tower network', 'deep'],
    ['RoBERTa on top of BM25', 'deep'],
    ['gpt-4o-2024-08-06', 'language'],
    ['Llama-3-70B', 'language'],
    ['model v41', undefined],
    ['the team of ranking', undefined],
  ];
  for (const [text, sort] of sorts) it(`${text} is ${sort ?? 'not known'}`, () => assert.equal(sortOf(text), sort));

  it('knows the family and the number of weights', () => {
    assert.deepEqual(
      readModels('claude-sonnet-4-20250514 judges Llama-3-70B').map(({ family, parameters }) => [family, parameters]),
      [
        ['claude', undefined],
        ['llama', 70e9],
      ],
    );
    assert.equal(readModels('a 7B language model')[0]?.parameters, 7e9);
  });
});
