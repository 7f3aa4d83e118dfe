import { chosenDevice } from "./devices.ts";

/** The microphone that was chosen, or the browser's own choice. Rejects as the browser does. */
export async function openMicrophone(): Promise<MediaStream> {
  const deviceId = chosenDevice("input");
  const wanted = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
  return navigator.mediaDevices.getUserMedia({
    audio: deviceId === undefined ? wanted : { ...wanted, deviceId: { ideal: deviceId } },
  });
}

/** Whether the browser gives the microphone without asking. */
export async function isMicrophoneAllowed(): Promise<boolean> {
  try {
    return (await navigator.permissions.query({ name: "microphone" })).state === "granted";
  } catch {
    return false;
  }
}

/** Lets a sound be heard on the chosen speaker until told to stop. */
export function playSound(sound: MediaStream): () => void {
  const player = new Audio();
  player.srcObject = sound;
  const speaker = chosenDevice("output");
  if (speaker !== undefined && "setSinkId" in player) void player.setSinkId(speaker).catch(() => undefined);
  void player.play().catch(() => undefined);
  return () => {
    player.pause();
    player.srcObject = null;
  };
}
