import type { ReactNode } from 'react'

interface SettingRowProps {
  readonly children: ReactNode
  /** Why the setting can't be changed here, or when it counts. */
  readonly note?: string | null
}

/** One setting with its note. */
export function SettingRow({ children, note = null }: SettingRowProps) {
  return (
    <div className="setting-row">
      {children}
      {note !== null && <p className="setting-note quiet">{note}</p>}
    </div>
  )
}
