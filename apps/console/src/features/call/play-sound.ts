/** Plays a WAV in base64; gives what stops it. `over` is called once, however it ended. */
export async function playSound(wav: string, over: () => void): Promise<() => void> {
  const context = new AudioContext();
  const bytes = Uint8Array.from(atob(wav), (letter) => letter.charCodeAt(0));
  const source = new AudioBufferSourceNode(context, { buffer: await context.decodeAudioData(bytes.buffer) });
  source.connect(context.destination);
  source.addEventListener("ended", () => {
    void context.close();
    over();
  });
  source.start();
  return () => {
    source.stop();
  };
}
