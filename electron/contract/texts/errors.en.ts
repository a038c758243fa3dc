/** What can go wrong, in English: what happened, and what to do next. `{{name}}` is filled in. */
export const errorsEn = {
  UNEXPECTED:
    'Something unexpected went wrong: {{detail}}. Try again; if it stays, look into the log in the data folder.',
  MESSAGE_EMPTY: 'The message is empty. Write something first.',
  MESSAGE_TOO_LONG: 'The message has {{length}} characters; {{limit}} is the most. Shorten it or send it in parts.',
  MESSAGE_DOES_NOT_FIT:
    'The message is too long for this model: it has about {{tokens}} tokens, and {{limit}} fit. Shorten it, or choose a model with a larger context under Settings → Model.',
  REPLY_IN_PROGRESS: 'Kira is still answering. Wait for her, or stop her first.',
  REPLY_NOT_FOUND: 'That reply is not there any more. Nothing was changed.',
  RETRY_NOT_LATEST: 'Only the latest reply can be tried again.',
  SESSION_NOT_FOUND: 'There is no session {{id}}. Choose another one, or start a new one.',
  SETTING_INVALID: 'The setting “{{setting}}” can’t be {{value}}. Possible: {{expected}}',
  OPTION_INVALID: 'The option {{option}} can’t be “{{value}}”. See --help.',
  SETTINGS_UNREADABLE:
    'The settings file could not be read. It was kept as {{kept}}, and the default settings are used.',
  SETTINGS_NOT_SAVED: 'The settings could not be saved ({{detail}}). They hold until Kira is closed.',
  MODEL_NOT_FOUND: 'There is no model at {{path}}. Choose another one under Settings → Model.',
  MODEL_UNREADABLE: 'The model {{path}} can’t be read ({{detail}}). Check its permissions, or choose another one.',
  MODEL_UNREACHABLE: 'The model {{path}} can’t be fetched ({{detail}}). Check the address and the connection.',
  MODEL_NOT_GGUF: '{{path}} is not a GGUF model. Choose a file that ends in .gguf.',
  MODEL_PATH_UNKNOWN:
    'A browser doesn’t tell where {{file}} lies. Type its full path under Settings → Model, or put it into Kira’s models folder.',
  MODEL_IN_USE: 'The model {{path}} is in use. Choose another one first, then delete it.',
  MODEL_NOT_OURS:
    '{{path}} is not in Kira’s own folder, so she deletes nothing there. Delete it in the program that it belongs to.',
  MODEL_NOT_REMOVED: 'The model {{path}} could not be deleted ({{detail}}). Check the folder’s permissions.',
  MODEL_TRUNCATED: 'The model {{path}} is not complete: a part is missing. Download it again.',
  MODEL_PART_MISSING:
    '{{path}} is one part of a model in several files, and {{part}} is not beside it. Put all parts into one folder, or download the model again.',
  MODEL_UNSUPPORTED: 'The model {{path}} can’t be loaded: {{detail}}. Choose another one under Settings → Model.',
  MODEL_OUT_OF_MEMORY:
    'There is not enough memory for the model {{path}}. Choose a smaller one, or a smaller context, under Settings → Model.',
  MODEL_DIED: 'The model’s process ended while she was answering. It has been started again; try once more.',
  MODEL_RESTARTED: 'The model’s process had ended and was started again. Nothing was lost.',
  MODEL_SAID_NOTHING:
    'The model gave an empty answer. Try again; if it stays so, choose another model under Settings → Model.',
  MODEL_KEEPS_DYING:
    'The model’s process ended again right after its restart. Choose another model under Settings → Model, or start Kira again.',
  MODEL_LOAD_CANCELLED: 'Loading the model was cancelled, so she could not answer. Try again when it suits you.',
  MODEL_STEPPED_DOWN:
    '{{file}} could not run here as planned. Kira now uses it with {{layers}} of {{total}} layers on the graphics card and a context of {{context}} tokens. Nothing was lost.',
  MODEL_REPLACED:
    '{{file}} can’t run here at the moment, so Kira answers with {{name}}. Close other programs, or choose a smaller model under Settings → Model.',
  MODEL_NOT_FOR_TALKING:
    '{{path}} is no model that talks (it is of the kind “{{kind}}”). Choose another one under Settings → Model.',
  DOWNLOAD_UNKNOWN: 'No model {{id}} is offered. Choose one from the list under Settings → Model.',
  DOWNLOAD_ELSEWHERE: 'Another Kira is fetching {{file}} already. Wait until she is done, or close her.',
  DOWNLOAD_NO_SPACE:
    'There is not enough room on the disk for {{file}}: it needs {{needed}} MB, and {{free}} MB are free. Free some space, then go on with the download.',
  DOWNLOAD_BROKEN:
    'What {{host}} sends is not {{file}} as it was promised: the length or the checksum is wrong. It was not taken; try again later.',
  DOWNLOAD_UNREACHABLE:
    '{{host}} can’t be reached, or the connection broke off ({{detail}}). What has come is kept: check the connection, and the proxy under Settings → Model, then go on with the download.',
  DOWNLOAD_PROXY_UNUSABLE:
    'The proxy {{proxy}} that your system names (HTTPS_PROXY, HTTP_PROXY or ALL_PROXY) can’t be used: Kira speaks to HTTP proxies, and not to SOCKS ones, and fetches nothing without it. Type the address of an HTTP proxy under Settings → Model, or start Kira without that variable; then go on with the download.',
  DOWNLOAD_REFUSED:
    '{{host}} refused the download (HTTP status {{status}}). What has come is kept; go on with the download later, or choose another model.',
  DOWNLOAD_MISDIRECTED:
    '{{host}} points to a place that is not safe, or in circles. Nothing was fetched from there; try again later, or choose another model.',
  DOWNLOAD_NOT_SAVED:
    '{{file}} could not be saved ({{detail}}). Check that the data folder can be written to, then go on with the download.',
  CLASSIFIER_UNREADABLE:
    'Kira can’t read feelings in what you write: {{path}} is missing or damaged ({{detail}}). She answers all the same; put the file back and start her again.',
  DATABASE_CORRUPT:
    'The memory file was damaged. It was kept as {{kept}}, and a new, empty one was begun. Nothing was deleted.',
  DATABASE_NEWER:
    'The memory in {{path}} was written by a newer version of Kira. Update Kira to open it; it was left as it is.',
  DATABASE_UNAVAILABLE: 'The memory in {{path}} can’t be opened ({{detail}}). Check the folder’s permissions.',
  DISK_FULL: 'The disk is full, so this could not be remembered. Free some space and send it again.',
  DATA_FOLDER_UNWRITABLE: 'The data folder {{path}} can’t be written to. Choose another one with --data-dir.',
  PORT_IN_USE: 'Port {{port}} is in use by another program. Choose another one with --port.',
  AVATAR_UNREADABLE: 'The avatar could not be shown ({{detail}}). Kira still answers in the chat.',
  MOTION_UNREADABLE:
    'The movement {{name}} can’t be used ({{detail}}). Kira makes her own gesture; add a .vrma file or a Mixamo .fbx clip.',
  FILE_NOT_BRINGABLE:
    'Kira has no use for {{name}}. Bring an avatar (.vrm), a movement (.vrma, or .fbx from Mixamo), or a model (.gguf).',
  FILE_TOO_LARGE: '{{file}} has {{megabytes}} MB; {{limit}} MB is the most. Export it again with smaller textures.',
  FILE_LOST:
    'The file did not arrive whole: another one was begun meanwhile, or Kira was started again. Add it once more.',
  FILE_NOT_KEPT:
    '{{file}} could not be kept ({{detail}}). See whether the disk has room and the data folder can be written to, then add it again.',
  AVATAR_NOT_VRM:
    '{{file}} is no VRM avatar. Choose a file that ends in .vrm; other 3D models can be exported as VRM, with VRoid Studio, Blender or Unity.',
  AVATAR_TRUNCATED: '{{file}} is not complete: a part is missing. Download or export it again.',
  AVATAR_DAMAGED: '{{file}} is damaged: something is wrong at {{place}}. Download or export it again.',
  AVATAR_UNSUPPORTED:
    '{{file}} needs {{detail}}, which Kira can’t read. Export it again as VRM 1.0 or 0.x, without compression.',
  AVATAR_OUTSIDE_FILE:
    '{{file}} refers to something outside of itself, at {{place}}. Kira opens nothing from elsewhere. Export it again as one whole file.',
  AVATAR_BONES_MISSING:
    '{{file}} can’t be moved: these bones are missing: {{bones}}. Assign them in the program it was made with, and export it again.',
  AVATAR_TOO_COMPLEX:
    '{{file}} is too complex to be drawn smoothly ({{what}}: {{count}}; {{limit}} is the most). Simplify it and export it again.',
  AVATAR_TEXTURES_TOO_LARGE:
    'The textures of {{file}} need too much graphics memory: {{megapixels}} megapixels; {{limit}} is the most. Export it again with smaller textures.',
  AVATAR_NOT_FOUND: 'There is no avatar {{id}} any more. Choose another one, or add its file again.',
  AVATAR_IS_KIRA: 'Kira’s own body stays: it can’t be removed.',
  AVATAR_MISSING:
    'The chosen avatar is gone from the data folder, or its file is damaged, so Kira shows her own body. Add its file again under Settings → Avatar.',
  AVATAR_PROFILE_DAMAGED:
    'What was kept for the avatar {{name}} could not be read. It was set aside as {{kept}}; her expressions are found out anew.',
  AVATAR_COPY_UNREADABLE:
    'The kept avatar {{path}} can’t be used any more ({{detail}}). It was left as it is; add its file again.',
  FACE_FILE_UNREADABLE:
    '{{file}} says nothing of a face that Kira could read. Choose a file that was saved with “Export as JSON”.',
  MOTION_NOT_KNOWN:
    '{{file}} is no movement that Kira can use. Choose a .vrma file, or an .fbx clip from Mixamo (FBX 2014 or newer).',
  CONNECTION_REFUSED: 'Kira refused the connection. Open the address that she printed at her start.',
  CONNECTION_LOST: 'The connection to Kira is gone. She is being looked for…',
} as const
