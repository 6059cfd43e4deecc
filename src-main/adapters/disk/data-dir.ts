import { homedir } from 'node:os'
import path from 'node:path'

/**
 * The data folder: `--data-dir`, else PAGELOOM_DATA_DIR, else the platform's folder for applications, which is also the
 * window's: so the command line finds the window's server and jobs by itself.
 */
export function dataDir(
  flags: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string | undefined>>,
): string {
  const named = flags['data-dir'] || env.PAGELOOM_DATA_DIR
  return named ? path.resolve(named) : path.join(applicationFolder(env), 'Pageloom')
}

function applicationFolder(env: Readonly<Record<string, string | undefined>>): string {
  switch (process.platform) {
    case 'win32':
      return env.APPDATA || path.join(homedir(), 'AppData', 'Roaming')
    case 'darwin':
      return path.join(homedir(), 'Library', 'Application Support')
    default:
      return env.XDG_CONFIG_HOME || path.join(homedir(), '.config')
  }
}
