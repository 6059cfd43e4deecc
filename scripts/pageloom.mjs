#!/usr/bin/env node
import { spawn } from 'node:child_process'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureBuild } from './ensure-build.mjs'
import { ownNode, ROOT } from './own-node.mjs'

/** SQLite and ONNX Runtime need this level of Node-API: Node 22.14 and newer. */
const NODE_API = 10

try {
  await ensureBuild()
} catch (error) {
  console.error(error.message)
  process.exit(1)
}
if (Number(process.versions.napi) >= NODE_API)
  await import(pathToFileURL(path.join(ROOT, 'dist/main/cli.js')).href)
else if (ownNode() !== process.execPath) runWith(ownNode())
else {
  console.error(
    `Pageloom needs Node 22.14 or newer; this is ${process.version}. Install a newer one from https://nodejs.org.`,
  )
  process.exit(1)
}

/** Starts this script again with a newer Node and passes signals and exit code on. */
function runWith(node) {
  const child = spawn(node, [import.meta.filename, ...process.argv.slice(2)], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.once('error', error => {
    console.error(`${node} does not start: ${error.message}`)
    process.exit(1)
  })
  child.once('exit', (code, signal) => {
    if (!signal) process.exit(code ?? 1)
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  })
}
