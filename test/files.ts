import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Every file below the folders whose name passes, as paths from where we stand, in a settled order. */
export function filesBelow(folders: readonly string[], passes: (path: string) => boolean): readonly string[] {
  return folders
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path)),
    )
    .filter((path) => !path.includes('node_modules') && passes(path))
    .sort()
}
