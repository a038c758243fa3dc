import { type CompanionEvent, type ErrorCode, KiraError, type Notice } from '../contract/index.ts'

/** What the user should know and has not dismissed yet. */
export interface Notices {
  add(level: Notice['level'], problem: KiraError): void
  /** Adds a notice unless one with this code is still shown. */
  addOnce(level: Notice['level'], code: ErrorCode): void
  dismiss(id: string): void
  all(): Notice[]
}

export function createNotices(parts: { newId(): string; publish(event: CompanionEvent): void }): Notices {
  let shown: Notice[] = []

  function add(level: Notice['level'], problem: KiraError): void {
    const notice: Notice = { id: parts.newId(), level, ...problem.toFailure() }
    shown = [...shown, notice]
    parts.publish({ type: 'notice-added', notice })
  }

  return {
    add,
    addOnce(level, code) {
      if (!shown.some((notice) => notice.code === code)) add(level, new KiraError(code))
    },
    dismiss(id) {
      shown = shown.filter((notice) => notice.id !== id)
      parts.publish({ type: 'notice-dismissed', id })
    },
    all: () => [...shown],
  }
}
