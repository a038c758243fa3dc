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
  MODEL_UNREACHABLE: 'Le modèle {{path}} ne peut pas être téléchargé ({{detail}}). Vérifiez l’adresse et la connexion.',
  MODEL_NOT_GGUF: '{{path}} n’est pas un modèle GGUF. Choisissez un fichier qui se termine par .gguf.',
  MODEL_PATH_UNKNOWN:
    'Un navigateur ne dit pas où se trouve {{file}}. Tapez son chemin complet dans Réglages → Modèle, ou mettez-le dans le dossier des modèles de Kira.',
  MODEL_IN_USE: 'Le modèle {{path}} est utilisé. Choisissez-en d’abord un autre, puis supprimez-le.',
  MODEL_NOT_OURS:
    '{{path}} n’est pas dans le dossier de Kira : elle n’y supprime rien. Supprimez-le dans le programme auquel il appartient.',
  MODEL_NOT_REMOVED: 'Le modèle {{path}} n’a pas pu être supprimé ({{detail}}). Vérifiez les droits du dossier.',
  MODEL_TRUNCATED: 'Le modèle {{path}} est incomplet : il en manque une partie. Téléchargez-le de nouveau.',
  MODEL_PART_MISSING:
    '{{path}} est une partie d’un modèle en plusieurs fichiers, et {{part}} n’est pas à côté. Mettez toutes les parties dans un même dossier, ou téléchargez de nouveau le modèle.',
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
  MODEL_LOAD_CANCELLED:
    'Le chargement du modèle a été annulé : Kira n’a donc pas pu répondre. Réessayez quand vous le souhaitez.',
  MODEL_STEPPED_DOWN:
    '{{file}} n’a pas pu fonctionner ici comme prévu. Kira l’utilise désormais avec {{layers}} couches sur {{total}} sur la carte graphique et un contexte de {{context}} jetons. Rien n’est perdu.',
  MODEL_REPLACED:
    '{{file}} ne peut pas fonctionner ici pour le moment ; Kira répond donc avec {{name}}. Fermez d’autres programmes, ou choisissez un modèle plus petit dans Réglages → Modèle.',
  MODEL_NOT_FOR_TALKING:
    '{{path}} n’est pas un modèle qui parle (il est du type « {{kind}} »). Choisissez-en un autre dans Réglages → Modèle.',
  DOWNLOAD_UNKNOWN: 'Aucun modèle {{id}} n’est proposé. Choisissez-en un dans la liste de Réglages → Modèle.',
  DOWNLOAD_ELSEWHERE: 'Une autre Kira télécharge déjà {{file}}. Attendez qu’elle ait fini, ou fermez-la.',
  DOWNLOAD_NO_SPACE:
    'La place manque sur le disque pour {{file}} : il faut {{needed}} Mo, et {{free}} Mo sont libres. Libérez de la place, puis reprenez le téléchargement.',
  DOWNLOAD_BROKEN:
    'Ce que {{host}} envoie n’est pas {{file}} tel qu’annoncé : la longueur ou la somme de contrôle est fausse. Rien n’a été retenu ; réessayez plus tard.',
  DOWNLOAD_UNREACHABLE:
    '{{host}} est injoignable, ou la connexion a été coupée ({{detail}}). Ce qui est arrivé est gardé : vérifiez la connexion, et le proxy dans Réglages → Modèle, puis reprenez le téléchargement.',
  DOWNLOAD_PROXY_UNUSABLE:
    'Le proxy {{proxy}} que nomme votre système (HTTPS_PROXY, HTTP_PROXY ou ALL_PROXY) n’est pas utilisable : Kira passe par des proxys HTTP, et non par des proxys SOCKS, et ne télécharge rien sans lui. Indiquez l’adresse d’un proxy HTTP dans Réglages → Modèle, ou lancez Kira sans cette variable ; puis reprenez le téléchargement.',
  DOWNLOAD_REFUSED:
    '{{host}} a refusé le téléchargement (statut HTTP {{status}}). Ce qui est arrivé est gardé ; reprenez le téléchargement plus tard, ou choisissez un autre modèle.',
  DOWNLOAD_MISDIRECTED:
    '{{host}} renvoie vers un endroit qui n’est pas sûr, ou tourne en rond. Rien n’en a été téléchargé ; réessayez plus tard, ou choisissez un autre modèle.',
  DOWNLOAD_NOT_SAVED:
    '{{file}} n’a pas pu être enregistré ({{detail}}). Vérifiez que le dossier de données accepte l’écriture, puis reprenez le téléchargement.',
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
  MOTION_UNREADABLE:
    'Le mouvement {{name}} est inutilisable ({{detail}}). Kira fait son propre geste ; ajoutez un fichier .vrma ou un clip .fbx de Mixamo.',
  FILE_NOT_BRINGABLE:
    'Kira ne sait que faire de {{name}}. Apportez un avatar (.vrm), un mouvement (.vrma, ou .fbx de Mixamo) ou un modèle (.gguf).',
  FILE_TOO_LARGE:
    '{{file}} fait {{megabytes}} Mo ; la limite est de {{limit}} Mo. Exportez-le de nouveau avec des textures plus petites.',
  FILE_LOST:
    'Le fichier n’est pas arrivé entier : un autre a été commencé entre-temps, ou Kira a redémarré. Ajoutez-le une nouvelle fois.',
  FILE_NOT_KEPT:
    '{{file}} n’a pas pu être gardé ({{detail}}). Vérifiez la place sur le disque et les droits du dossier de données, puis ajoutez-le de nouveau.',
  AVATAR_NOT_VRM:
    '{{file}} n’est pas un avatar VRM. Choisissez un fichier qui se termine par .vrm ; d’autres modèles 3D s’exportent en VRM avec VRoid Studio, Blender ou Unity.',
  AVATAR_TRUNCATED: '{{file}} est incomplet : il en manque une partie. Téléchargez-le ou exportez-le de nouveau.',
  AVATAR_DAMAGED:
    '{{file}} est endommagé : quelque chose ne va pas à {{place}}. Téléchargez-le ou exportez-le de nouveau.',
  AVATAR_UNSUPPORTED:
    '{{file}} a besoin de {{detail}}, que Kira ne sait pas lire. Exportez-le de nouveau en VRM 1.0 ou 0.x, sans compression.',
  AVATAR_OUTSIDE_FILE:
    '{{file}} renvoie à quelque chose d’extérieur, à {{place}}. Kira n’ouvre rien d’ailleurs. Exportez-le de nouveau en un seul fichier complet.',
  AVATAR_BONES_MISSING:
    '{{file}} ne peut pas être animé : il lui manque ces os : {{bones}}. Attribuez-les dans le logiciel d’origine, puis exportez-le de nouveau.',
  AVATAR_TOO_COMPLEX:
    '{{file}} est trop complexe pour être affiché avec fluidité ({{what}} : {{count}} ; la limite est de {{limit}}). Simplifiez-le, puis exportez-le de nouveau.',
  AVATAR_TEXTURES_TOO_LARGE:
    'Les textures de {{file}} demandent trop de mémoire graphique : {{megapixels}} mégapixels ; la limite est de {{limit}}. Exportez-le de nouveau avec des textures plus petites.',
  AVATAR_NOT_FOUND: 'L’avatar {{id}} n’existe plus. Choisissez-en un autre, ou ajoutez de nouveau son fichier.',
  AVATAR_IS_KIRA: 'Le corps de Kira reste : il ne peut pas être supprimé.',
  AVATAR_MISSING:
    'L’avatar choisi a disparu du dossier de données, ou son fichier est endommagé ; Kira montre donc son propre corps. Ajoutez de nouveau son fichier dans Réglages → Avatar.',
  AVATAR_PROFILE_DAMAGED:
    'Ce qui était gardé pour l’avatar {{name}} est illisible. Le fichier a été mis de côté sous {{kept}} ; ses expressions seront examinées de nouveau.',
  AVATAR_COPY_UNREADABLE:
    'L’avatar gardé {{path}} n’est plus utilisable ({{detail}}). Il a été laissé intact ; ajoutez de nouveau son fichier.',
  FACE_FILE_UNREADABLE:
    '{{file}} ne dit rien d’un visage que Kira sache lire. Choisissez un fichier enregistré avec « Exporter en JSON ».',
  MOTION_NOT_KNOWN:
    '{{file}} n’est pas un mouvement que Kira sait utiliser. Choisissez un fichier .vrma, ou un clip .fbx de Mixamo (FBX 2014 ou plus récent).',
  CONNECTION_REFUSED: 'Kira a refusé la connexion. Ouvrez l’adresse qu’elle a affichée à son démarrage.',
  CONNECTION_LOST: 'La connexion avec Kira est perdue. Nouvelle tentative en cours…',
}
