import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: ['test/bench/**'],
    // Two cores: more workers than that only make every test slower.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 10_000 } },
    // A page in a browser without a GPU, on two busy cores, may miss a moment; what is really broken fails twice.
    retry: process.env.CI ? 1 : 0,
  },
})
