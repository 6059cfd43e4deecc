import { useEffect } from 'react'
import { type TabName, useSelection } from '../../state/selection-store.ts'

const TAB_OF_DIGIT: Readonly<Record<string, TabName>> = {
  1: 'quick-process',
  2: 'manual-control',
  3: 'job-history',
}

/** The short cuts that hold in every tab. */
export function useShortcuts(): void {
  useEffect(() => {
    window.addEventListener('keydown', heed)
    return () => window.removeEventListener('keydown', heed)
  }, [])
}

function heed(event: KeyboardEvent): void {
  const selection = useSelection.getState()
  if (event.key === '?' && !isTyping(event.target)) selection.showDialog('shortcuts')
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return
  const key = event.key.toLowerCase()
  const tab = TAB_OF_DIGIT[key]
  if (tab) selection.showTab(tab)
  else if (key === 'o') selection.askForFiles()
  else if (key === ',') selection.showDialog('settings')
  else return
  event.preventDefault()
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select')
}
