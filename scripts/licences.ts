import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { licenceTexts, withPackages } from './licence-files.ts'
import { shippedPackages } from './shipped-packages.ts'

/** Writes the licences of what is shipped: the packages of docs/licences.md and resources/licences/THIRD-PARTY.txt. */
const ROOT = path.dirname(import.meta.dirname)
const DOCUMENT = path.join(ROOT, 'docs/licences.md')
const TEXTS = path.join(ROOT, 'resources/licences/THIRD-PARTY.txt')

const packages = shippedPackages()
mkdirSync(path.dirname(TEXTS), { recursive: true })
writeFileSync(TEXTS, licenceTexts(packages))
writeFileSync(DOCUMENT, withPackages(readFileSync(DOCUMENT, 'utf8'), packages))
console.error(`${packages.length} packages written to ${DOCUMENT} and ${TEXTS}`)
