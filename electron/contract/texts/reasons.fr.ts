import type { ReasonCode } from '../model.ts'

/** Pourquoi un modèle tourne comme il tourne. */
export const reasonsFr: Record<ReasonCode, string> = {
  'fits-whole': 'Les {{total}} couches tiennent toutes sur la carte graphique.',
  'fits-partly':
    '{{layers}} couches sur {{total}} tiennent sur la carte graphique à côté de l’avatar ; le processeur fait le reste.',
  'no-gpu': 'Aucune carte graphique utilisable n’a été trouvée ; le processeur fait tout.',
  'on-cpu': 'Le processeur fait tout.',
  'gpu-too-small': 'La carte graphique n’a que {{free}} Go de libre, trop peu pour aider ; le processeur fait tout.',
  'small-model': 'Le modèle est si petit que le processeur suffit ; il n’a pas besoin de carte graphique.',
  'context-cut': 'Le contexte est de {{size}} jetons au lieu de {{wanted}}, pour que tout tienne.',
  'context-trained': 'Le modèle a été entraîné pour un contexte de {{size}} jetons, et n’en reçoit pas plus.',
  'memory-short': 'Il lui faut {{needed}} Go de mémoire ; {{free}} Go sont libres.',
  'by-hand': 'Réglé à la main.',
  'asked-for': 'Le profil a été choisi dans les réglages.',
  'got-fewer-layers': '{{asked}} couches étaient demandées ; {{got}} sont sur la carte graphique.',
  'failed-before': 'Avec plus, cela a déjà échoué ici ; un nouvel essai aura lieu après une mise à jour.',
}
