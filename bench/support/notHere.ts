/** Thrown by an area that needs what this machine does not have; the message is the sentence that says what, and how to get it. */
export class NotHere extends Error {}
