/** The overlay's texts, merged with the other pages' under `overlay`. */
export const overlayTexts = {
  en: {
    controls: 'Kira’s controls',
    chat: 'Open the chat',
    settings: 'Settings',
    hide: 'Hide Kira',
    picture: 'Kira, {{emotion}}',
    move: 'Move Kira: drag, or use the arrow keys',
  },
  fr: {
    controls: 'Commandes de Kira',
    chat: 'Ouvrir la conversation',
    settings: 'Réglages',
    hide: 'Masquer Kira',
    picture: 'Kira, {{emotion}}',
    move: 'Déplacer Kira : faites glisser, ou utilisez les flèches',
  },
} as const
