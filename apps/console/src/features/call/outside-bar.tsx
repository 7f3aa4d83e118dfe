import { outsideCallRoutes, type OutsideCallView } from "@nightlight/contracts/counsellor/outside-call";
import { call as ask } from "@nightlight/door/client/api";
import { useProblemText } from "@nightlight/door/client/problem-text";
import { useNow } from "@nightlight/door/time/use-now";
import { Bar } from "@nightlight/ui/components/bar";
import { Button } from "@nightlight/ui/components/button";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { say } from "../../shared/desk-state.ts";
import { useKey } from "../../shared/keys/key-listener.ts";
import { KEYS, spokenKeys } from "../../shared/keys/key-table.ts";
import { outsideQuery } from "../../shared/outside-query.ts";
import { usePartyName } from "../../shared/party-name.ts";
import { OUTSIDE } from "../../shared/queries.ts";
import { useTelephone } from "../../shared/softphone/telephone.ts";
import { softphone } from "../../shared/softphone/use-softphone.ts";
import { lasting } from "../../shared/time.ts";

/** My call to an office, in whatever room I am: how it goes, the microphone, and putting it down. */
export function OutsideBar() {
  const hasTelephone = useTelephone((state) => state.status !== "none");
  const { data: call } = useQuery({ ...outsideQuery, enabled: hasTelephone });
  return call ? <CallLine call={call} /> : null;
}

function CallLine({ call }: { readonly call: OutsideCallView }) {
  const t = useTranslations("outside");
  const client = useQueryClient();
  const problemText = useProblemText();
  const name = usePartyName()(call);
  const mine = useTelephone((state) => (state.call?.contactId === call.id ? state.call : undefined));
  const isMuted = mine?.isMuted === true;
  const mute = () => softphone()?.mute(!isMuted);
  const end = useMutation({
    mutationFn: (callId: string) => ask(outsideCallRoutes.end, { params: { callId } }),
    onError: (error) => {
      say(problemText(error));
    },
    onSettled: () => client.invalidateQueries({ queryKey: OUTSIDE }),
  });
  useKey("mute", mute, mine !== undefined);
  const acts = (
    <>
      <Button
        size="small"
        keys={KEYS.mute.cap}
        aria-keyshortcuts={spokenKeys("mute")}
        aria-pressed={isMuted}
        whyNot={mine === undefined ? t("notYet") : undefined}
        onClick={mute}
      >
        {isMuted ? t("unmute") : t("mute")}
      </Button>
      <Button
        size="small"
        whyNot={end.isPending ? t("ending") : undefined}
        onClick={() => {
          end.mutate(call.id);
        }}
      >
        {t("end")}
      </Button>
    </>
  );
  const since = call.state === "talking" ? call.answeredAt : null;
  const up = since !== null ? "talking" : call.state === "ringing" ? "ringing" : "preparing";
  return (
    <Bar tone="moon" icon="phone" note={t("confirmLater")} acts={acts}>
      {t(`up.${up}`, { name })}
      {since === null ? null : <Talked since={since} />}
    </Bar>
  );
}

function Talked({ since }: { readonly since: string }) {
  const now = useNow();
  return <time aria-live="off"> · {lasting(now - Date.parse(since))}</time>;
}
