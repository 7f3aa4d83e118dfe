import { directoryRoutes, type UnitView } from "@nightlight/contracts/admin/directory";
import { call } from "@nightlight/door/client/api";
import { useProblemText } from "@nightlight/door/client/problem-text";
import { Failed, Loading } from "@nightlight/door/client/query-states";
import { calendarDay } from "@nightlight/door/time/time";
import { Button } from "@nightlight/ui/components/button";
import { Icon } from "@nightlight/ui/components/icon";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import office from "../../shared/office.module.css";
import { putUnit, unitQuery } from "./directory-queries.ts";
import { areHoursRight } from "./duty-list.tsx";
import { EndForm } from "./end-form.tsx";
import { sentOf, UnitFields, type Draft } from "./unit-fields.tsx";
import { UnitHistory } from "./unit-history.tsx";

type UnitPanelProps = { readonly id: string; readonly onClose: () => void };

/** One unit: what is known of it, whom to ring, what was changed, and its end. */
export function UnitPanel({ id, onClose }: UnitPanelProps) {
  const t = useTranslations("directory");
  const read = useQuery(unitQuery(id));
  return (
    <aside className={office["side"]} aria-label={read.data?.name ?? t("title")}>
      <header className={office["sideHead"]}>
        <h2>{read.data?.name}</h2>
        <Button tone="plain" aria-label={t("close")} onClick={onClose}>
          <Icon name="close" />
        </Button>
      </header>
      {read.isError ? <Failed error={read.error} retry={() => void read.refetch()} /> : null}
      {read.isPending ? <Loading /> : null}
      {read.data === undefined ? null : <Unit key={read.data.version} unit={read.data} />}
    </aside>
  );
}

function Unit({ unit }: { readonly unit: UnitView }) {
  const t = useTranslations("directory");
  const client = useQueryClient();
  const problemText = useProblemText();
  const [first] = useState(() => draftOf(unit));
  const [draft, setDraft] = useState(first);
  const params = { authorityId: unit.id };
  const { version } = unit;
  const onSuccess = (changed: UnitView) => {
    putUnit(client, changed);
  };
  const save = useMutation({
    mutationFn: () => call(directoryRoutes.change, { params, body: { ...sentOf(draft), version } }),
    onSuccess,
  });
  const verify = useMutation({
    mutationFn: () => call(directoryRoutes.verify, { params, body: { version } }),
    onSuccess,
  });
  const undo = useMutation({
    mutationFn: () => call(directoryRoutes.undo, { params, body: { version } }),
    onSuccess,
  });
  const isWrong = !areHoursRight(draft.duties);
  const isSame = JSON.stringify(draft) === JSON.stringify(first);
  const isBusy = save.isPending || verify.isPending || undo.isPending;
  const error = save.error ?? verify.error ?? undo.error;
  return (
    <form
      className={office["sideForm"]}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!isSame && !isWrong && !isBusy) save.mutate();
      }}
    >
      <div className={`${office["scroll"] ?? ""} ${office["form"] ?? ""}`}>
        <Facts unit={unit} />
        <UnitFields draft={draft} officers={unit.officers} onChange={setDraft} />
        <EndForm unit={unit} onEnded={onSuccess} />
        <UnitHistory history={unit.history} />
      </div>
      <div className={office["keep"]}>
        <div role="status">{error === null ? null : <p className={office["error"]}>{problemText(error)}</p>}</div>
        <div className={office["buttons"]}>
          <Button
            type="submit"
            tone={isSame ? "edged" : "lamp"}
            whyNot={isSame ? t("unchanged") : isWrong ? t("duty.hourFirst") : isBusy ? t("saving") : undefined}
          >
            {t("save")}
          </Button>
          <Button
            whyNot={isSame ? (isBusy ? t("saving") : undefined) : t("saveFirst")}
            onClick={() => {
              verify.mutate();
            }}
          >
            {t("verify")}
          </Button>
          <Button
            whyNot={unit.canUndo ? (isSame ? undefined : t("saveFirst")) : t("nothingToUndo")}
            onClick={() => {
              if (!isBusy) undo.mutate();
            }}
          >
            {t("undo")}
          </Button>
        </div>
      </div>
    </form>
  );
}

/** What cannot be changed: it is what the unit is. */
function Facts({ unit }: { readonly unit: UnitView }) {
  const t = useTranslations("directory");
  const verified = unit.verifiedAt === null ? t("verified.never") : calendarDay(unit.verifiedAt);
  return (
    <div className={office["block"]}>
      <p>
        {t(`kind.${unit.kind}`)} · {t(`level.${unit.level}`)}
        {unit.place === null ? "" : ` · ${unit.place}`}
      </p>
      <p>
        {t("since", { day: calendarDay(unit.validFrom) })}
        {unit.validTo === null ? "" : ` · ${t("until", { day: calendarDay(unit.validTo) })}`}
      </p>
      {unit.successors.length === 0 ? null : (
        <p>{t("followedBy", { names: unit.successors.map(({ name }) => name).join(", ") })}</p>
      )}
      <p>{t("verified.line", { when: verified })}</p>
      <p>{t("counts", { officers: unit.officers.length, below: unit.unitsBelow })}</p>
    </div>
  );
}

function draftOf({ name, above, phone, email, duties }: UnitView): Draft {
  return { name, parentId: above?.id ?? null, phone: phone ?? "", email: email ?? "", duties };
}
