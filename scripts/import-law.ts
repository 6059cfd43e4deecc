import { readdirSync } from 'node:fs'
import path from 'node:path'
import { cruise } from 'dependency-cruiser'
import extractDepcruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options'
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config'

const ROOT = path.dirname(import.meta.dirname)
const SOURCES = ['src-main', 'src-renderer', 'src-shared']
/** A folder that is not named here stands outside every rule of the law. */
const LAYERS = {
  'src-main': ['adapters', 'app', 'core', 'desktop', 'entries', 'server', 'worker'],
  'src-shared': ['client', 'contract'],
} as const
/** Drawers into which anything fits, and files that only pass on. */
const BANNED_NAME = /^(types?|interfaces?|libs?|utils?|helpers?|common|misc|index)$/
const FILE_NAME = /^[a-z0-9]+(-[a-z0-9]+)*([.](test|contract|d))?[.]tsx?$/

if (import.meta.main) await report(process.argv[2] ?? ROOT)

/** Every breach of the law in the tree at `root`, one a line; a tree in which nothing can be seen is a breach itself. */
export async function breaches(root: string): Promise<readonly string[]> {
  return [...(await importBreaches(root)), ...nameBreaches(root), ...layerBreaches(root)]
}

async function report(root: string): Promise<void> {
  const found = await breaches(root)
  for (const breach of found) console.error(breach)
  if (found.length > 0) process.exitCode = 1
  console.error(found.length > 0 ? `The law is broken ${found.length} times.` : 'Every import keeps the law.')
}

async function importBreaches(root: string): Promise<readonly string[]> {
  const options = await extractDepcruiseOptions(path.join(ROOT, '.dependency-cruiser.cjs'))
  const tsConfig = extractTSConfig(path.join(ROOT, 'tsconfig.json'))
  const { output } = await cruise(SOURCES, { ...options, baseDir: root, validate: true }, undefined, {
    tsConfig,
  })
  if (typeof output === 'string')
    throw new Error('dependency-cruiser answered with text instead of its result')
  if (output.summary.totalCruised === 0) return ['no-modules: the check saw no module at all']
  return output.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)
}

function nameBreaches(root: string): readonly string[] {
  return SOURCES.flatMap(source =>
    readdirSync(path.join(root, source), { recursive: true, withFileTypes: true }),
  ).flatMap(entry => {
    const place = path.relative(root, path.join(entry.parentPath, entry.name))
    const isCode = entry.isFile() && /[.]tsx?$/.test(entry.name)
    const [stem = ''] = entry.name.split('.')
    if ((isCode || entry.isDirectory()) && BANNED_NAME.test(stem)) return [`banned-name: ${place}`]
    return isCode && !FILE_NAME.test(entry.name) ? [`not-kebab-case: ${place}`] : []
  })
}

function layerBreaches(root: string): readonly string[] {
  return Object.entries(LAYERS).flatMap(([source, layers]) =>
    readdirSync(path.join(root, source))
      .filter(name => !layers.some(layer => layer === name))
      .map(name => `unknown-layer: ${source}/${name}`),
  )
}
