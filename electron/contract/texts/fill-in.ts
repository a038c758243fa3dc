/** Puts facts into a text: `fillIn('Port {{port}} is in use.', { port: 80 })`. The notation is i18next's. */
export function fillIn(text: string, data: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => (name in data ? String(data[name]) : whole))
}
