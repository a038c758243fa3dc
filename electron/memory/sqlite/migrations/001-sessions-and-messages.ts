export const sessionsAndMessages = `
  CREATE TABLE sessions (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
  ) STRICT;

  -- Texts are ANY: those with lone surrogates are kept as UTF-16 bytes (see text.ts).
  CREATE TABLE messages (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    session_id TEXT NOT NULL REFERENCES sessions (id),
    role TEXT NOT NULL CHECK (role IN ('user', 'assistant')),
    text ANY NOT NULL,              -- as shown
    prompt_text ANY,                -- as the model saw or wrote it; null: the same
    segments TEXT NOT NULL,         -- JSON: [{ text, emotion }]
    emotion TEXT NOT NULL,
    status TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    model TEXT,
    tokens TEXT,                    -- JSON: { prompt, reused, completion }
    recalled TEXT NOT NULL,         -- JSON: [{ messageId, role, text, createdAt }]
    replaced_by TEXT REFERENCES messages (id),
    writer TEXT                     -- while streaming: the process that writes it (see writer-lock.ts)
  ) STRICT;
  CREATE INDEX messages_of_session ON messages (session_id, seq);
  CREATE INDEX messages_streaming ON messages (seq) WHERE status = 'streaming';

  -- A reply while it is being said, piece by piece; joined into its message when it ends.
  CREATE TABLE reply_pieces (
    seq INTEGER PRIMARY KEY,
    message_seq INTEGER NOT NULL REFERENCES messages (seq),
    text ANY NOT NULL,
    emotion TEXT NOT NULL
  ) STRICT;
  CREATE INDEX reply_pieces_of_message ON reply_pieces (message_seq, seq);

  -- The words of what was said, to recall by. Only the index: the texts are in messages, under the same number.
  CREATE VIRTUAL TABLE message_words USING fts5 (
    text, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
  );

  -- One row: which session is open.
  CREATE TABLE open_session (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    session_id TEXT NOT NULL REFERENCES sessions (id)
  ) STRICT;
`
