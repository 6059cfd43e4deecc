import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** A package that reaches a user. */
export interface ShippedPackage {
  readonly name: string
  readonly version: string
  readonly licence: string
  /** Its place in the lock, which is its folder. */
  readonly place: string
  /** The place of the package that has this one as its build for one platform. */
  readonly platformOf: string | undefined
}

interface LockedPackage {
  readonly version: string
  readonly license?: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
  /** Only a build for one platform names its processors. */
  readonly cpu?: readonly string[]
}
type LockedPackages = Readonly<Record<string, LockedPackage>>

const ROOT = path.dirname(import.meta.dirname)
/** Sources that are bundled with what they import; the main process loads its packages from node_modules instead. */
const BUNDLED = ['src-renderer', 'src-shared', 'src-main/desktop/preload.ts']
/** Imports and re-exports but those of types alone, and imports on demand. */
const IMPORT =
  /^(?:import|export)\s+(?!type\b)(?:[^'"=;]*?\bfrom\s*)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm
/** Packages whose word for their licence is no SPDX name: what their licence text is. */
const LICENCE_BY_ITS_TEXT: Readonly<Record<string, string>> = { duck: 'BSD-2-Clause' }
const TEST = /[.](test|contract)[.]tsx?$/

/**
 * Every npm package that reaches a user: what the main process loads, for each platform, and what is bundled into the
 * window. Read from package-lock.json, so that it is the same on every platform.
 */
export function shippedPackages(): ShippedPackage[] {
  const packages: LockedPackages = JSON.parse(
    readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8'),
  ).packages
  const shipped = new Map<string, ShippedPackage>()
  const loaded = Object.keys(packages['']?.dependencies ?? {})
  for (const name of loaded) collect({ packages, shipped, withOptional: true }, name, '')
  for (const name of bundledNames())
    if (!loaded.includes(name)) collect({ packages, shipped, withOptional: false }, name, '')
  return [...shipped.values()].sort(
    (a, b) => compare(a.name, b.name) || compare(a.version, b.version) || compare(a.place, b.place),
  )
}

interface Collection {
  readonly packages: LockedPackages
  readonly shipped: Map<string, ShippedPackage>
  /** A bundle holds no builds for platforms. */
  readonly withOptional: boolean
  readonly platformOf?: string
}

function collect(collection: Collection, name: string, from: string): void {
  const { packages, shipped, withOptional, platformOf } = collection
  const place = placeOf(packages, from, name)
  const locked = packages[place]
  // Types are gone once the code is built.
  if (!locked || shipped.has(place) || name.startsWith('@types/')) return
  const { version, license = '', dependencies = {}, optionalDependencies = {} } = locked
  const isBuild = locked.cpu !== undefined
  shipped.set(place, {
    ...{ name, version, place, licence: LICENCE_BY_ITS_TEXT[name] ?? license },
    platformOf: isBuild ? platformOf : undefined,
  })
  for (const next of Object.keys(dependencies))
    if (!(next in optionalDependencies)) collect(collection, next, place)
  if (!withOptional) return
  for (const next of Object.keys(optionalDependencies))
    collect({ ...collection, platformOf: place }, next, place)
}

/** Where Node finds a package from a place: in its own node_modules or in those above. */
function placeOf(packages: LockedPackages, from: string, name: string): string {
  const own = `${from === '' ? '' : `${from}/`}node_modules/${name}`
  if (own in packages) return own
  if (from === '') throw new Error(`package-lock.json does not hold ${name}. Run: npm run lock`)
  const end = from.lastIndexOf('node_modules/')
  return placeOf(packages, from.slice(0, Math.max(0, end - 1)), name)
}

/** Names of the packages that bundled sources import. */
function bundledNames(): string[] {
  const names = new Set<string>()
  for (const file of BUNDLED.flatMap(sourcesUnder))
    for (const [, statement, call] of readFileSync(file, 'utf8').matchAll(IMPORT)) {
      const name = packageName(statement ?? call ?? '')
      if (name) names.add(name)
    }
  return [...names].sort()
}

function packageName(specifier: string): string | undefined {
  if (/^[./]|^node:|^electron($|\/)/.test(specifier)) return undefined
  const [first = '', second] = specifier.split('/')
  return first.startsWith('@') ? `${first}/${second}` : first
}

function sourcesUnder(start: string): string[] {
  const at = path.join(ROOT, start)
  if (/[.]tsx?$/.test(start)) return [at]
  return readdirSync(at, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && /[.]tsx?$/.test(entry.name) && !TEST.test(entry.name))
    .map(entry => path.join(entry.parentPath, entry.name))
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
