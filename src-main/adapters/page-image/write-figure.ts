import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { WriteFigure } from '../../core/ports/write-figure.ts'
import { writeImageWhole } from './write-image-whole.ts'

/** Writes a figure's file whole. */
export const writeFigure: WriteFigure = async (folder, { name, bytes }) => {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await writeImageWhole(path.join(folder, name), bytes)
}
