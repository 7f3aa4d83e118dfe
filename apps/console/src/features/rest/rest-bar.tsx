import { restRoutes } from "@nightlight/contracts/counsellor/rest";
import { call } from "@nightlight/door/client/api";
import { clockTime } from "@nightlight/door/time/time";
import { Bar } from "@nightlight/ui/components/bar";
import { Button } from "@nightlight/ui/components/button";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { KEYS, spokenKeys } from "../../shared/keys/key-table.ts";
import { useKey } from "../../shared/keys/key-listener.ts";

const KEY = "rest";
const WHILE_RESTING_MS = 5_000;
const ELSE_MS = 60_000;

/**
 * Rest after a hard record: until when, and how to end it. When somebody waits too long it asks, calmly; whoever does not
 * answer leaves no trace. `work` changes whenever something is closed: then the server is asked anew.
 */
export function RestBar({ work }: { readonly work: string }) {
  const t = useTranslations("rest");
  const client = useQueryClient();
  const rest = useQuery({
    queryKey: [KEY, work],
    queryFn: () => call(restRoutes.read, {}),
    placeholderData: (before) => before,
    refetchInterval: ({ state }) => ((state.data?.until ?? null) === null ? ELSE_MS : WHILE_RESTING_MS),
  });
  const help = useMutation({
    mutationFn: () => call(restRoutes.waive, {}),
    onSettled: () => client.invalidateQueries({ queryKey: [KEY] }),
  });
  const until = rest.data?.until ?? null;
  const isAsked = until !== null && rest.data?.isAsked === true;
  useKey(
    "help",
    () => {
      help.mutate();
    },
    isAsked,
  );
  if (until === null) return null;
  return (
    <Bar
      tone={isAsked ? "lamp" : "quiet"}
      icon="clock"
      note={t(isAsked ? "noTrace" : "yours")}
      acts={
        <Button
          keys={isAsked ? KEYS.help.cap : undefined}
          aria-keyshortcuts={isAsked ? spokenKeys("help") : undefined}
          whyNot={help.isPending ? t("pending") : undefined}
          onClick={() => {
            help.mutate();
          }}
        >
          {t(isAsked ? "help" : "waive")}
        </Button>
      }
    >
      {isAsked ? <b>{t("asked")}</b> : t("until", { time: clockTime(until) })}
    </Bar>
  );
}
