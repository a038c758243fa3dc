import type { Language } from '../contract/index.ts'

/** What the web host says in the terminal. `{{name}}` is filled in with `fillIn`. */
export const webTexts: Record<
  Language,
  Record<'address' | 'overlay' | 'otherPort' | 'alreadyRunning' | 'ending', string>
> = {
  en: {
    address: 'Kira is here: {{url}}',
    overlay: 'Her alone, for OBS: {{url}}',
    otherPort: 'Port {{wanted}} is in use; she took {{port}}.',
    alreadyRunning: 'Kira is running already: {{url}}',
    ending: 'Ctrl-C ends her.',
  },
  fr: {
    address: 'Kira est ici : {{url}}',
    overlay: 'Elle seule, pour OBS : {{url}}',
    otherPort: 'Le port {{wanted}} est occupé ; elle a pris le {{port}}.',
    alreadyRunning: 'Kira est déjà lancée : {{url}}',
    ending: 'Ctrl-C pour la quitter.',
  },
}
