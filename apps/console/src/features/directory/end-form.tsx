import { directoryRoutes, type UnitView } from "@nightlight/contracts/admin/directory";
import { call } from "@nightlight/door/client/api";
import { useProblemText } from "@nightlight/door/client/problem-text";
import { now } from "@nightlight/door/time/clock";
import { Button } from "@nightlight/ui/components/button";
import { Field } from "@nightlight/ui/components/field";
import { useMutation } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTranslations } from "use-intl";
import { AuthorityField } from "../../shared/authority-field.tsx";
import { DayBox } from "../../shared/day-box.tsx";
import office from "../../shared/office.module.css";
import { startOfDay } from "../../shared/time.ts";

type EndFormProps = { readonly unit: UnitView; readonly onEnded: (unit: UnitView) => void };

/** The end of a unit, now or on a day to come, and who takes over. It can be taken back like any other act. */
export function EndForm({ unit, onEnded }: EndFormProps) {
  const t = useTranslations("directory.end");
  const problemText = useProblemText();
  const dayId = useId();
  const [isOpen, setOpen] = useState(false);
  const [day, setDay] = useState("");
  const [successorIds, setSuccessorIds] = useState<readonly string[]>([]);
  const end = useMutation({
    mutationFn: () =>
      call(directoryRoutes.end, {
        params: { authorityId: unit.id },
        body: {
          version: unit.version,
          validTo: (startOfDay(day) ?? new Date(now())).toISOString(),
          successorIds: [...successorIds],
        },
      }),
    onSuccess: onEnded,
  });
  if (unit.validTo !== null) return null;
  return (
    <section className={office["form"]} aria-label={t("title")}>
      <div className={office["acts"]}>
        <Button
          aria-expanded={isOpen}
          onClick={() => {
            setOpen(!isOpen);
          }}
        >
          {t("title")}
        </Button>
      </div>
      {isOpen ? (
        <div className={office["block"]}>
          <Field label={t("day")} htmlFor={dayId} layout="stacked" hint={t("dayHint")}>
            {/* It opens below the edge: whoever asked for it is brought there. */}
            <DayBox id={dayId} autoFocus value={day} onDay={setDay} />
          </Field>
          {[...successorIds, null].map((authorityId, at) => (
            <AuthorityField
              // One more is always open; whoever chose in it stays in it.
              key={at}
              label={at === 0 ? t("successor") : t("another", { number: at + 1 })}
              authorityId={authorityId}
              onChange={(chosen) => {
                const changed = [...successorIds.slice(0, at), chosen, ...successorIds.slice(at + 1)];
                setSuccessorIds([...new Set(changed.filter((id) => id !== null))]);
              }}
            />
          ))}
          <div role="status">{end.isError ? <p className={office["error"]}>{problemText(end.error)}</p> : null}</div>
          <div>
            <Button
              onClick={() => {
                if (!end.isPending) end.mutate();
              }}
            >
              {t("act")}
            </Button>
          </div>
        </div>
      ) : null}
    </section>
  );
}
