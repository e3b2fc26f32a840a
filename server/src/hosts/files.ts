// How the engine's hosts reach files: an interface, so that a browser or a test can bring its own.

export interface Files {
  /** The file's text; undefined where there is none or it may not be read. */
  read(uri: string): Promise<string | undefined>;
  /** URIs of all YAML and Markdown files below a folder that nobody ignores, in no order that matters. */
  list(folder: string): Promise<readonly string[]>;
  /** Whether there is a file or a folder; undefined where that cannot be told, absent where nothing can. */
  exists?(uri: string): Promise<boolean | undefined>;
  /** Where a file really lies, links of the file system followed; undefined where it is not there. */
  real?(uri: string): Promise<string | undefined>;
}
