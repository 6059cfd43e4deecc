import type { Page, Region } from '../../../src-shared/contract/page.ts'
import { isLeftOut } from './left-out.ts'
import { type ListItem, listTree } from './list-tree.ts'

/** What stands below each other on a page: a region, or the neighbouring items of a list together. */
export type Block =
  | { readonly kind: 'region'; readonly region: Region }
  | { readonly kind: 'list'; readonly items: readonly ListItem[] }

/** The running text of a page as blocks; headers, footers and page numbers are left out. */
export function blocksOfPage(page: Page): readonly Block[] {
  const blocks: Block[] = []
  let items: Region[] = []
  const endList = () => {
    if (items.length > 0) blocks.push({ kind: 'list', items: listTree(items) })
    items = []
  }
  for (const region of page.regions) {
    if (isLeftOut(region.category)) continue
    if (region.category === 'list') {
      items.push(region)
      continue
    }
    endList()
    blocks.push({ kind: 'region', region })
  }
  endList()
  return blocks
}
