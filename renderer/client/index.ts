export { type Companion, connect } from './companion.ts'
export { loadEarlier, loadLatest } from './history.ts'
export { CompanionProvider, useCompanion, useCompanionState } from './react.tsx'
export { type CompanionState, languageOf, latestReply, streamingReply } from './state.ts'
