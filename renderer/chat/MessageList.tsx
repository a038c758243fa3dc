import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCompanionState } from '../client/index.ts'
import { Button } from '../ui/Button.tsx'
import { DownIcon } from '../ui/icons.tsx'
import { copyAsWritten } from './copy-as-written.ts'
import { MessageItem } from './MessageItem.tsx'
import './messages.css'
import { useEarlier } from './use-earlier.ts'

/** How far from the end, in pixels, still counts as reading the latest message. */
const NEAR_END = 80

/**
 * The messages of the open session. Only those near the screen are in the document; the list follows what is said
 * while its end is in sight, and stays where the reader is otherwise.
 */
export function MessageList() {
  const { t } = useTranslation()
  const messages = useCompanionState((state) => state.messages)
  const more = useCompanionState((state) => state.history.more)
  const scroller = useRef<HTMLDivElement>(null)
  const top = useRef<HTMLDivElement>(null)
  const list = useVirtualizer({
    count: messages.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => messages[index]?.id ?? index,
    estimateSize: () => 96,
    overscan: 6,
    gap: 14,
    paddingStart: 20,
    paddingEnd: 20,
    anchorTo: 'end',
    followOnAppend: true,
    scrollEndThreshold: NEAR_END,
  })
  useLayoutEffect(() => list.scrollToEnd(), [list])

  const items = list.getVirtualItems()
  const loadingEarlier = useEarlier(top)

  const atEnd = list.isAtEnd(NEAR_END)
  const latest = messages.at(-1)
  const [seen, setSeen] = useState(latest?.id)
  useEffect(() => {
    if (atEnd) setSeen(latest?.id)
  }, [atEnd, latest?.id])
  // Whoever writes wants to see it go, wherever they were reading.
  const ownLatest = messages.findLast(({ role }) => role === 'user')?.id
  const shownOwn = useRef(ownLatest)
  useEffect(() => {
    if (shownOwn.current !== ownLatest) list.scrollToEnd()
    shownOwn.current = ownLatest
  }, [ownLatest, list])

  return (
    <div className="messages">
      <div ref={scroller} className="messages-scroll">
        <div ref={top} />
        {loadingEarlier && <p className="loading-earlier small">{t('chat.loadingEarlier')}</p>}
        <div
          className="messages-all"
          role="feed"
          aria-label={t('chat.messages')}
          aria-busy={loadingEarlier}
          style={{ height: list.getTotalSize() }}
          onCopy={copyAsWritten}
        >
          {items.map(({ index, key, start }) => {
            const message = messages[index]
            return (
              message && (
                <MessageItem
                  key={key}
                  ref={list.measureElement}
                  message={message}
                  index={index}
                  setSize={more ? -1 : messages.length}
                  latest={message === latest}
                  top={start}
                />
              )
            )
          })}
        </div>
      </div>
      {!atEnd && (
        <Button className="to-latest" onClick={() => list.scrollToEnd()}>
          <DownIcon />
          {t(seen === latest?.id ? 'chat.latest' : 'chat.newMessage')}
        </Button>
      )}
    </div>
  )
}
