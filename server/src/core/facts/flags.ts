// What the header says about the product: it decides which groups of rules have a say. What is not said is undefined, never guessed.
import type { Artifact } from '../model/artifact.js';

export interface Flags {
  readonly serving: 'realtime' | 'batch' | 'stream' | undefined;
  readonly generative: boolean | undefined;
  readonly agentic: boolean | undefined;
  readonly personalData: 'none' | 'indirect' | 'direct' | 'special' | undefined;
  readonly regulated: boolean | undefined;
  readonly customerFacing: boolean | undefined;
  readonly riskClass: 'minimal' | 'transparency' | 'high' | 'prohibited' | 'unknown' | undefined;
  readonly teamSize: number | undefined;
}

/** A condition on the flags, by its name in a rule's `when`. */
export type Condition = keyof typeof conditions;

export const conditions = {
  generative: {
    holds: (flags: Flags) => flags.generative === true || flags.agentic === true,
    words: '`generative: true` or `agentic: true`',
  },
  agentic: { holds: (flags: Flags) => flags.agentic === true, words: '`agentic: true`' },
  regulated: { holds: (flags: Flags) => flags.regulated === true, words: '`regulated: true`' },
  'customer-facing': { holds: (flags: Flags) => flags.customerFacing === true, words: '`customer_facing: true`' },
  'high-risk': { holds: (flags: Flags) => flags.riskClass === 'high' || flags.riskClass === 'prohibited', words: '`risk_class: high`' },
  'personal-data': {
    holds: (flags: Flags) => flags.personalData !== undefined && flags.personalData !== 'none',
    words: '`personal_data` other than `none`',
  },
  realtime: {
    holds: (flags: Flags) => flags.serving === 'realtime' || flags.serving === 'stream',
    words: '`serving: realtime` or `stream`',
  },
} as const satisfies Record<string, { readonly holds: (flags: Flags) => boolean; readonly words: string }>;

export function flagsOf(artifact: Artifact): Flags {
  const one = <T extends string>(key: string, ...choices: readonly T[]): T | undefined => {
    const value = artifact.data[key];
    return typeof value === 'string' ? choices.find((choice) => choice === value.trim().toLowerCase()) : undefined;
  };
  const size = Number(artifact.data.team_size);
  return {
    serving: one('serving', 'realtime', 'batch', 'stream'),
    generative: truth(artifact.data.generative),
    agentic: truth(artifact.data.agentic),
    personalData: one('personal_data', 'none', 'indirect', 'direct', 'special'),
    regulated: truth(artifact.data.regulated),
    customerFacing: truth(artifact.data.customer_facing),
    riskClass: one('risk_class', 'minimal', 'transparency', 'high', 'prohibited', 'unknown'),
    teamSize: artifact.data.team_size !== undefined && size >= 0 ? size : undefined,
  };
}

/** The own flags, and for what they leave open those of the others, in their order. */
export function joinFlags(own: Flags, others: readonly Flags[]): Flags {
  const joined: { -readonly [K in keyof Flags]: Flags[K] } = { ...own };
  const fill = <K extends keyof Flags>(key: K): void => {
    joined[key] ??= others.find((flags) => flags[key] !== undefined)?.[key] as Flags[K];
  };
  for (const key of Object.keys(own) as (keyof Flags)[]) fill(key);
  return joined;
}

function truth(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string') return undefined;
  if (/^\s*(?:true|yes|y)\s*$/i.test(value)) return true;
  return /^\s*(?:false|no|n)\s*$/i.test(value) ? false : undefined;
}
