import { useEffectEvent, useLayoutEffect } from "react";
import { tinykeys } from "tinykeys";
import { useSettings } from "../settings.ts";
import { isComposing } from "./composing.ts";
import { BARE_KEYS, KEYS, type KeyName } from "./key-table.ts";

type Act = () => void;

/** Who answers to a key now; the one that came last goes first. */
const answering = new Map<KeyName, Act[]>();

/** Answers to a key of the table for as long as the component is on screen and `isOn`. */
export function useKey(name: KeyName, act: Act, isOn = true): void {
  const latest = useEffectEvent(act);
  // In the frame in which the control appears: what can be seen can be pressed.
  useLayoutEffect(() => {
    if (!isOn) return;
    const own = () => {
      latest();
    };
    answering.set(name, [...(answering.get(name) ?? []), own]);
    return () => {
      answering.set(
        name,
        (answering.get(name) ?? []).filter((each) => each !== own),
      );
    };
  }, [name, isOn]);
}

/** Starts listening, once for the whole page. Input methods rebuild words with key presses: those are never ours. */
export function listenForKeys(): () => void {
  const names = Object.keys(KEYS) as KeyName[];
  const map = Object.fromEntries(
    names.map((name) => [KEYS[name].press, (event: KeyboardEvent) => answer(name, event)]),
  );
  return tinykeys(window, map, { ignore: (event) => event.repeat || isComposing(event) });
}

/** The keys that somebody answers to now, in the order of the table. */
export function answeringNow(): readonly KeyName[] {
  return (Object.keys(KEYS) as KeyName[]).filter((name) => (answering.get(name) ?? []).length > 0);
}

/** Does what a key does, for whoever chose it from a list. */
export function press(name: KeyName): void {
  answering.get(name)?.at(-1)?.();
}

function answer(name: KeyName, event: KeyboardEvent): void {
  if (BARE_KEYS.has(name) && (isEditable(event.target) || !useSettings.getState().areBareKeysOn)) return;
  const act = answering.get(name)?.at(-1);
  if (act === undefined) return;
  event.preventDefault();
  act();
}

/** Where a character goes: not a box to tick or a choice among a few. */
function isEditable(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches(EDITABLE));
}

const EDITABLE = "textarea, select, input:not([type=radio], [type=checkbox], [type=button], [type=submit])";
