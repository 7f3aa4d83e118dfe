import { remembered } from "@nightlight/door/taste/remembered";

type Settings = {
  readonly isSoundOn: boolean;
  readonly isQueueOpen: boolean;
  /** Keys that are a character by themselves, such as `?`. */
  readonly areBareKeysOn: boolean;
};

const FIRST: Settings = { isSoundOn: true, isQueueOpen: false, areBareKeysOn: true };

const settings = remembered<Settings>(
  "nightlight.console.settings",
  FIRST,
  ({ isSoundOn, isQueueOpen, areBareKeysOn }) => ({
    ...(typeof isSoundOn === "boolean" ? { isSoundOn } : {}),
    ...(typeof isQueueOpen === "boolean" ? { isQueueOpen } : {}),
    ...(typeof areBareKeysOn === "boolean" ? { areBareKeysOn } : {}),
  }),
);

/** How this browser's desk is set up. Nothing about a child is ever kept here. */
export const useSettings = settings.use;
export const changeSettings = settings.change;
