import { expect, test } from 'vitest'
import { safeExternalUrl } from './safe-external-url.ts'

test.each(['https://example.org/a?b=c', 'HTTPS://EXAMPLE.ORG', 'mailto:anna@example.org'])(
  '%s may be opened',
  url => {
    expect(safeExternalUrl(url)).not.toBeNull()
  },
)

test.each([
  'http://example.org',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'data:text/html,x',
  'app://pageloom/',
  'smb://host/share',
  'ms-settings:',
  'https://user:secret@example.org/',
  '//example.org',
  'C:\\Windows\\system32\\calc.exe',
  '',
])('%s is not opened', url => {
  expect(safeExternalUrl(url)).toBeNull()
})
