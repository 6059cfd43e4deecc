import { tableOfRegion } from '../src-main/core/export/drawable-table.ts'
import type { Page } from '../src-shared/contract/page.ts'
import { type TableTree, type TreeCell, tableTreeOf } from './table-tree.ts'

/** A node in the order in which all nodes under it come first. */
interface TreeNode {
  readonly kind: 'table' | 'tr' | 'td'
  readonly cell?: TreeCell
  /** The place of the first leaf under it. */
  readonly firstLeaf: number
}

/** Similarity of two tables from 0 to 1 by the edit distance of their trees (TEDS); without texts, by structure alone. */
export function scoreTables(found: TableTree, truth: TableTree, withText: boolean): number {
  const a = nodesOf(found)
  const b = nodesOf(truth)
  return 1 - treeDistance(a, b, withText) / Math.max(a.length, b.length)
}

function nodesOf({ rows }: TableTree): TreeNode[] {
  const nodes: TreeNode[] = []
  for (const row of rows) {
    const firstLeaf = nodes.length
    for (const cell of row) nodes.push({ kind: 'td', cell, firstLeaf: nodes.length })
    nodes.push({ kind: 'tr', firstLeaf })
  }
  nodes.push({ kind: 'table', firstLeaf: 0 })
  return nodes
}

/** The least number of nodes to add, take away and change, by Zhang and Shasha. */
function treeDistance(a: readonly TreeNode[], b: readonly TreeNode[], withText: boolean): number {
  const width = b.length
  const trees = new Float64Array(a.length * width)
  for (const rootA of keyRoots(a)) {
    for (const rootB of keyRoots(b)) {
      const startA = a[rootA]?.firstLeaf ?? 0
      const startB = b[rootB]?.firstLeaf ?? 0
      const stride = rootB - startB + 2
      const forest = new Float64Array((rootA - startA + 2) * stride)
      const at = (i: number, j: number) => forest[(i - startA) * stride + j - startB] ?? 0
      for (let i = startA; i <= rootA + 1; i++) {
        for (let j = startB; j <= rootB + 1; j++) {
          const nodeA = a[i - 1]
          const nodeB = b[j - 1]
          let cost = Math.max(i - startA, j - startB)
          if (i > startA && j > startB && nodeA && nodeB) {
            const isWhole = nodeA.firstLeaf === startA && nodeB.firstLeaf === startB
            const both = isWhole
              ? at(i - 1, j - 1) + changeCost(nodeA, nodeB, withText)
              : at(nodeA.firstLeaf, nodeB.firstLeaf) + (trees[(i - 1) * width + j - 1] ?? 0)
            cost = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, both)
            if (isWhole) trees[(i - 1) * width + j - 1] = cost
          }
          forest[(i - startA) * stride + j - startB] = cost
        }
      }
    }
  }
  return trees[trees.length - 1] ?? 0
}

/** The highest node of each first leaf. */
function keyRoots(nodes: readonly TreeNode[]): number[] {
  const highest = new Map(nodes.map((node, index) => [node.firstLeaf, index]))
  return [...highest.values()].sort((x, y) => x - y)
}

function changeCost(a: TreeNode, b: TreeNode, withText: boolean): number {
  if (a.kind !== b.kind) return 1
  if (!a.cell || !b.cell) return 0
  if (a.cell.rowSpan !== b.cell.rowSpan || a.cell.columnSpan !== b.cell.columnSpan) return 1
  if (!withText) return 0
  const longest = Math.max(a.cell.text.length, b.cell.text.length)
  return longest === 0 ? 0 : letterDistance(a.cell.text, b.cell.text) / longest
}

function letterDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const current = [i]
    for (let j = 1; j <= b.length; j++) {
      const changed = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      current.push(Math.min((previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, changed))
    }
    previous = current
  }
  return previous[b.length] ?? 0
}

/** The table with the most cells: what was read beside it is as wrong as what is missing. */
export function largestTable(pages: readonly Page[]): TableTree | undefined {
  const tables = pages.flatMap(page => page.regions.filter(region => region.category === 'table'))
  const sizes = tables.map(region => tableOfRegion(region)).filter(table => table !== undefined)
  const [largest] = sizes.toSorted((a, b) => b.cells.length - a.cells.length)
  return largest ? tableTreeOf(largest) : undefined
}
