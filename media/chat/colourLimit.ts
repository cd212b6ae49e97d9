/** Code of more characters stays plain: colouring it would hold the view up. */
export const colourLimit = 8000;
