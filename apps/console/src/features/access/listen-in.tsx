import { listeningRoutes } from "@nightlight/contracts/supervisor/listening";
import { MONITOR_MODES, type MonitorMode } from "@nightlight/domain/call/call";
import { call as ask } from "@nightlight/door/client/api";
import { useProblemText } from "@nightlight/door/client/problem-text";
import { Button } from "@nightlight/ui/components/button";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslations } from "use-intl";
import office from "../../shared/office.module.css";
import { useTelephone } from "../../shared/softphone/telephone.ts";
import { LISTENING, softphone } from "../../shared/softphone/use-softphone.ts";

const LOOK_AGAIN_MS = 3_000;

/**
 * Into a colleague's call that I opened: to hear it, to speak to the counsellor alone, or to take part. My own telephone
 * rings for it and answers by itself; leaving leaves the conversation as it is.
 */
export function ListenIn({ contactId }: { readonly contactId: string }) {
  const t = useTranslations("access.listen");
  const client = useQueryClient();
  const problemText = useProblemText();
  const status = useTelephone((state) => state.status);
  const isHeard = useTelephone((state) => state.call?.contactId === contactId && state.call.isHeard);
  const { data: listening } = useQuery({
    queryKey: LISTENING,
    queryFn: async () => (await ask(listeningRoutes.read, {})).listening,
    // It is over with the call, and by putting the telephone down.
    refetchInterval: LOOK_AGAIN_MS,
  });
  const mine = listening?.contactId === contactId ? listening.mode : undefined;
  const listen = useMutation({
    mutationFn: (mode: MonitorMode) => ask(listeningRoutes.listen, { params: { contactId }, body: { mode } }),
    onSuccess: (reply) => {
      client.setQueryData(LISTENING, reply.listening);
    },
  });
  const stop = useMutation({
    mutationFn: () => ask(listeningRoutes.stop, {}),
    onSuccess: () => {
      client.setQueryData(LISTENING, null);
    },
  });
  const isBusy = listen.isPending || stop.isPending;
  const error = listen.error ?? stop.error;

  // Whoever has no desk has no telephone until there is something to hear.
  useEffect(() => {
    useTelephone.setState({ isWanted: true });
  }, []);

  return (
    <section className={office["form"]} aria-label={t("title")}>
      <h3 className={office["acts"]}>{t("title")}</h3>
      <p className={office["acts"]} role="status">
        {mine === undefined
          ? t(status === "ready" ? "note" : `without.${status}`)
          : t(isHeard ? `in.${mine}` : "comes")}
      </p>
      <div className={office["acts"]}>
        {status === "off" || status === "refused" || status === "no-microphone" ? (
          <Button
            onClick={() => {
              void softphone()?.turnOn();
            }}
          >
            {t("turnOn")}
          </Button>
        ) : null}
        {MONITOR_MODES.map((mode) => (
          <Button
            key={mode}
            aria-pressed={mine === mode}
            whyNot={isBusy ? t("busy") : status === "ready" ? undefined : t(`without.${status}`)}
            onClick={() => {
              listen.mutate(mode);
            }}
          >
            {t(`mode.${mode}`)}
          </Button>
        ))}
        {mine === undefined ? null : (
          <Button
            whyNot={isBusy ? t("busy") : undefined}
            onClick={() => {
              stop.mutate();
            }}
          >
            {t("stop")}
          </Button>
        )}
      </div>
      {error === null ? null : (
        <p className={office["error"]} role="alert">
          {problemText(error)}
        </p>
      )}
    </section>
  );
}
