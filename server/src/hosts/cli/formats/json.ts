// The report as it is.
import type { CheckReport } from '../report.js';

export const asJson = (report: CheckReport): string => `${JSON.stringify(report, null, 2)}\n`;
