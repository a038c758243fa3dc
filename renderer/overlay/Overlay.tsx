import { useCallback, useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import type { AvatarView } from '../avatar/view.ts'
import { useCompanion, useCompanionState } from '../client/index.ts'
import { useBringFiles } from '../ui/BringFiles.tsx'
import { Controls } from './Controls.tsx'
import { createDrag } from './drag.ts'
import { KiraStage } from './KiraStage.tsx'
import './overlay.css'
import { contains, onlyChanges, overlayShape } from './shape.ts'
import { useAwake } from './use-awake.ts'

/** Kira alone on a transparent page: her body, her words, and controls that come when the mouse does. */
export function Overlay() {
  const { call, events } = useCompanion()
  const { bubble, height } = useCompanionState((state) => state.settings.overlay)
  // What it tells takes the mouse, so this is rendered anew with it.
  useBringFiles()
  const root = useRef<HTMLDivElement>(null)
  const view = useRef<AvatarView | null>(null)

  const shape = useCallback(() => overlayShape(document.body, view.current?.hitRects() ?? []), [])
  const report = useMemo(
    () => onlyChanges((rects) => void call.windows.setOverlayShape({ rects }).catch(() => {})),
    [call],
  )
  const reportShape = useCallback(() => report(shape()), [report, shape])
  const move = useCallback(
    (dx: number, dy: number) => void call.windows.moveOverlay({ dx, dy }).catch(() => {}),
    [call],
  )
  const { awake, enter, leave } = useAwake(useCallback((x, y) => contains(shape(), x, y), [shape]))

  useLayoutEffect(reportShape)
  useLayoutEffect(() => root.current?.style.setProperty('--kira-height', `${height}px`), [height])

  useEffect(
    () =>
      events.subscribe((event) => {
        if (event.type === 'pointer-moved') view.current?.lookAt(event.x, event.y)
      }),
    [events],
  )

  useEffect(() => {
    const body = view.current?.container
    if (!body) return
    const drag = createDrag(move)
    const onPointerDown = (event: PointerEvent) => {
      if (contains(view.current?.hitRects() ?? [], event.clientX, event.clientY)) drag(body, event)
    }
    body.addEventListener('pointerdown', onPointerDown)
    return () => body.removeEventListener('pointerdown', onPointerDown)
  }, [move])

  return (
    <div className="overlay" ref={root}>
      <h1 className="visually-hidden">Kira</h1>
      <KiraStage bubble={bubble} announces viewRef={view} onLayout={reportShape} />
      <Controls awake={awake} move={move} onFocus={enter} onBlur={leave} />
    </div>
  )
}
