import { accessSync, constants, statSync } from 'node:fs'
import path from 'node:path'

/** The variable that names LibreOffice's program where it lies in no usual place. */
export const SOFFICE_VARIABLE = 'PAGELOOM_SOFFICE'

interface Machine {
  readonly platform: NodeJS.Platform
  readonly environment: Readonly<Record<string, string | undefined>>
}

/** LibreOffice's program: the one that is named, the one on the path, or one in the usual places. Undefined where there is none. */
export function findSoffice(machine: Machine = { platform: process.platform, environment: process.env }) {
  const named = machine.environment[SOFFICE_VARIABLE]
  const places = named ? [named] : [...onPath(machine), ...usualPlaces(machine)]
  return places.find(isProgram)
}

function onPath({ platform, environment }: Machine): readonly string[] {
  const folders = (environment.PATH ?? environment.Path ?? '').split(path.delimiter)
  const names = platform === 'win32' ? ['soffice.com', 'soffice.exe'] : ['soffice', 'libreoffice']
  return folders.filter(path.isAbsolute).flatMap(folder => names.map(name => path.join(folder, name)))
}

function usualPlaces({ platform, environment }: Machine): readonly string[] {
  switch (platform) {
    case 'win32':
      return [environment.ProgramFiles, environment['ProgramFiles(x86)']]
        .filter(folder => folder !== undefined)
        .map(folder => path.join(folder, 'LibreOffice', 'program', 'soffice.com'))
    case 'darwin':
      return ['/Applications', path.join(environment.HOME ?? '/', 'Applications')].map(folder =>
        path.join(folder, 'LibreOffice.app/Contents/MacOS/soffice'),
      )
    default:
      return [
        ...['/usr/bin/soffice', '/usr/lib/libreoffice/program/soffice', '/opt/libreoffice/program/soffice'],
        ...['/usr/local/bin/soffice', '/snap/bin/libreoffice'],
      ]
  }
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return statSync(file).isFile()
  } catch {
    return false
  }
}
