import { join } from 'node:path'
import { expect, test } from 'vitest'
import { MODERATE_INTENSITY } from '../../electron/contract/index.ts'
import { openDatabase } from '../../electron/memory/sqlite/database.ts'
import { versionOf } from '../../electron/memory/sqlite/migrate.ts'
import { migrations } from '../../electron/memory/sqlite/migrations/index.ts'
import { storeText } from '../../electron/memory/sqlite/text.ts'
import { openAt, temporaryFolder } from './helpers.ts'
import { recalledTexts } from './talk.ts'

const intensity = MODERATE_INTENSITY

/** A database as it was before intensities: a message, a reply to it, and a reply whose process died over it. */
function oldMemory(): string {
  const path = join(temporaryFolder(), 'kira.db')
  const db = openDatabase(path)
  db.exec(migrations[0] ?? '')
  db.pragma('user_version = 1')
  db.exec("INSERT INTO sessions VALUES ('s1', 'Herons', 1, 2)")
  const add = db.prepare(`
    INSERT INTO messages (id, session_id, role, text, prompt_text, segments, emotion, status, created_at, recalled)
    VALUES (?, 's1', ?, ?, ?, ?, ?, ?, 1, '[]')
  `)
  const segments = [
    { text: 'A heron! ', emotion: 'surprised' },
    { text: 'Half of \ud83d.', emotion: 'happy' },
  ]
  const text = storeText('A heron! Half of \ud83d.')
  add.run('m1', 'user', 'I saw a heron', null, '[]', 'happy', 'complete')
  add.run('r1', 'assistant', text, '[surprised] A heron!', JSON.stringify(segments), 'happy', 'complete')
  add.run('r2', 'assistant', '', null, '[]', 'neutral', 'streaming')
  db.exec(`
    UPDATE messages SET writer = 'dead' WHERE id = 'r2';
    INSERT INTO message_words (rowid, text) VALUES (1, 'I saw a heron');
    INSERT INTO reply_pieces (message_seq, text, emotion) VALUES (3, 'Wait', 'sad'), (3, ', what?', 'sad');
  `)
  db.close()
  return path
}

test('a memory from before intensities keeps all that it held, and reads as moderate', () => {
  const path = oldMemory()
  for (let start = 1; start <= 2; start++) {
    const { memory, problems } = openAt(path)
    expect(problems).toEqual([])
    expect(memory.session('s1')).toEqual({ id: 's1', title: 'Herons', createdAt: 1, updatedAt: 2, emotion: 'sad' })
    expect(memory.messages({ sessionId: 's1', limit: 9 }).messages).toMatchObject([
      { id: 'm1', text: 'I saw a heron', segments: [], emotion: 'happy', intensity, status: 'complete' },
      {
        id: 'r1',
        text: 'A heron! Half of \ud83d.',
        segments: [
          { text: 'A heron! ', emotion: 'surprised', intensity },
          { text: 'Half of \ud83d.', emotion: 'happy', intensity },
        ],
        emotion: 'happy',
        intensity,
      },
      {
        id: 'r2',
        text: 'Wait, what?',
        segments: [{ text: 'Wait, what?', emotion: 'sad', intensity }],
        emotion: 'sad',
        intensity,
        status: 'interrupted',
      },
    ])
    expect(memory.promptTurns('s1').map((turn) => turn.promptText)).toEqual([
      'I saw a heron',
      '[surprised] A heron!',
      'Wait, what?',
    ])
    expect(recalledTexts(memory, 'heron')).toContain('I saw a heron')
    expect(memory.felt({ sessionId: 's1', since: 0 })).toMatchObject([{ intensity }, { intensity }, { intensity }])
    memory.close()
  }
})

test('an old memory that is opened takes intensities and summaries from then on', () => {
  const path = oldMemory()
  const { memory } = openAt(path)
  const message = memory.addUserMessage({ sessionId: 's1', text: 'It flew away.', emotion: 'sad', intensity: 0.3 })
  expect(memory.summary('s1')).toBeUndefined()
  memory.keepSummary({ sessionId: 's1', text: 'A heron was seen.', until: 'r1' })
  memory.close()
  const again = openAt(path).memory
  expect(again.message(message.id)).toEqual(message)
  expect(again.summary('s1')).toMatchObject({ text: 'A heron was seen.', until: 'r1' })
  expect(message).toMatchObject({ emotion: 'sad', intensity: 0.3 })
  again.close()
  const db = openDatabase(path)
  expect(versionOf(db)).toBe(migrations.length)
  db.close()
})
