// What server and client say to each other beyond the Language Server Protocol: names and shapes, nothing else.
// A client that knows none of this loses only the status line.

/** Notification, server to client: what an open document is. Sent when it opens and whenever the answer changes. */
export const statusNotification = 'shipworthy/status';

export interface StatusParams {
  readonly uri: string;
  /** Absent: the document is not ours. */
  readonly kind?: string;
  /** Why it has that kind: config, declared, suffix, name. */
  readonly kindFrom?: string;
  readonly phase?: string;
  /** URI of the configuration in force; absent: built-in defaults. */
  readonly config?: string;
  /** URIs of the configurations that it extends, the nearest first. */
  readonly extends?: readonly string[];
  /** What is decided, and which file decides it. */
  readonly decisions?: readonly DecisionData[];
}

export interface DecisionData {
  /** "rules.weasel-word" */
  readonly key: string;
  readonly value: string;
  /** The file that decides. */
  readonly uri: string;
  /** Files that say something else and lose. */
  readonly over: readonly string[];
  readonly by: 'nearest' | 'extends' | 'override';
}

/** Request, client to server, without parameters; any answer, an error too, proves that the server is not stuck. */
export const aliveRequest = 'shipworthy/alive';

/**
 * Request, client to server: templates for new documents, filled from what stands beside them. The client reads the files of
 * the folder and sends them along, so that the server needs no file system.
 */
export const templatesRequest = 'shipworthy/templates';

export interface TemplatesParams {
  readonly syntax: 'yaml' | 'markdown';
  /** Names without folder, and texts. */
  readonly beside: readonly { readonly name: string; readonly text: string }[];
  /** The initiative, or the new document, by name. */
  readonly name?: string;
  /** Only one artifact of this kind is wanted; it may join the only initiative of the folder. */
  readonly kind?: string;
  readonly goal?: string;
  /** A file of another format to begin from: alert rules, OpenSLO, a model card, a data contract. */
  readonly from?: { readonly name: string; readonly text: string };
}

export interface TemplatesResult {
  /** Texts with tab stops, by kind. */
  readonly templates: Readonly<Record<string, string>>;
  /** The initiative that the new documents join. */
  readonly joined?: { readonly id: string; readonly title?: string; readonly files: Readonly<Record<string, string>> };
  /** Kinds that can begin with what the file says, where one was given. */
  readonly begins?: readonly string[];
}

/** Request, client to server: the service levels of an open document as OpenSLO. */
export const openSloRequest = 'shipworthy/openSlo';

export interface OpenSloParams {
  readonly uri: string;
}

export interface OpenSloResult {
  /** '' where it promises none. */
  readonly text: string;
  /** The author's words for what could not be said so. */
  readonly left: readonly string[];
}

/** Request, client to server: what favours a simpler or a more complex model, by the answers so far; `write` puts the rationale down. */
export const tradeoffRequest = 'shipworthy/tradeoff';

export interface TradeoffParams {
  /** The document that is looked at; its initiative's headers answer what they can. */
  readonly uri?: string;
  /** The key of a choice, by question. */
  readonly answers: Readonly<Record<string, string>>;
  /** The document to write into, one of `places`; the server asks the client for the edit. */
  readonly write?: string;
}

export interface TradeoffResult {
  readonly questions: readonly {
    readonly id: string;
    readonly row: string;
    readonly asks: string;
    readonly choices: readonly { readonly key: string; readonly title: string }[];
  }[];
  /** Answers that the headers give. */
  readonly known: Readonly<Record<string, string>>;
  readonly rows: readonly {
    readonly title: string;
    readonly favours?: 'simple' | 'complex' | 'mixed';
    readonly simple: readonly string[];
    readonly complex: readonly string[];
  }[];
  /** Absent while nothing decides. */
  readonly favours?: 'simple' | 'complex' | 'mixed';
  readonly decidedBy: readonly string[];
  readonly rationale: string;
  /** Documents that have a place for the rationale and do not hold it yet. */
  readonly places: readonly { readonly uri: string; readonly title: string }[];
}

/** Request, client to server: what changed in meaning since a commit, by what git has; null where no repository here knows it. */
export const changesRequest = 'shipworthy/changes';

export interface ChangesParams {
  /** A commit, a branch, a tag: "HEAD", "main". */
  readonly ref: string;
}

export type ChangesResult = {
  /** The day of the commit. */
  readonly day: string;
  readonly initiatives: readonly {
    readonly id: string;
    /** less is promised or named, more, moved, or only worded otherwise. */
    readonly changes: readonly (ReportPlace & { readonly way: 'less' | 'more' | 'moved' | 'worded'; readonly sentence: string })[];
  }[];
} | null;

/** Request, client to server, without parameters: who answers at 3 am, and in which hours of the week nobody does. */
export const drillRequest = 'shipworthy/drill';

