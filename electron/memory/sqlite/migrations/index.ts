import { sessionsAndMessages } from './001-sessions-and-messages.ts'
import { intensities } from './002-intensities.ts'
import { summaries } from './003-summaries.ts'

/** All migrations, oldest first. The database's `user_version` says how many it has had. Never change one: add one. */
export const migrations: readonly string[] = [sessionsAndMessages, intensities, summaries]
