/** The scheme of documents that show what a file is proposed to be: they stand on the right of a diff, and nowhere on a disk. */
export const proposalScheme = "drawbridge-proposal";
