import { type RefObject, useEffect, useState } from 'react'
import { loadEarlier, useCompanion, useCompanionState } from '../client/index.ts'

/** How close to the top, in pixels, older messages are fetched. */
const NEAR_TOP = 600

/**
 * Fetches older messages, page by page, while the reader is near the top and there are some.
 *
 * @param top an element at the top of the list, inside its scrolling parent
 * @returns whether a page is being fetched
 */
export function useEarlier(top: RefObject<HTMLElement | null>): boolean {
  const companion = useCompanion()
  const more = useCompanionState((state) => state.history.more)
  const [phase, setPhase] = useState<'idle' | 'loading' | 'failed'>('idle')
  // Looked at anew after each page: the list has grown above, and what was near is so no longer.
  const near = useNear(top, phase !== 'loading')
  useEffect(() => {
    // A page that could not be had is asked for again once the reader comes back to it.
    if (!near) setPhase((current) => (current === 'failed' ? 'idle' : current))
    if (!near || !more || phase !== 'idle') return
    setPhase('loading')
    loadEarlier(companion).then(
      () => setPhase('idle'),
      () => setPhase('failed'),
    )
  }, [companion, near, more, phase])
  return phase === 'loading'
}

/** Whether an element is on the screen, or less than `NEAR_TOP` above what its parent shows; false while not `looking`. */
function useNear(element: RefObject<HTMLElement | null>, looking: boolean): boolean {
  const [near, setNear] = useState(false)
  useEffect(() => {
    if (!looking || !element.current) return
    const options = { root: element.current.parentElement, rootMargin: `${NEAR_TOP}px 0px 0px` }
    const observer = new IntersectionObserver((entries) => setNear(entries.at(-1)?.isIntersecting ?? false), options)
    observer.observe(element.current)
    return () => {
      observer.disconnect()
      setNear(false)
    }
  }, [element, looking])
  return near
}
