import { remembered } from "@nightlight/door/taste/remembered";

type Devices = { readonly input: string; readonly output: string };

/** Which microphone and speaker this browser uses; empty: its own choice. */
const devices = remembered<Devices>("nightlight.console.devices", { input: "", output: "" }, ({ input, output }) => ({
  ...(typeof input === "string" ? { input } : {}),
  ...(typeof output === "string" ? { output } : {}),
}));

export const useDevices = devices.use;
export const changeDevices = devices.change;

/** The device that was chosen; undefined: whatever the browser takes. */
export function chosenDevice(kind: keyof Devices): string | undefined {
  const id = devices.use.getState()[kind];
  return id === "" ? undefined : id;
}
