import type { Language, ModelKind } from '../../electron/contract/index.ts'

export interface InspectionTexts {
  readonly help: string
  readonly oneFile: string
  readonly notASize: string
  readonly seeHelp: string
  readonly million: string
  readonly billion: string
  readonly layers: string
  readonly context: string
  readonly template: string
  readonly licence: string
  readonly none: string
  readonly files: string
  readonly megabytes: string
  readonly gigabytes: string
  readonly fits: string
  readonly doesNotFit: string
  readonly kinds: Record<ModelKind, string>
}

/** What `npm run inspect:model` says in the terminal. */
export const inspectionTexts: Record<Language, InspectionTexts> = {
  en: {
    help: `npm run --silent inspect:model -- FILE|URL [options]

Says what a GGUF file is, and how Kira would run it: with all layers on the graphics card (performance), with as many as fit
(balanced), and without (cpu_fallback). Only the file's header is read; of a URL, only the part that it lies in is fetched.

  --vram SIZE  plan for a graphics card of this size, such as 6GiB, of which nine tenths are free; 0 is none
  --ram SIZE   plan for this much memory, such as 16GiB, of which three quarters are free
  --json       one JSON object: { arch, params, quantization, layers, trainContext, template, sizeBytes, profiles:
               { performance: { gpuLayers, contextSize, vramBytes, ramBytes, fits, why }, … }, chosen, … }
  --help       this text

Without --vram, this machine is looked at. Sizes are in bytes; layers on the card count the output layer, as llama.cpp does.
profiles and chosen are null where the file holds no model that talks.

Exit code 0; 1 where the file is bad, 2 for a wrong option, each with a one-line reason on standard error.`,
    oneFile: 'Name one GGUF file, or its address.',
    notASize: 'Sizes are written as 6GiB or 512MiB, not as',
    seeHelp: 'See --help.',
    million: 'million parameters',
    billion: 'billion parameters',
    layers: 'layers',
    context: 'context',
    template: 'template',
    licence: 'licence',
    none: 'none',
    files: 'files',
    megabytes: 'MB',
    gigabytes: 'GB',
    fits: 'fits',
    doesNotFit: 'does not fit',
    kinds: {
      chat: 'A model that talks.',
      embedding: 'It turns text into numbers for searching (an embedding model), and can’t talk.',
      vision: 'It is the eye of another model (mmproj), and can’t talk by itself.',
      adapter: 'It changes another model (a LoRA adapter), and can’t talk by itself.',
      unknown: 'It is no model that Kira could talk with.',
    },
  },
  fr: {
    help: `npm run --silent inspect:model -- FICHIER|URL [options]

Dit ce qu’est un fichier GGUF, et comment Kira le ferait tourner : toutes les couches sur la carte graphique (performance),
autant qu’il en tient (balanced), ou aucune (cpu_fallback). Seul l’en-tête du fichier est lu ; d’une URL, seule la partie où
il se trouve est téléchargée.

  --vram TAILLE  prévoir une carte graphique de cette taille, par exemple 6GiB, libre aux neuf dixièmes ; 0 : aucune
  --ram TAILLE   prévoir autant de mémoire, par exemple 16GiB, libre aux trois quarts
  --json         un objet JSON : { arch, params, quantization, layers, trainContext, template, sizeBytes, profiles:
                 { performance: { gpuLayers, contextSize, vramBytes, ramBytes, fits, why }, … }, chosen, … }
  --help         ce texte

Sans --vram, on regarde cette machine. Les tailles sont en octets ; parmi les couches sur la carte on compte celle de sortie,
comme llama.cpp. profiles et chosen valent null si le fichier ne contient pas de modèle qui parle.

Code de sortie 0 ; 1 si le fichier est mauvais ; 2 pour une option fausse ; chaque fois avec une ligne d’explication sur la
sortie d’erreur.`,
    oneFile: 'Indiquez un fichier GGUF, ou son adresse.',
    notASize: 'Une taille s’écrit 6GiB ou 512MiB, et non',
    seeHelp: 'Voir --help.',
    million: 'millions de paramètres',
    billion: 'milliards de paramètres',
    layers: 'couches',
    context: 'contexte',
    template: 'gabarit',
    licence: 'licence',
    none: 'aucun',
    files: 'fichiers',
    megabytes: 'Mo',
    gigabytes: 'Go',
    fits: 'tient',
    doesNotFit: 'ne tient pas',
    kinds: {
      chat: 'Un modèle qui parle.',
      embedding: 'Il change du texte en nombres pour la recherche (modèle d’embedding), et ne sait pas parler.',
      vision: 'C’est l’œil d’un autre modèle (mmproj) ; seul, il ne sait pas parler.',
      adapter: 'Il modifie un autre modèle (adaptateur LoRA) ; seul, il ne sait pas parler.',
      unknown: 'Ce n’est pas un modèle avec lequel Kira pourrait parler.',
    },
  },
}
