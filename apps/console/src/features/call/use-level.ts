import { useEffect, useState } from "react";
import { openMicrophone, playSound } from "../../shared/softphone/browser-sound.ts";
import { useDevices } from "../../shared/softphone/devices.ts";

const LOOK_EVERY_MS = 100;
/** Quiet speech fills a third of the meter. */
const GAIN = 6;

export type MicrophoneTrouble = "refused" | "none";

/** How loud the chosen microphone is, 0 to 1, while this is on screen; and one's own voice on the speaker when wanted. */
export function useLevel(isHeard: boolean): {
  readonly level: number;
  readonly trouble: MicrophoneTrouble | undefined;
} {
  const { input, output } = useDevices();
  const [level, setLevel] = useState(0);
  const [trouble, setTrouble] = useState<MicrophoneTrouble | undefined>(undefined);
  const [sound, setSound] = useState<MediaStream | undefined>(undefined);

  useEffect(() => {
    let stop = (): void => undefined;
    let isOver = false;
    openMicrophone().then(
      (stream) => {
        const close = (): void => {
          stream.getTracks().forEach((track) => {
            track.stop();
          });
        };
        if (isOver) {
          close();
          return;
        }
        setTrouble(undefined);
        setSound(stream);
        const context = new AudioContext();
        const meter = context.createAnalyser();
        context.createMediaStreamSource(stream).connect(meter);
        const samples = new Float32Array(meter.fftSize);
        const timer = setInterval(() => {
          meter.getFloatTimeDomainData(samples);
          const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
          setLevel(Math.min(1, Math.sqrt(power) * GAIN));
        }, LOOK_EVERY_MS);
        stop = () => {
          clearInterval(timer);
          void context.close();
          close();
          setSound(undefined);
        };
      },
      (error: unknown) => {
        if (isOver) return;
        setLevel(0);
        setTrouble(error instanceof Error && error.name === "NotAllowedError" ? "refused" : "none");
      },
    );
    return () => {
      isOver = true;
      stop();
    };
  }, [input]);

  useEffect(() => (isHeard && sound !== undefined ? playSound(sound) : undefined), [isHeard, sound, output]);
  return { level, trouble };
}

/** The microphones or speakers that the browser knows; their names only once a microphone was allowed. */
export function useDeviceList(kind: "input" | "output"): readonly MediaDeviceInfo[] {
  const [list, setList] = useState<readonly MediaDeviceInfo[]>([]);
  useEffect(() => {
    let isOver = false;
    const read = (): void => {
      void navigator.mediaDevices.enumerateDevices().then((found) => {
        if (!isOver) setList(found.filter((device) => device.kind === `audio${kind}` && device.deviceId !== ""));
      });
    };
    read();
    navigator.mediaDevices.addEventListener("devicechange", read);
    return () => {
      isOver = true;
      navigator.mediaDevices.removeEventListener("devicechange", read);
    };
  }, [kind]);
  return list;
}
