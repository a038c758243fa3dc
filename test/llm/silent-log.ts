import type { Log } from '../../electron/llm/local/log.ts'

export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} }
