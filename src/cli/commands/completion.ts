import type { Command } from 'commander'
import { EXIT, Failure } from '../failure.js'
import type { Output } from '../print/output.js'

/** A command with what may follow it. */
interface Words {
  readonly path: string
  readonly words: readonly string[]
}

/** `entente completion`: a script that makes a shell complete commands and options. */
export function completionCommand(shell: string, program: Command, output: Output): void {
  const all = wordsOf(program, '')
  if (shell === 'bash') output.lines(bash(all))
  else if (shell === 'zsh')
    output.lines(['#compdef entente', 'autoload -U +X bashcompinit && bashcompinit', ...bash(all)])
  else if (shell === 'fish') output.lines(fish(all))
  else throw new Failure(EXIT.usage, `there is completion for bash, zsh and fish, not for ${shell}`)
}

function wordsOf(command: Command, path: string): Words[] {
  const commands = command.commands.map(one => one.name())
  const options = [...command.options.filter(({ hidden }) => !hidden).flatMap(({ long }) => long ?? []), '--help']
  const here = { path, words: [...commands, ...options] }
  return [here, ...command.commands.flatMap(one => wordsOf(one, path === '' ? one.name() : `${path} ${one.name()}`))]
}

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: they are for the shell.
/** The words before decide what is offered; file names where nothing else is known. */
function bash(all: readonly Words[]): string[] {
  return [
    '_entente() {',
    '  local word path="" current="${COMP_WORDS[COMP_CWORD]}"',
    '  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do',
    '    case "$path/$word" in',
    ...all
      .filter(({ path }) => path !== '')
      .map(({ path }) => {
        const parts = path.split(' ')
        const before = parts.slice(0, -1).join(' ')
        return `      "${before}/${parts.at(-1)}") path="${path}" ;;`
      }),
    '    esac',
    '  done',
    '  case "$path" in',
    ...all.map(({ path, words }) => `    "${path}") COMPREPLY=($(compgen -W "${words.join(' ')}" -- "$current")) ;;`),
    '  esac',
    '}',
    'complete -o default -F _entente entente',
  ]
}

// biome-ignore-end lint/suspicious/noTemplateCurlyInString: they are for the shell.

function fish(all: readonly Words[]): string[] {
  return all.flatMap(({ path, words }) => {
    const parts = path.split(' ')
    const condition =
      path === '' ? '__fish_use_subcommand' : parts.map(part => `__fish_seen_subcommand_from ${part}`).join('; and ')
    return words.map(word =>
      word.startsWith('--')
        ? `complete -c entente -n '${condition}' -l ${word.slice(2)}`
        : `complete -c entente -f -n '${condition}' -a ${word}`,
    )
  })
}
