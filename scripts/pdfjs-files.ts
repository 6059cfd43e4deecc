import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Plugin } from 'vite'

/** What pdf.js fetches while it draws: decoders, character maps, the standard fonts and colour profiles. */
const FOLDERS = ['wasm', 'cmaps', 'standard_fonts', 'iccs']

/** Puts the files that pdf.js fetches at run time beside the window's page, under `pdfjs/`; `home` is the package's folder. */
export function pdfjsFiles(home: string): Plugin {
  return {
    name: 'pdfjs-files',
    generateBundle() {
      for (const folder of FOLDERS)
        for (const name of readdirSync(path.join(home, folder)))
          this.emitFile({
            type: 'asset',
            fileName: `pdfjs/${folder}/${name}`,
            source: readFileSync(path.join(home, folder, name)),
          })
    },
    configureServer(server) {
      server.middlewares.use('/pdfjs', (request, response, next) => {
        const [, folder = '', name = ''] = new URL(request.url ?? '', 'http://localhost').pathname.split('/')
        if (!FOLDERS.includes(folder) || !readdirSync(path.join(home, folder)).includes(name)) return next()
        if (name.endsWith('.wasm')) response.setHeader('Content-Type', 'application/wasm')
        response.end(readFileSync(path.join(home, folder, name)))
      })
    },
  }
}
