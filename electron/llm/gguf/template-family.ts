/** The family of a chat template, by the marks that it puts around turns; `Jinja` where it is none that is known. */
export function templateFamily(template: string, arch: string): string {
  const has = (mark: string) => template.includes(mark)
  if (has('<|start_header_id|>')) return 'Llama 3'
  if (has('<|im_start|>')) {
    if (has('<|im_sep|>')) return 'Phi'
    return arch.startsWith('qwen3') ? 'Qwen 3' : 'ChatML'
  }
  if (has('<|turn>')) return 'Gemma 4'
  if (has('<start_of_turn>')) return arch.startsWith('gemma3') ? 'Gemma 3' : 'Gemma'
  if (has('[INST]') && !has('<<SYS>>')) return 'Mistral'
  if (has('<|user|>') && has('<|end|>')) return 'Phi'
  if (has('<|user|>') && (has('eos_token') || has('</s>')) && !has('[gMASK]')) return 'Zephyr'
  return 'Jinja'
}
