/**
 * Runs a command's work to its end. An expected failure, thrown as a plain Error, is printed as its message alone;
 * anything else is a bug and keeps its stack. Either way the exit code is 1.
 */
export async function main(work: () => void | Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    console.error(error instanceof Error && error.constructor === Error ? error.message : error);
    process.exitCode = 1;
  }
}
