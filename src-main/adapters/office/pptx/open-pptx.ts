import { ProblemError } from '../../../core/problem-error.ts'
import { type Archive, openArchive } from '../archive/open-archive.ts'
import { parseXml } from '../archive/parse-xml.ts'
import type { XmlElement } from '../archive/xml-element.ts'
import { documentOfPages } from '../document-of-pages.ts'
import type { OfficeFile, OpenOffice } from '../open-office.ts'
import { readPresentation } from './read-presentation.ts'
import { readSlide } from './read-slide.ts'

/** Opens a PowerPoint presentation: each slide that is shown is a page. */
export const openPptx: OpenOffice = async file => {
  const archive = await openArchive(file.path)
  try {
    return await openSlides(file, archive)
  } catch (error) {
    archive.close()
    throw error
  }
}

async function openSlides({ mediaType, preparePicture }: OfficeFile, archive: Archive) {
  const { slides, hiddenCount, widthPt, heightPt } = await readPresentation(archive)
  if (slides.length === 0) throw new ProblemError('no-pages', 'the presentation shows no slide')
  const page = { left: 0, top: 0, right: widthPt, bottom: heightPt }
  const readShared = sharedParts(archive)
  return documentOfPages({
    mediaType,
    pages: slides.map((partName, index) => ({
      widthPt,
      heightPt,
      async readContent(pageNumber) {
        const content = await readSlide({ archive, partName, pageNumber, page, preparePicture, readShared })
        return {
          ...content,
          notices: [...(index === 0 ? hiddenNotice(hiddenCount) : []), ...content.notices],
        }
      },
    })),
    close: () => archive.close(),
  })
}

function hiddenNotice(count: number): readonly string[] {
  if (count === 0) return []
  return [count === 1 ? 'One hidden slide was left out.' : `${count} hidden slides were left out.`]
}

function sharedParts(archive: Archive): (partName: string) => Promise<XmlElement | undefined> {
  const parts = new Map<string, XmlElement | undefined>()
  return async partName => {
    if (parts.has(partName)) return parts.get(partName)
    const bytes = await archive.read(partName)
    const part = bytes && parseXml(bytes)
    parts.set(partName, part)
    return part
  }
}
