import { create } from 'zustand'

export type TabName = 'quick-process' | 'manual-control' | 'job-history'
export type DialogName = 'settings' | 'about' | 'shortcuts'

/** A region of a page, by its place in reading order. */
export interface RegionRef {
  readonly page: number
  readonly region: number
}

/** Which side moved to the page last: the other one follows. */
export type PageMover = Pane | 'jump'
export type Pane = 'page-pane' | 'text-pane'

interface Selection {
  readonly tab: TabName
  readonly dialog: DialogName | null
  readonly openJobId: string | null
  readonly page: number
  readonly mover: PageMover
  readonly lit: RegionRef | null
  /** The region that one side asks the other to bring into view. */
  readonly wanted: { readonly region: RegionRef; readonly by: Pane } | null
  /** The side under the person's hands: the other one follows it. */
  readonly leader: Pane
  /** Counts the wishes to choose files, from the menu or by a short cut. */
  readonly fileWishes: number
  readonly showTab: (tab: TabName) => void
  readonly showDialog: (dialog: DialogName | null) => void
  /** Shows a job in Quick Process. */
  readonly openJob: (jobId: string | null) => void
  readonly goToPage: (page: number, mover: PageMover) => void
  readonly light: (region: RegionRef | null) => void
  readonly want: (region: RegionRef, by: Pane) => void
  readonly lead: (leader: Pane) => void
  readonly askForFiles: () => void
}

/** What is in view. */
export const useSelection = create<Selection>()(set => ({
  tab: 'quick-process',
  dialog: null,
  openJobId: null,
  page: 1,
  mover: 'jump',
  lit: null,
  wanted: null,
  leader: 'page-pane',
  fileWishes: 0,
  showTab: tab => set({ tab }),
  showDialog: dialog => set({ dialog }),
  openJob: openJobId =>
    set(state =>
      state.openJobId === openJobId ? state : { openJobId, page: 1, mover: 'jump', lit: null, wanted: null },
    ),
  goToPage: (page, mover) => set(state => (state.page === page ? state : { page, mover })),
  light: lit => set({ lit }),
  want: (region, by) => set({ wanted: { region, by } }),
  lead: leader => set({ leader }),
  askForFiles: () => set(state => ({ fileWishes: state.fileWishes + 1 })),
}))
