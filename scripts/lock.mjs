import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { ROOT } from './own-node.mjs'

/** Writes package-lock.json anew from package.json, and into it what npm forgets. */
const LOCK = path.join(ROOT, 'package-lock.json')

const npm = spawnSync('npm install --package-lock-only', { cwd: ROOT, stdio: 'inherit', shell: true })
if (npm.status !== 0) process.exit(npm.status ?? 1)
const lock = JSON.parse(readFileSync(LOCK, 'utf8'))
// better-sqlite3 says `gypfile: false`, but npm 10 and 11 believe the lock alone: without this they try to compile it.
lock.packages['node_modules/better-sqlite3'].gypfile = false
writeFileSync(LOCK, `${JSON.stringify(lock, null, 2)}\n`)
