import { expect, test } from 'vitest'
import { INPUT_EXTENSIONS, isConvertedFirst } from './input-kinds.ts'

test('old office files, OpenDocument and RTF are converted first, by whatever case their names are written', () => {
  const converted = INPUT_EXTENSIONS.filter(extension => isConvertedFirst(`Letter${extension.toUpperCase()}`))

  expect(converted).toEqual(['.odt', '.ods', '.odp', '.doc', '.dot', '.xls', '.ppt', '.pps', '.rtf'])
})

test('a name that only contains such an ending is not converted', () => {
  expect(['notes.doc.pdf', 'doc', 'letter.docx'].filter(isConvertedFirst)).toEqual([])
})
