import { describe, expect, test } from 'vitest'
import { ProblemError } from '../problem-error.ts'
import { spareModels } from './spare-models.ts'

const IMAGE = { widthPx: 1, heightPx: 1, pixels: new Uint8Array(1) }

describe('a model that a page can do without', () => {
  test.each(['model-missing', 'model-altered'] as const)(
    'is noted once where it is lost (%s)',
    async code => {
      let asked = 0
      const lost = async () => {
        asked++
        throw new ProblemError(code, 'table.onnx')
      }
      const models = spareModels({ layout: { findBoxes: lost }, tableModel: { readGrid: lost } })

      expect(await models.tableModel?.readGrid(IMAGE)).toBeUndefined()
      expect(await models.tableModel?.readGrid(IMAGE)).toBeUndefined()

      expect(asked).toBe(1)
      expect(models.notices()).toHaveLength(1)
      expect(models.notices()[0]).toMatch(
        /table model \(table\.onnx\)\. A model file .* Install Pageloom again\./,
      )
      expect(await models.layout?.findBoxes(IMAGE)).toEqual([])
      expect(models.notices()).toHaveLength(2)
    },
  )

  test('fails the page where something else is amiss', async () => {
    const models = spareModels({
      layout: {
        findBoxes: async () => {
          throw new Error('out of memory')
        },
      },
    })

    await expect(models.layout?.findBoxes(IMAGE)).rejects.toThrow('out of memory')
    expect(models.notices()).toEqual([])
    expect(models.tableModel).toBeUndefined()
  })
})
