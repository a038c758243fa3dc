import { useCallback, useEffect, useRef, useState } from 'react'
import { useCompanion } from '../client/index.ts'

/** How long the controls stay after the mouse left, in milliseconds: time to reach them. */
const STAYS = 1500

export interface Awake {
  readonly awake: boolean
  /** Keeps it awake until `leave`. */
  readonly enter: () => void
  readonly leave: () => void
}

/**
 * Whether somebody is at her: the mouse is where `isOver` says (CSS pixels), or the keyboard is in the controls. The
 * mouse is told by the page and, on the desktop, by the companion, because clicks beside her never come here.
 */
export function useAwake(isOver: (x: number, y: number) => boolean): Awake {
  const { events } = useCompanion()
  const [awake, setAwake] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  const enter = useCallback(() => {
    clearTimeout(timer.current)
    timer.current = undefined
    setAwake(true)
  }, [])
  const leave = useCallback(() => {
    timer.current ??= setTimeout(() => setAwake(false), STAYS)
  }, [])

  useEffect(() => {
    const look = (x: number, y: number) => (isOver(x, y) ? enter() : leave())
    const onPointerMove = (event: PointerEvent) => look(event.clientX, event.clientY)
    window.addEventListener('pointermove', onPointerMove)
    document.documentElement.addEventListener('pointerleave', leave)
    const unsubscribe = events.subscribe((event) => {
      if (event.type === 'pointer-moved') look(event.x, event.y)
    })
    return () => {
      window.removeEventListener('pointermove', onPointerMove)
      document.documentElement.removeEventListener('pointerleave', leave)
      unsubscribe()
      clearTimeout(timer.current)
    }
  }, [events, isOver, enter, leave])

  return { awake, enter, leave }
}
