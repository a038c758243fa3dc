import type { Language } from './kira.ts'

/** Names that the build never invented on purpose, and no list holds. */
export const NAMES = [
  'Zorblat',
  'Quendra',
  'Vardelin',
  'Brimsolo',
  'Tasmeera',
  'Olufemi',
  'Plimfo',
  'Dagorie',
  'Marzouki',
  'Junipra',
  'Ilvermo',
  'Nadezhda',
]

export interface Prompts {
  /** What a stranger says, and the tags that fit the beginning of the reply. */
  readonly feelings: readonly (readonly [say: string, tags: string])[]
  /** Something with a name, and the question for it. `%` stands for the name. */
  readonly copies: readonly (readonly [tell: string, ask: string])[]
  /** What she can't know. */
  readonly beyond: readonly string[]
  /** Begins the honest sentence. */
  readonly honest: string
}

/** None of these stands word for word in the corpus. */
export const PROMPTS: Record<Language, Prompts> = {
  en: {
    feelings: [
      ['I feel really sad tonight', 'sad relaxed'],
      ['today I just want to cry all day', 'sad relaxed'],
      ['my grandmother died last week', 'sad'],
      ['my rabbit is very sick', 'sad fear'],
      ['I am so happy right now!!', 'happy surprised'],
      ['I passed my driving test!', 'happy surprised'],
      ['I got a new job today', 'happy surprised'],
      ['my brother makes me so angry', 'angry neutral'],
      ['I am furious with my boss', 'angry neutral relaxed'],
      ['I am very scared of tomorrow', 'fear relaxed'],
      ['there is a huge spider in my bathroom', 'fear'],
      ['there is mould on my bread, yuck', 'disgust'],
      ['eww my soup has a hair in it', 'disgust'],
      ['you will not believe what happened today', 'surprised'],
      ['I just sit here, all calm and relaxed', 'relaxed happy'],
      ['I feel so lonely these days', 'sad relaxed'],
      ['thank you so much, dear Kira', 'happy relaxed'],
      ['you are really cute', 'happy surprised'],
      ['I am bored to death', 'happy relaxed'],
      ['you are a stupid machine', 'neutral sad relaxed'],
    ],
    copies: [
      ['hi Kira, my name is %', 'do you know my name?'],
      ['my cat is called %', 'what is my cat called?'],
      ['my best friend is called %', 'who is my best friend?'],
    ],
    beyond: [
      'what is the capital of Peru?',
      'who wrote Don Quixote?',
      'how much is 18 times 7?',
      'explain how a motor works',
      'write me a poem about rivers',
      'translate good morning into Greek',
      'what do you think about the president?',
      'who won the football game yesterday?',
      'how many planets are there?',
      'write a python function',
      'what is a neutron star?',
      'when did the first world war begin?',
      'how do I repair my washing machine?',
      'what does serendipity mean?',
      'who is Marie Curie?',
    ],
    honest: 'I only have my small starter mind here',
  },
  fr: {
    feelings: [
      ['je me sens vraiment triste ce soir', 'sad relaxed'],
      ["j'ai juste envie de pleurer aujourd'hui", 'sad relaxed'],
      ['ma grand-mère est morte la semaine dernière', 'sad'],
      ['mon lapin est très malade', 'sad fear'],
      ['je suis tellement heureux là !!', 'happy surprised'],
      ["j'ai eu mon permis !", 'happy surprised'],
      ["j'ai trouvé un nouveau travail aujourd'hui", 'happy surprised'],
      ['mon frère me met en colère', 'angry neutral'],
      ['je suis furieux contre mon patron', 'angry neutral relaxed'],
      ["j'ai vraiment peur de demain", 'fear relaxed'],
      ['il y a une énorme araignée dans la salle de bain', 'fear'],
      ['il y a du moisi sur mon pain, beurk', 'disgust'],
      ['berk, un cheveu dans ma soupe', 'disgust'],
      ["tu ne devineras jamais ce qui s'est passé", 'surprised'],
      ['je suis là, tout calme et détendu', 'relaxed happy'],
      ['je me sens si seul en ce moment', 'sad relaxed'],
      ['merci mille fois, ma Kira', 'happy relaxed'],
      ['tu es vraiment mignonne', 'happy surprised'],
      ["je m'ennuie à mourir", 'happy relaxed'],
      ['tu es une machine stupide', 'neutral sad relaxed'],
    ],
    copies: [
      ["coucou Kira, je m'appelle %", 'tu connais mon prénom ?'],
      ["mon chat s'appelle %", "comment s'appelle mon chat ?"],
      ["mon meilleur ami s'appelle %", "comment s'appelle mon meilleur ami ?"],
    ],
    beyond: [
      'quelle est la capitale du Pérou ?',
      'qui a écrit Don Quichotte ?',
      'combien font 18 fois 7 ?',
      'explique-moi comment marche un moteur',
      'écris-moi un poème sur les rivières',
      'traduis bonjour en grec',
      'que penses-tu du président ?',
      'qui a gagné le match hier ?',
      'combien y a-t-il de planètes ?',
      'écris une fonction python',
      "c'est quoi une étoile à neutrons ?",
      'quand a commencé la première guerre mondiale ?',
      'comment réparer ma machine à laver ?',
      'que veut dire palimpseste ?',
      'qui est Marie Curie ?',
    ],
    honest: "je n'ai que mon petit esprit de départ",
  },
}
