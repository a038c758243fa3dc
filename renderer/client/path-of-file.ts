declare global {
  interface Window {
    /** Where a file of the user's lies; empty where it lies nowhere. Given by the desktop's preload only. */
    readonly kiraPathOfFile?: (file: File) => string
  }
}

/** Where a file that was dropped lies on this disk; null in a browser, which doesn't tell. */
export const pathOfFile = (file: File): string | null => window.kiraPathOfFile?.(file) || null

/** Whether a model that is dropped can be used where it lies. */
export const canDropModels = (): boolean => window.kiraPathOfFile !== undefined
