/** Null, as in all rows from before: nothing told it, which rows.ts reads as moderate. JSON of segments likewise. */
export const intensities = `
  ALTER TABLE messages ADD COLUMN intensity REAL;      -- 0…1
  ALTER TABLE reply_pieces ADD COLUMN intensity REAL;  -- 0…1
`
