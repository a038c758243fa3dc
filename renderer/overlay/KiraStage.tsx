import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Emotion, KiraError } from '../../electron/contract/index.ts'
import { startKira } from '../avatar/kira.ts'
import type { Bubble } from '../avatar/speech/director.ts'
import type { AvatarView } from '../avatar/view.ts'
import { useCompanion } from '../client/index.ts'
import { useFailureText } from '../ui/use-language.ts'
import { FeelingNews } from './FeelingNews.tsx'
import './kira-stage.css'
import { SpeechBubble } from './SpeechBubble.tsx'

export interface KiraStageProps {
  /** Whether her words appear above her. */
  readonly bubble?: boolean
  /** Whether screen readers are told what she feels; beside a chat that does so, not again. */
  readonly announces?: boolean
  /** Is given her body, to look her place up and to turn her eyes. */
  readonly viewRef?: RefObject<AvatarView | null>
  /** Called after her place or her bubble changed. */
  readonly onLayout?: () => void
}

/** Kira, filling what she stands in; her face and words follow the companion. Where she can't be shown, it says why. */
export function KiraStage({ bubble: withBubble = false, announces = false, viewRef, onLayout }: KiraStageProps) {
  const { t } = useTranslation()
  const { t: say } = useTranslation('overlay')
  const companion = useCompanion()
  const body = useRef<HTMLDivElement>(null)
  const [bubble, setBubble] = useState<Bubble | null>(null)
  const [emotion, setEmotion] = useState<Emotion>('neutral')
  const [failure, setFailure] = useState<KiraError | null>(null)
  const failureText = useFailureText()
  const laidOut = useRef(onLayout)

  // After each render: the bubble may have come, grown or gone.
  useLayoutEffect(() => {
    laidOut.current = onLayout
    onLayout?.()
  })

  useEffect(() => {
    if (!body.current) return
    const kira = startKira({
      container: body.current,
      companion,
      onBubble: setBubble,
      onLayout: () => laidOut.current?.(),
      onEmotion: setEmotion,
      onFailure: setFailure,
    })
    if (viewRef) viewRef.current = kira.view
    return () => {
      if (viewRef) viewRef.current = null
      kira.dispose()
    }
  }, [companion, viewRef])

  const shown = withBubble && bubble && bubble.phase !== 'away' ? bubble : null
  return (
    <div className={withBubble ? 'kira-stage with-bubble' : 'kira-stage'}>
      {withBubble && <div className="kira-words">{shown && <SpeechBubble bubble={shown} />}</div>}
      <div className="kira-body">
        <div
          className="kira-picture"
          role="img"
          aria-label={say('picture', { emotion: t(`emotion.${emotion}`) })}
          ref={body}
        />
        {announces && <FeelingNews emotion={emotion} />}
        {failure && (
          <p className="kira-failure" role="alert" data-takes-mouse>
            {failureText(failure)}
          </p>
        )}
      </div>
    </div>
  )
}
