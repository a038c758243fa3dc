/** For Chromium in tests: WebGL without a graphics card, and nothing fetched from anywhere. */
export const chromiumArgs: readonly string[] = [
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]
