import { softphoneRoutes } from "@nightlight/contracts/counsellor/softphone";
import { call as ask } from "@nightlight/door/client/api";
import { Bar } from "@nightlight/ui/components/bar";
import { Button } from "@nightlight/ui/components/button";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { lasting } from "../../shared/time.ts";
import { playSound } from "./play-sound.ts";

type Props = { readonly contactId: string; readonly name: string; readonly seconds: number };

/** What a caller said after the tone. Fetched only when somebody wants to hear it, for that is noted down. */
export function CallerMessage({ contactId, name, seconds }: Props) {
  const t = useTranslations("call.message");
  const [isPlaying, setPlaying] = useState(false);
  const stop = useRef<(() => void) | undefined>(undefined);
  useEffect(() => () => stop.current?.(), []);
  const fetched = useMutation({
    mutationFn: () => ask(softphoneRoutes.hear, { params: { contactId } }),
    async onSuccess({ wav }) {
      setPlaying(true);
      stop.current = await playSound(wav, () => {
        setPlaying(false);
      });
    },
  });
  const label = fetched.isPending ? t("playing") : isPlaying ? t("stop") : t("play");
  const act = () => {
    if (isPlaying) stop.current?.();
    else fetched.mutate();
  };
  return (
    <Bar
      tone="moon"
      icon="phone"
      note={fetched.isError ? t("failed") : t("note")}
      acts={
        <Button tone={isPlaying ? "plain" : "edged"} onClick={act}>
          {label}
        </Button>
      }
    >
      {t("left", { name, length: lasting(seconds * 1000) })}
    </Bar>
  );
}
