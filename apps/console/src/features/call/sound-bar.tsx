import { Bar } from "@nightlight/ui/components/bar";
import { Button } from "@nightlight/ui/components/button";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { useTranslations } from "use-intl";
import { playSound } from "./play-sound.ts";

type Props = {
  readonly children: ReactNode;
  readonly note: string;
  readonly play: string;
  /** Asked only when somebody wants to hear it, for that is noted down. */
  readonly fetchSound: () => Promise<{ readonly wav: string }>;
};

/** A sound that is kept: fetched and played at a press, and stopped at another. */
export function SoundBar({ children, note, play, fetchSound }: Props) {
  const t = useTranslations("call.sound");
  const [isPlaying, setPlaying] = useState(false);
  const stop = useRef<(() => void) | undefined>(undefined);
  useEffect(() => () => stop.current?.(), []);
  const fetched = useMutation({
    mutationFn: fetchSound,
    async onSuccess({ wav }) {
      setPlaying(true);
      stop.current = await playSound(wav, () => {
        setPlaying(false);
      });
    },
  });
  const act = () => {
    if (isPlaying) stop.current?.();
    else fetched.mutate();
  };
  return (
    <Bar
      tone="moon"
      icon="phone"
      note={fetched.isError ? t("failed") : note}
      acts={
        <Button tone={isPlaying ? "plain" : "edged"} onClick={act}>
          {fetched.isPending ? t("playing") : isPlaying ? t("stop") : play}
        </Button>
      }
    >
      {children}
    </Bar>
  );
}
