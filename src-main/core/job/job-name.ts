/** What a person calls the job: its first document's name, and how many more there are. */
export function jobName(documentNames: readonly string[]): string {
  const first = documentNames[0] ?? ''
  const more = documentNames.length - 1
  return more > 0 ? `${first} and ${more} more` : first
}

/** The name of a document's file in the job's folder: `input.pdf`, `input-2.png` … */
export const inputName = (number: number, extension: string): string =>
  number === 1 ? `input${extension}` : `input-${number}${extension}`
