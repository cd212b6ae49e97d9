/** Options with which a runner is started, and what it takes when a request does not say. */
const defaults: Readonly<Record<string, unknown>> = {
  num_ctx: 4096,
  num_batch: 512,
  num_gpu: -1,
  main_gpu: 0,
  use_mmap: null,
  num_thread: 0,
};

/** The part of a request's options that starts the runner anew when it changes, as JSON. */
export function runnerShape(options: ReadonlyMap<string, unknown>): string {
  return JSON.stringify(
    Object.fromEntries(Object.entries(defaults).map(([name, value]) => [name, options.get(name) ?? value])),
  );
}
