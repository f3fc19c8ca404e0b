import { parseArgs } from 'node:util'
import type { Json } from '#kernel'
import { clockOf, playScene, readDefinitions, readSettings } from '#platform'
import { common } from '../ask.ts'
import type { Command } from '../command.ts'

export const demo: Command = {
  summary:
    'Plays the opening scene against the running server and prints the seconds of each step. 模拟数据.',
  usage: 'demo [--url URL] [--data DIR] [--json]',
  async run(args, print, world) {
    const { values } = parseArgs({ args: [...args], options: { ...common, url: { type: 'string' } } })
    const settings = readSettings(world.env, values)
    const stage = {
      settings,
      definitions: readDefinitions(settings.region_dir),
      clock: clockOf(world),
      random: world.random,
      now_ms: () => performance.now(),
    }
    const scene = await playScene(stage, values.url ?? `http://${settings.host}:${settings.port}`)
    print.document(scene as unknown as Json) // texts and numbers
    print.line(scene.notice)
    for (const { step, seconds } of scene.steps) print.line(`${seconds.toFixed(3)} s  ${step}`)
    print.line(`${scene.seconds.toFixed(3)} s  合计(系统用时)`)
    return undefined
  },
}
