import { tmpdir } from 'node:os'
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

interface ConverterParts {
  /** LibreOffice's program; undefined where there is none. */
  readonly findProgram: () => string | undefined
  /** Under which the folder of converted documents lies. */
  readonly cacheRoot: string
  readonly timeoutMs: number
}

/** Opens what LibreOffice converts to Office Open XML first: old office files, OpenDocument, RTF. Throws libreoffice-needed. */
export const openConverted: OpenOffice = openConvertedBy({
  findProgram: () => findSoffice(),
  cacheRoot: tmpdir(),
  timeoutMs: LIMITS.convertTimeoutMs,
})

/** The same with a program, a folder and a patience of one's own. */
export function openConvertedBy(parts: ConverterParts): OpenOffice {
  return async file => {
    const kind = kindOf(file.mediaType)
    const path = await converted(parts, file, kind)
    const open = await OPENERS[kind]()
    return open({ ...file, path })
  }
}

function kindOf(mediaType: string): OpenXmlKind {
  if (/spreadsheet|excel/.test(mediaType)) return 'xlsx'
  return /presentation|powerpoint/.test(mediaType) ? 'pptx' : 'docx'
}

/** Converts once for all pages and workers. Two that convert at the same time both succeed. */
async function converted(
  { findProgram, cacheRoot, timeoutMs }: ConverterParts,
  { path, mediaType }: OfficeFile,
  kind: OpenXmlKind,
): Promise<string> {
  const folder = await cacheFolder(cacheRoot)
  await sweep(folder)
  const outputPath = await cachedPath(folder, path, kind)
  if (await isCached(outputPath)) return outputPath
  const soffice = findProgram()
  if (soffice === undefined) throw new ProblemError('libreoffice-needed', mediaType)
  const inputExtension = INPUT_KINDS.find(each => each.mediaType === mediaType)?.extensions[0] ?? ''
  await convertDocument({ soffice, inputPath: path, inputExtension, kind, outputPath, timeoutMs })
  return outputPath
}
