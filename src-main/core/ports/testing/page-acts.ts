import type { Page } from '../../../../src-shared/contract/page.ts'
import type { PageSource } from '../../../../src-shared/contract/worker-wire.ts'

/** What comes of a page; one that hangs ends only when it is taken away. */
export type PageAct = 'read' | 'strike' | 'killed' | 'hang'

/** The result of a page without a word. */
export const blankPage = ({ number, documentNumber, pageInDocument }: PageSource): Page => ({
  ...{ number, documentNumber, pageInDocument },
  ...{ widthPx: 100, heightPx: 200, dpi: 100, rotation: 0, skewDegrees: 0 },
  ...{ source: 'ocr', engine: 'null', mode: 'fast', confidence: 1 },
  ...{ regions: [], notices: [], timings: { total: 1 } },
})
