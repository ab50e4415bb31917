/** The few fields of an event that say whom it concerns. */
export interface RoutingFields {
  readonly country: string | undefined
  readonly parties: readonly string[] | undefined
  readonly partner: string | undefined
  readonly sourceId: string
  /** Texts that are fields of its data, or members of a list that is one, in order. */
  readonly texts: readonly string[]
}

/** The fields by which an event is routed, as a text holds them. */
export interface BodyFields extends RoutingFields {
  readonly type: string
  readonly schemaVersion: number
}

/**
 * What `fieldsOf` finds in the event that JSON.parse makes of a stored body, in less time, since no object is made of the
 * rest. Null for a body that is not as `canonicalBody` writes them (no spaces, fields in ascending order, so that none comes
 * twice) or has an escape in it: it may be an event all the same, and JSON.parse has to say so. Every character is looked
 * at: where this finds fields, JSON.parse does not throw.
 */
export function fieldsInBody(body: string): BodyFields | null {
  if (ESCAPED.test(body)) return null
  try {
    return new BodyWalk(body).event()
  } catch (error) {
    if (error === UNUSUAL) return null
    throw error
  }
}

/** What stands in no text of JSON, or not for itself. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const ESCAPED = /[\\\u0000-\u001f]/
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y
const UNUSUAL = Symbol('a body of another form')
/** What is nested deeper is left to JSON.parse. */
const DEEPEST = 32

const QUOTE = codeOf('"')
const COMMA = codeOf(',')
const COLON = codeOf(':')
const OPEN_LIST = codeOf('[')
const CLOSE_LIST = codeOf(']')
const OPEN_OBJECT = codeOf('{')
const CLOSE_OBJECT = codeOf('}')
const NINE = codeOf('9')

function codeOf(character: string): number {
  return character.charCodeAt(0)
}

/** A walk through a body. Each step begins where the one before it ended, and throws UNUSUAL where it finds something else. */
class BodyWalk {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  event(): BodyFields {
    let type: string | undefined
    let schemaVersion: number | undefined
    let sourceId: string | undefined
    let country: string | undefined
    let partner: string | undefined
    let parties: string[] | undefined
    let texts: string[] | undefined
    for (let name = this.#firstName(); name !== null; name = this.#nextName(name)) {
      if (name === 'claim') sourceId = this.#sourceOfClaim()
      else if (name === 'country') country = this.#string()
      else if (name === 'data') texts = this.#textsOfData()
      else if (name === 'parties') parties = this.#strings()
      else if (name === 'partner') partner = this.#string()
      else if (name === 'schemaVersion') schemaVersion = this.#number()
      else if (name === 'type') type = this.#string()
      else this.#skip(0)
    }
    const isWhole = this.#at === this.#text.length
    if (
      type === undefined ||
      schemaVersion === undefined ||
      sourceId === undefined ||
      texts === undefined ||
      !isWhole
    ) {
      throw UNUSUAL
    }
    return { type, schemaVersion, sourceId, texts, country, partner, parties }
  }

  #sourceOfClaim(): string | undefined {
    let sourceId: string | undefined
    for (let name = this.#firstName(); name !== null; name = this.#nextName(name)) {
      if (name === 'sourceId') sourceId = this.#string()
      else this.#skip(0)
    }
    return sourceId
  }

  #textsOfData(): string[] {
    const texts: string[] = []
    for (let name = this.#firstName(); name !== null; name = this.#nextName(name)) {
      // Such names may be numbers, which objects have first.
      if (name.charCodeAt(0) <= NINE) throw UNUSUAL
      const code = this.#code()
      if (code === QUOTE) texts.push(this.#string())
      else if (code === OPEN_LIST) this.#list(1, texts)
      else this.#skip(0)
    }
    return texts
  }

  #strings(): string[] {
    const strings: string[] = []
    if (this.#list(1, strings) !== strings.length) throw UNUSUAL
    return strings
  }

  /** The name of the first field of an object; null where it has none. */
  #firstName(): string | null {
    this.#expect(OPEN_OBJECT)
    if (this.#code() !== CLOSE_OBJECT) return this.#name()
    this.#at++
    return null
  }

  #nextName(last: string): string | null {
    if (this.#code() === CLOSE_OBJECT) {
      this.#at++
      return null
    }
    this.#expect(COMMA)
    const name = this.#name()
    if (name <= last) throw UNUSUAL
    return name
  }

  #name(): string {
    const name = this.#string()
    this.#expect(COLON)
    return name
  }

  /** Walks through a list; tells how many members it has, and puts those that are texts into `texts`. */
  #list(depth: number, texts: string[] | null): number {
    this.#expect(OPEN_LIST)
    if (this.#code() === CLOSE_LIST) {
      this.#at++
      return 0
    }
    for (let count = 1; ; count++) {
      if (texts !== null && this.#code() === QUOTE) texts.push(this.#string())
      else this.#skip(depth)
      if (this.#code() === CLOSE_LIST) {
        this.#at++
        return count
      }
      this.#expect(COMMA)
    }
  }

  #skip(depth: number): void {
    if (depth > DEEPEST) throw UNUSUAL
    const code = this.#code()
    if (code === QUOTE) this.#skipString()
    else if (code === OPEN_LIST) this.#list(depth + 1, null)
    else if (code === OPEN_OBJECT) this.#skipObject(depth + 1)
    else if (!this.#isWord('true') && !this.#isWord('false') && !this.#isWord('null')) this.#number()
  }

  #skipObject(depth: number): void {
    this.#at++
    if (this.#code() === CLOSE_OBJECT) {
      this.#at++
      return
    }
    for (;;) {
      this.#skipString()
      this.#expect(COLON)
      this.#skip(depth)
      if (this.#code() === CLOSE_OBJECT) {
        this.#at++
        return
      }
      this.#expect(COMMA)
    }
  }

  #string(): string {
    const from = this.#at + 1
    this.#skipString()
    return this.#text.slice(from, this.#at - 1)
  }

  #skipString(): void {
    this.#expect(QUOTE)
    const end = this.#text.indexOf('"', this.#at)
    if (end < 0) throw UNUSUAL
    this.#at = end + 1
  }

  #number(): number {
    NUMBER.lastIndex = this.#at
    if (!NUMBER.test(this.#text)) throw UNUSUAL
    const number = Number(this.#text.slice(this.#at, NUMBER.lastIndex))
    this.#at = NUMBER.lastIndex
    return number
  }

  #isWord(word: string): boolean {
    if (!this.#text.startsWith(word, this.#at)) return false
    this.#at += word.length
    return true
  }

  #code(): number {
    return this.#text.charCodeAt(this.#at)
  }

  #expect(code: number): void {
    if (this.#code() !== code) throw UNUSUAL
    this.#at++
  }
}
