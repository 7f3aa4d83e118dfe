import { peopleRoutes, type PersonView } from "@nightlight/contracts/admin/people";
import { SIGN_IN_POLICY } from "@nightlight/domain/access/sign-in";
import { call } from "@nightlight/door/client/api";
import { useProblemText } from "@nightlight/door/client/problem-text";
import { useNow } from "@nightlight/door/time/use-now";
import { Toast, ToastStack } from "@nightlight/ui/components/toast";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { peopleQuery, putPerson } from "./people-queries.ts";

/** What was done about somebody's access a moment ago, and can still be taken back. */
export type Done = {
  readonly kind: "suspend" | "reset";
  readonly person: Pick<PersonView, "id" | "name">;
  /** When it was asked for, in milliseconds of the server's time: before the server did it, so nobody presses too late. */
  readonly at: number;
  readonly isUndone?: boolean;
};

type UndoToastProps = { readonly done: Done; readonly version: number; readonly onUndone: () => void };

/** For eight seconds: one press gives somebody their access back as it was. */
export function UndoToast({ done, version, onUndone }: UndoToastProps) {
  const t = useTranslations("people.undo");
  const client = useQueryClient();
  const problemText = useProblemText();
  const passed = Math.max(0, useNow() - done.at);
  const params = { personId: done.person.id };
  const undo = useMutation({
    mutationFn: () =>
      done.kind === "suspend"
        ? call(peopleRoutes.restore, { params, body: { version } })
        : call(peopleRoutes.undoReset, { params }),
    onSuccess: (person) => {
      putPerson(client, person);
      onUndone();
    },
    onError: () => {
      void client.invalidateQueries({ queryKey: peopleQuery.queryKey });
    },
  });
  const seconds = Math.ceil(SIGN_IN_POLICY.undoResetSeconds - passed / 1000);
  if (undo.isError) return <Stack>{problemText(undo.error)}</Stack>;
  if (seconds <= 0 && !undo.isPending) return null;
  return (
    <ToastStack label={t("label")} place="corner">
      <Toast
        undo={{
          word: t("undo"),
          act: () => {
            undo.mutate();
          },
          isOff: undo.isPending,
        }}
        left={t("left", { seconds: Math.max(0, seconds) })}
      >
        {t(done.kind, { name: done.person.name })}
      </Toast>
    </ToastStack>
  );
}

function Stack({ children }: { readonly children: string }) {
  const t = useTranslations("people.undo");
  return (
    <ToastStack label={t("label")} place="corner">
      <Toast>{children}</Toast>
    </ToastStack>
  );
}
