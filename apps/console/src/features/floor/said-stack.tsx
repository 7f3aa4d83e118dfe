import { useNow } from "@nightlight/door/time/use-now";
import { Toast, ToastStack } from "@nightlight/ui/components/toast";
import { useTranslations } from "use-intl";
import { useKey } from "../../shared/keys/key-listener.ts";
import { KEYS, spokenKeys } from "../../shared/keys/key-table.ts";
import { putAway, sayDone, useSaid, type Done } from "./said.ts";

/** What was just done, and for how long it can be taken back. The last one answers to Alt+U. */
export function SaidStack({ isStale }: { readonly isStale: boolean }) {
  const t = useTranslations("floor");
  const now = useNow();
  const open = useSaid(({ done }) => done).filter(({ until }) => until > now);
  const last = open.findLast(({ undo }) => undo !== undefined);
  useKey(
    "undo",
    () => {
      if (last !== undefined) takeBack(last);
    },
    last !== undefined && !isStale,
  );
  if (open.length === 0) return null;
  return (
    <ToastStack label={t("done.label")}>
      {open.map((each) => (
        <Toast
          key={each.key}
          {...(each.undo === undefined
            ? {}
            : {
                undo: {
                  word: t("done.undo"),
                  isOff: isStale,
                  act: () => {
                    takeBack(each);
                  },
                  ...(each === last ? { keys: { cap: KEYS.undo.cap, spoken: spokenKeys("undo") } } : {}),
                },
                left: t("done.seconds", { seconds: Math.max(1, Math.ceil((each.until - now) / 1000)) }),
              })}
          putAway={{
            word: t("done.putAway"),
            act: () => {
              putAway(each.key);
            },
          }}
        >
          {each.words}
        </Toast>
      ))}
    </ToastStack>
  );
}

function takeBack(done: Done): void {
  putAway(done.key);
  void done.undo?.().then((words) => {
    if (words !== undefined) sayDone(words);
  });
}
