import { useSyncExternalStore } from 'react'
import { SETTINGS_SECTIONS, type SettingsSection } from '../../electron/contract/index.ts'

/**
 * Which section is shown. The page's address tells it (`/settings#model`), so that others can lead there, and a page that
 * is loaded again stays where it was.
 */
export const useSection = (): SettingsSection => useSyncExternalStore(follow, sectionInAddress)

/** Moves to a section, without a step in the tab's history. */
export const showSection = (name: string): void => window.location.replace(`#${name}`)

function sectionInAddress(): SettingsSection {
  const named = window.location.hash.slice(1)
  return SETTINGS_SECTIONS.find((section) => section === named) ?? SETTINGS_SECTIONS[0]
}

function follow(onChange: () => void): () => void {
  window.addEventListener('hashchange', onChange)
  return () => window.removeEventListener('hashchange', onChange)
}
