import type { SqlParams, SqlValue } from '../database/database.ts'
import type { SqlType } from '../dialect/dialect.ts'
import { dialect } from '../dialect/in-use.ts'

/** Collects the values of one statement: SQL text never holds a value, only its `$pN`, cast where it is used. */
export class Parameters {
  readonly #values: Record<string, SqlValue> = {}
  readonly #names = new Map<string, string>()

  add(value: SqlValue, type: SqlType): string {
    return this.#named(value, type, false)
  }

  list(values: readonly string[] | readonly number[], type: SqlType): string {
    return this.#named(values, type, true)
  }

  #named(value: SqlValue, type: SqlType, isList: boolean): string {
    const key = `${type}:${JSON.stringify(value)}`
    let name = this.#names.get(key)
    if (name === undefined) {
      name = `p${this.#names.size}`
      this.#names.set(key, name)
      this.#values[name] = value
    }
    return dialect.parameter(name, type, isList)
  }

  text(value: string): string {
    return this.add(value, 'text')
  }

  integer(value: number): string {
    return this.add(value, 'integer')
  }

  get all(): SqlParams {
    return this.#values
  }
}

/** Puts values into the `{name}` places of a catalogue expression; an unknown name is a mistake of ours. */
export function fill(template: string, places: (name: string) => string): string {
  return template.replaceAll(/\{([a-z_]+)\}/g, (_, name: string) => places(name))
}
