/** Where changed settings are kept. People edit it by hand too. */
export interface SettingsFile {
  /** Undefined when there is none, or none that can be parsed. */
  read(): unknown
  write(settings: Readonly<Record<string, unknown>>): Promise<void>
}
