import { type FormEvent, type MouseEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { UnsearchedFolder } from '../../../electron/contract/index.ts'
import { useCompanionState } from '../../client/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../Field.tsx'
import { useChange } from '../use-change.ts'

/** On any system: the page doesn't know on which one she runs. */
const FULL_PATH = /^(\/|\\\\|[a-z]:[\\/])/i

/** Folders of the user's own that are searched for models; where one of them wasn't, it says why. */
export function Folders({ unsearched }: { unsearched: readonly UnsearchedFolder[] }) {
  const { t } = useTranslation()
  const folders = useCompanionState((state) => state.settings.model.folders)
  const [typed, setTyped] = useState('')
  const { problem, apply } = useChange()
  const [isIncomplete, setIncomplete] = useState(false)
  const whyNot = (folder: string) => {
    const why = unsearched.find(({ path }) => path === folder)?.why
    return why && t(`models.unsearched.${why}`)
  }
  const change = (next: string[]) => apply({ model: { folders: next } })

  async function add(event: FormEvent): Promise<void> {
    event.preventDefault()
    const folder = typed.trim()
    if (folder === '') return
    setIncomplete(!FULL_PATH.test(folder))
    if (!FULL_PATH.test(folder)) return
    if (folders.includes(folder) || (await change([...folders, folder]))) setTyped('')
  }
  async function remove({ currentTarget }: MouseEvent<HTMLElement>, folder: string): Promise<void> {
    const input = currentTarget.closest('.folders')?.querySelector('input')
    // The button is gone with its folder, and the focus with it.
    if (await change(folders.filter((known) => known !== folder))) input?.focus()
  }

  return (
    <div className="folders">
      <p className="small">{t('models.whereHelp')}</p>
      {folders.length > 0 && (
        <ul>
          {folders.map((folder) => (
            <li key={folder}>
              <div>
                <span dir="auto">{folder}</span>
                <p className="field-problem" role="status">
                  {whyNot(folder)}
                </p>
              </div>
              <Button
                look="quiet"
                aria-label={t('settings.removeNamed', { name: folder })}
                onClick={(event) => void remove(event, folder)}
              >
                {t('settings.remove')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <form onSubmit={(event) => void add(event)}>
        <Field
          label={t('models.addFolder')}
          help={t('models.addFolderHelp')}
          problem={isIncomplete ? t('models.folderNotWhole') : problem}
        >
          {(ids) => (
            <div className="field-row">
              <input
                {...ids}
                className="control"
                dir="auto"
                spellCheck={false}
                autoComplete="off"
                value={typed}
                onChange={(event) => setTyped(event.target.value)}
              />
              <Button type="submit">{t('models.add')}</Button>
            </div>
          )}
        </Field>
      </form>
    </div>
  )
}
