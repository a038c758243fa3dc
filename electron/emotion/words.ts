/**
 * What the feelings of table.ts are called: in English and French, as emoji, and as gestures in stage directions.
 * Accents and capitals are as the language writes them; names.ts folds them away. French adjectives stand in the
 * masculine singular: names.ts adds the regular endings.
 */
import type { FeelingId } from './table.ts'

export interface Words {
  readonly english: readonly string[]
  readonly french: readonly string[]
  readonly emoji: readonly string[]
  /** Gestures as a narrator tells them: `*smiles*`, `*sourit*`. */
  readonly acts: readonly string[]
  /** The same as nouns, bare verbs and participles: `*smile*`, `*grand sourire*`, `*smiling softly*`. */
  readonly cues: readonly string[]
}

type Column = keyof Words
const COLUMNS: readonly Column[] = ['english', 'french', 'emoji', 'acts', 'cues']

/** One row: a list a column, in the order of `COLUMNS`; commas (spaces for emoji) part the words. */
function row(...lists: string[]): Words {
  const split = (list: string, column: Column) => list.split(column === 'emoji' ? ' ' : ', ').filter(Boolean)
  const entries = COLUMNS.map((column, index) => [column, split(lists[index] ?? '', column)])
  return Object.fromEntries(entries) as Record<Column, string[]>
}

