/** The import directions of the house (docs/architecture.md). Each comment says the remedy. */
const rooms = 'avatars|chat|downloads|emotion|library|memory|llm|config'

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Two files need each other: move what both need into a third one.',
      from: {},
      to: { circular: true, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'contract-stands-alone',
      severity: 'error',
      comment:
        'The contract crosses every boundary: it may import zod and @orpc/contract only. Move the logic to a room.',
      from: { path: '^electron/contract/' },
      to: { pathNot: ['^electron/contract/', '^node_modules/(zod|@orpc/contract)/'] },
    },
    {
      name: 'emotion-is-pure',
      severity: 'error',
      comment: 'emotion/ works without I/O: pass in what it needs as an argument.',
      from: { path: '^electron/emotion/' },
      to: { pathNot: ['^electron/emotion/', '^electron/contract/'] },
    },
    {
      name: 'the-table-of-emotions-stands-alone',
      severity: 'error',
      comment: 'The pages read this table too: it may import the contract only. What needs more goes beside it.',
      from: { path: '^electron/emotion/table\\.ts$' },
      to: { pathNot: '^electron/contract/' },
    },
    {
      name: 'rooms-know-ports-not-adapters',
      severity: 'error',
      comment:
        'Import the other room’s port.ts (or emotion/index.ts, or what llm/gguf and llm/fit know of model files) and let app/ pass the adapter in.',
      from: { path: `^electron/(${rooms})/` },
      to: {
        path: `^electron/(${rooms})/`,
        pathNot: [
          '^electron/$1/',
          '/port\\.ts$',
          '^electron/llm/process\\.ts$',
          '^electron/llm/(gguf|fit)/',
          '^electron/emotion/index\\.ts$',
        ],
      },
    },
    {
      name: 'rooms-do-not-reach-back',
      severity: 'error',
      comment: 'A room doesn’t know who uses it: take what it needs as a parameter, tell others by events.',
      from: { path: `^electron/(${rooms}|contract)/` },
      to: { path: '^electron/(app|desktop|web|pages)/' },
    },
    {
      name: 'app-knows-no-host',
      severity: 'error',
      comment: 'Hosts import app/, never the other way: pass the host’s part in (see windows-port.ts).',
      from: { path: '^electron/app/' },
      to: { path: '^electron/(desktop|web|pages)/' },
    },
    {
      name: 'nothing-imports-a-host',
      severity: 'error',
      comment: 'desktop/ and web/ are entry points. Move what both need to pages/ or app/.',
      from: { path: '^electron/', pathNot: '^electron/(desktop|web)/' },
      to: { path: '^electron/(desktop|web)/' },
    },
    {
      name: 'hosts-stay-apart',
      severity: 'error',
      comment: 'One host never imports the other: move what both need to pages/ or app/.',
      from: { path: '^electron/(desktop|web)/' },
      to: { path: '^electron/(desktop|web)/', pathNot: '^electron/$1/' },
    },
    {
      name: 'renderer-knows-the-contract-only',
      severity: 'error',
      comment:
        'A page speaks through the contract: add a call or an event there. Besides, it may read the table of emotions.',
      from: { path: '^renderer/' },
      to: { path: '^(electron|scripts|test)/', pathNot: ['^electron/contract/', '^electron/emotion/table\\.ts$'] },
    },
    {
      name: 'only-desktop-imports-electron',
      severity: 'error',
      comment: 'Everything but desktop/ runs in plain Node: pass what Electron gives as a parameter.',
      from: { path: '^(electron|renderer|scripts)/', pathNot: '^electron/desktop/' },
      to: { path: '^node_modules/electron/' },
    },
    {
      name: 'one-file-imports-node-llama-cpp',
      severity: 'error',
      comment: 'The native model library stays in llm/local: go through the LanguageModel port.',
      from: { path: '^(electron|renderer)/', pathNot: '^electron/llm/local/' },
      to: { path: '^node_modules/node-llama-cpp/' },
    },
    {
      name: 'one-room-imports-better-sqlite3',
      severity: 'error',
      comment: 'The database library stays in memory/sqlite: go through the Memory port.',
      from: { path: '^(electron|renderer)/', pathNot: '^electron/memory/sqlite/' },
      to: { path: '^node_modules/better-sqlite3/' },
    },
    {
      name: 'nothing-ships-a-test',
      severity: 'error',
      comment: 'Code that ships must not import test/ or scripts/.',
      from: { path: '^(electron|renderer)/' },
      to: { path: '^(test|scripts)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(out|dist|coverage)/' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'default'] },
  },
}
