import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Compiles the shim into a directory, for LD_PRELOAD; null where that cannot be done (no Linux, no C compiler).
 * The C source is looked for from the project root, as it is not copied to build/.
 */
export function compileSyncShim(directory: string): string | null {
  const source = join(process.cwd(), 'test/faults/sync-shim.c')
  const library = join(directory, 'sync-shim.so')
  if (process.platform !== 'linux' || !existsSync(source)) return null
  const { status } = spawnSync('cc', ['-shared', '-fPIC', '-o', library, source, '-ldl'])
  return status === 0 ? library : null
}
