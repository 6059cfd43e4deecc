import { INPUT_EXTENSIONS } from '../../src-shared/contract/input-kinds.ts'
import { EXPORT_FORMATS, type ExportFormat } from '../../src-shared/contract/routes.ts'

/** All files of a drop, those in folders too. To be called while the event is handled. */
export function filesOfDrop(transfer: DataTransfer): Promise<File[]> {
  const entries = Array.from(transfer.items)
    .map(item => item.webkitGetAsEntry())
    .filter(entry => entry !== null)
  const plain = Array.from(transfer.files)
  if (!entries.some(entry => entry.isDirectory)) return Promise.resolve(plain)
  return Promise.all(entries.map(filesUnder)).then(lists => lists.flat().filter(isReadable))
}

/** Files or an image that were pasted; an image gets a name. */
export function filesOfPaste(transfer: DataTransfer, imageName: string): File[] {
  return Array.from(transfer.files).map(file =>
    file.name === '' || file.name === 'image.png'
      ? new File([file], `${imageName}.png`, { type: file.type })
      : file,
  )
}

/** Files of a chosen folder that may be documents. */
export const filesOfFolder = (files: FileList): File[] => Array.from(files).filter(isReadable)

/** The name without its extension and with that of the format. */
export function nameFor(jobName: string, format: ExportFormat): string {
  return jobName.replace(/\.[^.]{1,5}$/, '') + EXPORT_FORMATS[format].extension
}

/** What a folder is searched for. */
const READABLE = new Set(INPUT_EXTENSIONS)
const isReadable = ({ name }: File) => READABLE.has(name.slice(name.lastIndexOf('.')).toLowerCase())

async function filesUnder(entry: FileSystemEntry): Promise<File[]> {
  if (isFile(entry)) return [await new Promise<File>((resolve, reject) => entry.file(resolve, reject))]
  if (!isFolder(entry)) return []
  const lists = await Promise.all((await allEntries(entry.createReader())).map(filesUnder))
  return lists.flat()
}

/** A reader gives at most a hundred entries at a time, and none at the end. */
async function allEntries(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  const entries: FileSystemEntry[] = []
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    )
    if (some.length === 0) return entries
    entries.push(...some)
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory
