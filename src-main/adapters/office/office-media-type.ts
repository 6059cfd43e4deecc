import { open } from 'node:fs/promises'
import type { FileHint } from '../../core/ports/file-hint.ts'
import { ProblemError } from '../../core/problem-error.ts'
import { HEAD_BYTES } from '../../core/recognition/inspection/media-type.ts'
import { nameUnsupportedKind } from '../../core/recognition/inspection/name-unsupported-kind.ts'
import { officeFamilyOf } from '../../core/recognition/inspection/office-family.ts'
import { archiveMediaType } from './archive-media-type.ts'
import { compoundMediaType } from './compound-media-type.ts'
import { textMediaType } from './text-media-type.ts'

/** The kind of a document by what is in it; the hint decides only among kinds of text. Throws not-supported. */
export async function officeMediaType(path: string, hint: FileHint): Promise<string> {
  const head = await readHead(path)
  switch (officeFamilyOf(head)) {
    case 'zip':
      return archiveMediaType(path)
    case 'compound':
      return compoundMediaType(path)
    case 'rtf':
      return 'application/rtf'
    case 'text':
      return textMediaType(head, hint)
    default:
      throw new ProblemError('not-supported', `the file seems to be ${nameUnsupportedKind(head)}`)
  }
}

async function readHead(path: string): Promise<Uint8Array> {
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