export interface DrillResult {
  readonly initiatives: readonly {
    readonly id: string;
    /** In words; none where no document says who answers when. */
    readonly lines: readonly string[];
    /** Hours of the week in which nobody answers. */
    readonly open: number;
    /** Where the shifts stand. */
    readonly place: ReportPlace;
  }[];
}

/** Request, client to server, without parameters: success, data owners and the biggest risk, or which of them is not crisp yet. */
export const standupRequest = 'shipworthy/standup';

export interface StandupResult {
  readonly initiatives: readonly {
    readonly id: string;
    /** Quoted from the documents, as the command line and the completion write it; '' where nothing is there. */
    readonly paragraph: string;
    readonly open: readonly string[];
  }[];
  /** All of it as Markdown. */
  readonly page: string;
}

/** Request, client to server: how ready the workspace is. Answered when all of it has been read. */
export const reportRequest = 'shipworthy/report';

/** Without it the answer is whole; with it, it is what is known at once, and what is judged later is announced. */
export interface ReportParams {
  /** The `stamp` of an earlier answer, '' for none: only initiatives that were judged after it are sent. */
  readonly since: string;
}

/** Notification, server to client, without parameters: the answer to `reportRequest` may have changed. */
export const reportChangedNotification = 'shipworthy/reportChanged';

export interface ReportResult {
  readonly initiatives: readonly InitiativeReport[];
  /** Of all initiatives, in their order; one that is not among `initiatives` is as it was, or still to be judged. */
  readonly keys: readonly string[];
  readonly stamp: string;
  /** Files that are only named like an artifact; they belong to no initiative until somebody adopts them. */
  readonly candidates: readonly { readonly uri: string; readonly kind: string; readonly title: string }[];
}

export type PhaseName = 'discover' | 'build' | 'deploy' | 'operate';
export type CellStatus = 'not started' | 'in progress' | 'ready' | 'not applicable';

export interface InitiativeReport {
  /** No other initiative has it; `id` is what people call it, and two folders may share a name. */
  readonly key: string;
  readonly id: string;
  readonly phase: PhaseName;
  /** 0 to 1, as all scores. */
  readonly score: number;
  /** Findings that close a gate: errors that nobody has waived. */
  readonly blocking: number;
  readonly phases: Readonly<
    Record<PhaseName, { readonly score: number; readonly status: CellStatus; readonly gate: boolean; readonly boundBy?: string }>
  >;
  readonly cells: readonly ReportCell[];
  readonly next: readonly (ReportPlace & { readonly action: string; readonly phase: PhaseName; readonly gain: number })[];
  readonly lenses: readonly {
    readonly id: string;
    readonly title: string;
    readonly open: number;
    readonly score: number;
    /** The responsibilities that it looks at. */
    readonly of: readonly string[];
  }[];
  readonly owners: ReportOwners;
}

/** Who answers for what, and on whom too much depends. */
export interface ReportOwners {
  /** R1 to R8; several people where documents differ, none where nobody is named. */
  readonly responsibilities: readonly {
    readonly responsibility: string;
    readonly title: string;
    readonly accountable: readonly (ReportPlace & { readonly person: string; readonly pointer: string })[];
  }[];
  /** Everybody who is named, whoever owns most first. */
  readonly people: readonly {
    readonly name: string;
    readonly owns: readonly (ReportPlace & { readonly what: string; readonly pointer: string })[];
  }[];
  /** Findings about owners: unknown, in conflict, a group, nobody. */
  readonly open: readonly (ReportPlace & { readonly rule: string; readonly message: string; readonly pointer: string })[];
  readonly singlePoints: readonly { readonly person: string; readonly why: string }[];
}

export interface ReportCell {
  readonly responsibility: string;
  /** The responsibility in words. */
  readonly title: string;
  readonly short: string;
  readonly phase: PhaseName;
  readonly primary: boolean;
  readonly status: CellStatus;
  readonly score: number;
  readonly gaps: readonly ReportGap[];
  /** Unwaived findings of its gate's rules: a cell that has all of its evidence is ready when they are gone. */
  readonly held: number;
  readonly reason?: string;
}

/** What keeps a cell from being ready: in words, and where. */
export interface ReportGap extends ReportPlace {
  readonly title: string;
  readonly waived?: boolean;
}

/** Request, client to server: everything that the map draws of one initiative. */
export const mapRequest = 'shipworthy/map';

export interface MapParams {
  /** The key of an initiative; the one that `uri` belongs to, or the first, where it is absent or gone. */
  readonly initiative?: string;
  readonly uri?: string;
}

export interface MapResult {
  /** Without a score while nobody has judged it. */
  readonly initiatives: readonly { readonly key: string; readonly id: string; readonly score?: number }[];
  /** Absent: there is no initiative. */
  readonly map?: InitiativeMap;
  /** Files that are only named like an artifact. */
  readonly candidates: ReportResult['candidates'];
  /** The rest of the workspace is still being read: something may be missing here that is there. */
  readonly reading: boolean;
}

