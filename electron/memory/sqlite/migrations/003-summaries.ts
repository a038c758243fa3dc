export const summaries = `
  -- What the oldest part of a session came to. One a session: each tells of what the one before told.
  CREATE TABLE summaries (
    session_id TEXT PRIMARY KEY REFERENCES sessions (id),
    text ANY NOT NULL,
    until TEXT NOT NULL REFERENCES messages (id),  -- the last message that it tells of
    made_at INTEGER NOT NULL
  ) STRICT;
`
