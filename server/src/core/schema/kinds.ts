// The list of kinds. Which file is of which kind is decided in recognise.ts; what a kind holds stands in its schema.
import dataReadiness from '../../../../schemas/data-readiness.schema.json' with { type: 'json' };
import experimentPlan from '../../../../schemas/experiment-plan.schema.json' with { type: 'json' };
import monitoring from '../../../../schemas/monitoring.schema.json' with { type: 'json' };
import onePager from '../../../../schemas/one-pager.schema.json' with { type: 'json' };
import prd from '../../../../schemas/prd.schema.json' with { type: 'json' };
import retrospective from '../../../../schemas/retrospective.schema.json' with { type: 'json' };
import runbook from '../../../../schemas/runbook.schema.json' with { type: 'json' };
import type { Kind } from '../../recognise.js';

export type { Kind };

/** In the order in which an initiative writes them. */
export const schemas: Readonly<Record<Kind, unknown>> = {
  'one-pager': onePager,
  'data-readiness': dataReadiness,
  'experiment-plan': experimentPlan,
  prd,
  runbook,
  monitoring,
  retrospective,
};
export const kinds = Object.keys(schemas) as readonly Kind[];
