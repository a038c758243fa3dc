import { useLayoutEffect, useRef } from 'react'
import ReactMarkdown from 'react-markdown'
import type { Bubble } from '../avatar/speech/director.ts'
import { EmotionMark } from '../ui/EmotionMark.tsx'
import { remarkFrenchSpaces } from '../ui/remark-french-spaces.ts'
import { useLanguageOf } from '../ui/use-language.ts'

/** A bubble has room for words; headings, links, tables and pictures become their text. */
const ELEMENTS = ['p', 'em', 'strong', 'del', 'code', 'pre', 'ul', 'ol', 'li', 'br']
const PLUGINS = { en: [], fr: [remarkFrenchSpaces] }

/**
 * What she says, and with which feeling. The newest words stay in sight. Not a live region: it changes with every
 * letter, and the chat reads each reply out once.
 */
export function SpeechBubble({ bubble: { phase, text, emotion } }: { bubble: Bubble }) {
  const words = useRef<HTMLDivElement>(null)
  const language = useLanguageOf(text)
  useLayoutEffect(() => {
    if (!words.current) return
    words.current.scrollTop = words.current.scrollHeight
    words.current.toggleAttribute('data-scrolled', words.current.scrollTop > 0)
  })

  return (
    <div className="speech-bubble" data-phase={phase} data-takes-mouse>
      {emotion !== 'neutral' && <EmotionMark emotion={emotion} />}
      <div className="speech-words" dir="auto" ref={words}>
        {text ? (
          <ReactMarkdown remarkPlugins={PLUGINS[language]} allowedElements={ELEMENTS} unwrapDisallowed>
            {text}
          </ReactMarkdown>
        ) : (
          <span className="speech-dots" aria-hidden="true" />
        )}
      </div>
    </div>
  )
}
