import { type RefObject, useEffect, useState } from 'react'

/** Whether an element has been in sight, or nearly so: what takes its time can wait for that. */
export function useWasSeen(element: RefObject<Element | null>): boolean {
  const [wasSeen, setWasSeen] = useState(false)
  useEffect(() => {
    if (wasSeen || !element.current) return
    const onChange: IntersectionObserverCallback = (entries) =>
      setWasSeen(entries.some(({ isIntersecting }) => isIntersecting))
    const observer = new IntersectionObserver(onChange, { scrollMargin: '400px' })
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [element, wasSeen])
  return wasSeen
}
