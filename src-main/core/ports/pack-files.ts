import type { PackagePart } from '../export/package-part.ts'

/** Packs files into one, piece by piece, as they come: a ZIP archive. */
export type PackFiles = (parts: AsyncIterable<PackagePart>) => AsyncIterable<Uint8Array>
