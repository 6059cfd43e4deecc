// Makes the files of resources/models from the packages they come from, and tells how each differs from the shipped one.
// Usage: npm run make-models [-- DIR]   DIR takes the new files (default node_modules/.cache/make-models/new). Needs python3, 3.11 or newer.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { withLock } from './with-lock.mjs'

const root = path.dirname(import.meta.dirname)
const cache = path.join(root, 'node_modules/.cache/make-models')
const scripts = path.join(root, 'scripts/models')
const out = path.resolve(process.argv[2] ?? path.join(cache, 'new'))

/** One wheel on every machine: only fonts are taken from it. */
const ONE_WHEEL = [
  '--only-binary=:all:',
  ...[
    '--python-version',
    '3.11',
    '--implementation',
    'cp',
    '--abi',
    'cp311',
    '--platform',
    'manylinux2014_x86_64',
  ],
]

await withLock(path.join(cache, 'lock'), () => {
  const python = makeVenv()
  const sources = path.join(cache, 'sources')
  once('sources.txt', sources, list => {
    mkdirSync(sources, { recursive: true })
    run(python, [
      '-m',
      'pip',
      'download',
      '--quiet',
      '--no-deps',
      '--require-hashes',
      ...ONE_WHEEL,
      '-d',
      sources,
      '-r',
      list,
    ])
  })
  const fonts = path.join(root, 'node_modules/pdfjs-dist/standard_fonts')
  run(python, [
    path.join(scripts, 'make_models.py'),
    sources,
    path.join(root, 'resources/models'),
    out,
    fonts,
  ])
  console.log(`\nThe new files are in ${out}; resources/models is as it was.`)
})

function makeVenv() {
  const folder = path.join(cache, 'venv')
  const python = path.join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python')
  once('requirements.txt', folder, list => {
    run('python3', ['-m', 'venv', folder])
    run(python, ['-m', 'pip', 'install', '--quiet', '--no-deps', '-r', list])
  })
  return python
}

/** Fills a folder from a list of packages unless it was filled from the very same list. */
function once(name, folder, fill) {
  const list = path.join(scripts, name)
  const stamp = path.join(folder, name)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === readFileSync(list, 'utf8')) return
  rmSync(folder, { recursive: true, force: true })
  console.log(`Fetching the packages of scripts/models/${name} …`)
  fill(list)
  writeFileSync(stamp, readFileSync(list))
}

function run(program, words) {
  const { status, error } = spawnSync(program, words, { stdio: 'inherit' })
  if (status === 0) return
  console.error(
    error ? `${program}: ${error.message}. Python 3.11 or newer is needed.` : `${program} failed.`,
  )
  process.exit(1)
}
