import { constants } from 'node:fs'
import { copyFile, mkdir, mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { ProblemError } from '../../../core/problem-error.ts'
import { profileSettings } from './profile-settings.ts'
import { runBounded } from './run-bounded.ts'

/** What LibreOffice makes of a document. */
export type OpenXmlKind = 'docx' | 'xlsx' | 'pptx'

export interface Conversion {
  readonly soffice: string
  readonly inputPath: string
  /** With the leading dot; it helps LibreOffice to choose the right reader. */
  readonly inputExtension: string
  readonly kind: OpenXmlKind
  readonly outputPath: string
  readonly timeoutMs: number
}

/** Converts a document in a folder and a profile of its own, which are gone afterwards. Throws damaged-file. */
export async function convertDocument(conversion: Conversion): Promise<void> {
  const { inputPath, inputExtension, kind, outputPath } = conversion
  const folder = await mkdtemp(`${outputPath}.work-`)
  try {
    const input = path.join(folder, `document${inputExtension}`)
    const output = path.join(folder, 'out', `document.${kind}`)
    // LibreOffice puts a lock beside what it opens: that is not for the folder of a job.
    await copyFile(inputPath, input, constants.COPYFILE_FICLONE)
    await runSoffice(conversion, { folder, input })
    if (!(await hasContent(output)))
      throw new ProblemError(
        'damaged-file',
        'LibreOffice could not read it; it may be damaged or have a password',
      )
    await rename(output, outputPath)
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}

interface Workplace {
  readonly folder: string
  readonly input: string
}

async function runSoffice(
  { soffice, kind, timeoutMs }: Conversion,
  { folder, input }: Workplace,
): Promise<void> {
  const profile = path.join(folder, 'profile')
  await mkdir(path.join(profile, 'user'), { recursive: true })
  await mkdir(path.join(folder, 'out'))
  await writeFile(path.join(profile, 'user', 'registrymodifications.xcu'), profileSettings())
  const end = await runBounded({
    program: soffice,
    parameters: [
      `-env:UserInstallation=${pathToFileURL(profile).href}`,
      ...['--headless', '--norestore', '--nolockcheck', '--nodefault', '--nologo', '--nofirststartwizard'],
      ...['--convert-to', kind, '--outdir', path.join(folder, 'out'), input],
    ],
    folder,
    environment: environmentIn(folder),
    timeoutMs,
  })
  if (end === 'too-slow')
    throw new ProblemError(
      'damaged-file',
      `LibreOffice took longer than ${timeoutMs / 1000} seconds to read it`,
    )
}

/** What LibreOffice needs to start; nothing else of ours is its business, and its own files go where they are deleted. */
function environmentIn(folder: string): Readonly<Record<string, string>> {
  const kept = [
    'PATH',
    'Path',
    'LANG',
    'LC_ALL',
    'SystemRoot',
    'windir',
    'ProgramFiles',
    'ProgramData',
    'COMSPEC',
  ]
  const values = kept.flatMap(name => {
    const value = process.env[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return { ...Object.fromEntries(values), HOME: folder, TMPDIR: folder, TEMP: folder, TMP: folder }
}

async function hasContent(file: string): Promise<boolean> {
  try {
    return (await stat(file)).size > 0
  } catch {
    return false
  }
}
