/**
 * How long the door waits and how much it takes. A local model may need minutes to load and read a long prompt before
 * its first byte; once bytes flow, a long silence means that nobody is there any more.
 */
export const limits = {
  /** From the look-up of a name to a connection with one of its addresses. */
  connectMs: 5_000,
  /** From the request to the first byte of the answer to a task. */
  firstByteMs: 300_000,
  /** From the request to the first byte of the answer to an errand. */
  errandFirstByteMs: 10_000,
  /** From the request to the last byte of the answer to an errand: a server that drips must not hold one up. */
  errandMs: 15_000,
  /** From the request to the first byte when a server takes a model into its memory: from a slow disk that is minutes. */
  loadMs: 600_000,
  /** From the request to the first line of a pull. Then it may take hours, but not fall silent for longer than `idleMs`. */
  pullFirstByteMs: 120_000,
  /** Between two pieces of an answer. */
  idleMs: 120_000,
  /** Size of an answer in bytes. The largest real one is the verbose description of a model, about 1.2 MB. */
  answerBytes: 32 * 1024 * 1024,
  /** The same for a pull, which tells of its progress some seventeen times a second: three days of that. */
  pullBytes: 1024 * 1024 * 1024,
} as const;
