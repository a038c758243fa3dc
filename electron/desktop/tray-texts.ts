import type { Language } from '../contract/index.ts'

type TrayText =
  | 'showOverlay'
  | 'hideOverlay'
  | 'showChat'
  | 'hideChat'
  | 'settings'
  | 'overlayHome'
  | 'gameMode'
  | 'quit'

/** The tray menu's labels. */
export const trayTexts: Record<Language, Record<TrayText, string>> = {
  en: {
    showOverlay: 'Show Kira',
    hideOverlay: 'Hide Kira',
    showChat: 'Open the chat',
    hideChat: 'Close the chat',
    settings: 'Settings…',
    overlayHome: 'Put her back on screen',
    gameMode: 'Game mode: free the memory',
    quit: 'Quit',
  },
  fr: {
    showOverlay: 'Afficher Kira',
    hideOverlay: 'Masquer Kira',
    showChat: 'Ouvrir la conversation',
    hideChat: 'Fermer la conversation',
    settings: 'Réglages…',
    overlayHome: 'La ramener à l’écran',
    gameMode: 'Mode jeu : libérer la mémoire',
    quit: 'Quitter',
  },
}
