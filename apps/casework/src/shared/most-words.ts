/** The longest text that the server takes, in characters. What is longer is said, never cut. */
const MOST = 4_000;

/** By how many characters a text is too long; 0 when it fits. */
export function tooLongBy(text: string): number {
  return Math.max(0, text.length - MOST);
}
