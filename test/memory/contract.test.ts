import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MODERATE_INTENSITY, NEUTRAL } from '../../electron/contract/index.ts'
import { createInMemoryMemory } from '../../electron/memory/in-memory.ts'
import type { Memory } from '../../electron/memory/port.ts'
import { freshMemory, ticking } from './helpers.ts'
import { answer, recalledTexts, say } from './talk.ts'

const END = { status: 'complete', ...NEUTRAL, promptText: '', model: null, tokens: null } as const

// What any memory does, the one on disk and its twin alike.
describe.each<{ name: string; open: () => Memory }>([
  { name: 'SQLite', open: () => freshMemory().memory },
  {
    name: 'in memory',
    open: () => createInMemoryMemory({ clock: ticking(), newId: () => crypto.randomUUID() }),
  },
])('$name', ({ open }) => {
  describe('sessions', () => {
    test('an empty memory has none', () => {
      const memory = open()
      expect(memory.openSession()).toBeUndefined()
      expect(memory.sessions()).toEqual([])
    })

    test('a session takes its title from the first words said in it', () => {
      const memory = open()
      const { id } = memory.createSession()
      expect(memory.session(id).title).toBe('')
      say(memory, id, '  Good\n morning,\0 Kira! ')
      say(memory, id, 'Something else')
      expect(memory.session(id).title).toBe('Good morning, Kira!')
    })

    test('a long title is cut between words', () => {
      const memory = open()
      const { id } = memory.createSession()
      say(memory, id, 'Yesterday I walked all the way along the river until the old bridge came into sight')
      expect(memory.session(id).title).toBe('Yesterday I walked all the way along the river until the…')
    })

    test('the list begins with the one where something was said last', () => {
      const memory = open()
      const [first, second, third] = [memory.createSession(), memory.createSession(), memory.createSession()]
      say(memory, first.id, 'hello again')
      expect(memory.sessions().map((session) => session.id)).toEqual([first.id, third.id, second.id])
    })

    test('the open one is the one marked, or the latest where none is', () => {
      const memory = open()
      const [first, second] = [memory.createSession(), memory.createSession()]
      expect(memory.openSession()?.id).toBe(second.id)
      memory.markOpen(first.id)
      expect(memory.openSession()?.id).toBe(first.id)
    })

    test('one has the emotion of the last reply that is shown of it', () => {
      const memory = open()
      const { id } = memory.createSession()
      const emotion = () => [memory.session(id).emotion, memory.sessions()[0]?.emotion, memory.openSession()?.emotion]
      const reply = (replaces: string | null, text: string, felt: 'happy' | 'sad' | 'neutral') => {
        const begun = memory.beginReply({ sessionId: id, replaces })
        expect(new Set(emotion()).size).toBe(1)
        if (text) memory.appendToReply(begun.id, { text, emotion: felt, intensity: 1 })
        return memory.endReply(begun.id, { ...END, emotion: felt }).id
      }
      expect(emotion()).toEqual([null, null, null])
      say(memory, id, 'I am angry')
      expect(emotion()).toEqual([null, null, null])
      const first = reply(null, 'Oh no', 'sad')
      expect(emotion()).toEqual(['sad', 'sad', 'sad'])
      say(memory, id, 'Kira?')
      reply(null, '', 'neutral')
      expect(emotion()).toEqual(['sad', 'sad', 'sad'])
      reply(first, 'Oh yes', 'happy')
      expect(emotion()).toEqual(['happy', 'happy', 'happy'])
    })

    test('one that is not there is named', () => {
      const memory = open()
      const missing = { code: 'SESSION_NOT_FOUND', data: { id: 'nowhere' } }
      expect(() => memory.session('nowhere')).toThrow(expect.objectContaining(missing))
      expect(() => memory.markOpen('nowhere')).toThrow(expect.objectContaining(missing))
      expect(() => say(memory, 'nowhere', 'hello')).toThrow(expect.objectContaining(missing))
      expect(() => memory.beginReply({ sessionId: 'nowhere', replaces: null })).toThrow(
        expect.objectContaining(missing),
      )
      expect(() => memory.messages({ sessionId: 'nowhere', limit: 5 })).toThrow(expect.objectContaining(missing))
      expect(() => memory.promptTurns('nowhere')).toThrow(expect.objectContaining(missing))
      expect(() => memory.felt({ sessionId: 'nowhere', since: 0 })).toThrow(expect.objectContaining(missing))
      expect(() => memory.summary('nowhere')).toThrow(expect.objectContaining(missing))
      expect(() => memory.keepSummary({ sessionId: 'nowhere', text: '', until: '' })).toThrow(
        expect.objectContaining(missing),
      )
    })
  })

  describe('messages', () => {
    test('a whole turn is kept as it was', () => {
      const memory = open()
      const { id: sessionId } = memory.createSession()
      const user = memory.addUserMessage({ sessionId, text: 'I saw a fox!', emotion: 'surprised', intensity: 0.8 })
      expect(user).toMatchObject({ emotion: 'surprised', intensity: 0.8 })
      const reply = memory.beginReply({ sessionId, replaces: null })
      expect(reply).toMatchObject({
        role: 'assistant',
        text: '',
        segments: [],
        status: 'streaming',
        emotion: 'neutral',
        intensity: MODERATE_INTENSITY,
      })

      const recalled = [{ messageId: 'm1', role: 'user' as const, text: 'I like foxes', createdAt: 5 }]
      const prompted = memory.setPrompt({ userMessageId: user.id, promptText: 'P', replyId: reply.id, recalled })
      expect(prompted.recalled).toEqual(recalled)

      memory.appendToReply(reply.id, { text: 'A fox', emotion: 'surprised', intensity: 0.9 })
      memory.appendToReply(reply.id, { text: '! ', emotion: 'surprised', intensity: 0.9 })
      memory.appendToReply(reply.id, { text: 'Here? ', emotion: 'surprised', intensity: 0.3 })
      memory.appendToReply(reply.id, { text: 'How lovely.', emotion: 'happy', intensity: 1 })
      const said = {
        text: 'A fox! Here? How lovely.',
        segments: [
          { text: 'A fox! ', emotion: 'surprised', intensity: 0.9 },
          { text: 'Here? ', emotion: 'surprised', intensity: 0.3 },
          { text: 'How lovely.', emotion: 'happy', intensity: 1 },
        ],
      }
      expect(memory.message(reply.id)).toMatchObject({ ...said, status: 'streaming' })

      const tokens = { prompt: 40, reused: 12, completion: 8 }
      const ended = memory.endReply(reply.id, {
        status: 'length',
        emotion: 'happy',
        intensity: 1,
        promptText: '[surprised] A fox! [happy] How lovely.',
        model: 'kira-starter.gguf',
        tokens,
      })
      expect(ended).toEqual({
        ...said,
        id: reply.id,
        sessionId,
        role: 'assistant',
        emotion: 'happy',
        intensity: 1,
        status: 'length',
        createdAt: reply.createdAt,
        model: 'kira-starter.gguf',
        tokens,
        recalled,
      })
      expect(memory.message(reply.id)).toEqual(ended)
      expect(memory.messages({ sessionId, limit: 10 })).toEqual({ messages: [user, ended], more: false })
      expect(memory.promptTurns(sessionId)).toEqual([
        { messageId: user.id, role: 'user', promptText: 'P' },
        { messageId: reply.id, role: 'assistant', promptText: '[surprised] A fox! [happy] How lovely.' },
      ])
      expect(memory.session(sessionId).updatedAt).toBeGreaterThan(ended.createdAt)
    })

    test('pages come from the newest back to the oldest', () => {
      const memory = open()
      const { id: sessionId } = memory.createSession()
      for (let i = 1; i <= 7; i++) say(memory, sessionId, `line ${i}`)
      const other = memory.createSession()
      say(memory, other.id, 'elsewhere')

      const pages: string[][] = []
      let before: string | undefined
      for (;;) {
        const { messages, more } = memory.messages({ sessionId, before, limit: 3 })
        pages.push(messages.map((message) => message.text))
        before = messages[0]?.id
        if (!more) break
      }
      expect(pages).toEqual([['line 5', 'line 6', 'line 7'], ['line 2', 'line 3', 'line 4'], ['line 1']])
    })

    test('a replaced reply is hidden everywhere but stays', () => {
      const memory = open()
      const { id: sessionId } = memory.createSession()
      const user = say(memory, sessionId, 'Sing something')
      const old = answer(memory, sessionId, 'La la, a marzipan song.')
      const better = answer(memory, sessionId, 'Do re mi.', old.id)
      expect(memory.messages({ sessionId, limit: 9 }).messages.map((message) => message.id)).toEqual([
        user.id,
        better.id,
      ])
      expect(memory.promptTurns(sessionId).map((turn) => turn.messageId)).toEqual([user.id, better.id])
      expect(recalledTexts(memory, 'marzipan')).toEqual([])
      expect(memory.message(old.id).text).toBe('La la, a marzipan song.')
    })

    test('only a shown reply of the same session can be replaced, and nothing is begun otherwise', () => {
      const memory = open()
      const { id: sessionId } = memory.createSession()
      const user = say(memory, sessionId, 'hello')
      const reply = answer(memory, sessionId, 'hi')
      const elsewhere = memory.createSession()
      const notFound = expect.objectContaining({ code: 'REPLY_NOT_FOUND' })
      expect(() => memory.beginReply({ sessionId, replaces: user.id })).toThrow(notFound)
      expect(() => memory.beginReply({ sessionId, replaces: 'nothing' })).toThrow(notFound)
      expect(() => memory.beginReply({ sessionId: elsewhere.id, replaces: reply.id })).toThrow(notFound)
      expect(memory.messages({ sessionId, limit: 9 }).messages).toHaveLength(2)
      expect(memory.messages({ sessionId: elsewhere.id, limit: 9 }).messages).toHaveLength(0)
    })

    test('what was felt is told of what is shown and has ended, back to a moment', () => {
      const memory = open()
      const { id: sessionId } = memory.createSession()
      const early = say(memory, sessionId, 'Good morning')
      const user = memory.addUserMessage({ sessionId, text: 'My cat \ud83d', emotion: 'sad', intensity: 0.9 })
      const old = answer(memory, sessionId, 'Ha!')
      const reply = answer(memory, sessionId, 'Oh.', old.id)
      say(memory, memory.createSession().id, 'elsewhere')
      const going = memory.beginReply({ sessionId, replaces: null })
      memory.appendToReply(going.id, { text: 'Well', ...NEUTRAL })

      const felt = memory.felt({ sessionId, since: user.createdAt })
      expect(felt).toEqual([
        {
          messageId: user.id,
          role: 'user',
          text: 'My cat \ud83d',
          emotion: 'sad',
          intensity: 0.9,
          createdAt: user.createdAt,
        },
        {
          messageId: reply.id,
          role: 'assistant',
          text: 'Oh.',
          emotion: 'happy',
          intensity: 0.6,
          createdAt: reply.createdAt,
        },
      ])
      expect(memory.felt({ sessionId, since: 0 }).map(({ messageId }) => messageId)).toEqual([
        early.id,
        user.id,
        reply.id,
      ])
      expect(memory.felt({ sessionId, since: reply.createdAt + 1 })).toEqual([])
    })

    test('an empty reply, and one that still goes on, are not put before the model', () => {
      const memory = open()
      const { id: sessionId } = memory.createSession()
      const user = say(memory, sessionId, 'hello')
      answer(memory, sessionId, '')
      const reply = memory.beginReply({ sessionId, replaces: null })
      memory.appendToReply(reply.id, { text: 'Well', ...NEUTRAL })
      expect(memory.promptTurns(sessionId)).toEqual([{ messageId: user.id, role: 'user', promptText: 'hello' }])
    })

    test('a reply that has ended, or never was, takes nothing more', () => {
      const memory = open()
      const { id: sessionId } = memory.createSession()
      const user = say(memory, sessionId, 'hello')
      const reply = answer(memory, sessionId, 'hi')
      const notFound = expect.objectContaining({ code: 'REPLY_NOT_FOUND' })
      for (const id of [user.id, reply.id, 'nothing']) {
        expect(() => memory.appendToReply(id, { text: 'more', ...NEUTRAL })).toThrow(notFound)
        expect(() => memory.endReply(id, END)).toThrow(notFound)
      }
      expect(() => memory.message('nothing')).toThrow(notFound)
      expect(memory.message(reply.id)).toEqual(reply)
    })

    test.each([
      ['NUL characters', 'before\0after\0'],
      ['halves of a character', 'half \ud83d and other half \ude00.'],
      ['right-to-left writing', 'שלום, \u202bمرحبا\u202c!'],
      ['emoji', '👩‍👩‍👧‍👦 🏳️‍🌈 é e\u0301'],
      ['32,000 characters', 'Lorem ipsum 🦊 '.repeat(2134).slice(0, 32_000)],
    ])('%s come back exactly', (_, text) => {
      const memory = open()
      const { id: sessionId } = memory.createSession()
      const user = say(memory, sessionId, text)
      const reply = answer(memory, sessionId, text)
      const prompted = memory.setPrompt({ userMessageId: user.id, promptText: text, replyId: reply.id, recalled: [] })
      expect(memory.message(user.id).text).toBe(text)
      expect(prompted.text).toBe(text)
      expect(prompted.segments).toEqual([{ text, emotion: 'happy', intensity: 0.6 }])
      expect(memory.promptTurns(sessionId).map((turn) => turn.promptText)).toEqual([text, `[happy] ${text}`])
    })

    test('a reply cut anywhere, even inside a character, comes back whole', () => {
      const memory = open()
      const { id: sessionId } = memory.createSession()
      fc.assert(
        fc.property(fc.array(fc.string({ unit: 'binary' }), { maxLength: 8 }), (texts) => {
          const reply = memory.beginReply({ sessionId, replaces: null })
          const whole = texts.join('')
          for (const unit of whole.split(''))
            memory.appendToReply(reply.id, { text: unit, emotion: 'sad', intensity: 0.3 })
          expect(memory.message(reply.id).text).toBe(whole)
          expect(memory.endReply(reply.id, END).text).toBe(whole)
        }),
        { numRuns: 40 },
      )
    })
  })

  describe('a summary', () => {
    test('is kept with its session, in place of the one before', () => {
      const memory = open()
      const { id: sessionId } = memory.createSession()
      const other = memory.createSession()
      const first = say(memory, sessionId, 'hello')
      const second = answer(memory, sessionId, 'hi')
      expect(memory.summary(sessionId)).toBeUndefined()
      memory.keepSummary({ sessionId, text: 'They met.', until: first.id })
      const before = memory.summary(sessionId)
      expect(before).toEqual({ text: 'They met.', until: first.id, madeAt: expect.any(Number) })
      memory.keepSummary({ sessionId, text: 'They said “hi” \ud83d\0.', until: second.id })
      expect(memory.summary(sessionId)).toMatchObject({ text: 'They said “hi” \ud83d\0.', until: second.id })
      expect(memory.summary(sessionId)?.madeAt).toBeGreaterThan(before?.madeAt ?? Number.POSITIVE_INFINITY)
      expect(memory.summary(other.id)).toBeUndefined()
    })

    test('tells of its own session only, and is seen nowhere else', () => {
      const memory = open()
      const { id: sessionId } = memory.createSession()
      const user = say(memory, memory.createSession().id, 'hello')
      const mine = say(memory, sessionId, 'hello')
      for (const until of [user.id, 'nothing'])
        expect(() => memory.keepSummary({ sessionId, text: 'T', until })).toThrow(
          expect.objectContaining({ code: 'REPLY_NOT_FOUND' }),
        )
      expect(memory.summary(sessionId)).toBeUndefined()
      memory.keepSummary({ sessionId, text: 'A marzipan talk.', until: mine.id })
      expect(memory.messages({ sessionId, limit: 9 }).messages).toEqual([mine])
      expect(memory.promptTurns(sessionId)).toHaveLength(1)
      expect(recalledTexts(memory, 'marzipan')).toEqual([])
    })
  })

  describe('recall', () => {
    test.each([
      { said: 'my name is Léa', asked: 'what is my name?' },
      { said: "je m'appelle Léa", asked: 'comment je m’appelle ?' },
      { said: "mon chat s'appelle Chaussette", asked: 'tu te souviens de mon chat ?' },
      { said: 'I have two cats', asked: 'Do you remember my cat?' },
      { said: 'My favourite café is in Orléans', asked: 'which cafe is it in ORLEANS' },
    ])('“$asked” finds “$said” of another session', ({ said, asked }) => {
      const memory = open()
      const before = memory.createSession()
      say(memory, before.id, 'the weather was dull on tuesday')
      say(memory, before.id, said)
      const now = memory.createSession()
      const question = say(memory, now.id, asked)
      const recalled = memory.recall({ text: asked, except: new Set([question.id]), limit: 3 })
      expect(recalled[0]).toMatchObject({ role: 'user', text: said })
    })

    test('nothing is recalled where nothing fits, or where a text is about nothing', () => {
      const memory = open()
      const { id } = memory.createSession()
      say(memory, id, 'my name is Léa')
      expect(recalledTexts(memory, 'Do you like bicycles?')).toEqual([])
      expect(recalledTexts(memory, 'what do you know about me?')).toEqual([])
      expect(recalledTexts(memory, '?!')).toEqual([])
      expect(recalledTexts(memory, '')).toEqual([])
    })

    test('questions never come before what answers them', () => {
      const memory = open()
      const { id } = memory.createSession()
      say(memory, id, 'I got a cat today. Guess why?')
      for (const asking of ['what is my cat called?', 'Kira, what is my cat called?', 'what was my cat called']) {
        say(memory, id, asking)
      }
      const lines = recalledTexts(memory, 'so what is my cat called?')
      expect(lines[0]).toBe('I got a cat today. Guess why?')
      expect(lines.length).toBe(4)
    })

    test('the user’s words come before Kira’s', () => {
      const memory = open()
      const { id } = memory.createSession()
      answer(memory, id, 'Gardening sounds nice.')
      say(memory, id, 'Gardening makes me calm.')
      answer(memory, id, 'Gardening is good for you.')
      expect(memory.recall({ text: 'gardening', except: new Set(), limit: 5 }).map((line) => line.role)).toEqual([
        'user',
        'assistant',
        'assistant',
      ])
    })

    test('of two that fit as well, the newer comes first', () => {
      const memory = open()
      const { id } = memory.createSession()
      say(memory, id, 'I moved to Paris')
      say(memory, id, 'I moved to Lyon!')
      expect(recalledTexts(memory, 'where have I moved?')).toEqual(['I moved to Lyon!', 'I moved to Paris'])
    })

    test('no text comes twice, none of those excepted, no more than asked for', () => {
      const memory = open()
      const { id } = memory.createSession()
      const known = say(memory, id, 'tea with honey')
      say(memory, id, 'I drink tea')
      say(memory, id, 'i drink TEA!')
      say(memory, id, 'green tea is best')
      const lines = memory.recall({ text: 'tea', except: new Set([known.id]), limit: 9 }).map((line) => line.text)
      expect(lines).toHaveLength(2)
      expect(lines).toContain('green tea is best')
      expect(recalledTexts(memory, 'tea', 1)).toHaveLength(1)
      expect(recalledTexts(memory, 'tea', 0)).toEqual([])
    })

    test('a long line is cut around what it was found by', () => {
      const memory = open()
      const { id } = memory.createSession()
      say(memory, id, `${'once upon a time '.repeat(400)}the dragon slept in Rouen ${'and so on '.repeat(400)}`)
      const [line = ''] = recalledTexts(memory, 'dragon')
      expect(line).toMatch(/^….* the dragon slept in Rouen .*…$/)
      expect(line.length).toBeLessThanOrEqual(200)
    })

    test('a reply is recalled once it has ended', () => {
      const memory = open()
      const { id: sessionId } = memory.createSession()
      const reply = memory.beginReply({ sessionId, replaces: null })
      memory.appendToReply(reply.id, { text: 'I dreamt of lighthouses.', ...NEUTRAL })
      expect(recalledTexts(memory, 'lighthouse')).toEqual([])
      memory.endReply(reply.id, { ...END, status: 'stopped' })
      expect(recalledTexts(memory, 'lighthouse')).toEqual(['I dreamt of lighthouses.'])
    })

    test('a text with NUL characters or halves of characters is found', () => {
      const memory = open()
      const { id } = memory.createSession()
      say(memory, id, 'secret\0garden \ud83d')
      expect(recalledTexts(memory, 'gardens')).toEqual(['secret garden \ud83d'])
    })

    test('whatever is asked, it is words and never a query language', () => {
      const memory = open()
      const { id } = memory.createSession()
      say(memory, id, 'near the harbour and not far')
      const token = fc.constantFrom(
        '"',
        '*',
        'NEAR(',
        ')',
        ' OR ',
        ' NOT ',
        'text:',
        '^',
        '-',
        '{',
        '}',
        "'",
        '\0',
        '+',
      )
      const hostile = fc.array(fc.oneof(token, fc.string({ unit: 'binary' }), fc.string()), { maxLength: 12 })
      fc.assert(
        fc.property(hostile, (parts) => {
          const text = parts.join('')
          for (const line of recalledTexts(memory, text)) expect(line).toBe('near the harbour and not far')
          expect(recalledTexts(memory, `${text} harbour`.slice(-60))).toEqual(['near the harbour and not far'])
        }),
        { numRuns: 300 },
      )
    })
  })
})
