import { DropdownMenu } from 'radix-ui'
import type { ReactNode } from 'react'
import './menu.css'

interface MenuProps {
  readonly trigger: ReactNode
  readonly children: ReactNode
}

/** A menu that opens under its trigger, a button. */
export function Menu({ trigger, children }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="end" sideOffset={4} collisionPadding={8}>
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

interface MenuChoiceProps {
  readonly onPick: () => void
  readonly disabled?: boolean
  readonly children: ReactNode
}

/** One thing that a menu offers. */
export function MenuChoice({ onPick, disabled = false, children }: MenuChoiceProps) {
  return (
    <DropdownMenu.Item className="menu-choice" disabled={disabled} onSelect={onPick}>
      {children}
    </DropdownMenu.Item>
  )
}
