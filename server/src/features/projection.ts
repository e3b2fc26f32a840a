// A projection in words: as text, Markdown, a page and data. Every gap leads to the field that would fill it, or names the document
// that has to be written first; each of them says that it judges nothing.
import { disclaimer, type Projection, type ProjectionRow } from '../core/projections.js';
import type { Evidence } from '../core/readiness/evidence.js';
import { titleOf } from '../core/readiness/readiness.js';
import type { Report } from '../core/report.js';
import { shapeOf } from '../core/schema/look.js';
import { lineIndex } from '../core/text.js';
import { escapeMarkdown, escapeMarkup, escapeTerminal } from './escape.js';
import { begin } from './map.js';
import { toRange } from './ranges.js';
import type { LinePlace, PlaceOf } from './readiness.js';
import { keyOf } from './report.js';
import { uriOf } from './uris.js';

export interface ProjectionSubject {
  readonly initiatives: readonly { readonly id: string; readonly projection: Projection }[];
  readonly placeOf: PlaceOf<LinePlace>;
}

export const projectionFormats: Readonly<Record<'text' | 'json' | 'markdown' | 'html', (subject: ProjectionSubject) => string>> = {
  text: asText,
  json: asJson,
  markdown: asMarkdown,
  html: asHtml,
};

const signs = { evidence: '●', partly: '◐', none: '○', outside: '–' } as const;
const says = { evidence: 'evidence', partly: 'partly', none: 'no evidence yet', outside: 'link evidence' } as const;
const legend = '● evidence · ◐ partly · ○ none yet · – not shown by such documents: link what does';

function asText({ initiatives, placeOf }: ProjectionSubject): string {
  const parts = initiatives.map(({ id, projection }) =>
    [
      `${escapeTerminal(id)}: ${headOf(projection)}`,
      ...projection.groups.flatMap(({ title, rows, points }) => [
        '',
        `  ${title}${points === undefined ? '' : `: ${points}`}`,
        ...rows.flatMap((row) => [
          `  ${signs[row.state]} ${row.id}  ${row.title}${row.points === undefined ? '' : ` (${row.points})`}`,
          ...gapsOf(row).map((gap) => `      ${escapeTerminal(words(row, gap, placeOf))}`),
        ]),
      ]),
      '',
      `  ${legend}`,
      `  ${disclaimer}`,
      `  ${projection.source}, as of ${projection.asOf}.`,
    ].join('\n'),
  );
  return parts.length === 0 ? 'No initiative here.\n' : `${parts.join('\n\n')}\n`;
}

function asMarkdown({ initiatives, placeOf }: ProjectionSubject): string {
  const parts = initiatives.map(({ id, projection }) =>
    [
      `## ${escapeMarkdown(id)}: ${escapeMarkdown(headOf(projection))}`,
      '',
      `${disclaimer} ${projection.source}, as of ${projection.asOf}.`,
      ...projection.groups.flatMap(({ title, rows, points }) => [
        '',
        `### ${title}${points === undefined ? '' : `: ${points}`}`,
        '',
        '| | | Gaps |',
        '| --- | --- | --- |',
        ...rows.map(
          (row) =>
            `| ${signs[row.state]} ${says[row.state]} | **${escapeMarkdown(row.id)}** ${escapeMarkdown(row.title)} | ${gapsOf(row)
              .map((gap) => escapeMarkdown(words(row, gap, placeOf)))
              .join('<br>')} |`,
        ),
      ]),
    ].join('\n'),
  );
  return parts.length === 0 ? 'No initiative here.\n' : `${parts.join('\n\n')}\n`;
}

