import type { Page } from '../../../src-shared/contract/page.ts'
import { useChoices } from '../../state/choices-store.ts'
import { useSelection } from '../../state/selection-store.ts'
import { useWords } from '../../words/use-words.ts'

const SPOKEN_LENGTH = 120

interface RegionOverlayProps {
  readonly page: Page
}

/** The regions over the picture of the page: pointing at one lights its text, pressing one brings the text into view. */
export function RegionOverlay({ page }: RegionOverlayProps) {
  const words = useWords()
  const areShown = useChoices(state => state.showBoxes)
  const lit = useSelection(state => (state.lit?.page === page.number ? state.lit.region : null))
  const across = (x: number) => `${(x / page.widthPx) * 100}%`
  const down = (y: number) => `${(y / page.heightPx) * 100}%`
  return (
    <div className={areShown ? 'regions regions-shown' : 'regions'}>
      {page.regions.map((region, index) => {
        const ref = { page: page.number, region: index }
        const { light, want } = useSelection.getState()
        return (
          <button
            type="button"
            // biome-ignore lint/suspicious/noArrayIndexKey: a region is its place in reading order
            key={index}
            data-region={`${page.number}-${index}`}
            className={lit === index ? 'region region-lit' : 'region'}
            style={{
              left: across(region.box.left),
              top: down(region.box.top),
              width: across(region.box.right - region.box.left),
              height: down(region.box.bottom - region.box.top),
            }}
            tabIndex={areShown ? 0 : -1}
            aria-hidden={!areShown}
            aria-label={words.page.region(
              words.category[region.category],
              region.text.slice(0, SPOKEN_LENGTH),
            )}
            onPointerEnter={() => light(ref)}
            onPointerLeave={() => light(null)}
            onFocus={() => light(ref)}
            onBlur={() => light(null)}
            onClick={() => want(ref, 'page-pane')}
          >
            {areShown && <span className="region-name">{words.category[region.category]}</span>}
          </button>
        )
      })}
    </div>
  )
}
