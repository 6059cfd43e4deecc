import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { Language, RecognitionMode } from '../../src-shared/contract/engine.ts'
import type { ExportFormat } from '../../src-shared/contract/routes.ts'

export type Theme = 'system' | 'light' | 'dark'

interface Choices {
  readonly mode: RecognitionMode
  readonly pages: string
  readonly ocrLanguage: Language
  readonly saveFormat: ExportFormat
  readonly theme: Theme
  readonly language: 'system' | 'en' | 'de' | 'zh'
  readonly showBoxes: boolean
  /** Share of the width that the page has beside the text. */
  readonly split: number
  readonly choose: (change: Partial<Omit<Choices, 'choose'>>) => void
}

/** What the person chose and finds again next time; it stays in this window's storage. */
export const useChoices = create<Choices>()(
  persist(
    set => ({
      mode: 'balanced',
      pages: '',
      ocrLanguage: 'auto',
      saveFormat: 'md',
      theme: 'system',
      language: 'system',
      showBoxes: false,
      split: 0.5,
      choose: change => set(change),
    }),
    {
      name: 'pageloom-choices',
      // A page range belongs to the files of today.
      partialize: ({ pages: _pages, choose: _choose, ...kept }) => kept,
    },
  ),
)
