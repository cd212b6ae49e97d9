/** Does what it is given one after the other, in the order in which it came. What fails fails for who asked for it alone. */
export type OneByOne = <T>(work: () => Promise<T>) => Promise<T>;

/** Makes a row of its own: nothing in it waits for what is in another one. */
export function oneByOne(): OneByOne {
  let before: Promise<unknown> = Promise.resolve();
  return (work) => {
    const done = before.then(work);
    before = done.catch(() => undefined);
    return done;
  };
}
