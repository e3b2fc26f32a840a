import assert from 'node:assert/strict';
import { readOwner, readOwners } from '../../../server/src/core/language/owner.js';

const spell = (text: string): string =>
  readOwners(text)
    .map(
      ({ value }) =>
        `${value.sort} ${value.name}${value.role && value.role !== value.name ? ` (${value.role})` : ''}${value.raci ? ` ${value.raci}` : ''}`,
    )
    .join('; ');

const rows: readonly (readonly [text: string, owners: string])[] = [
  ['@ana', 'handle @ana'],
  ['@mei (data team)', 'handle @mei (data team)'],
  ['@org/ads-ranking', 'handle @org/ads-ranking'],
  ['Owner: @kai', 'handle @kai (Owner)'],
  ['@ana, @li', 'handle @ana; handle @li'],
  ['@ana → @li after 15 min', 'handle @ana; handle @li'],
  ['@ana (A), @li (C)', 'handle @ana A; handle @li C'],
  ['Ana Lopez', 'person Ana Lopez'],
  ['Ana Lopez with @kai', 'person Ana Lopez; handle @kai'],
  ['the Dock Planning team', 'team Dock Planning team'],
  ['Treasury', 'team Treasury'],
  ['currently unowned', 'nobody currently unowned'],
  ['Ana Lopez (data team)', 'person Ana Lopez (data team)'],
  ['Ana Lopez – product manager', 'person Ana Lopez (product manager)'],
  ['Product: Ana Lopez', 'person Ana Lopez (Product)'],
  ['Ana Lopez and Ben Carter', 'person Ana Lopez; person Ben Carter'],
  ['Dr. Aiko Tanaka', 'person Dr. Aiko Tanaka'],
  ['Lars van den Berg', 'person Lars van den Berg'],
  ["Kim O'Neil", "person Kim O'Neil"],
  ['Mei-Ling Chen', 'person Mei-Ling Chen'],
  ['ana@example.org', 'address ana@example.org'],
  ['Ana Lopez <ana@example.org>', 'address ana@example.org'],
  ['data team', 'team data team'],
  ['engineering', 'team engineering'],
  ['ML team', 'team ML team'],
  ['Fraud Operations', 'team Fraud Operations'],
  ['Trust & Safety', 'team Trust & Safety'],
  ['PM', 'role PM'],
  ['tech lead', 'role tech lead'],
  ['Head of Risk', 'role Head of Risk'],
  ['on-call engineer', 'role on-call engineer'],
  ['TBD', 'nobody TBD'],
  ['everyone', 'nobody everyone'],
  ["we'll figure it out", "nobody we'll figure it out"],
  ['we’ll figure it out', 'nobody we’ll figure it out'],
  ['N/A', 'nobody N/A'],
  ['the whole team', 'nobody the whole team'],
  ['to be assigned', 'nobody to be assigned'],
  ['?', 'nobody ?'],
  ['待定', 'nobody 待定'],
  ['[Your name]', 'nobody [Your name]'],
  ['', ''],
  ['by 2026-05-03', ''],
];

describe('readOwners', () => {
  for (const [text, owners] of rows) it(`${JSON.stringify(text)} → ${owners || 'nothing'}`, () => assert.equal(spell(text), owners));

  it('points at the name only', () => {
    const text = 'Monitoring: Ana Lopez (data team)';
    assert.equal(text.slice(...(readOwner(text)?.span ?? [0, 0])), 'Ana Lopez');
  });
  it('is unsure of a lone first name', () => assert.ok((readOwner('Ana')?.confidence ?? 0) < 0.6));
});
