import { createContext, useContext } from 'react'
import type { Emotion, Gesture, MotionInfo } from '../../../electron/contract/index.ts'

/** The live picture of the chosen avatar, for those parts of the page that try something on it. */
export interface Preview {
  /** Shows an emotion for a moment. */
  show(emotion: Emotion): void
  /**
   * Makes a gesture once. `motion`: what stands for it, null for Kira's own.
   * @throws KiraError `MOTION_UNREADABLE`
   */
  perform(gesture: Gesture, motion: MotionInfo | null): Promise<void>
  /** Says what happened, below the picture and to screen readers. */
  tell(news: string): void
}

export const PreviewContext = createContext<Preview>({ show: () => {}, perform: async () => {}, tell: () => {} })

export const usePreview = (): Preview => useContext(PreviewContext)
