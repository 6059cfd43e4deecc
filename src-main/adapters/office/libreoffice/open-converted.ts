import { INPUT_KINDS } from '../../../../src-shared/contract/input-kinds.ts'
import { LIMITS } from '../../../../src-shared/contract/limits.ts'
import { ProblemError } from '../../../core/problem-error.ts'
import type { OfficeFile, OpenOffice } from '../open-office.ts'
import { cachedPath, cacheFolder, isCached, sweep } from './conversion-cache.ts'
import { convertDocument, type OpenXmlKind } from './convert-document.ts'
import { findSoffice } from './find-soffice.ts'

const OPENERS: Readonly<Record<OpenXmlKind, () => Promise<OpenOffice>>> = {
  docx: async () => (await import('../docx/open-docx.ts')).openDocx,
  xlsx: async () => (await import('../xlsx/open-xlsx.ts')).openXlsx,
  pptx: async () => (await import('../pptx/open-pptx.ts')).openPptx,
}

/** Opens what LibreOffice converts to Office Open XML first: old office files, OpenDocument, RTF. Throws libreoffice-needed. */
export const openConverted: OpenOffice = async file => {
  const kind = kindOf(file.mediaType)
  const path = await converted(file, kind)
  const open = await OPENERS[kind]()
  return open({ ...file, path })
}

function kindOf(mediaType: string): OpenXmlKind {
  if (/spreadsheet|excel/.test(mediaType)) return 'xlsx'
  return /presentation|powerpoint/.test(mediaType) ? 'pptx' : 'docx'
}

/** Converts once for all pages and workers. Two that convert at the same time both succeed. */
async function converted({ path, mediaType }: OfficeFile, kind: OpenXmlKind): Promise<string> {
  const folder = await cacheFolder()
  await sweep(folder)
  const outputPath = await cachedPath(folder, path, kind)
  if (await isCached(outputPath)) return outputPath
  const soffice = findSoffice()
  if (soffice === undefined) throw new ProblemError('libreoffice-needed', mediaType)
  const inputExtension = INPUT_KINDS.find(each => each.mediaType === mediaType)?.extensions[0] ?? ''
  const timeoutMs = LIMITS.convertTimeoutMs
  await convertDocument({ soffice, inputPath: path, inputExtension, kind, outputPath, timeoutMs })
  return outputPath
}
