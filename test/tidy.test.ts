/** Holds the floor plan: which room may import which, and by its door alone. The table is ARCHITECTURE.md's. */
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { test } from 'node:test'
import { filesBelow } from './files.ts'

/** Each room with the rooms that it may import. */
const plan: Readonly<Record<string, readonly string[]>> = {
  kernel: [],
  sql: ['kernel'],
  warehouse: ['kernel', 'sql'],
  store: ['kernel', 'sql'],
  audit: ['kernel', 'sql', 'store'],
  access: ['kernel', 'sql', 'store', 'audit'],
  consent: ['kernel', 'sql', 'store', 'audit'],
  metering: ['kernel', 'sql', 'store'],
  sources: ['kernel', 'sql', 'warehouse', 'store'],
  identity: ['kernel', 'sql', 'warehouse', 'store', 'sources'],
  themes: ['kernel', 'sql', 'warehouse', 'store', 'sources', 'identity'],
  graph: ['kernel', 'sql', 'warehouse', 'sources', 'themes', 'identity'],
  indicators: ['kernel', 'sql', 'warehouse', 'sources', 'themes', 'identity', 'graph'],
  profiles: ['kernel', 'sql', 'warehouse', 'store', 'sources', 'themes', 'identity', 'indicators'],
  policies: ['kernel', 'sql', 'warehouse', 'store', 'indicators'],
  products: [
    ...[
      'kernel',
      'sql',
      'warehouse',
      'store',
      'audit',
      'access',
      'consent',
      'metering',
      'identity',
      'themes',
    ],
    ...['indicators', 'profiles', 'policies'],
  ],
  platform: [
    ...[
      'kernel',
      'sql',
      'warehouse',
      'store',
      'audit',
      'access',
      'consent',
      'metering',
      'sources',
      'identity',
    ],
    ...['themes', 'graph', 'indicators', 'profiles', 'policies', 'products', 'sandbox'],
  ],
  http: ['kernel', 'platform'],
  cli: ['kernel', 'platform', 'http', 'sandbox'],
  sandbox: ['kernel'],
}

/** The rooms that may reach both what is known and who may know it (design: two wings that meet in one room). */
const bridges = ['products', 'platform']

const rooms = readdirSync('src')
const sources = filesBelow(['src'], (path) => path.endsWith('.ts'))

test('every room stands in the plan and has a door that says what it is for', () => {
  for (const room of rooms) {
    assert.ok(plan[room], `${room} is not in the plan`)
    const door = join('src', room, 'index.ts')
    assert.ok(existsSync(door), `${room} has no door`)
    assert.match(readFileSync(door, 'utf8'), /^\/\*\*[\s\S]+?\*\//, `${door} does not begin with its purpose`)
  }
})

for (const path of sources) {
  const room = roomOf(path)
  test(`${path} imports by the plan`, () => {
    for (const specifier of importsOf(path)) {
      if (specifier.startsWith('#')) {
        const [target = '', ...inside] = specifier.slice(1).split('/')
        assert.ok(
          target === room || (plan[room] ?? []).includes(target) || isTest(path),
          `${room} may not import ${target}`,
        )
        assert.ok(
          inside.length === 0 || (isTest(path) && inside.join('/') === 'testing'),
          `${specifier} goes past the door`,
        )
        assert.ok(target !== room || isTest(path), `${path} leaves its room to come back by the door`)
      } else if (specifier.startsWith('.')) {
        assert.equal(roomOf(normalize(join(dirname(path), specifier))), room, `${specifier} leaves the room`)
      }
    }
  })
}

test('the plan has no loops', () => {
  const below = (room: string, seen: readonly string[] = []): void => {
    assert.ok(!seen.includes(room), `${[...seen, room].join(' → ')}`)
    for (const next of plan[room] ?? []) below(next, [...seen, room])
  }
  for (const room of Object.keys(plan)) below(room)
})

test('no room but the bridges reaches both consent and themes', () => {
  const reach = (room: string): ReadonlySet<string> =>
    new Set([room, ...(plan[room] ?? []).flatMap((next) => [...reach(next)])])
  const doors = ['http', 'cli']
  for (const room of Object.keys(plan).filter((name) => ![...bridges, ...doors].includes(name))) {
    const reached = reach(room)
    assert.ok(!(reached.has('consent') && reached.has('themes')), `${room} joins the wings`)
  }
})

const floors = ['util', 'ui', 'api', 'parts', 'pages'] as const

test('the console imports downwards, and nothing of the bureau', () => {
  const pages = filesBelow(['web'], (path) => /\.tsx?$/.test(path) && !/^web\/dist|schema\.d\.ts$/.test(path))
  const floorOf = (path: string): number => floors.findIndex((floor) => path.startsWith(`web/${floor}/`))
  assert.ok(pages.length > 20, 'the console is looked at')
  for (const path of pages) {
    const own = floorOf(path) === -1 ? floors.length : floorOf(path)
    for (const specifier of importsOf(path)) {
      assert.ok(specifier.startsWith('.'), `${path} imports ${specifier} of the bureau`)
      const target = normalize(join(dirname(path), specifier))
      assert.ok(target.startsWith('web/'), `${path} leaves the console by ${specifier}`)
      const floor = floorOf(target) === -1 ? floors.length : floorOf(target)
      assert.ok(floor <= own, `${path} imports ${target}, which stands above it`)
    }
  }
})

test('only *.sql.ts and compilers write SQL', () => {
  for (const path of sources) {
    const writes = /\bsql`/.test(readFileSync(path, 'utf8'))
    const may = /\.sql\.ts$|compile|\.test\.ts$|\/testing\/|^src\/(sql|warehouse|store)\//.test(path)
    assert.ok(!writes || may, `${path} writes SQL`)
  }
})

function roomOf(path: string): string {
  return path.split('/')[1] ?? ''
}

function isTest(path: string): boolean {
  return path.endsWith('.test.ts') || path.includes('/testing/')
}

function importsOf(path: string): readonly string[] {
  const text = readFileSync(path, 'utf8')
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'([#.][^']*)'/g)].map((match) => match[1] ?? '')
}
