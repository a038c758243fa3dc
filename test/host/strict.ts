import { EventEmitter } from 'node:events'

/** Asked for by Node and by promises of any object; their absence means nothing. */
const harmless: ReadonlySet<string> = new Set(['then', 'toJSON', 'dock', 'nodeType', 'asymmetricMatch'])

/** Makes an object throw at the touch of what it does not have. */
export function strict<T extends object>(name: string, target: T): T {
  return new Proxy(target, {
    get(object, key) {
      if (typeof key === 'string' && !(key in object) && !harmless.has(key)) {
        throw new Error(`Electron double: ${name}.${key} is not implemented`)
      }
      const value: unknown = Reflect.get(object, key)
      return typeof value === 'function' ? value.bind(object) : value
    },
  })
}

/** Makes a class whose instances, and whose own members, are strict. */
export function strictClass<C extends new (...args: never[]) => object>(name: string, target: C): C {
  return new Proxy(strict(name, target), {
    construct: (_, args, newTarget) => strict(name, Reflect.construct(target, args, newTarget)),
  })
}

/** An emitter of known events; listening to another one would be waiting for ever. */
export class StrictEmitter extends EventEmitter {
  readonly #owner: string
  readonly #events: ReadonlySet<string>

  constructor(owner: string, events: readonly string[]) {
    super()
    this.#owner = owner
    this.#events = new Set(events)
  }

  override on(event: string, listener: (...args: never[]) => void): this {
    if (!this.#events.has(event)) throw new Error(`Electron double: ${this.#owner} has no event “${event}”`)
    return super.on(event, listener as (...args: unknown[]) => void)
  }

  override once(event: string, listener: (...args: never[]) => void): this {
    if (!this.#events.has(event)) throw new Error(`Electron double: ${this.#owner} has no event “${event}”`)
    return super.once(event, listener as (...args: unknown[]) => void)
  }
}

/** An event that a listener may prevent; `prevented` tells. */
export function preventable<T extends object>(facts: T): T & { preventDefault(): void; readonly prevented: boolean } {
  let prevented = false
  return Object.defineProperties(
    {},
    {
      ...Object.getOwnPropertyDescriptors(facts),
      preventDefault: {
        value: () => {
          prevented = true
        },
      },
      prevented: { get: () => prevented },
    },
  ) as T & { preventDefault(): void; readonly prevented: boolean }
}
