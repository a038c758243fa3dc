import type { ComponentProps } from 'react'
import { useTranslation } from 'react-i18next'
import { type Companion, useCompanion } from '../client/index.ts'
import { IconButton } from '../ui/Button.tsx'
import { SettingsIcon } from '../ui/icons.tsx'
import { openSettings } from '../ui/windows.ts'
import { createDrag, createKeyMove } from './drag.ts'
import { ChatIcon, HideIcon, MoveIcon } from './icons.tsx'

/** Opens the chat: a window on the desktop, else the page that has it. */
async function openChat({ call }: Companion): Promise<void> {
  const opened = await call.windows.open({ name: 'chat' }).catch(() => false)
  if (!opened) window.location.assign('/')
}

/** Hides her from the desktop; elsewhere this page is left for the one with the chat. */
async function hide({ call }: Companion): Promise<void> {
  const hidden = await call.windows.close({ name: 'overlay' }).catch(() => false)
  if (!hidden) window.location.assign('/')
}

export interface ControlsProps extends Pick<ComponentProps<'div'>, 'onFocus' | 'onBlur'> {
  readonly awake: boolean
  readonly move: (dx: number, dy: number) => void
}

/** What can be done with her on the desktop. Seen only while the mouse or the keyboard is there. */
export function Controls({ awake, move, ...events }: ControlsProps) {
  const { t } = useTranslation('overlay')
  const companion = useCompanion()
  const drag = createDrag(move)
  return (
    <div
      className="controls"
      role="toolbar"
      aria-orientation="vertical"
      aria-label={t('controls')}
      data-awake={awake}
      data-takes-mouse={awake || undefined}
      {...events}
    >
      <IconButton
        label={t('move')}
        onPointerDown={(event) => drag(event.currentTarget, event.nativeEvent)}
        onKeyDown={createKeyMove(move)}
      >
        <MoveIcon />
      </IconButton>
      <IconButton label={t('chat')} onClick={() => void openChat(companion)}>
        <ChatIcon />
      </IconButton>
      <IconButton label={t('settings')} onClick={() => void openSettings(companion)}>
        <SettingsIcon />
      </IconButton>
      <IconButton label={t('hide')} onClick={() => void hide(companion)}>
        <HideIcon />
      </IconButton>
    </div>
  )
}
