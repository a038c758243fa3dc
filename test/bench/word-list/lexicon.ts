/**
 * The words by which listen.ts hears what is felt, in English and French: those that settle it (`sure`) and those that
 * need support (`hint`). What stands under neutral says nothing, though a word in it would. Endings -e, -s and -es,
 * accents, apostrophes and capitals make no difference.
 */
import type { Emotion } from '../../../electron/contract/index.ts'

interface Entry {
  readonly sure: string
  readonly hint: string
}

type Lexicon = Record<Emotion, Entry>

const english: Lexicon = {
  neutral: {
    sure: `content of, the content, this content, happy hour, panic room, surprise party, angry birds, no worries, happy to help,
      don't worry, love letter, dead end, dead line, dead battery, fun fact, cold sweat, cry wolf, scary movie, how great,
      would love to know, gross income, gross salary, happy medium`,
    hint: '',
  },
  happy: {
    sure: `happy, glad, joyful, delighted, thrilled, excited, ecstatic, overjoyed, over the moon, proud, grateful,
      thankful, thank you so much, thanks so much, thanks a lot, means a lot, i love, love it, love this, love you,
      adore, can't wait, looking forward, so cool, awesome, amazing, wonderful, fantastic, hilarious, haha, hehe, lol,
      lmao, rofl, good one, yay, woohoo, hooray, hurray, got the job, got promoted, promotion, got accepted, i won,
      we won, i passed, passed my, aced, best day, best news, good news, great news, had her baby, engaged,
      made my day, made me smile, in love, happy birthday, in a good mood, cheerful, so much fun, had fun`,
    hint: `great, nice, good, fun, funny, love, cool, enjoy, enjoyed, perfect, beautiful, sweet, cute, thanks,
      thank you, yes, yeah, smile, smiling, laugh, laughing, birthday, party, won, win, beat my, finally, best,
      well done, congrats, congratulations, pleased, hopeful, optimistic, brilliant, excellent, celebrate, celebrating`,
  },
  relaxed: {
    sure: `relaxed, relaxing, calm, peaceful, serene, at peace, phew, relief, relieved, unwind, unwinding, chilling,
      chilled, cozy, cosy, comfy, content with, no stress, nothing to worry, all good now, slept well, lazy sunday,
      lazy morning, on holiday, day off, taking it easy, at ease, thank god, thank goodness`,
    hint: `quiet, chill, rest, resting, blanket, tea, bath, slow, gentle, sofa, couch, breeze, vacation, holiday, lazy,
      nap, cuddle, fine after all, went fine, better now, sunset, fireplace`,
  },
  sad: {
    sure: `sad, unhappy, depressed, heartbroken, miserable, lonely, crying, cry, cried, in tears, tears, grief, grieving,
      mourning, miss him, miss her, miss my, miss you, miss them, broke up, dumped me, left me, died, passed away, dead,
      funeral, i lost my, lost my job, failed my, i failed, feel empty, feel down, feeling down, feeling blue,
      feel so alone, feel alone, all alone, nobody came, nobody cares, no one cares, nobody likes me, hopeless,
      pointless, i give up, disappointed, disappointing, let down, didn't get, wasn't accepted, got rejected,
      rejected me, my fault, i'm sorry, so sorry, i regret, ashamed, guilty, heartbreaking, worthless, not good enough,
      homesick, hate myself, fired, laid off, forgot my birthday, hurts, can't stop crying, want to disappear`,
    hint: `alone, down, tired, exhausted, empty, hurt, bad, awful, unfortunately, sorry, sigh, lost, failed, sick, blue,
      low, upset, rough, hard day, bad day, worst, too late, gone, ill, hospital, goodbye, lonesome, regret, missing`,
  },
  angry: {
    sure: `angry, furious, mad at, so mad, pissed, pisses me off, piss me off, fed up, sick of, tired of, had enough,
      enough of, hate my, i hate, hate it, hate when, hate this, shut up, leave me alone, annoyed, annoying, irritating,
      irritated, frustrated, frustrating, infuriating, outrageous, unfair, drives me crazy, drives me mad,
      driving me crazy, gets on my nerves, getting on my nerves, rude, idiot, idiots, moron, asshole, bastard, bullshit,
      wtf, what the hell, what the fuck, fuck you, fuck off, how dare, lied to me, lying to me, betrayed, cheated on me,
      unacceptable, ridiculous, grr, argh, stupid, not funny, not happy with, screw this, screw you, screw them, rage`,
    hint: `hate, mad, damn, fuck, fucking, again, crap, useless, liar, lies, lied, stop it, enough, worst, ugh, rant,
      jerk, cancel, cancelled, canceled, dumb, ruined, noisy, late again, never listens, nobody listens`,
  },
  surprised: {
    sure: `surprised, surprising, shocked, shocking, astonished, stunned, speechless, omg, oh my god, oh my gosh, no way,
      wow, woah, whoa, can't believe, cannot believe, unbelievable, incredible, didn't expect, never expected,
      wasn't expecting, unexpected, out of nowhere, out of the blue, never would have guessed, would never have guessed,
      didn't see that coming, mind blown, mind blowing, you're kidding, are you kidding, are you serious, jaw dropped,
      never thought i would, who would have thought, had no idea`,
    hint: `what, really, wait, seriously, huh, suddenly, believe, since when, turns out, plot twist, for real`,
  },
  fear: {
    sure: `afraid, scared, scary, terrified, terrifying, frightened, frightening, fear, panic, panicking, panicked,
      panic attack, anxious, anxiety, nervous, worried, worry about, worries me, stressed, stressing, dread, dreading,
      horrified, creepy, the creeps, freak me out, freaks me out, freaked out, freaking out, what if i, nightmare,
      someone outside, someone is following me, following me, shaking, petrified, overwhelmed, uneasy,
      phobia, can't breathe, goes wrong`,
    hint: `worry, stress, tense, danger, dangerous, dark, exam tomorrow, interview tomorrow, surgery, results tomorrow,
      alone at night, strange noise, weird noise, tremble, doctor, what if, emergency, hide`,
  },
  disgust: {
    sure: `disgusting, disgusted, disgust, gross, grossed out, ew, yuck, yucky, nasty, revolting, repulsive, nauseating,
      nauseous, makes me sick, rotten, moldy, mouldy, vomit, puke, puked, threw up, throw up, filthy, stinks, smells bad,
      smells awful, reeks, vile, hair in my, cockroach, maggots, maggot, makes me want to gag`,
    hint: `smell, smelly, dirty, sticky, slimy, sewage, garbage, trash, expired, sick, bleh, blegh, stink, spit, snot`,
  },
}

