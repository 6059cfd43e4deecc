import { open } from 'node:fs/promises'

/** Makes sure that a rename in the folder outlasts a power cut. Windows has no such call: its renames are journalled. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
