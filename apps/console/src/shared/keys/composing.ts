/** What browsers send for each key that an input method takes. */
const TAKEN_BY_INPUT_METHOD = 229;

type KeyPress = { readonly isComposing: boolean; readonly key: string };

/** Whether an input method is building a word with this key press; some browsers say it only by the old key code. */
export function isComposing(event: KeyPress): boolean {
  return event.isComposing || event.key === "Process" || Reflect.get(event, "keyCode") === TAKEN_BY_INPUT_METHOD;
}
