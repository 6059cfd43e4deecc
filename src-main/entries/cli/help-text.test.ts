import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { EXPORT_FORMATS } from '../../../src-shared/contract/routes.ts'
import { helpText } from './help-text.ts'

const page = (name: string): string =>
  readFileSync(path.resolve(import.meta.dirname, '../../../docs', name), 'utf8')

test.each(Object.entries(EXPORT_FORMATS))(
  'help and documentation know the format %s',
  (name, { extension }) => {
    expect(helpText('convert')).toMatch(new RegExp(`--to FORMATS[^-]*\\b${name}\\b`))
    expect(page('exports.md')).toContain(`| \`${name}\` | \`${extension}\` |`)
    expect(page('command-line.md')).toContain(`\`${name}\``)
    expect(page('api/native.md')).toContain(`\`${name}\``)
  },
)
