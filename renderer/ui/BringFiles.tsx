import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type KiraError, type ModelEntry, toKiraError } from '../../electron/contract/index.ts'
import { type Companion, useCompanion } from '../client/index.ts'
import { BringQuestion } from './BringQuestion.tsx'
import { Button } from './Button.tsx'
import './bring-files.css'
import { bringModel, isModelFile } from './bring-model.ts'
import { useFailureText } from './use-language.ts'

/** What became of a file, and what it calls itself. */
interface Brought {
  readonly kind: 'avatar' | 'motion' | 'model'
  readonly name: string
}

/** What is being done with a file that somebody brought, or came of it. */
type Bringing =
  | { readonly phase: 'nothing' }
  | { readonly phase: 'over' }
  | { readonly phase: 'busy'; readonly name: string }
  | { readonly phase: 'asking'; readonly name: string; readonly onAnswer: (yes: boolean) => void }
  | ({ readonly phase: 'done' } & Brought)
  | { readonly phase: 'failed'; readonly error: KiraError }

interface BringFiles {
  readonly bringing: Bringing
  /** Takes files: avatars, movements and models. What comes of them is shown. */
  bringFiles(files: Iterable<File>): Promise<void>
}

/** Good news leave by themselves after so many milliseconds; bad ones are dismissed. */
const STAYS = 6000
const NOTHING: Bringing = { phase: 'nothing' }
const Context = createContext<BringFiles>({ bringing: NOTHING, bringFiles: async () => {} })

/** Lets a page's own button bring files, as dropping them does. */
export const useBringFiles = (): BringFiles => useContext(Context)

/** Takes files that are dropped anywhere on a page, and tells what comes of them. */
export function BringFilesHere({ children }: { children: ReactNode }) {
  const { call } = useCompanion()
  const [bringing, setBringing] = useState<Bringing>(NOTHING)
  const unanswered = useRef<((yes: boolean) => void) | null>(null)

  const agrees = useCallback(
    ({ facts: { name } }: ModelEntry) =>
      new Promise<boolean>((resolve) => {
        const onAnswer = (yes: boolean) => {
          unanswered.current = null
          setBringing(yes ? { phase: 'busy', name } : NOTHING)
          resolve(yes)
        }
        unanswered.current = onAnswer
        setBringing({ phase: 'asking', name, onAnswer })
      }),
    [],
  )
  const bringFiles = useCallback(
    async (files: Iterable<File>) => {
      // Who brings something else has answered.
      unanswered.current?.(false)
      for (const file of files) {
        setBringing({ phase: 'busy', name: file.name })
        try {
          const brought = await bringFile(file, call, agrees)
          if (brought) setBringing({ phase: 'done', ...brought })
        } catch (error) {
          setBringing({ phase: 'failed', error: toKiraError(error) })
          return
        }
      }
    },
    [call, agrees],
  )
  useDroppedFiles(
    bringFiles,
    useCallback(
      (over) =>
        setBringing((now) =>
          now.phase === 'asking' ? now : over ? { phase: 'over' } : now.phase === 'over' ? NOTHING : now,
        ),
      [],
    ),
  )
  useEffect(() => {
    if (bringing.phase !== 'done') return
    const timer = setTimeout(() => setBringing(NOTHING), STAYS)
    return () => clearTimeout(timer)
  }, [bringing])

  return (
    <Context value={useMemo(() => ({ bringing, bringFiles }), [bringing, bringFiles])}>
      {children}
      <BringNews bringing={bringing} onDismiss={() => setBringing(NOTHING)} />
    </Context>
  )
}

/** Null where the user would rather not. */
async function bringFile(
  file: File,
  call: Companion['call'],
  agrees: (model: ModelEntry) => Promise<boolean>,
): Promise<Brought | null> {
  if (isModelFile(file)) {
    const name = await bringModel(file, call, agrees)
    return name === null ? null : { kind: 'model', name }
  }
  // Three dimensions are loaded only where somebody brings some.
  const { bring } = await import('../avatar/bring.ts')
  return bring(file, call)
}

/** Follows files that are dragged over the page. Without this, the page would leave for a file that is dropped. */
function useDroppedFiles(onDrop: (files: Iterable<File>) => void, onOver: (over: boolean) => void): void {
  useEffect(() => {
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false
    const over = (event: DragEvent) => {
      if (!hasFiles(event)) return
      event.preventDefault()
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy'
      if (event.type === 'dragenter') onOver(true)
    }
    const leave = (event: DragEvent) => {
      // From one element to the next is not out of the page.
      if (event.relatedTarget === null) onOver(false)
    }
    const drop = (event: DragEvent) => {
      if (!hasFiles(event)) return
      event.preventDefault()
      onOver(false)
      onDrop([...(event.dataTransfer?.files ?? [])])
    }
    const leaving = new AbortController()
    const { signal } = leaving
    window.addEventListener('dragenter', over, { signal })
    window.addEventListener('dragover', over, { signal })
    window.addEventListener('dragleave', leave, { signal })
    window.addEventListener('drop', drop, { signal })
    return () => leaving.abort()
  }, [onDrop, onOver])
}

function BringNews({ bringing, onDismiss }: { bringing: Bringing; onDismiss: () => void }) {
  const { t } = useTranslation()
  const failureText = useFailureText()
  const news =
    bringing.phase === 'busy'
      ? t('bring.busy', { name: bringing.name })
      : bringing.phase === 'done'
        ? t(`bring.${bringing.kind}`, { name: bringing.name })
        : null
  return (
    <>
      {bringing.phase === 'over' && (
        <div className="bring-here" data-takes-mouse>
          <p>{t('bring.drop')}</p>
        </div>
      )}
      <div role="status">
        {news && (
          <p className="bring-news" data-takes-mouse dir="auto">
            {news}
          </p>
        )}
      </div>
      {bringing.phase === 'asking' && <BringQuestion name={bringing.name} onAnswer={bringing.onAnswer} />}
      {bringing.phase === 'failed' && (
        <div className="bring-news failed" data-takes-mouse>
          <p role="alert" dir="auto">
            {failureText(bringing.error)}
          </p>
          <Button look="quiet" onClick={onDismiss}>
            {t('notice.dismiss')}
          </Button>
        </div>
      )}
    </>
  )
}