/** Columns: English, French, emoji, acts, cues. */
export const WORDS: Record<FeelingId, Words> = {
  neutral: row(
    'neutral, serious, indifferent',
    'neutre, sérieux, indifférent',
    '😐 😑 😶',
    'nods, acquiesce, hoche la tête',
    'nod, nodding, hochement de tête',
  ),
  happy: row(
    'happy, happiness, joy, joyful, joyous, glad, cheerful, pleased, delighted, delight, smile, smiley, content, merry, sunny, warm, satisfied',
    'joie, joyeux, joyeuse, heureux, heureuse, bonheur, content, contentement, ravi, gai, gaieté, satisfait, souriant, enjoué, chaleureux, chaleureuse',
    '😀 😃 😄 😁 😊 🙂 ☺ 😺 😸 🌞',
    'smiles, grins, beams, waves, sourit, salue',
    'smile, smiling, grin, grinning, beaming, wave, waving, sourire, souriant, en souriant',
  ),
  relaxed: row(
    'relaxed, relax, calm, calmness, peaceful, peace, serene, serenity, chill, comfortable, cozy, cosy, easygoing, tranquil, soothing, gentle',
    'détendu, détente, calme, paisible, paix, serein, sereine, sérénité, tranquille, apaisé, zen, doux, douce',
    '😌 🧘 😇',
    'stretches, relaxes, breathes, hums, s’étire, se détend, fredonne',
    'stretch, stretching, humming, relaxing',
  ),
  sad: row(
    'sad, sadness, unhappy, sorrow, sorrowful, gloomy, depressed, melancholy, melancholic, heartbroken, grief, hurt, crying, tearful, miserable, upset',
    'triste, tristesse, malheureux, malheureuse, chagrin, peine, peiné, déprimé, mélancolie, mélancolique, abattu, blessé, cafard',
    '😢 😭 😞 😔 😟 🙁 ☹ 😥 😿 💔 😩',
    'cries, weeps, sobs, sighs, sniffles, pouts, pleure, sanglote, soupire, renifle, fait la moue',
    'cry, crying, weeping, sob, sobbing, sigh, sighing, sniff, sniffle, pout, pouting, tears, tear, larmes, larme, soupir, sanglot, sanglots, moue, en soupirant',
  ),
  angry: row(
    'angry, anger, mad, furious, fury, rage, raging, outraged, irate, pissed, hostile',
    'colère, en colère, furieux, furieuse, fâché, énervé, rage, enragé, fureur, furax',
    '😠 😡 🤬 👿 💢',
    'frowns, growls, glares, scowls, huffs, stomps, fronce les sourcils, grogne, gronde, fulmine',
    'frown, frowning, growl, growling, glare, glaring, scowl, huff, grognement',
  ),
  surprised: row(
    'surprised, surprise, shocked, shock, startled, stunned, astonished, astonishment, wow, speechless',
    'surprise, surpris, étonné, étonnement, choqué, stupéfait, stupeur, abasourdi, sidéré, ébahi',
    '😮 😲 😯 🤯 😳 🙀',
    'gasps, blinks, jumps, sursaute, écarquille les yeux, cligne des yeux',
    'gasp, gasping, blink, blinking, sursaut',
  ),
  fear: row(
    'fear, fearful, afraid, scared, frightened, terrified, terror, horror, horrified, panic, panicked, dread, alarmed',
    'peur, apeuré, effrayé, terrifié, terreur, horreur, horrifié, panique, paniqué, effroi, épouvante, alarmé',
    '😨 😱 😧',
    'trembles, shivers, shudders, cowers, screams, tremble, frissonne, hurle',
    'trembling, shiver, shivering, shudder, scream, screaming, frisson, tremblement, tremblements',
  ),
  disgust: row(
    'disgust, disgusted, disgusting, grossed out, revolted, revulsion, repulsed, gross, yuck, ew, eww, nauseated',
    'dégoût, dégoûté, écœuré, écœurement, répugnance, nausée, beurk, répulsion',
    '🤢 🤮',
    'gags, grimaces, winces, grimace',
    'gag, gagging, wince, wincing, haut-le-cœur',
  ),
  love: row(
    'love, loving, affection, affectionate, adoring, adoration, in love, tender, tenderness, romantic, passion',
    'amour, amoureux, amoureuse, affection, affectueux, affectueuse, tendre, tendresse, romantique, adoration',
    '🥰 😍 😘 😻 ❤ 💕 💖 💗 💙 💜 💛 💚 🧡 🤍 💞 ♥ 🫶',
    'hugs, kisses, cuddles, snuggles, blows a kiss, embrasse, enlace, fait un câlin, serre dans ses bras',
    'hug, hugging, kiss, cuddle, cuddling, câlin, bisou, bisous, baiser',
  ),
  excited: row(
    'excited, excitement, exciting, enthusiastic, enthusiasm, thrilled, eager, ecstatic, energetic, hyped, elated, overjoyed',
    'excité, excitation, enthousiaste, enthousiasme, emballé, impatient, euphorique, euphorie, exalté, surexcité',
    '🤩 🥳 🎉 ✨',
    'bounces, claps, cheers, dances, squeals, twirls, saute de joie, applaudit, danse, trépigne, sautille',
    'bouncing, clapping, cheering, dancing, squeal, applaudissements',
  ),
  amused: row(
    'amused, amusement, fun, funny, laughing, laughter, lol, haha, hilarious',
    'amusé, amusement, drôle, hilare, rire, mdr, rigolade, marrant',
    '😂 🤣 😆 😹',
    'laughs, giggles, chuckles, snickers, rit, rigole, glousse, pouffe, ricane, éclate de rire',
    'laugh, laughing, giggle, giggling, chuckle, chuckling, rire, rires, gloussement, petit rire, en riant',
  ),
  playful: row(
    'playful, teasing, tease, mischievous, mischief, cheeky, silly, smug, smirk, witty, goofy, sassy, wink',
    'joueur, joueuse, taquin, taquine, espiègle, malicieux, malicieuse, coquin, coquine, clin d’œil',
    '😉 😜 😝 😛 🤪 😏 😈 😋 😎',
    'winks, smirks, teases, sticks out tongue, tire la langue, fait un clin d’œil, taquine',
    'wink, winking, smirk, smirking, clin d’œil',
  ),
  proud: row(
    'proud, pride, triumphant, confident, confidence, accomplished',
    'fier, fière, fierté, triomphant, confiant, confiance',
    '💪 🏆',
    'puffs up, bombe le torse',
    '',
  ),
  grateful: row(
    'grateful, gratitude, thankful, thanks, touched, appreciative, appreciation',
    'reconnaissant, reconnaissance, gratitude, touché, ému, merci',
    '🙏 🥹 🤗',
    'bows, s’incline',
    'bow, bowing',
  ),
  relieved: row('relieved, relief, reassured', 'soulagé, soulagement, rassuré', '😅', 'exhales, expire', ''),
  hopeful: row(
    'hopeful, hope, optimistic, optimism, encouraging, supportive',
    'plein d’espoir, espoir, optimiste, optimisme, encourageant',
    '🤞 🌈',
    '',
    '',
  ),
  caring: row(
    'caring, care, kind, kindness, compassion, compassionate, sympathy, sympathetic, empathy, empathetic, concern, comforting, protective, sweet',
    'bienveillant, bienveillance, attentionné, gentil, gentille, compassion, compatissant, empathie, réconfortant, protecteur',
    '🫂 💝',
    'pats, holds your hand, te prend la main',
    'pat',
  ),
  shy: row(
    'shy, shyness, bashful, timid, blush, blushing, flustered, coy',
    'timide, timidité, pudique, rougissant, intimidé, réservé',
    '🫣 👉👈 🙈',
    'blushes, fidgets, looks away, hides, rougit, baisse les yeux, détourne le regard, se cache',
    'blush, blushing, fidgeting, en rougissant, joues rouges',
  ),
  sleepy: row(
    'sleepy, tired, tiredness, drowsy, exhausted, sleep, sleeping, yawn, weary, fatigue, fatigued',
    'fatigué, fatigue, ensommeillé, endormi, somnolent, épuisé, sommeil, crevé',
    '😴 🥱 😪 💤',
    'yawns, dozes off, falls asleep, bâille, baille, s’endort',
    'yawn, yawning, bâillement, en bâillant',
  ),
  lonely: row(
    'lonely, loneliness, alone, abandoned, nostalgic, nostalgia, longing',
    'seul, solitude, esseulé, abandonné, nostalgique, nostalgie',
    '🥀',
    '',
    '',
  ),
  disappointed: row(
    'disappointed, disappointment, discouraged, hopeless, despair, regret, resigned, let down',
    'déçu, déception, découragé, désespoir, désespéré, regret, résigné',
    '😕 😓',
    '',
    '',
  ),
  sorry: row(
    'sorry, apologetic, apology, guilty, guilt, remorse, remorseful, ashamed, shame',
    'désolé, coupable, culpabilité, remords, honte, honteux, honteuse, pardon, navré',
    '🙇',
    'apologizes, s’excuse',
    '',
  ),
  embarrassed: row(
    'embarrassed, embarrassment, awkward, awkwardness, humiliated',
    'gêné, gêne, embarrassé, embarras, mal à l’aise, humilié',
    '😬 🫠',
    'cringes, facepalms',
    'cringe, facepalm',
  ),
  annoyed: row(
    'annoyed, annoyance, irritated, irritation, frustrated, frustration, grumpy, bitter, exasperated, fed up, sarcastic',
    'agacé, agacement, irrité, frustré, frustration, grognon, exaspéré, exaspération, contrarié, saoulé, râleur',
    '🙄 😒 😤 😾 😣',
    'rolls eyes, rolls her eyes, groans, grumbles, lève les yeux, râle, bougonne',
    'eye roll, groan, grumble, groaning',
  ),
  jealous: row('jealous, jealousy, envious, envy', 'jaloux, jalouse, jalousie, envieux, envieuse', '', '', ''),
  amazed: row(
    'amazed, amazement, awe, awestruck, astounded, impressed, wonder, fascinated, admiring, admiration',
    'émerveillé, émerveillement, impressionné, fasciné, époustouflé, bluffé, admiratif, admirative, admiration',
    '😦 🫢 😵',
    'stares, whistles, siffle',
    '',
  ),
  nervous: row(
    'nervous, nervousness, anxious, anxiety, worried, worry, uneasy, tense, stressed, stress, concerned, hesitant, insecure',
    'nerveux, nerveuse, anxieux, anxieuse, anxiété, inquiet, inquiète, inquiétude, stressé, tendu, angoissé, angoisse, soucieux, soucieuse, hésitant',
    '😰 😖 🫨',
    'gulps, bites her lip, déglutit, se mord la lèvre',
    'gulp',
  ),
  thinking: row(
    'thinking, think, thoughtful, pensive, pondering, reflective, contemplative, hmm, focused',
    'pensif, pensive, songeur, songeuse, réflexion, réfléchi, rêveur, rêveuse, concentré',
    '🤔 💭 🧐',
    'thinks, ponders, considers, hesitates, réfléchit, songe, médite',
    'thinking, pondering, en réfléchissant',
  ),
  curious: row(
    'curious, curiosity, interested, intrigued, attentive, inquisitive',
    'curieux, curieuse, curiosité, intéressé, intérêt, intrigué, attentif, attentive',
    '👀',
    'tilts head, tilts her head, leans in, penche la tête, incline la tête',
    'head tilt, tilting head',
  ),
  confused: row(
    'confused, confusion, puzzled, perplexed, perplexity, baffled, unsure, bewildered, skeptical, sceptical, doubt',
    'confus, confusion, perplexe, perplexité, dérouté, désorienté, sceptique, doute, perdu',
    '🤨 🤷 😵‍💫',
    'shrugs, scratches head, scratches her head, hausse les épaules, se gratte la tête',
    'shrug, shrugging',
  ),
  determined: row(
    'determined, determination, motivated, brave, courage, courageous, resolute',
    'déterminé, détermination, motivé, courageux, courageuse, courage, résolu',
    '🔥 ✊',
    '',
    '',
  ),
  bored: row(
    'bored, boredom, boring, unimpressed, apathetic, meh',
    'ennuyé, ennui, lassé, blasé, lassitude',
    '🫤 😮‍💨',
    '',
    '',
  ),
}