function asHtml({ initiatives, placeOf }: ProjectionSubject): string {
  const sections = initiatives.map(({ id, projection }) => {
    const groups = projection.groups.map(({ title, rows, points }) => {
      const lines = rows.map(
        (row) =>
          `<tr><td>${signs[row.state]} ${says[row.state]}</td><th scope="row"><b>${escapeMarkup(row.id)}</b> ${escapeMarkup(row.title)}</th><td>${gapsOf(
            row,
          )
            .map((gap) => escapeMarkup(words(row, gap, placeOf)))
            .join('<br>')}</td></tr>`,
      );
      return `<h3>${escapeMarkup(title)}${points === undefined ? '' : `: ${points}`}</h3>\n<table>\n<thead><tr><th scope="col">State</th><th scope="col">Row</th><th scope="col">Gaps</th></tr></thead>\n<tbody>\n${lines.join('\n')}\n</tbody>\n</table>`;
    });
    return `<section>\n<h2>${escapeMarkup(`${id}: ${headOf(projection)}`)}</h2>\n<p>${escapeMarkup(`${disclaimer} ${projection.source}, as of ${projection.asOf}.`)}</p>\n${groups.join('\n')}\n</section>`;
  });
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Evidence</title>
<style>
:root { color-scheme: light dark; }
body { max-width: 70rem; margin: 0 auto; padding: 1.5rem; font: 15px/1.5 system-ui, sans-serif; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: .375rem .5rem; border-bottom: 1px solid #8886; text-align: start; vertical-align: top; font-weight: 400; overflow-wrap: anywhere; }
</style>
<main>
<h1>Evidence</h1>
${sections.length === 0 ? '<p>No initiative here.</p>' : sections.join('\n')}
</main>
</html>
`;
}

function asJson({ initiatives, placeOf }: ProjectionSubject): string {
  const data = {
    schemaVersion: 1,
    note: disclaimer,
    initiatives: initiatives.map(({ id, projection: { groups, ...projection } }) => ({
      id,
      ...projection,
      groups: groups.map(({ rows, ...group }) => ({
        ...group,
        rows: rows.map(({ evidence, ...row }) => ({
          ...row,
          evidence: evidence.map(({ kind, pointer, path, span, credit, gaps }) => ({
            kind,
            pointer,
            credit,
            ...(path === undefined ? {} : placeOf(path, span)),
            ...(gaps.length === 0 ? {} : { findings: gaps }),
          })),
        })),
      })),
    })),
  };
  return `${JSON.stringify(data, null, 2)}\n`;
}

/** For an editor: each field with its place, or how it is begun. */
export function projectionAsData({ initiative, checks }: Report, projection: Projection) {
  const texts = new Map(checks.map(({ path, source }) => [path, source.text]));
  const key = keyOf(initiative);
  return {
    ...projection,
    note: disclaimer,
    groups: projection.groups.map((group) => ({
      ...group,
      rows: group.rows.map((row) => ({
        ...row,
        evidence: row.evidence.map((one) => ({
          title: `${titleOf(one.kind, one.pointer)} (${one.kind === undefined ? 'any document' : shapeOf(one.kind).title})`,
          credit: one.credit,
          ...(one.path === undefined ? {} : { uri: uriOf(one.path), range: toRange(lineIndex(texts.get(one.path) ?? ''), one.span) }),
          ...begin(key, one, initiative),
        })),
      })),
    })),
  };
}

function headOf({ title, points, groups }: Projection): string {
  const rows = groups.flatMap((group) => group.rows);
  const full = rows.filter(({ state }) => state === 'evidence').length;
  const counted = `${full} of ${rows.length} with evidence`;
  return points ? `${title} ${points.score}, bound by ${points.of} (${points.says}); ${counted}` : `${title}, ${counted}`;
}

const gapsOf = ({ evidence }: ProjectionRow): readonly Evidence[] => evidence.filter(({ credit }) => credit < 1);

/** "Rollback · Kill switch (Deployment runbook): not there yet, recs.runbook.yaml:12" */
function words({ state }: ProjectionRow, { kind, pointer, path, span, credit, gaps }: Evidence, placeOf: PlaceOf<LinePlace>): string {
  const place = path === undefined ? undefined : placeOf(path, span);
  const heaviest = gaps.find(({ waived }) => !waived);
  const absent = state === 'outside' ? 'no link there names it' : 'not there yet';
  const why = credit > 0 && heaviest ? heaviest.message : credit > 0 ? 'says too little' : absent;
  const holder = kind === undefined ? 'any document' : shapeOf(kind).title;
  return `${titleOf(kind, pointer)} (${holder}): ${why}${place ? `, ${place.path}:${place.line + 1}` : ', the document has to be written first'}`;
}
