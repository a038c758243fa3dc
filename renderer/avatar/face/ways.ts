import type { Emotion } from '../../../electron/contract/index.ts'
import type { Weights } from './weights.ts'

type Shown = Exclude<Emotion, 'neutral'>

/**
 * The words that avatars name an emotion's expression by, the likeliest first: VRM 0.x, VRoid, MMD, and other languages.
 * In lower case, without spaces.
 */
export const NAMES: Readonly<Record<Shown, readonly string[]>> = {
  happy: [
    ...['happy', 'joy', 'smile', 'smiling', 'happiness', 'glad', 'grin', 'laugh', 'laughing', 'fun', 'joie', 'sourire'],
    ...['喜び', '喜', '嬉しい', '笑顔', '笑い', '笑', 'にこり', 'にっこり', 'ニコ', '高兴', '开心', '기쁨', '웃음'],
  ],
  relaxed: [
    ...['relaxed', 'relax', 'calm', 'fun', 'peaceful', 'gentle', 'détendu', 'détendue', 'calme'],
    ...['楽しい', '楽', '穏やか', '安らぎ', 'リラックス', 'なごみ', '和み', '放松', '편안'],
  ],
  sad: [
    ...['sad', 'sorrow', 'sadness', 'cry', 'crying', 'tears', 'unhappy', 'grief', 'triste', 'tristesse'],
    ...['悲しみ', '悲しい', '悲', '哀しみ', '哀', '泣き', '困る', '悲伤', '슬픔'],
  ],
  angry: [
    ...['angry', 'anger', 'mad', 'rage', 'furious', 'annoyed', 'colère', 'fâché', 'fâchée'],
    ...['怒り', '怒', '生气', '분노', '화남'],
  ],
  surprised: [
    ...['surprised', 'surprise', 'shock', 'shocked', 'astonished', 'amazed', 'wow', 'surpris', 'étonné', 'étonnée'],
    ...['驚き', '驚', 'びっくり', 'ビックリ', '惊讶', '놀람'],
  ],
  fear: [
    ...['fear', 'scared', 'afraid', 'fearful', 'frightened', 'horror', 'terrified', 'panic', 'peur', 'effrayé'],
    ...['恐怖', '恐れ', '恐', '怖い', '怯え', '害怕', '恐惧', '공포'],
  ],
  disgust: [
    ...['disgust', 'disgusted', 'yuck', 'contempt', 'jito', 'dégoût', 'dégoûté'],
    ...['嫌悪', '嫌', 'ジト目', 'じと目', '厌恶', '혐오'],
  ],
}

/**
 * Blends that stand for an emotion, best first: of the 52 shapes of ARKit (“perfect sync”), of other emotions, of mouth
 * shapes. Names as in NAMES; the weights of each sum to at most 1.
 */
export const BLENDS: Readonly<Record<Shown, readonly Weights[]>> = {
  happy: [
    { mouthsmileleft: 0.35, mouthsmileright: 0.35, cheeksquintleft: 0.15, cheeksquintright: 0.15 },
    { mouthsmileleft: 0.5, mouthsmileright: 0.5 },
    { relaxed: 1 },
  ],
  relaxed: [
    { mouthsmileleft: 0.25, mouthsmileright: 0.25, eyesquintleft: 0.25, eyesquintright: 0.25 },
    { mouthsmileleft: 0.3, mouthsmileright: 0.3 },
    { happy: 0.5 },
  ],
  sad: [
    { mouthfrownleft: 0.3, mouthfrownright: 0.3, browinnerup: 0.4 },
    { mouthfrownleft: 0.5, mouthfrownright: 0.5 },
    { browinnerup: 1 },
  ],
  angry: [
    { browdownleft: 0.35, browdownright: 0.35, mouthfrownleft: 0.15, mouthfrownright: 0.15 },
    { browdownleft: 0.5, browdownright: 0.5 },
  ],
  surprised: [
    { eyewideleft: 0.2, eyewideright: 0.2, browinnerup: 0.25, jawopen: 0.35 },
    { eyewideleft: 0.3, eyewideright: 0.3, jawopen: 0.4 },
    { jawopen: 0.6 },
    { oh: 0.7 },
    { ou: 0.7 },
    { aa: 0.5 },
  ],
  fear: [
    { surprised: 0.55, sad: 0.45 },
    { eyewideleft: 0.25, eyewideright: 0.25, browinnerup: 0.3, mouthstretchleft: 0.1, mouthstretchright: 0.1 },
    { sad: 0.6, oh: 0.3 },
    { sad: 0.7 },
    { surprised: 0.7 },
  ],
  disgust: [
    { nosesneerleft: 0.3, nosesneerright: 0.3, mouthupperupleft: 0.2, mouthupperupright: 0.2 },
    { nosesneerleft: 0.5, nosesneerright: 0.5 },
    { angry: 0.55, sad: 0.3 },
    { angry: 0.6 },
    { sad: 0.6 },
  ],
}
