/** What a log line may carry: figures, codes and ids. Never document text, file contents or keys. */
export type LogFacts = Readonly<Record<string, string | number | boolean | null | undefined>>

/** Where the program tells what it does. Never throws. */
export interface Log {
  info(event: string, facts?: LogFacts): void
  warn(event: string, facts?: LogFacts): void
  error(event: string, facts?: LogFacts): void
}
