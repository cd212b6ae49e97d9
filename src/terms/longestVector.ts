/** Longest embedding that is taken from a server or a file. The longest of the known models has 4,096 places. */
export const longestVector = 8192;
