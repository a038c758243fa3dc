import type { Language } from '../../electron/contract/index.ts'

export interface InspectionTexts {
  readonly help: string
  readonly oneFile: string
  readonly seeHelp: string
  readonly noFile: string
  readonly noChromium: string
  readonly by: string
  readonly triangles: string
  readonly springBones: string
  readonly expressions: string
  readonly unseen: string
  readonly pixels: string
  readonly warnings: string
}

/** What `npm run inspect:avatar` says in the terminal. */
export const inspectionTexts: Record<Language, InspectionTexts> = {
  en: {
    help: `npm run --silent inspect:avatar -- FILE [options]

Says what the face of a VRM avatar can do: the file is checked as it is before Kira takes it, then drawn off-screen, at rest
and with each expression and each of Kira's eight emotions; changed pixels are counted.

  --json        one JSON object: { file, spec, meta, triangles, expressions: [{ name, binds, effective, changedPixels }],
                emotions: { happy: { via, weights, expression, weight, changedPixels, residualPixels }, … }, springBones,
                warnings, ok }
  --sheet FILE  write a PNG with a portrait of each emotion
  --help        this text

via says what shows an emotion: preset, alias (a name that means the same), custom (an expression of the avatar's own),
blend, or cue (head, body and colour). Counts are of a portrait of 256 × 256 pixels.

Exit code 0; 1 where the file is bad, an emotion is not seen, or no Chromium is found, 2 for a wrong option, each with a
one-line reason on standard error.`,
    oneFile: 'Name one VRM file.',
    seeHelp: 'See --help.',
    noFile: 'The file can’t be read:',
    noChromium: 'No Chromium was found to draw with. Install Chromium or Chrome, or name one in KIRA_CHROMIUM.',
    by: 'by',
    triangles: 'triangles',
    springBones: 'spring bones',
    expressions: 'Expressions',
    unseen: 'not seen',
    pixels: 'pixels',
    warnings: 'Warnings',
  },
  fr: {
    help: `npm run --silent inspect:avatar -- FICHIER [options]

Dit ce dont le visage d’un avatar VRM est capable : le fichier est vérifié comme avant que Kira ne l’accepte, puis dessiné
hors écran, au repos, avec chaque expression et avec chacune des huit émotions de Kira ; les pixels changés sont comptés.

  --json           un objet JSON : { file, spec, meta, triangles, expressions: [{ name, binds, effective, changedPixels }],
                   emotions: { happy: { via, weights, expression, weight, changedPixels, residualPixels }, … },
                   springBones, warnings, ok }
  --sheet FICHIER  écrire un PNG avec un portrait de chaque émotion
  --help           ce texte

via dit ce qui montre une émotion : preset (prévue par VRM), alias (un nom de même sens), custom (une expression propre à
l’avatar), blend (un mélange) ou cue (tête, corps et couleur). On compte sur un portrait de 256 × 256 pixels.

Code de sortie 0 ; 1 si le fichier est mauvais, si une émotion ne se voit pas ou si aucun Chromium n’est trouvé ; 2 pour
une option fausse ; chaque fois avec une ligne d’explication sur la sortie d’erreur.`,
    oneFile: 'Indiquez un fichier VRM.',
    seeHelp: 'Voir --help.',
    noFile: 'Le fichier ne peut pas être lu :',
    noChromium:
      'Aucun Chromium n’a été trouvé pour dessiner. Installez Chromium ou Chrome, ou indiquez-en un dans KIRA_CHROMIUM.',
    by: 'par',
    triangles: 'triangles',
    springBones: 'os à ressort',
    expressions: 'Expressions',
    unseen: 'invisible',
    pixels: 'pixels',
    warnings: 'Avertissements',
  },
}
