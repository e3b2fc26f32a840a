// In which forms `check` can say what it found: one file and one row each.
import type { CheckReport } from '../report.js';
import { asGithub } from './github.js';
import { asGitlab } from './gitlab.js';
import { asJson } from './json.js';
import { asJunit } from './junit.js';
import { asMarkdown } from './markdown.js';
import { asSarif } from './sarif.js';
import { asText } from './text.js';

/** The same report gives the same bytes; colour only where a terminal shows it. */
export type Format = (report: CheckReport, shown: { readonly colour: boolean }) => string;
export type FormatName = keyof typeof formats;

export const formats = {
  text: asText,
  json: asJson,
  sarif: asSarif,
  junit: asJunit,
  github: asGithub,
  gitlab: asGitlab,
  markdown: asMarkdown,
} as const satisfies Readonly<Record<string, Format>>;
