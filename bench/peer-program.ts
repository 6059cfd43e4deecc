import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { pngOfPage } from './draw-page.ts'
import type { Program } from './own-program.ts'
import { writePagesPdf } from './pages-pdf.ts'
import type { PeerImage, PeerProgram } from './peers/peer.ts'
import type { TruthCase } from './truth-sets.ts'

/** A peer that reads sets: each page as the image that the product sees, in colour where there is any. */
export function peerProgram({ title, read }: PeerProgram): Program {
  return {
    title,
    async read({ cases, languages }) {
      const folder = mkdtempSync(path.join(os.tmpdir(), 'pageloom-bench-'))
      try {
        const images: PeerImage[] = []
        for (const [index, each] of cases.entries())
          images.push(await imageOf(each, path.join(folder, `${index}.png`)))
        const pdf = async () => {
          const target = path.join(folder, 'pages.pdf')
          await writePagesPdf(cases, target)
          return target
        }
        const { readings } = await read({ images, languages, pdf })
        return readings
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    },
  }
}

async function imageOf({ file, pageInDocument }: TruthCase, target: string): Promise<PeerImage> {
  const { png, dpi } = await pngOfPage(file, pageInDocument)
  writeFileSync(target, png)
  return { file: target, dpi }
}
