/** How far a file had come when its head was last kept: a file that holds less was cut short. */
export type Head = {
  /** Name of the file. */
  readonly file: string;
  /** Records in it. */
  readonly count: number;
  /** Hash of the last of them. */
  readonly head: string;
  /** Key of the marks on bodies in this file, in hex. */
  readonly bodyKey: string;
};

/**
 * Where heads are kept: another store than the files, so that whoever changes the files does not change these as well.
 * One key per file, so that windows never overwrite each other's.
 */
export type HeadStore = {
  all(): Promise<readonly Head[]>;
  get(file: string): Promise<Head | undefined>;
  keep(head: Head): Promise<void>;
  remove(file: string): Promise<void>;
};

/** Keeps the heads of one window's files. */
export type HeadKeeper = {
  /** Makes nobody wait: one write at a time, and of the heads that wait for it only the newest of each file. */
  keep(head: Head): void;
  /** Hands it to the store at once, for a window that is about to close. */
  keepNow(head: Head): void;
};

/** Makes a keeper. A head that cannot be kept is told of and nothing else: the records themselves are on the disk. */
export function createHeadKeeper(
  store: Pick<HeadStore, "keep">,
  onFailure: (error: unknown) => void,
): HeadKeeper {
  const waiting = new Map<string, Head>();
  let isBusy = false;
  const work = async (): Promise<void> => {
    isBusy = true;
    for (let [next] = waiting.values(); next !== undefined; [next] = waiting.values()) {
      waiting.delete(next.file);
      await store.keep(next).catch(onFailure);
    }
    isBusy = false;
  };
  return {
    keep: (head) => {
      waiting.set(head.file, head);
      if (!isBusy) void work();
    },
    keepNow: (head) => {
      waiting.delete(head.file);
      store.keep(head).catch(onFailure);
    },
  };
}
