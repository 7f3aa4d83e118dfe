/** The other side sees no number. */
export const WITHHELD = "withheld";
/** As the server was set up (VOICE_CALLER_DISPLAY). */
export const AS_SET_UP = "server";

/** What a line of the policy may say of the number that is shown: one of the two words, or a number. */
const DISPLAY = /^(?:withheld|server|\+?\d(?: ?\d){2,14})$/u;

/** Whether words say what the called party sees. */
export function isDisplay(text: string): boolean {
  return DISPLAY.test(text);
}

/** The number that the called party sees; `withheld`: none. */
export function displayOf(rule: string, asSetUp: string): string {
  const said = rule === AS_SET_UP ? asSetUp : rule;
  return said === "anonymous" || said === WITHHELD ? WITHHELD : said.replaceAll(" ", "");
}
