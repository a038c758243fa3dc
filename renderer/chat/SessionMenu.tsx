import { Popover } from 'radix-ui'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../ui/Button.tsx'
import { MenuIcon } from '../ui/icons.tsx'
import { SessionList } from './SessionList.tsx'

/** The conversations behind a button, for where there is no room beside the talk. */
export function SessionMenu() {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <IconButton label={t('session.list')} data-narrow-only="">
          <MenuIcon />
        </IconButton>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className="session-menu" align="start" sideOffset={8} aria-label={t('session.list')}>
          <SessionList onChosen={() => setOpen(false)} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
