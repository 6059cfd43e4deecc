// What Electron's own default app does with `electron [-r module] [flags] <app>`.
import { existsSync, readFileSync } from 'node:fs'
import Module from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from 'electron/main'

const { folder, preloads } = readArguments(process.argv.slice(1))
if (preloads.length > 0) Module._preloadModules(preloads)
if (!folder) {
  console.error('usage: electron [-r module] [flags] <app>')
  process.exit(1)
}
Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true })
await start(path.resolve(folder))

function readArguments(args) {
  const preloads = []
  for (let at = 0; at < args.length; at++) {
    const arg = args[at]
    if (arg === '-r' || arg === '--require') preloads.push(args[++at])
    else if (arg === '-v' || arg === '--version') {
      console.log(`v${process.versions.electron}`)
      process.exit(0)
    } else if (arg.startsWith('--app=')) return { folder: arg.slice('--app='.length), preloads }
    else if (!arg.startsWith('-')) return { folder: arg, preloads }
  }
  return { folder: undefined, preloads }
}

async function start(folder) {
  const manifest = path.join(folder, 'package.json')
  const main = Module._resolveFilename(folder, null, true)
  if (existsSync(manifest)) {
    const { name, productName, version, desktopName } = JSON.parse(readFileSync(manifest, 'utf8'))
    if (version) app.setVersion(version)
    app.name = productName || name || app.name
    app.setDesktopName(desktopName || `${app.name}.desktop`)
  }
  app.setAppPath(existsSync(manifest) ? folder : path.dirname(main))
  app.setPath('userData', path.join(app.getPath('appData'), app.name))
  await import(pathToFileURL(main).href)
}
