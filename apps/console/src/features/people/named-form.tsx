import type { NamedView } from "@nightlight/contracts/admin/people";
import { fold } from "@nightlight/domain/privacy/text";
import { useProblemText } from "@nightlight/door/client/problem-text";
import { Button } from "@nightlight/ui/components/button";
import { Field, TextInput } from "@nightlight/ui/components/field";
import { useId, useState } from "react";
import { useTranslations } from "use-intl";
import office from "../../shared/office.module.css";

const CODES = { skills: /^[a-z_]{2,32}$/u, spokenLanguages: /^[a-z]{2,3}$/u } as const;

type NamedFormProps = {
  readonly list: keyof typeof CODES;
  /** Undefined for a new one, whose code is still to be chosen. */
  readonly entry?: NamedView;
  readonly mutation: { readonly isPending: boolean; readonly error: Error | null };
  readonly onSave: (entry: Pick<NamedView, "code" | "name">) => void;
  readonly onCancel: () => void;
};

/** Names of an entry in both languages; of a new one also its code. A skill's code follows from its English name. */
export function NamedForm({ list, entry, mutation, onSave, onCancel }: NamedFormProps) {
  const t = useTranslations("people");
  const problemText = useProblemText();
  const [viId, enId, codeId] = [useId(), useId(), useId()];
  const [vi, setVi] = useState(entry?.name.vi ?? "");
  const [en, setEn] = useState(entry?.name.en ?? "");
  const [typed, setTyped] = useState<string | undefined>(entry?.code);
  const code = typed ?? (list === "skills" ? codeOf(en) : "");
  const missing =
    vi.trim() === "" || en.trim() === ""
      ? t("lists.namesFirst")
      : CODES[list].test(code)
        ? undefined
        : t(`lists.${list}.code`);
  return (
    <form
      className={office["block"]}
      aria-label={entry === undefined ? t(`lists.${list}.add`) : t("lists.changeOf", { name: entry.name.vi })}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (missing === undefined && !mutation.isPending) onSave({ code, name: { vi, en } });
      }}
    >
      <Field label={t("lists.vi")} htmlFor={viId} layout="stacked">
        <TextInput
          id={viId}
          autoFocus
          autoComplete="off"
          maxLength={80}
          value={vi}
          onChange={(event) => {
            setVi(event.target.value);
          }}
        />
      </Field>
      <Field label={t("lists.en")} htmlFor={enId} layout="stacked">
        <TextInput
          id={enId}
          lang="en"
          autoComplete="off"
          maxLength={80}
          value={en}
          onChange={(event) => {
            setEn(event.target.value);
          }}
        />
      </Field>
      {entry === undefined ? (
        <Field label={t(`lists.${list}.code`)} htmlFor={codeId} layout="stacked">
          <TextInput
            id={codeId}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={32}
            value={code}
            onChange={(event) => {
              setTyped(event.target.value.toLowerCase());
            }}
          />
        </Field>
      ) : null}
      <p role="status">{mutation.error === null ? null : problemText(mutation.error)}</p>
      <div className={office["buttons"]}>
        <Button
          type="submit"
          tone={missing === undefined ? "lamp" : "edged"}
          whyNot={missing ?? (mutation.isPending ? t("saving") : undefined)}
        >
          {t("save")}
        </Button>
        <Button tone="plain" onClick={onCancel}>
          {t("lists.cancel")}
        </Button>
      </div>
    </form>
  );
}

/** "Sign language" becomes `sign_language`. */
function codeOf(name: string): string {
  return fold(name)
    .replace(/[^a-z]+/gu, "_")
    .replace(/^_+|_+$/gu, "")
    .slice(0, 32);
}
