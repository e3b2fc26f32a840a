// The list of kinds. Which file is of which kind is decided in recognise.ts; what a kind holds stands in its schema.
import prd from '../../../../schemas/prd.schema.json' with { type: 'json' };
import runbook from '../../../../schemas/runbook.schema.json' with { type: 'json' };
import type { Kind } from '../../recognise.js';

export type { Kind };

export const schemas: Readonly<Record<Kind, unknown>> = { prd, runbook } as never;
export const kinds = Object.keys(schemas) as readonly Kind[];
