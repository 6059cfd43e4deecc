/** Hides texts that lie in files which people may pass on. Only who has this data folder can open them again. */
export interface Seal {
  close(text: string): string
  /** Undefined where it was sealed by somebody else, or was changed. */
  open(sealed: string): string | undefined
}
