/**
 * Words that say nothing about what a line is about, folded as words.ts does it. Beside the usual ones: the words
 * people ask for a memory with ("do you remember", "tu te souviens"), which would find other questions only.
 */
const english = `
  a about after again all also am an and any are aren as at be because been before being but by can could did didn do
  does doesn doing don down during each else ever few for from further get gets got had hadn has hasn have haven having
  he hello her here hers herself hey hi him himself his how i if in into is isn it its itself just kira ll let like me
  might more most must my myself need no nor not now of off oh ok okay on once only or other our ours ourselves out over
  own please re really same shall she should shouldn so some still such than thank thanks that the their theirs them
  themselves then there these they this those through to too under until up ve very was wasn we well were weren what
  when where which while who whom whose why will with won would wouldn yes yet you your yours yourself yourselves
  know mean remember said say tell think told`

const french = `
  a ai aie ainsi alors apres as au aucun aucune aujourd aura aussi autre autres aux avait avec avez avoir avons ayant
  bah beaucoup bien bonjour car ce ceci cela celle celles celui ces cet cette ceux chez ci coucou comme comment d dans
  de deja des dois doit donc dont du elle elles en encore entre es est et etaient etais etait etant ete etes etre eu eux
  fait fais faire faut hein ici il ils j je jusque l la le les leur leurs lui m ma mais me meme memes merci mes moi moins
  mon n ne ni non nos notre nous on ont or ou oui par parce pas pendant peu peut peux plus plutot pour pourquoi puis qu
  quand que quel quelle quelles quels quelque quelques qui quoi rien s sa salut sans se sera ses si soi soit sommes son
  sont sous suis sur t ta tant te tes toi ton tous tout toute toutes tres trop tu un une va vais vas vers veut veux voici
  voila vos votre vous vraiment y
  dire dis dit rappelle rappelles sais sait savoir souvenir souviens souvient`

const stopWords: ReadonlySet<string> = new Set(`${english} ${french}`.trim().split(/\s+/))

export function isStopWord(word: string): boolean {
  return stopWords.has(word) || /^[a-z]$/.test(word)
}
