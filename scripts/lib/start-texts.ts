import type { Language } from '../../electron/contract/index.ts'
import type { Obstacle } from './choose-host.ts'

interface StartTexts {
  readonly building: string
  readonly fetching: string
  readonly obstacles: Record<Obstacle | 'died', string>
  readonly help: string
}

/** What `npm start` says in the terminal. */
export const startTexts: Record<Language, StartTexts> = {
  en: {
    building: 'Building Kira, once…',
    fetching: 'Fetching Electron (about 120 MB, once)…',
    obstacles: {
      root: 'Running as root, where Chromium’s sandbox can’t start, so Kira opens in the browser. For the desktop, start her as an ordinary user, or set KIRA_NO_SANDBOX=1 if you know what that means.',
      'no-display': 'There is no display here, so Kira is served for a browser.',
      'not-here': 'Electron is not installed and can’t be fetched from here, so Kira opens in the browser.',
      died: 'Electron could not start, so Kira opens in the browser. (On some Linux systems its sandbox has to be allowed first.)',
    },
    help: `npm start [-- options]

Kira on the desktop, or in the browser where Electron is not to be had.

  --data-dir DIR  keep memory and settings in DIR
  --model FILE    answer with this GGUF model
  --port N        in the browser: listen on port N
  --no-open       in the browser: do not open one
  --help          show this`,
  },
  fr: {
    building: 'Construction de Kira, une seule fois…',
    fetching: 'Téléchargement d’Electron (environ 120 Mo, une seule fois)…',
    obstacles: {
      root: 'En tant que root, le bac à sable de Chromium ne peut pas démarrer : Kira s’ouvre donc dans le navigateur. Pour le bureau, lancez-la sous un compte ordinaire, ou définissez KIRA_NO_SANDBOX=1 en connaissance de cause.',
      'no-display': 'Il n’y a pas d’écran ici : Kira attend donc un navigateur.',
      'not-here':
        'Electron n’est pas installé et ne peut pas être téléchargé d’ici : Kira s’ouvre donc dans le navigateur.',
      died: 'Electron n’a pas pu démarrer : Kira s’ouvre donc dans le navigateur. (Sur certains systèmes Linux, il faut d’abord autoriser son bac à sable.)',
    },
    help: `npm start [-- options]

Kira sur le bureau, ou dans le navigateur si Electron n’est pas disponible.

  --data-dir DIR  garder la mémoire et les réglages dans DIR
  --model FILE    répondre avec ce modèle GGUF
  --port N        dans le navigateur : écouter sur le port N
  --no-open       dans le navigateur : ne pas l’ouvrir
  --help          afficher ceci`,
  },
}
