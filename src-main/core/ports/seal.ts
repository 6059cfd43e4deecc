/** Hides texts that lie where others may read them. Only who has this data folder can open them again. */
export interface Seal {
  /** `place` is bound in: what was sealed for one place opens at no other. */
  close(text: string, place: string): string
  /** Undefined where it was sealed by somebody else or for another place, or was changed. */
  open(sealed: string, place: string): string | undefined
}
