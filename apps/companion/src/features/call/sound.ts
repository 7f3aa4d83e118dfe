import type { WhyNot } from "./call-state.ts";

/** The microphone; rejects as the browser does. Browsers give none to pages that anybody could have changed on their way. */
export async function openMicrophone(): Promise<MediaStream> {
  const devices = (navigator as Partial<Navigator>).mediaDevices;
  if (devices === undefined) throw new Error("This page was not brought safely");
  return devices.getUserMedia({ audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true } });
}

/** Why there is no microphone. */
export function microphoneTrouble(error: unknown): WhyNot {
  const name = error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "microphone-refused";
  return name === "" ? "no-line" : "no-microphone";
}

/** Lets a sound be heard until told to stop. */
export function play(sound: MediaStream): () => void {
  const player = new Audio();
  player.srcObject = sound;
  void player.play().catch(() => undefined);
  return () => {
    player.pause();
    player.srcObject = null;
  };
}
