import { readConfig } from '../../config.js'
import { copyLog } from '../../store/copy.js'
import { openStore } from '../../store/open.js'
import { EXIT, type ExitCode, Failure } from '../failure.js'
import { counted } from '../print/layout.js'
import type { Output } from '../print/output.js'
import { progressOf } from '../print/progress.js'

/** `entente copy`: the log of one store at the end of another, with its ids, order and times, compared afterwards. */
export async function copyCommand({ from, to }: { from: string; to: string }, output: Output): Promise<ExitCode> {
  const source = nameOfStore('--from', from)
  const target = nameOfStore('--to', to)
  if (source === target) throw new Failure(EXIT.usage, '--from and --to name the same store')
  const reading = await openStore(source, { readonly: true })
  try {
    const writing = await openStore(target)
    try {
      const progress = { copying: progressOf('copying', 'events'), verifying: progressOf('comparing', 'events') }
      const result = await copyLog(reading, writing, ({ phase, events }) => progress[phase].at(events))
      if (result.kind === 'failed') {
        throw new Failure(EXIT.unavailable, `${result.reason}: copy again, it goes on where it stopped`)
      }
      if (result.kind === 'differs') {
        output.lines([`differs at event ${result.at}: ${result.reason}`])
        return EXIT.no
      }
      const doubles = result.doubles === 0 ? '' : `, ${counted(result.doubles, 'double')} left out`
      output.lines([
        `${counted(result.events, 'event')} copied and compared, ${result.already} were there already${doubles}`,
      ])
      return EXIT.done
    } finally {
      await writing.close()
    }
  } finally {
    await reading.close()
  }
}

/** Checked like the setting ENTENTE_STORE; a refusal never repeats the text, which may hold a password. */
function nameOfStore(flag: string, text: string): string {
  if (text === 'memory:') throw new Failure(EXIT.usage, `${flag}: memory: ends with the process`)
  try {
    return readConfig({ store: text }).store
  } catch (cause) {
    throw new Failure(EXIT.usage, `${flag}: sqlite:DIRECTORY or esdb://HOST:PORT`, { cause })
  }
}
