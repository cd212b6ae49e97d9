/** Characters above which neither a file nor a selection is offered as context, in UTF-16 code units. */
export const largestAttachment = 100_000;
