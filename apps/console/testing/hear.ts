/** Ears for tests: a browser that sounds, and the tones that it was asked for, in hertz. */
export function hear(): { readonly tones: number[] } {
  const tones: number[] = [];
  const value = { value: 0, setValueAtTime: nothing, linearRampToValueAtTime: nothing };
  const node = { connect: nothing, disconnect: nothing };
  globalThis.AudioContext = class {
    state = "running";
    currentTime = 0;
    destination = node;
    createGain() {
      return { ...node, gain: { ...value, exponentialRampToValueAtTime: nothing } };
    }
    createOscillator() {
      const frequency = { value: 0 };
      return { ...node, frequency, start: () => void tones.push(frequency.value), stop: nothing };
    }
  } as unknown as typeof AudioContext;
  return { tones };
}

function nothing(): void {
  // The page only asks for it.
}
