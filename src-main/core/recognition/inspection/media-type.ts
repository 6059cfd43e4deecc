import { INPUT_KINDS } from '../../../../src-shared/contract/input-kinds.ts'

/** A kind of file that Pageloom reads. */
export interface MediaType {
  readonly mediaType: string
  /** With the leading dot: `.pdf`. */
  readonly extension: string
}

/** So many of a file's first bytes tell its kind. */
export const HEAD_BYTES = 1024

const PDF: MediaType = { mediaType: 'application/pdf', extension: '.pdf' }

/** Header sizes that tell a bitmap from a text that starts with the letters BM. */
const BMP_HEADER_SIZES: readonly number[] = [12, 16, 40, 52, 56, 64, 108, 124]

interface Magic extends MediaType {
  readonly matches: (head: Uint8Array) => boolean
}

const IMAGES: readonly Magic[] = [
  { mediaType: 'image/png', extension: '.png', matches: head => startsWith(head, '\x89PNG\r\n\x1a\n') },
  { mediaType: 'image/jpeg', extension: '.jpg', matches: head => startsWith(head, '\xff\xd8\xff') },
  { mediaType: 'image/tiff', extension: '.tif', matches: isTiff },
  {
    mediaType: 'image/webp',
    extension: '.webp',
    matches: head => startsWith(head, 'RIFF') && hasAt(head, 8, 'WEBP'),
  },
  { mediaType: 'image/bmp', extension: '.bmp', matches: isBmp },
]

/** Whether a file is a PDF or an image, by its first bytes (HEAD_BYTES of them); its name has no say. */
export function mediaTypeOf(head: Uint8Array): MediaType | undefined {
  const image = IMAGES.find(({ matches }) => matches(head))
  if (image) return { mediaType: image.mediaType, extension: image.extension }
  return latin1(head.subarray(0, HEAD_BYTES)).includes('%PDF-') ? PDF : undefined
}

/** The extension for a supported media type. */
export function extensionOf(mediaType: string): string {
  return INPUT_KINDS.find(kind => kind.mediaType === mediaType)?.extensions[0] ?? '.bin'
}

/** Whether the bytes at `offset` spell `text`, a letter a byte. */
export function hasAt(head: Uint8Array, offset: number, text: string): boolean {
  return latin1(head.subarray(offset, offset + text.length)) === text
}

function startsWith(head: Uint8Array, text: string): boolean {
  return hasAt(head, 0, text)
}

function isTiff(head: Uint8Array): boolean {
  return ['II*\0', 'MM\0*', 'II+\0', 'MM\0+'].some(magic => startsWith(head, magic))
}

function isBmp(head: Uint8Array): boolean {
  if (!startsWith(head, 'BM') || head.length < 18) return false
  const headerSize = new DataView(head.buffer, head.byteOffset).getUint32(14, true)
  return BMP_HEADER_SIZES.includes(headerSize)
}

function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes)
}
