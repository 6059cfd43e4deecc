import { existsSync } from 'node:fs'
import path from 'node:path'

/** The folder that holds package.json. */
export const ROOT = path.dirname(import.meta.dirname)

/** The Node that the project brings along (a development dependency); in an installed package, the one that runs. */
export function ownNode() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node'
  const own = path.join(ROOT, 'node_modules/node/bin', name)
  return existsSync(own) ? own : process.execPath
}
