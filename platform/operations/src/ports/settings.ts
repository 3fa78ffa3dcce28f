/** Settings and secrets by name. Values never leave this port: only whether they are there, and whether they changed. */
export interface Settings {
  /** The names out of `required` that have no value here. */
  missing(required: readonly string[]): Promise<readonly string[]>;
  /** A keyed fingerprint per name, equal as long as the value is. */
  fingerprints(): Promise<Readonly<Record<string, string>>>;
}