const french: Lexicon = {
  neutral: {
    sure: `point mort, temps mort, mer morte, bain marie, calme plat, pas de souci, pas grave, t'inquiete, ne t'inquiete pas,
      salle de bain, c'est bon, super marche, encore une fois, joie de vivre, peur de rien, bien sur, ou bien, bonne annee,
      eh bien, si bien que`,
    hint: '',
  },
  happy: {
    sure: `content, heureux, heureuse, ravi, joyeux, joyeuse, joie, fier, enthousiaste, excite, aux anges, reconnaissant,
      merci beaucoup, merci bcp, mille mercis, j'adore, je t'adore, t'adore, je t'aime, jtm, je l'aime, trop bien,
      trop cool, trop drole, trop beau, trop belle, trop mignon, trop hate, j'ai hate, jai hate, vivement, genial,
      geniale, super nouvelle, bonne nouvelle, excellente nouvelle, youpi, hourra, mdr, ptdr, haha, hihi, lol,
      morte de rire, mort de rire, on a gagne, j'ai gagne, j'ai reussi, a reussi, j'ai eu mon, j'ai eu mon permis,
      j'ai ete pris, j'ai ete embauche, je suis pris, embauche, promotion, fiance, enceinte, plus beau jour,
      meilleur jour, quel bonheur, de bonne humeur, kiffe, trop kiffe, au top, m'a fait plaisir, me fait plaisir,
      fait trop plaisir, amoureux, amoureuse, joyeux anniversaire, bon anniversaire, fou de joie, folle de joie,
      merveilleux, magnifique, je me regale, on s'est regale`,
    hint: `bien, cool, super, top, merci, sympa, drole, rigolo, marrant, rire, rigole, sourire, plaisir, aime, adore,
      gagne, reussi, fete, bravo, parfait, chouette, mignon, enfin, beau, belle, excellent, bon, bonne`,
  },
  relaxed: {
    sure: `apaise, calme, au calme, detendu, je me detends, me detendre, detente, serein, sereine, tranquille, zen, ouf,
      soulage, soulagement, quel soulagement, en paix, je me repose, farniente, enfin en vacances,
      bien dormi, rien a faire, sous la couette, au coin du feu, plus de stress, ca va mieux, je profite`,
    hint: `tisane, plaid, bain, calin, vacances, repos, doux, douce, douceur, canape, sieste, doucement, silence, weekend`,
  },
  sad: {
    sure: `triste, tristesse, malheureux, malheureuse, deprime, depression, chagrin, de la peine, pleure, pleurer, pleurs,
      en larmes, larmes, arrete pas de pleurer, me manque, me manquent, tu me manques, mort hier, est mort, est morte,
      est decede, est partie pour toujours, enterrement, deuil, m'a quitte, m'a largue, m'a laisse, on a rompu, rupture,
      j'ai rate, j'ai echoue, j'ai perdu ma, j'ai perdu mon, je me sens seul, me sens tellement seul, me sens si seul,
      tout seul, solitude, pas le moral, moral a zero, moral dans les chaussettes, coup de blues, cafard, le coeur brise,
      decu, deception, personne n'est venu, personne m'aime, personne ne m'aime, personne m'ecoute, a quoi bon,
      je laisse tomber, j'abandonne, je suis nul, desole, ma faute, je m'en veux, je regrette, j'ai honte, honte,
      desespoir, desespere, vide a l'interieur, je me sens vide, j'ai mal au coeur pour, me suis fait virer, licencie,
      snif, oublie mon anniversaire, envie de rien, gout a rien`,
    hint: `seul, peine, fatigue, epuise, mal, perdu, rate, dommage, helas, vide, malade, hopital, adieu, parti, blesse,
      dsl, nul, dur, trop tard, manque, regret, personne, mort, abattu, pfff`,
  },
  angry: {
    sure: `en colere, colere contre, furieux, furieuse, furax, enerve, m'enerve, ca m'enerve, agace, m'agace, exaspere,
      j'en ai marre, jen ai marre, marre de, ras le bol, ras-le-bol, plein le cul, saoule, soule, me saoule, me soule,
      fait chier, fais chier, fchier, putain de, gonfle, me gonfle, casse les couilles, casse les pieds, je deteste, jdeteste, je hais, insupportable, inadmissible, inacceptable, injuste, scandaleux, ferme-la, ferme la, ta gueule, tg, la ferme, degage, fous-moi la paix, fiche-moi la paix, laisse-moi tranquille,
      connard, connasse, conne, abruti, cretin, debile, salaud, il se fout de moi, se fout de, se fiche de moi,
      se moque de moi, me rend dingue, me rend fou, me rend folle, jpp de, pas content, pas contente, a bout de nerfs,
      menti, m'a menti, trahi, ca suffit, n'importe quoi, vnr, rage, c'est abuse, abuse grave`,
    hint: `deteste, putain, merde, encore, toujours pareil, relou, chiant, bordel, con, idiot, stupide, foutre, menteur,
      mensonge, stop, bruit, annule, retard, grave, jpp, ridicule`,
  },
  surprised: {
    sure: `surpris, surprise, etonne, etonnant, choque, stupefait, sidere, bouche bee, sans voix, j'en reviens pas,
      jen reviens pas, je n'en reviens pas, m'y attendais pas, m'y attendait pas, je m'attendais pas, pas vrai, incroyable,
      j'y crois pas, jy crois pas, je n'y crois pas, aurais jamais cru, n'aurais jamais cru, aurais jamais imagine, waouh,
      wouah, ouah, tu rigoles, tu plaisantes, c'est une blague, sans deconner, non mais serieux, inattendu, hallucinant,
      j'hallucine, truc de fou, c'est ouf, dingue ca, tombe des nues, oh la la, ohlala, mon dieu`,
    hint: `quoi, serieux, serieusement, hein, ah bon, vraiment, comment ca, soudain, tout a coup, depuis quand, ouf ca`,
  },
  fear: {
    sure: `peur, j'ai peur, flippe, jflippe, flippant, effraye, effrayant, terrifie, terrifiant, terreur, angoisse,
      j'angoisse, angoissant, anxieux, anxieuse, anxiete, inquiet, inquiete, m'inquiete, inquietude, stresse, je panique,
      panique, paniquer, crise de panique, crise d'angoisse, boule au ventre, la trouille, les jetons, apeure, horrifie,
      cauchemar, et si je, peur bleue, j'apprehende, phobie, je tremble, me suit dans la rue, quelqu'un dehors,
      au secours, glauque, arrive pas a respirer, j'ai le trac, le trac`,
    hint: `stress, danger, dangereux, dangereuse, noir, examen demain, oral demain, entretien demain, operation, resultats,
      medecin, bizarre ce bruit, bruit bizarre, urgence, tendu, nerveux, nerveuse, et si, aidez-moi`,
  },
  disgust: {
    sure: `degoutant, degoute, ca me degoute, degout, degueu, degueulasse, beurk, berk, pouah, ecoeure, ecoeurant, pue,
      ca pue, puent, repugnant, repugne, immonde, infect, envie de vomir, vomir, vomi, gerbe, gerber, nausee, crade,
      pourri, moisi, cheveu dans, cafards partout, me donne la nausee, sent mauvais, crasseux, crasseuse, me leve le coeur`,
    hint: `sale, odeur, collant, gluant, poubelle, egout, perime, bave, crasse, morve, saletes`,
  },
}

export const LEXICONS: readonly Lexicon[] = [english, french]
