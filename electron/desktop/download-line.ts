import type { Download, Language } from '../contract/index.ts'

type Say = (name: string, percent: string, left: string | null) => string
const texts: Record<Language, { running: Say; checking: Say }> = {
  en: {
    running: (name, percent, left) => `Downloading ${name}: ${percent}${left ? `, ${left} left` : ''}`,
    checking: (name, percent) => `Checking ${name}: ${percent}`,
  },
  fr: {
    running: (name, percent, left) => `Téléchargement de ${name} : ${percent}${left ? `, encore ${left}` : ''}`,
    checking: (name, percent) => `Vérification de ${name} : ${percent}`,
  },
}

/** How the download that is under way goes, such as `Downloading Qwen3 4B: 42%, 3 min left`; null where none is. */
export function downloadLine(downloads: readonly Download[], language: Language): string | null {
  for (const { name, phase, doneBytes, totalBytes, secondsLeft } of downloads) {
    if (phase !== 'running' && phase !== 'checking') continue
    // Rounded down: while a byte is missing, it isn't 100 %.
    const part = Math.floor((doneBytes / Math.max(1, totalBytes)) * 100) / 100
    const percent = new Intl.NumberFormat(language, { style: 'percent' }).format(part)
    return texts[language][phase](name, percent, secondsLeft === null ? null : timeOf(secondsLeft, language))
  }
  return null
}

function timeOf(seconds: number, language: Language): string {
  const minutes = Math.max(1, Math.ceil(seconds / 60))
  const [unit, count] = minutes < 90 ? ['minute', minutes] : ['hour', Math.round(minutes / 60)]
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' }).format(count)
}
