import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import ReactMarkdown, { type Components } from 'react-markdown'
import remarkBreaks from 'remark-breaks'
import remarkGfm from 'remark-gfm'
import { OutsideLink } from '../ui/OutsideLink.tsx'
import { remarkFrenchSpaces } from '../ui/remark-french-spaces.ts'
import { useLanguageOf } from '../ui/use-language.ts'

const PLUGINS = {
  en: [remarkGfm, remarkBreaks],
  fr: [remarkGfm, remarkBreaks, remarkFrenchSpaces],
}

/**
 * A reply's Markdown. Raw HTML is shown as it was written, links open a new window (which the host hands to the
 * browser or refuses), images are links: nothing that she writes can run, load or lead this page anywhere.
 */
export const Markdown = memo(function Markdown({ text }: { text: string }) {
  const language = useLanguageOf(text)
  return (
    <div className="markdown" dir="auto">
      <ReactMarkdown remarkPlugins={PLUGINS[language]} components={COMPONENTS}>
        {text}
      </ReactMarkdown>
    </div>
  )
})

const COMPONENTS: Components = {
  a: ({ href, children }) => <OutsideLink href={href}>{children}</OutsideLink>,
  img: ({ src, alt }) => <ImageLink src={typeof src === 'string' ? src : undefined} alt={alt} />,
}

function ImageLink({ src, alt }: { src: string | undefined; alt: string | undefined }) {
  const { t } = useTranslation()
  return <OutsideLink href={src}>{t('chat.imageLink', { alt: alt || src || '' })}</OutsideLink>
}
