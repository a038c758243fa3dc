import type { ErrorCode } from '../errors.ts'

/** Ce qui peut mal tourner, en français : ce qui s’est passé, et quoi faire. */
export const errorsFr: Record<ErrorCode, string> = {
  UNEXPECTED:
    'Un imprévu s’est produit : {{detail}}. Réessayez ; si cela persiste, consultez le journal dans le dossier de données.',
  MESSAGE_EMPTY: 'Le message est vide. Écrivez d’abord quelque chose.',
  MESSAGE_TOO_LONG:
    'Le message compte {{length}} caractères ; la limite est de {{limit}}. Raccourcissez-le ou envoyez-le en plusieurs fois.',
  MESSAGE_DOES_NOT_FIT:
    'Le message est trop long pour ce modèle : environ {{tokens}} jetons, alors qu’il n’en tient que {{limit}}. Raccourcissez-le, ou choisissez un modèle au contexte plus grand dans Réglages → Modèle.',
  REPLY_IN_PROGRESS: 'Kira est encore en train de répondre. Attendez-la, ou arrêtez-la d’abord.',
  REPLY_NOT_FOUND: 'Cette réponse n’existe plus. Rien n’a été modifié.',
  RETRY_NOT_LATEST: 'Seule la dernière réponse peut être recommencée.',
  SESSION_NOT_FOUND: 'Aucune conversation {{id}}. Choisissez-en une autre, ou commencez-en une nouvelle.',
  SETTING_INVALID: 'Le réglage « {{setting}} » ne peut pas valoir {{value}}. Valeurs possibles : {{expected}}',
  OPTION_INVALID: 'L’option {{option}} ne peut pas valoir « {{value}} ». Voir --help.',
  SETTINGS_UNREADABLE:
    'Le fichier des réglages est illisible. Il a été gardé sous {{kept}}, et les réglages par défaut s’appliquent.',
  SETTINGS_NOT_SAVED:
    'Les réglages n’ont pas pu être enregistrés ({{detail}}). Ils valent jusqu’à la fermeture de Kira.',
  MODEL_NOT_FOUND: 'Aucun modèle à l’emplacement {{path}}. Choisissez-en un autre dans Réglages → Modèle.',
  MODEL_UNREADABLE:
    'Le modèle {{path}} est illisible ({{detail}}). Vérifiez ses droits d’accès, ou choisissez-en un autre.',
  MODEL_NOT_GGUF: '{{path}} n’est pas un modèle GGUF. Choisissez un fichier qui se termine par .gguf.',
  MODEL_TRUNCATED: 'Le modèle {{path}} est incomplet : il en manque une partie. Téléchargez-le de nouveau.',
  MODEL_UNSUPPORTED:
    'Le modèle {{path}} ne peut pas être chargé : {{detail}}. Choisissez-en un autre dans Réglages → Modèle.',
  MODEL_OUT_OF_MEMORY:
    'La mémoire ne suffit pas pour le modèle {{path}}. Choisissez-en un plus petit, ou un contexte plus court, dans Réglages → Modèle.',
  MODEL_DIED: 'Le processus du modèle s’est arrêté pendant la réponse. Il a été relancé ; réessayez.',
  MODEL_RESTARTED: 'Le processus du modèle s’était arrêté ; il a été relancé. Rien n’est perdu.',
  MODEL_SAID_NOTHING:
    'Le modèle a donné une réponse vide. Réessayez ; si cela persiste, choisissez-en un autre dans Réglages → Modèle.',
  MODEL_KEEPS_DYING:
    'Le processus du modèle s’est de nouveau arrêté juste après sa relance. Choisissez un autre modèle dans Réglages → Modèle, ou redémarrez Kira.',
  CLASSIFIER_UNREADABLE:
    'Kira ne peut pas lire les émotions dans ce que vous écrivez : {{path}} est absent ou endommagé ({{detail}}). Elle répond quand même ; remettez le fichier en place, puis relancez-la.',
  DATABASE_CORRUPT:
    'Le fichier de la mémoire était endommagé. Il a été gardé sous {{kept}}, et une mémoire vide a été commencée. Rien n’a été supprimé.',
  DATABASE_NEWER:
    'La mémoire {{path}} a été écrite par une version plus récente de Kira. Mettez Kira à jour pour l’ouvrir ; elle est restée intacte.',
  DATABASE_UNAVAILABLE: 'La mémoire {{path}} ne peut pas être ouverte ({{detail}}). Vérifiez les droits du dossier.',
  DISK_FULL: 'Le disque est plein : cela n’a pas pu être retenu. Libérez de la place, puis renvoyez le message.',
  DATA_FOLDER_UNWRITABLE:
    'Impossible d’écrire dans le dossier de données {{path}}. Choisissez-en un autre avec --data-dir.',
  PORT_IN_USE: 'Le port {{port}} est déjà utilisé par un autre programme. Choisissez-en un autre avec --port.',
  AVATAR_UNREADABLE: 'L’avatar n’a pas pu être affiché ({{detail}}). Kira répond toujours dans la conversation.',
  CONNECTION_REFUSED: 'Kira a refusé la connexion. Ouvrez l’adresse qu’elle a affichée à son démarrage.',
  CONNECTION_LOST: 'La connexion avec Kira est perdue. Nouvelle tentative en cours…',
}
