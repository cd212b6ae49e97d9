/** Most characters of a question: one with a pasted file, not more. The view refuses to send a longer one. */
export const longestQuestion = 1_000_000;

/** Most characters of what is copied or inserted from an answer: the door lets no answer through that is larger. */
export const longestAnswer = 32 * 1024 * 1024;

/** Most characters of what is mentioned: a path, and not a text. */
export const longestQuery = 500;

/** Most characters of a pasted text that are looked at. The host decides how much of it goes along. */
export const longestPaste = 2_000_000;

/** Most files and folders that are dropped at once. */
export const mostDropped = 200;

/** Most chips that are taken off a question at once: more than a question can have beside it. */
export const mostTakenOff = 10_000;

/** Most characters of a picture's base64: the view makes a larger one smaller first. The host decides what is too large to go along. */
export const longestPicture = 32 * 1024 * 1024;
