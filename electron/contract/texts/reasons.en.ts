/** Why a model runs as it does, for people. Memory comes in GB. */
export const reasonsEn = {
  'fits-whole': 'All {{total}} layers fit on the graphics card.',
  'fits-partly':
    '{{layers}} of {{total}} layers fit on the graphics card beside the avatar; the processor does the rest.',
  'no-gpu': 'No graphics card that can be used was found; the processor does all of it.',
  'on-cpu': 'The processor does all of it.',
  'gpu-too-small': 'The graphics card has {{free}} GB free, too little to help; the processor does all of it.',
  'small-model': 'The model is so small that the processor is fast enough; it needs no graphics card.',
  'context-cut': 'The context is {{size}} tokens instead of {{wanted}}, so that it fits.',
  'context-trained': 'The model was trained for a context of {{size}} tokens, and gets no more.',
  'memory-short': 'It needs {{needed}} GB of memory; {{free}} GB is free.',
  'by-hand': 'As set by hand.',
  'asked-for': 'The profile was chosen in the settings.',
  'got-fewer-layers': '{{asked}} layers were asked for; {{got}} came on the graphics card.',
  'failed-before': 'With more, it failed here before; that is tried again after an update.',
} as const
