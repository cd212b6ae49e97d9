/** Processor time of this process so far, in milliseconds: a clock that what else the machine does cannot hurry. */
export function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
