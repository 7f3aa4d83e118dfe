/** An emoji with its skin, its joined others and flags; a copyright sign is none. */
const EMOJI =
  /(?:\p{Regional_Indicator}{2}|(?:\p{Emoji_Presentation}|\p{Extended_Pictographic}\uFE0F)[\p{Emoji_Modifier}\uFE0F]*(?:\u200D\p{Extended_Pictographic}[\p{Emoji_Modifier}\uFE0F]*)*\s*)+/gu;

/** Characters that turn the direction of writing, and others that nobody sees. A soft hyphen has done its work. */
const UNSEEN = /[\p{Cf}\uFE0F]/gu;
const CONTROL = /[^\P{Cc}\n\t]/gu;

/**
 * A text as paper can hold it: signs that the fonts do not have are named by a word, what turns the direction of writing or
 * steers a machine is left out.
 */
export function paperText(text: string): string {
  return text
    .replaceAll(EMOJI, (signs) => `(biểu tượng)${/\s$/u.test(signs) ? " " : ""}`)
    .replaceAll(UNSEEN, "")
    .replaceAll(CONTROL, "");
}
