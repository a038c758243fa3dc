import type { TrainedModel } from './trained-model.ts'
import { bool, f32, f32s, i32s, string, strings, u32, type Value } from './writer.ts'

const CHATML =
  "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>\\n' }}{% endfor %}" +
  "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}"

/** Everything that llama.cpp, and people, want to know of the starter model. */
export function starterMetadata({ shape, vocabulary }: TrainedModel): Record<string, Value> {
  const token = (text: string) => u32(vocabulary.tokens.indexOf(text))
  return {
    'general.architecture': string('llama'),
    'general.type': string('model'),
    'general.name': string('Kira Starter'),
    'general.author': string('Kira contributors'),
    'general.version': string('1'),
    'general.size_label': string(`${(parameters(shape) / 1e6).toFixed(1)}M`),
    'general.description': string(
      'A very small companion model, trained from scratch: it greets, listens, remembers names, feels, and says so when ' +
        'something is beyond it. English and French.',
    ),
    'general.license': string('cc0-1.0'),
    'general.languages': strings(['en', 'fr']),
    'general.tags': strings(['text-generation', 'companion']),
    'general.file_type': u32(7), // mostly Q8_0
    'general.quantization_version': u32(2),
    'llama.vocab_size': u32(shape.vocabulary),
    'llama.context_length': u32(shape.context),
    'llama.embedding_length': u32(shape.width),
    'llama.block_count': u32(shape.layers),
    'llama.feed_forward_length': u32(shape.hidden),
    'llama.attention.head_count': u32(shape.heads),
    'llama.attention.head_count_kv': u32(shape.heads),
    'llama.attention.layer_norm_rms_epsilon': f32(shape.epsilon),
    'llama.rope.dimension_count': u32(shape.width / shape.heads),
    'llama.rope.freq_base': f32(shape.rope_base),
    'tokenizer.ggml.model': string('llama'),
    'tokenizer.ggml.tokens': strings(vocabulary.tokens),
    'tokenizer.ggml.scores': f32s(vocabulary.scores),
    'tokenizer.ggml.token_type': i32s(vocabulary.types),
    'tokenizer.ggml.bos_token_id': token('<s>'),
    'tokenizer.ggml.eos_token_id': token('<|im_end|>'),
    'tokenizer.ggml.eot_token_id': token('<|im_end|>'),
    'tokenizer.ggml.unknown_token_id': token('<unk>'),
    'tokenizer.ggml.padding_token_id': token('<|pad|>'),
    'tokenizer.ggml.add_bos_token': bool(false), // the chat wrapper puts it first by itself
    'tokenizer.ggml.add_eos_token': bool(false),
    'tokenizer.ggml.add_space_prefix': bool(false),
    'tokenizer.chat_template': string(CHATML),
  }
}

function parameters({ vocabulary, width, layers, hidden }: TrainedModel['shape']): number {
  return vocabulary * width + layers * (4 * width * width + 3 * width * hidden + 2 * width) + width
}
