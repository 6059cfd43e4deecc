import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type GatherWrites, writeGatherer } from './gather-writes.ts'

let database: Database.Database
let gather: GatherWrites

beforeEach(() => {
  database = new Database(':memory:')
  database.exec('CREATE TABLE notes (text TEXT NOT NULL UNIQUE)')
  gather = writeGatherer(database)
})
afterEach(() => database.close())

const write = (text: string) => (): string => {
  database.prepare('INSERT INTO notes VALUES (?)').run(text)
  return text
}
const notes = (): unknown[] => database.prepare('SELECT text FROM notes ORDER BY rowid').pluck().all()

test('writes that come together are done in their order, within one transaction', async () => {
  const wereInOne: boolean[] = []
  const each = (text: string) =>
    gather(() => {
      wereInOne.push(database.inTransaction && notes().length === Number(text))
      return write(text)()
    })

  const results = await Promise.all([each('0'), each('1'), each('2')])

  expect(results).toEqual(['0', '1', '2'])
  expect(wereInOne).toEqual([true, true, true])
  expect(notes()).toEqual(['0', '1', '2'])
})

test('a write that resolves is committed', async () => {
  await gather(write('a'))

  expect(database.inTransaction).toBe(false)
  expect(notes()).toEqual(['a'])
})

test('a write that fails takes no effect, and those beside it are done', async () => {
  const broken = () => {
    write('half')()
    throw new Error('broken')
  }

  const results = await Promise.allSettled([gather(write('a')), gather(broken), gather(write('b'))])

  expect(results.map(each => each.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(notes()).toEqual(['a', 'b'])
})

test('a write may follow upon another', async () => {
  for (const text of ['a', 'b', 'c']) await gather(write(text))

  expect(notes()).toEqual(['a', 'b', 'c'])
})
