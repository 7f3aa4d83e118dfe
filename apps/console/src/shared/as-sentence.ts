/** A sentence that may begin with somebody who has no name: its first letter is a large one. */
export function asSentence(text: string): string {
  return `${text.slice(0, 1).toLocaleUpperCase()}${text.slice(1)}`;
}
