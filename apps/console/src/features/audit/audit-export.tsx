import { auditRoutes } from "@nightlight/contracts/admin/audit";
import { EXPORT_PURPOSES, type ExportPurpose } from "@nightlight/domain/audit/export";
import { call } from "@nightlight/door/client/api";
import { useProblemText } from "@nightlight/door/client/problem-text";
import { Button } from "@nightlight/ui/components/button";
import { Choice } from "@nightlight/ui/components/choice";
import { Field, TextInput } from "@nightlight/ui/components/field";
import { Icon } from "@nightlight/ui/components/icon";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState, type SyntheticEvent } from "react";
import { useTranslations } from "use-intl";
import office from "../../shared/office.module.css";
import { queryOf, type AuditPlace } from "./audit-filter.ts";

type AuditExportProps = { readonly place: AuditPlace; readonly onClose: () => void };

/** Takes what the filter finds along as a file, for a purpose that the log keeps. */
export function AuditExport({ place, onClose }: AuditExportProps) {
  const t = useTranslations("audit.export");
  const client = useQueryClient();
  const problemText = useProblemText();
  const referenceId = useId();
  const [format, setFormat] = useState<"csv" | "json">("csv");
  const [purpose, setPurpose] = useState<ExportPurpose | undefined>(undefined);
  const [reference, setReference] = useState("");
  const save = useMutation({
    mutationFn: (why: ExportPurpose) =>
      call(auditRoutes.export, {
        body: { ...queryOf(place), format, purpose: why, ...(reference === "" ? {} : { reference }) },
      }),
    onSuccess: async (file) => {
      download(file);
      await client.invalidateQueries({ queryKey: ["audit"] });
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (purpose !== undefined) save.mutate(purpose);
  };
  return (
    <aside className={office["side"]} aria-label={t("title")}>
      <header className={office["sideHead"]}>
        <h2>{t("title")}</h2>
        <Button tone="plain" aria-label={t("close")} onClick={onClose}>
          <Icon name="close" />
        </Button>
      </header>
      <form className={office["form"]} onSubmit={submit} noValidate>
        <p className={office["acts"]}>{t("lead")}</p>
        <Field label={t("purpose")} layout="top">
          <Choice
            label={t("purpose")}
            columns={2}
            value={purpose}
            options={EXPORT_PURPOSES.map((value) => ({ value, word: t(`purposeOf.${value}`) }))}
            onChoose={setPurpose}
          />
        </Field>
        <Field label={t("reference")} htmlFor={referenceId}>
          <TextInput
            id={referenceId}
            maxLength={40}
            autoComplete="off"
            placeholder="CV-12/2026"
            value={reference}
            onChange={(event) => {
              setReference(event.target.value.replace(/[^\w./-]/gu, ""));
            }}
          />
        </Field>
        <Field label={t("format")}>
          <Choice
            label={t("format")}
            value={format}
            options={[
              { value: "csv", word: t("csv") },
              { value: "json", word: "JSON" },
            ]}
            onChoose={setFormat}
          />
        </Field>
        <div role="status">
          {save.isError ? <p className={office["error"]}>{problemText(save.error)}</p> : null}
          {save.data === undefined ? null : (
            <p className={office["error"]}>{t("done", { count: save.data.entries })}</p>
          )}
        </div>
        <div className={office["acts"]}>
          <Button
            type="submit"
            tone="lamp"
            whyNot={purpose === undefined ? t("choosePurpose") : save.isPending ? t("pending") : undefined}
          >
            {t("save")}
          </Button>
        </div>
      </form>
    </aside>
  );
}

function download(file: { readonly fileName: string; readonly mediaType: string; readonly text: string }): void {
  const address = URL.createObjectURL(new Blob([file.text], { type: file.mediaType }));
  const link = document.createElement("a");
  link.href = address;
  link.download = file.fileName;
  link.click();
  URL.revokeObjectURL(address);
}
