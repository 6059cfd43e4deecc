import path from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { pdfjsFiles } from './scripts/pdfjs-files.ts'

const at = (relative: string) => path.resolve(import.meta.dirname, relative)

export default defineConfig({
  main: {
    build: {
      outDir: at('dist/main'),
      target: 'node20.18',
      externalizeDeps: {
        exclude: [
          // It requires an ES module, which the Node of an older Electron can't: bundled, it needs not.
          '@fastify/static',
          // Seven hundred files, which every process would read at its start.
          'typebox',
        ],
      },
      rolldownOptions: {
        input: {
          desktop: at('src-main/entries/desktop.ts'),
          serve: at('src-main/entries/serve.ts'),
          worker: at('src-main/entries/worker.ts'),
          cli: at('src-main/entries/cli.ts'),
        },
      },
    },
  },
  preload: {
    build: {
      outDir: at('dist/preload'),
      // A sandboxed preload script can load nothing but electron: everything else goes into it.
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: at('src-main/desktop/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('src-renderer'),
    // The page comes by its own scheme; its word about changes comes straight from here.
    server: { hmr: { protocol: 'ws', host: 'localhost' } },
    build: {
      outDir: at('dist/renderer'),
      target: 'chrome130',
      minify: true,
      // The window's policy refuses data: addresses but for images.
      assetsInlineLimit: 0,
      rolldownOptions: { input: at('src-renderer/index.html') },
    },
    plugins: [react(), pdfjsFiles(at('node_modules/pdfjs-dist'))],
  },
})
