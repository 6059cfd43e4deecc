import { open, rename, rm } from 'node:fs/promises'

/** Writes an image's file whole: under another name first, synced, then renamed. */
export async function writeImageWhole(outputPath: string, bytes: Uint8Array): Promise<void> {
  const temporaryPath = `${outputPath}.${process.pid}.tmp`
  try {
    const file = await open(temporaryPath, 'w', 0o600)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporaryPath, outputPath)
  } catch (error) {
    await rm(temporaryPath, { force: true })
    throw error
  }
}
