// The map as a file that leaves the editor: which formats there are. The command line and the editor write the same bytes.
import type { Report } from '../../core/report.js';
import type { Trend } from '../../core/trend.js';
import type { MapFormat } from '../../protocol.js';
import type { LinePlace, PlaceOf } from '../readiness.js';
import { mapAsHtml } from './html.js';
import { mapAsMarkdown } from './markdown.js';
import { mapAsSvg } from './svg.js';

export interface MapSubject {
  /** "Today" as YYYY-MM-DD. */
  readonly asOf: string;
  /** The commit that it shows, where it is not what the files say now. */
  readonly at?: string;
  /** In order of their ids. */
  readonly initiatives: readonly { readonly id: string; readonly report: Report; readonly trend?: Trend }[];
  readonly placeOf: PlaceOf<LinePlace>;
}

export const mapFormats: Readonly<Record<MapFormat, (subject: MapSubject) => string>> = {
  markdown: mapAsMarkdown,
  svg: mapAsSvg,
  html: mapAsHtml,
};
