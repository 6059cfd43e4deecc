import { spawnSync } from 'node:child_process'

const USUAL = 'eng'

/** Tesseract's argument for these languages: those whose packages are installed, else English, and who misses what is told. */
export function installedLanguages(languages: readonly string[]): string {
  const { stdout } = spawnSync('tesseract', ['--list-langs'], { encoding: 'utf8' })
  const installed = (stdout ?? '').split('\n').map(line => line.trim())
  const missing = languages.filter(language => !installed.includes(language))
  if (missing.length > 0) {
    const packages = missing.map(language => `tesseract-ocr-${language.replaceAll('_', '-')}`)
    console.error(`Tesseract reads as English what is not: apt-get install -y ${packages.join(' ')}`)
  }
  const known = languages.filter(language => installed.includes(language))
  return known.length === 0 ? USUAL : known.join('+')
}
