import type { KeyboardEvent } from 'react'

type Move = (dx: number, dy: number) => void

/**
 * Lets something be dragged. `move` gets the way in CSS pixels, at most once a frame: the mouse reports more often than
 * a window can follow. The screen's coordinates are used, since the window itself moves under the mouse.
 */
export function createDrag(move: Move): (target: HTMLElement, down: PointerEvent) => void {
  return (target, down) => {
    if (down.button !== 0) return
    let [fromX, fromY] = [down.screenX, down.screenY]
    let [toX, toY] = [fromX, fromY]
    let frame = 0

    function flush(): void {
      frame = 0
      if (toX !== fromX || toY !== fromY) move(toX - fromX, toY - fromY)
      ;[fromX, fromY] = [toX, toY]
    }
    function onMove(event: PointerEvent): void {
      ;[toX, toY] = [event.screenX, event.screenY]
      frame ||= requestAnimationFrame(flush)
    }
    function onEnd(): void {
      cancelAnimationFrame(frame)
      flush()
      target.removeEventListener('pointermove', onMove)
      target.removeEventListener('lostpointercapture', onEnd)
    }

    target.setPointerCapture(down.pointerId)
    target.addEventListener('pointermove', onMove)
    target.addEventListener('lostpointercapture', onEnd)
  }
}

const STEP = 16
const STEPS: Readonly<Record<string, readonly [dx: number, dy: number]>> = {
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
  ArrowUp: [0, -STEP],
  ArrowDown: [0, STEP],
}

/** Lets something be moved by the arrow keys, faster with Shift. */
export function createKeyMove(move: Move): (event: KeyboardEvent) => void {
  return (event) => {
    const step = STEPS[event.key]
    if (!step) return
    event.preventDefault()
    const factor = event.shiftKey ? 4 : 1
    move(step[0] * factor, step[1] * factor)
  }
}
