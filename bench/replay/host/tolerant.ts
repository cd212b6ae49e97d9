import { Disposable } from "./disposable.ts";

/** What a loader asks any module for; a stand-in for one of these would be taken for what it is not. */
const never = new Set(["then", "default", "__esModule", "toJSON"]);
const ordinary: object = Object.prototype;

/** An object that also has every member nobody thought of: events that never fire, classes that hold nothing, functions without effect. */
export function tolerant<T extends object>(known: T): T {
  const made = new Map<string, unknown>();
  const others = new Proxy(ordinary, {
    get: (_target, key) => {
      if (typeof key === "symbol" || key in ordinary) return Reflect.get(ordinary, key) as unknown;
      if (never.has(key)) return undefined;
      if (!made.has(key)) made.set(key, standIn(key));
      return made.get(key);
    },
  });
  return Object.setPrototypeOf(known, others) as T;
}

function standIn(name: string): unknown {
  if (/^on(Did|Will)[A-Z]/.test(name)) return () => new Disposable(() => undefined);
  return /^[A-Z]/.test(name)
    ? class Nothing {
        readonly isNothing = true;
      }
    : hollow();
}

/** Can be read, called and constructed without end; an empty text where a text is wanted, an empty list where a list is. */
export function hollow(): unknown {
  return new Proxy(function nothing() {}, {
    get: (target, key) => {
      if (key === Symbol.toPrimitive) return () => "";
      if (key === Symbol.iterator) return () => [][Symbol.iterator]();
      if (typeof key === "symbol" || never.has(key)) return undefined;
      return key === "prototype" ? (target.prototype as object) : hollow();
    },
    set: () => true,
    apply: () => hollow(),
    construct: () => hollow() as object,
  });
}