export interface InitiativeMap extends InitiativeReport {
  readonly cells: readonly MapCell[];
  readonly next: readonly (InitiativeReport['next'][number] & { readonly write?: WriteParams })[];
  /** The findings that `blocking` counts, in the order of their places. */
  readonly blockers: readonly (ReportPlace & { readonly rule: string; readonly title: string })[];
  readonly calendar?: MapCalendar;
  readonly threads: readonly MetricThread[];
}

export interface MapCell extends ReportCell {
  readonly evidence: readonly MapEvidence[];
  /** Findings of its gate's rules, wherever they stand. */
  readonly gate: readonly (ReportGap & { readonly rule: string })[];
}

/** One field that counts for a cell. */
export interface MapEvidence extends ReportPlace {
  readonly title: string;
  /** The document that holds it, or would. */
  readonly artifact: string;
  readonly credit: number;
  /** What keeps it from counting fully. */
  readonly gaps: readonly { readonly rule: string; readonly message: string; readonly waived: boolean }[];
  /** It is not there: what `writeRequest` takes to begin it. */
  readonly write?: WriteParams;
}

export interface MapCalendar {
  readonly steps: readonly (ReportPlace & {
    readonly name: string;
    readonly sort: 'stage' | 'test' | 'maturation' | 'readout';
    readonly traffic?: number;
    /** Absent: unknown. */
    readonly days?: number;
    readonly known: 'written' | 'computed' | 'usual' | 'unknown';
    readonly start: number;
    readonly atEarliest: boolean;
  })[];
  readonly window?: { readonly start: number; readonly days: number; readonly atEarliest: boolean };
  readonly totalDays: number;
  readonly words: string;
}

/** One metric from goal to retrospective. */
export interface MetricThread {
  readonly name: string;
  readonly lanes: readonly {
    readonly title: string;
    readonly due: PhaseName;
    /** Whether the initiative has come to where it is missed. */
    readonly missed: boolean;
    readonly places: readonly (ReportPlace & { readonly title: string })[];
  }[];
}

/** Request, client to server: the map's evidence by somebody else's list; null where there is no such initiative or list. */
export const projectionRequest = 'shipworthy/projection';

export interface ProjectionParams {
  /** The key of the initiative. */
  readonly initiative: string;
  readonly name: 'ml-test-score' | 'nist-ai-rmf' | 'eu-ai-act' | 'iso-42001';
}

export interface ProjectionResult {
  readonly title: string;
  readonly source: string;
  readonly asOf: string;
  /** To be shown beside it: it judges nothing. */
  readonly note: string;
  readonly points?: { readonly score: number; readonly of: string; readonly says: string };
  readonly groups: readonly {
    readonly title: string;
    readonly points?: number;
    readonly rows: readonly {
      readonly id: string;
      readonly title: string;
      readonly state: 'evidence' | 'partly' | 'none' | 'outside';
      readonly points?: number;
      /** What is short of 1 is a gap. */
      readonly evidence: readonly (ReportPlace & { readonly title: string; readonly credit: number; readonly write?: WriteParams })[];
    }[];
  }[];
}

/** Request, client to server: how a field that is not there is begun. */
export const writeRequest = 'shipworthy/write';

export interface WriteParams {
  /** The key of the initiative. */
  readonly initiative: string;
  readonly kind: string;
  readonly pointer: string;
}

/** A text with tab stops for an artifact that is there, or the artifact that has to be made first; null where nothing can be written. */
export type WriteResult =
  | { readonly uri: string; readonly range: ReportRange; readonly snippet: string }
  | { readonly kind: string; readonly folder: string; readonly syntax: 'yaml' | 'markdown'; readonly name: string }
  | null;

/** Request, client to server: how ready an initiative was at the commits that touched it; null where there is no history. */
export const trendRequest = 'shipworthy/trend';

export interface TrendParams {
  /** The key of the initiative. */
  readonly initiative: string;
}

export type TrendResult = {
  /** From the oldest to the newest. */
  readonly points: readonly {
    /** YYYY-MM-DD */
    readonly day: string;
    /** 0 to 1: where on the axis of time it stands. */
    readonly x: number;
    readonly phase: PhaseName;
    readonly score: number;
    readonly phases: Readonly<Record<PhaseName, number>>;
  }[];
  /** From where to where, and what was looked at. */
  readonly words: string;
} | null;

/** Request, client to server: the map as a file, the same bytes as the command line writes. */
export const mapFileRequest = 'shipworthy/mapFile';

export interface MapFileParams {
  readonly format: MapFormat;
  /** The key of one initiative; all of them otherwise. */
  readonly initiative?: string;
}

export type MapFormat = 'svg' | 'html' | 'markdown';

export interface ReportPlace {
  readonly uri?: string;
  readonly range?: ReportRange;
}

export interface ReportRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}
