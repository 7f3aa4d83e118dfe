import workerUrl from "./pulse-worker.ts?worker&url";

const BEAT_MS = 4000;

type TrustedTypes = {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ): { createScriptURL(url: string): string };
};

const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
const ownScripts = trustedTypes?.createPolicy("nightlight-pulse", { createScriptURL: (url) => url });

/** Calls `beat` every four seconds, also while the window is hidden. Returns how to stop it. */
export function startPulse(beat: () => void): () => void {
  if (typeof Worker === "undefined") {
    const timer = setInterval(beat, BEAT_MS);
    return () => {
      clearInterval(timer);
    };
  }
  const worker = new Worker(ownScripts?.createScriptURL(workerUrl) ?? workerUrl, { type: "module" });
  worker.addEventListener("message", beat);
  return () => {
    worker.terminate();
  };
}
