/** Ends on Ctrl+C and SIGTERM through `process.exit`, so that the editors this process started end with it. */
export function endOnSignal(): void {
  process.once("SIGINT", () => {
    process.exit(130);
  });
  process.once("SIGTERM", () => {
    process.exit(143);
  });
}
